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

type Read = (cells: readonly string[]) => string;

type Filling<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Answers that are remembered of a column's cells. Consents, tags and days are few, however many rows there are. */
const remembered = 2000;

/** Remembers what a function said of texts, for texts that come again and again. */
function remember<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  let lastText = '';
  let last = answer('');
  return (text) => {
    // The same text as in the row before needs no search.
    if (text === lastText) return last;
    let now = known.get(text);
    if (now === undefined) {
      now = answer(text);
      if (known.size < remembered) known.set(text, now);
    }
    lastText = text;
    last = now;
    return now;
  };
}

/**
 * Compiles a mapping against the columns of a file.
 * @param columns names in file order; the mapping must not name others (see `missingColumns`)
 * @returns a pure function from the cells of a row to its check
 */
export function createRowChecker(mapping: Mapping, columns: readonly string[]): RowChecker {
  const reader = readerOf(columns);
  const judge = compileJudge(mapping, columns);
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
export function createRowJudge(mapping: Mapping, columns: readonly string[]): RowJudge {
  const judge = compileJudge(mapping, columns);
  const unread: Record<string, PropertyValue> = {};
  return (cells) => judge(cells, unread);
}

/** The columns that `createRowJudge` looks at: all that a mapping reads, but for the names. */
export function judgedColumns(mapping: Mapping): string[] {
  const columns = new Set<string>();
  const add = (source: Source | TagSource | null): void => {
    if (source && 'column' in source) columns.add(source.column);
  };
  add(mapping.externalReferenceId);
  add(mapping.phoneNumber);
  add(mapping.emailAddress);
  mapping.tags.forEach(add);
  for (const { source } of mapping.customProperties) add(source);
  if (mapping.phone.countryColumn) columns.add(mapping.phone.countryColumn);
  for (const { column } of mapping.onlyRowsWhere) columns.add(column);
  return [...columns];
}

function readerOf(columns: readonly string[]): (source: Source | null) => Read | null {
  return (source) => {
    if (!source) return null;
    if ('constant' in source) return () => source.constant;
    const index = columns.indexOf(source.column);
    return (cells) => trimCell(cells[index] ?? '');
  };
}

/** @returns judges a row, and puts its custom properties into the object that it is given */
function compileJudge(
  mapping: Mapping,
  columns: readonly string[],
): (cells: readonly string[], customProperties: Record<string, PropertyValue>) => RowJudgement {
  const reader = readerOf(columns);
  const readReference = reader(mapping.externalReferenceId) as Read;
  const readPhone = reader(mapping.phoneNumber);
  const readCountry = reader(mapping.phone.countryColumn ? { column: mapping.phone.countryColumn } : null);
  const readEmail = reader(mapping.emailAddress);
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
    for (const read of readProperties) read(cells, customProperties, findings);

    const verdict = worstVerdict(findings);
    if (verdict === 'excluded' || reference === null) return notSent(findings, reference, false);
    return {
      verdict,
      findings,
      externalReferenceId: reference,
      filtered: false,
      isSent: true,
      phoneNumber,
      tags: readTags(cells),
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

function rowFilter(
  mapping: Mapping,
  reader: (source: Source) => Read | null,
): (cells: readonly string[]) => boolean {
  const conditions = mapping.onlyRowsWhere.map((condition) => ({
    read: reader({ column: condition.column }) as Read,
    allowed: new Set(condition.in.map((value) => trimCell(value).toLowerCase())),
  }));
  if (conditions.length === 0) return () => true;
  const tests = conditions.map(({ read, allowed }) => ({
    read,
    isAllowed: remember((text) => allowed.has(text.toLowerCase())),
  }));
  return (cells) => {
    for (const { read, isAllowed } of tests) if (!isAllowed(read(cells))) return false;
    return true;
  };
}

const noTags: readonly string[] = [];

function tagReader(
  sources: readonly TagSource[],
  reader: (source: Source) => Read | null,
): (cells: readonly string[]) => readonly string[] {
  const readers = sources.map((source) => ({
    read: reader('constant' in source ? source : { column: source.column }) as Read,
    split: remember((cell) => splitTags(cell, 'constant' in source ? null : source.separator)) as (
      cell: string,
    ) => readonly string[],
  }));
  const unite = (cells: readonly string[], parts: typeof readers): readonly string[] => {
    const tags = new Set<string>();
    for (const { read, split } of parts) for (const tag of split(read(cells))) tags.add(tag);
    return [...tags];
  };
  // Rows with the same tags share one list: nobody changes it.
  const lists = new Map<string, readonly string[]>();
  const [first, ...others] = sources.flatMap((source) =>
    'column' in source ? [reader({ column: source.column }) as Read] : [],
  );
  return (cells) => {
    if (readers.length === 0) return noTags;
    let key = first ? first(cells) : '';
    for (const read of others) key += `\u0000${read(cells)}`;
    let tags = lists.get(key);
    if (!tags) {
      tags = unite(cells, readers);
      if (lists.size < remembered) lists.set(key, tags);
    }
    return tags;
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
      const readIt = remember((text) => (format ? readDateAs(text, format) : readDate(text)));
      return (cells, into, findings) => {
        const text = read(cells);
        if (text === '') return;
        const reading = readIt(text);
        if (reading.kind === 'date') into[name] = reading.iso;
        else findings.push(left(`date.${reading.kind}`, text));
      };
    }
  }
}
