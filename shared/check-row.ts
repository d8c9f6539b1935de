import { type CatalogueLists, createTagIndex, judgeProperties } from './catalogue.ts';
import type { Contact, PropertyValue } from './contact.ts';
import { type Finding, findingCodes, type Severity, type Verdict, worstVerdict } from './findings.ts';
import type { Mapping } from './mapping.ts';
import { checkPhone } from './phone/check-phone.ts';
import type { CountryCode, PhoneCheck } from './phone/types.ts';
import {
  noTags,
  phoneFindings,
  propertyReader,
  type Read,
  readerOf,
  rowFilter,
  tagReader,
  withCatalogue,
} from './row-readers.ts';
import { looksLikeEmail } from './values/email.ts';
import { trimCell } from './values/text.ts';

/** What one row says by itself, before it is compared with the others. */
export interface RowCheck {
  readonly verdict: Verdict;
  /** In the order of judgement: the first excluding one is the reason that counts. */
  readonly findings: readonly Finding[];
  /** Final reference ID, also of a row that isn't sent, where it has one. */
  readonly externalReferenceId: string | null;
  /** What would be sent; null for an excluded row. */
  readonly contact: Contact | null;
  /** True where the row filter took it out. */
  readonly filtered: boolean;
}

export type RowChecker = (cells: readonly string[]) => RowCheck;

/** A row's check without the contact itself: all that counting rows needs. */
export interface RowJudgement extends Omit<RowCheck, 'contact'> {
  /** Whether it would be sent, as far as the row itself goes. */
  readonly isSent: boolean;
  /** The phone that would be sent; null where there is none. */
  readonly phoneNumber: string | null;
  /** The tags that would be sent; none for a row that isn't. */
  readonly tags: readonly string[];
}

export type RowJudge = (cells: readonly string[]) => RowJudgement;

type Filling<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/**
 * Compiles a mapping against the columns of a file.
 * @param columns names in file order; the mapping must not name others (see `missingColumns`)
 * @param catalogue the tags and properties that exist where the contacts go; null where that isn't known
 * @returns a pure function from the cells of a row to its check
 */
export function createRowChecker(
  mapping: Mapping,
  columns: readonly string[],
  catalogue: CatalogueLists | null = null,
): RowChecker {
  const reader = readerOf(columns);
  const judge = compileJudge(mapping, columns, catalogue);
  const readFirst = reader(mapping.firstName);
  const readMiddle = reader(mapping.middleName);
  const readLast = reader(mapping.lastName);
  const readEmail = reader(mapping.emailAddress);
  return (cells) => {
    const customProperties: Record<string, PropertyValue> = {};
    const { verdict, findings, externalReferenceId, filtered, isSent, phoneNumber, tags } = judge(
      cells,
      customProperties,
    );
    if (!isSent || externalReferenceId === null) {
      return { verdict, findings, externalReferenceId, contact: null, filtered };
    }
    const firstName = readFirst ? readFirst(cells) : '';
    const middleName = readMiddle ? readMiddle(cells) : '';
    const lastName = readLast ? readLast(cells) : '';
    const email = readEmail ? readEmail(cells) : '';
    // Filled in place: five million of these are made.
    const contact: Filling<Contact> = { externalReferenceId, tags, customProperties };
    if (firstName !== '') contact.firstName = firstName;
    if (middleName !== '') contact.middleName = middleName;
    if (lastName !== '') contact.lastName = lastName;
    if (phoneNumber !== null) contact.phoneNumber = phoneNumber;
    if (email !== '') contact.emailAddress = email;
    return { verdict, findings, externalReferenceId, contact, filtered };
  };
}

/** As `createRowChecker`, for callers that count rows and need no contacts. */
export function createRowJudge(
  mapping: Mapping,
  columns: readonly string[],
  catalogue: CatalogueLists | null = null,
): RowJudge {
  const judge = compileJudge(mapping, columns, catalogue);
  const unread: Record<string, PropertyValue> = {};
  return (cells) => judge(cells, unread);
}

