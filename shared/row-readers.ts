/** Reading the parts of a row: compiled once for a mapping, called for every row. */

import type { TagIndex } from './catalogue.ts';
import type { PropertyValue } from './contact.ts';
import { type Finding, findingCodes } from './findings.ts';
import type { CustomPropertyMapping, Mapping, Source } from './mapping.ts';
import type { PhoneCheck } from './phone/types.ts';
import { compileDateFormat, readDate, readDateAs } from './values/dates.ts';
import { readNumber } from './values/numbers.ts';
import { fixTags } from './values/tag-fixes.ts';
import { splitTags } from './values/tags.ts';
import { trimCell } from './values/text.ts';

export type Read = (cells: readonly string[]) => string;

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

/** Reads a source's trimmed text from the cells of a row; null where nothing is mapped. */
export function readerOf(columns: readonly string[]): (source: Source | null) => Read | null {
  return (source) => {
    if (!source) return null;
    if ('constant' in source) return () => source.constant;
    const index = columns.indexOf(source.column);
    return (cells) => trimCell(cells[index] ?? '');
  };
}

/** Whether a row passes the mapping's filter. */
export function rowFilter(
  mapping: Pick<Mapping, 'onlyRowsWhere'>,
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

export const noTags: readonly string[] = [];

/** The tags of a row under the person's decisions, and what is to say of them. */
export interface TagReading {
  readonly tags: readonly string[];
  readonly findings: readonly Finding[];
}

const noTagReading: TagReading = { tags: noTags, findings: [] };

/** Compiles how a row's tags are read, decided about and compared with the catalogue. */
export function tagReader(
  { tags: sources, tagFixes }: Mapping,
  reader: (source: Source) => Read | null,
  index: TagIndex,
): (cells: readonly string[]) => TagReading {
  const readers = sources.map((source) => ({
    read: reader('constant' in source ? source : { column: source.column }) as Read,
    separator: 'constant' in source ? null : source.separator,
  }));
  const fixes = new Map(tagFixes.map((fix) => [fix.tag, fix]));
  const unite = (cells: readonly string[]): TagReading => {
    const found = new Set<string>();
    for (const { read, separator } of readers)
      for (const tag of splitTags(read(cells), separator)) found.add(tag);
    const tags = fixes.size === 0 ? [...found] : fixTags([...found], fixes);
    if (tags === null) {
      const before = [...found].find((tag) => fixes.get(tag)?.action === 'exclude') ?? '';
      return {
        tags: noTags,
        findings: [{ code: 'tag.unknown', severity: 'excluded', field: 'tags', before }],
      };
    }
    return { tags, findings: tags.flatMap((tag) => index.judge(tag) ?? []) };
  };
  // Rows with the same tags share one reading: nobody changes it.
  const readings = new Map<string, TagReading>();
  const [first, ...others] = sources.flatMap((source) =>
    'column' in source ? [reader({ column: source.column }) as Read] : [],
  );
  return (cells) => {
    if (readers.length === 0) return noTagReading;
    let key = first ? first(cells) : '';
    for (const read of others) key += `\u0000${read(cells)}`;
    let reading = readings.get(key);
    if (!reading) {
      reading = unite(cells);
      if (readings.size < remembered) readings.set(key, reading);
    }
    return reading;
  };
}

/**
 * What is to say of a row's phone.
 * @param omitsInvalid whether a row goes out without a phone that can't be used, instead of not at all
 */
export function phoneFindings({ verdict, findings }: PhoneCheck, omitsInvalid: boolean): readonly Finding[] {
  if (!omitsInvalid || verdict !== 'excluded') return findings;
  return findings.map((finding) =>
    finding.severity === 'excluded' ? { ...finding, severity: 'warned' } : finding,
  );
}

/** A property that the catalogue knows otherwise, or not at all: told, and a value of the wrong type left out. */
export function withCatalogue(
  readProperty: PropertyReader,
  read: Read,
  mismatch: Finding<'property.unknown' | 'property.wrong_type'> | undefined,
): PropertyReader {
  if (!mismatch) return readProperty;
  return (cells, into, findings) => {
    const before = read(cells);
    if (before === '') return;
    findings.push({ ...mismatch, before });
    // A wrong value never overwrites a right one.
    if (mismatch.code === 'property.unknown') readProperty(cells, into, findings);
  };
}

export type PropertyReader = (
  cells: readonly string[],
  into: Record<string, PropertyValue>,
  findings: Finding[],
) => void;

/** Compiles how one custom property is read. What can't be read is left out, with a finding. */
export function propertyReader(
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
