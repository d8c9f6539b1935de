import type { Contact, PropertyValue } from './contact.ts';
import { type Finding, findingCodes, type Severity, type Verdict, worstVerdict } from './findings.ts';
import type { CustomPropertyMapping, Mapping, Source, TagSource } from './mapping.ts';
import { checkPhone } from './phone/check-phone.ts';
import type { CountryCode, PhoneCheck } from './phone/types.ts';
import { compileDateFormat, readDate, readDateAs } from './values/dates.ts';
import { looksLikeEmail } from './values/email.ts';
import { readNumber } from './values/numbers.ts';
import { splitTags } from './values/tags.ts';
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

type Read = (cells: readonly string[]) => string;

/**
 * Compiles a mapping against the columns of a file.
 * @param columns names in file order; the mapping must not name others (see `missingColumns`)
 * @returns a pure function from the cells of a row to its check
 */
export function createRowChecker(mapping: Mapping, columns: readonly string[]): RowChecker {
  const reader = (source: Source | null): Read | null => {
    if (!source) return null;
    if ('constant' in source) return () => source.constant;
    const index = columns.indexOf(source.column);
    return (cells) => trimCell(cells[index] ?? '');
  };
  const readReference = reader(mapping.externalReferenceId) as Read;
  const readPhone = reader(mapping.phoneNumber);
  const readCountry = reader(mapping.phone.countryColumn ? { column: mapping.phone.countryColumn } : null);
  const readEmail = reader(mapping.emailAddress);
  const readFirst = reader(mapping.firstName);
  const readMiddle = reader(mapping.middleName);
  const readLast = reader(mapping.lastName);
  const readTags = tagReader(mapping.tags, reader);
  const readProperties = mapping.customProperties.map((property) => propertyReader(property, reader));
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

  return (cells) => {
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
      return { verdict: 'excluded', findings, externalReferenceId: reference, contact: null, filtered: true };
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
      const omits = mapping.phone.invalid === 'omit' && phone.verdict === 'excluded';
      for (const finding of phone.findings) {
        findings.push(
          omits && finding.severity === 'excluded' ? { ...finding, severity: 'warned' } : finding,
        );
      }
    } else if (readPhone && !(samePhone && referenceText === '')) {
      findings.push({ code: 'phone.empty', severity: findingCodes['phone.empty'], field: 'phoneNumber' });
    }
    const email = readEmail ? readEmail(cells) : '';
    if (email !== '' && !looksLikeEmail(email)) {
      findings.push({ code: 'email.malformed', severity: 'warned', field: 'emailAddress', before: email });
    }
    const customProperties: Record<string, PropertyValue> = {};
    for (const read of readProperties) read(cells, customProperties, findings);

    const verdict = worstVerdict(findings);
    if (verdict === 'excluded' || reference === null) {
      return {
        verdict: 'excluded',
        findings,
        externalReferenceId: reference,
        contact: null,
        filtered: false,
      };
    }
    const firstName = readFirst ? readFirst(cells) : '';
    const middleName = readMiddle ? readMiddle(cells) : '';
    const lastName = readLast ? readLast(cells) : '';
    const contact: Contact = {
      externalReferenceId: reference,
      ...(firstName === '' ? null : { firstName }),
      ...(middleName === '' ? null : { middleName }),
      ...(lastName === '' ? null : { lastName }),
      ...(phoneNumber === null ? null : { phoneNumber }),
      ...(email === '' ? null : { emailAddress: email }),
      tags: readTags(cells),
      customProperties,
    };
    return { verdict, findings, externalReferenceId: reference, contact, filtered: false };
  };
}

/** Cells too many (above 0) or missing (below 0). Empty cells past the last column are only trailing delimiters. */
function raggedBy(cells: readonly string[], columns: number): number {
  if (cells.length <= columns) return cells.length - columns;
  for (let index = columns; index < cells.length; index += 1) {
    if (trimCell(cells[index] ?? '') !== '') return cells.length - columns;
  }
  return 0;
}

function rowFilter(
  mapping: Mapping,
  reader: (source: Source) => Read | null,
): (cells: readonly string[]) => boolean {
  const conditions = mapping.onlyRowsWhere.map((condition) => ({
    read: reader({ column: condition.column }) as Read,
    allowed: new Set(condition.in.map((value) => trimCell(value).toLowerCase())),
  }));
  return (cells) => conditions.every(({ read, allowed }) => allowed.has(read(cells).toLowerCase()));
}

function tagReader(
  sources: readonly TagSource[],
  reader: (source: Source) => Read | null,
): (cells: readonly string[]) => readonly string[] {
  const readers = sources.map((source) => ({
    read: reader('constant' in source ? source : { column: source.column }) as Read,
    separator: 'constant' in source ? null : source.separator,
  }));
  return (cells) => {
    const tags = new Set<string>();
    for (const { read, separator } of readers) {
      for (const tag of splitTags(read(cells), separator)) tags.add(tag);
    }
    return [...tags];
  };
}

type PropertyReader = (
  cells: readonly string[],
  into: Record<string, PropertyValue>,
  findings: Finding[],
) => void;

function propertyReader(
  property: CustomPropertyMapping,
  reader: (source: Source) => Read | null,
): PropertyReader {
  const read = reader(property.source) as Read;
  const name = property.technicalName;
  const field = `customProperties.${name}`;
  const left = (
    code: 'date.invalid' | 'date.ambiguous' | 'number.invalid' | 'number.ambiguous',
    before: string,
  ): Finding => ({
    code,
    severity: findingCodes[code],
    field,
    before,
  });
  switch (property.type) {
    case 'string':
      return (cells, into) => {
        const text = read(cells);
        if (text !== '') into[name] = text;
      };
    case 'number':
      return (cells, into, findings) => {
        const text = read(cells);
        if (text === '') return;
        const reading = readNumber(text, property.decimal);
        if (reading.kind === 'number') into[name] = reading.value;
        else findings.push(left(`number.${reading.kind}`, text));
      };
    case 'date': {
      const format = property.format === null ? null : compileDateFormat(property.format);
      return (cells, into, findings) => {
        const text = read(cells);
        if (text === '') return;
        const reading = format ? readDateAs(text, format) : readDate(text);
        if (reading.kind === 'date') into[name] = reading.iso;
        else findings.push(left(`date.${reading.kind}`, text));
      };
    }
  }
}