/** @returns judges a row, and puts its custom properties into the object that it is given */
function compileJudge(
  mapping: Mapping,
  columns: readonly string[],
  catalogue: CatalogueLists | null,
): (cells: readonly string[], customProperties: Record<string, PropertyValue>) => RowJudgement {
  const reader = readerOf(columns);
  const readReference = reader(mapping.externalReferenceId) as Read;
  const readPhone = reader(mapping.phoneNumber);
  const readCountry = reader(mapping.phone.countryColumn ? { column: mapping.phone.countryColumn } : null);
  const readEmail = reader(mapping.emailAddress);
  const readTags = tagReader(mapping, reader, createTagIndex(catalogue));
  const mismatches = judgeProperties(mapping.customProperties, catalogue);
  const readProperties = mapping.customProperties.map((property) =>
    withCatalogue(
      propertyReader(property, reader),
      reader(property.source) as Read,
      mismatches.find(({ field }) => field === `customProperties.${property.technicalName}`),
    ),
  );
  const passesFilter = rowFilter(mapping, reader);
  const referenceIsPhone = mapping.referenceId === 'as-phone';
  const samePhone = mapping.phoneNumber?.column === mapping.externalReferenceId.column;
  const phoneOptions = {
    defaultCountry: mapping.phone.defaultCountry as CountryCode | null,
    possibleButInvalid: mapping.phone.possibleButInvalid,
    fixes: mapping.phone.fixes,
  };
  const phoneOf = (text: string, cells: readonly string[]): PhoneCheck =>
    checkPhone(text, readCountry ? { ...phoneOptions, country: readCountry(cells) } : phoneOptions);

  return (cells, customProperties) => {
    const findings: Finding[] = [];
    const phoneText = readPhone ? readPhone(cells) : '';
    const phone = phoneText === '' ? null : phoneOf(phoneText, cells);
    const referenceText = readReference(cells);
    let reference: string | null = referenceText === '' ? null : referenceText;
    let referencePhone: PhoneCheck | null = null;
    if (referenceIsPhone && reference !== null) {
      referencePhone = samePhone && phone ? phone : phoneOf(referenceText, cells);
      reference = referencePhone.e164;
    }

    if (!passesFilter(cells)) {
      findings.push({ code: 'row.filtered', severity: 'excluded', field: 'row' });
      return notSent(findings, reference, true);
    }

    const raggedness = raggedBy(cells, columns.length);
    if (raggedness !== 0) {
      const severity: Severity =
        raggedness > 0 && mapping.raggedRows === 'exclude' ? 'excluded' : findingCodes['row.ragged'];
      findings.push({
        code: 'row.ragged',
        severity,
        field: 'row',
        params: { cells: cells.length, columns: columns.length },
      });
    }
    if (referenceText === '') {
      findings.push({ code: 'reference_id.empty', severity: 'excluded', field: 'externalReferenceId' });
    } else if (referencePhone && !(samePhone && phone)) {
      for (const finding of referencePhone.findings)
        findings.push({ ...finding, field: 'externalReferenceId' });
    }
    let phoneNumber: string | null = null;
    if (phone) {
      phoneNumber = phone.e164;
      findings.push(...phoneFindings(phone, mapping.phone.invalid === 'omit'));
    } else if (readPhone && !(samePhone && referenceText === '')) {
      findings.push({ code: 'phone.empty', severity: findingCodes['phone.empty'], field: 'phoneNumber' });
    }
    const email = readEmail ? readEmail(cells) : '';
    if (email !== '' && !looksLikeEmail(email)) {
      findings.push({ code: 'email.malformed', severity: 'warned', field: 'emailAddress', before: email });
    }
    for (const read of readProperties) read(cells, customProperties, findings);
    const tags = readTags(cells);
    findings.push(...tags.findings);

    const verdict = worstVerdict(findings);
    if (verdict === 'excluded' || reference === null) return notSent(findings, reference, false);
    return {
      verdict,
      findings,
      externalReferenceId: reference,
      filtered: false,
      isSent: true,
      phoneNumber,
      tags: tags.tags,
    };
  };
}

const notSent = (
  findings: readonly Finding[],
  externalReferenceId: string | null,
  filtered: boolean,
): RowJudgement => ({
  verdict: 'excluded',
  findings,
  externalReferenceId,
  filtered,
  isSent: false,
  phoneNumber: null,
  tags: noTags,
});

/** Cells too many (above 0) or missing (below 0). Empty cells past the last column are only trailing delimiters. */
function raggedBy(cells: readonly string[], columns: number): number {
  if (cells.length <= columns) return cells.length - columns;
  for (let index = columns; index < cells.length; index += 1) {
    if (trimCell(cells[index] ?? '') !== '') return cells.length - columns;
  }
  return 0;
}
