import { recogniseDates, recogniseNumbers } from '../../../shared/recognise-formats.ts';
import { compileDateFormat, readDate, readDateAs } from '../../../shared/values/dates.ts';
import { readNumber } from '../../../shared/values/numbers.ts';
import { trimCell } from '../../../shared/values/text.ts';
import type { DraftProperty } from './draft.ts';

/** One way in which a column's values can be read. */
export interface Reading {
  /** What choosing it sets. */
  readonly set: Pick<DraftProperty, 'decimal'> | Pick<DraftProperty, 'format'>;
  /** A format such as `dd/MM/yyyy`, or a decimal sign. */
  readonly name: string;
  /** What the example means when it is read so: an ISO date, or a number. */
  readonly means: string | number;
}

/** What the cells of a column say about the format of a property. */
export type FormatAdvice =
  /** Nothing to say: it is plain, chosen already, or can't be told. */
  | { readonly kind: 'none' }
  /** It is set to what the cells say. `share` of them fit. */
  | { readonly kind: 'recognised'; readonly share: number }
  /** It isn't set, and the cells say this. */
  | { readonly kind: 'offer'; readonly reading: Reading }
  /** It isn't set, and the cells can be read in more than one way: only the person knows. */
  | { readonly kind: 'ask'; readonly example: string; readonly readings: readonly Reading[] };

/** A property with the question whether its values can be read in one way only answered by its cells. */
export const withQuestion = (property: DraftProperty, cells: readonly string[]): DraftProperty => ({
  ...property,
  undecided: property.kind === 'column' && formatAdvice(property, cells).kind === 'ask',
});

type Formatted = Pick<DraftProperty, 'type' | 'decimal' | 'format'>;

/** What to set when a type or column is chosen: the format that the cells say, or nothing. */
export function recognisedFormat(
  type: DraftProperty['type'],
  cells: readonly string[],
): Pick<DraftProperty, 'decimal' | 'format'> {
  const dates = type === 'date' ? recogniseDates(cells) : null;
  const numbers = type === 'number' ? recogniseNumbers(cells) : null;
  return {
    format: dates?.kind === 'format' ? dates.format : null,
    decimal: numbers?.kind === 'comma' ? ',' : numbers?.kind === 'point' ? '.' : null,
  };
}

/** What to tell or ask about a property that reads these cells. */
export function formatAdvice(property: Formatted, cells: readonly string[]): FormatAdvice {
  if (property.type === 'date') return dateAdvice(property.format, cells);
  if (property.type === 'number') return numberAdvice(property.decimal, cells);
  return { kind: 'none' };
}

function dateAdvice(format: string | null, cells: readonly string[]): FormatAdvice {
  const found = recogniseDates(cells);
  if (found.kind === 'none') return { kind: 'none' };
  if (found.kind === 'iso')
    return format === null ? { kind: 'recognised', share: found.share } : { kind: 'none' };
  if (found.kind === 'format') {
    if (format === found.format) return { kind: 'recognised', share: found.share };
    if (format !== null) return { kind: 'none' };
    const reading = cells.map((cell) => dateReading(found.format, trimCell(cell))).find((each) => each);
    return reading ? { kind: 'offer', reading } : { kind: 'none' };
  }
  if (format !== null) return { kind: 'none' };
  return ask(cells, (cell) => found.formats.map((each) => dateReading(each, cell)));
}

function dateReading(format: string, cell: string): Reading | null {
  const compiled = compileDateFormat(format);
  const read = compiled && readDateAs(cell, compiled);
  return read?.kind === 'date' ? { set: { format }, name: format, means: read.iso } : null;
}

function numberAdvice(decimal: '.' | ',' | null, cells: readonly string[]): FormatAdvice {
  const found = recogniseNumbers(cells);
  if (!found || found.kind === 'plain') return { kind: 'none' };
  if (found.kind === 'ambiguous')
    return decimal === null
      ? ask(cells, (cell) => [numberReading('.', cell), numberReading(',', cell)])
      : { kind: 'none' };
  const said = found.kind === 'comma' ? ',' : '.';
  if (decimal === said) return { kind: 'recognised', share: found.share };
  if (decimal !== null) return { kind: 'none' };
  const reading = cells.map((cell) => numberReading(said, trimCell(cell))).find((each) => each);
  return reading ? { kind: 'offer', reading } : { kind: 'none' };
}

function numberReading(decimal: '.' | ',', cell: string): Reading | null {
  const read = readNumber(cell, decimal);
  return read.kind === 'number' ? { set: { decimal }, name: decimal, means: read.value } : null;
}

/** Asks by the first cell that means something else in each reading. */
function ask(
  cells: readonly string[],
  readingsOf: (cell: string) => readonly (Reading | null)[],
): FormatAdvice {
  for (const cell of cells) {
    const example = trimCell(cell);
    const readings = readingsOf(example).filter((each) => each !== null);
    if (new Set(readings.map(({ means }) => means)).size > 1) return { kind: 'ask', example, readings };
  }
  return { kind: 'none' };
}

/** What is sent for a cell under a property's format; null where it can't be read so. */
export function meaningOf({ type, decimal, format }: Formatted, cell: string): string | null {
  const text = trimCell(cell);
  if (type === 'string') return text;
  if (type === 'number') {
    const read = readNumber(text, decimal ?? undefined);
    return read.kind === 'number' ? String(read.value) : null;
  }
  const compiled = format === null ? null : compileDateFormat(format);
  const read = compiled ? readDateAs(text, compiled) : readDate(text);
  return read.kind === 'date' ? read.iso : null;
}
