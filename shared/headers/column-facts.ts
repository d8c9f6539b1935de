import { checkPhone } from '../phone/check-phone.ts';
import { understandCountry } from '../phone/countries.ts';
import { type DateColumn, recogniseDates } from '../recognise-formats.ts';
import { type MatchedField, noWords, yesWords } from '../synonyms.ts';
import { looksLikeEmail } from '../values/email.ts';
import { trimCell } from '../values/text.ts';

/** What the sampled cells of a column say, whatever it is called. */
export interface ColumnFacts {
  /** Cells that hold something, trimmed. */
  readonly cells: readonly string[];
  /** Share of the sampled rows in which the column holds something, from 0 to 1. */
  readonly filled: number;
  readonly dates: DateColumn;
}

/** Looks at one column of the sample. */
export function factsOf(index: number, sampleRows: readonly (readonly string[])[]): ColumnFacts {
  const cells = sampleRows.map((row) => trimCell(row[index] ?? '')).filter((text) => text !== '');
  return { cells, filled: cells.length / Math.max(1, sampleRows.length), dates: recogniseDates(cells) };
}

/**
 * Share of the filled cells that can be what the field needs, from 0 to 1; null where there are none, or the field
 * may hold anything.
 */
export function shareFor(field: MatchedField, facts: ColumnFacts): number | null {
  const { cells, dates } = facts;
  if (cells.length === 0) return null;
  // Dates have as many digits as phones, and are neither names nor tags.
  if (dates.kind !== 'none') return 0;
  if (field === 'externalReferenceId') return new Set(cells).size / cells.length;
  if (field === 'tags') return share(cells, looksLikeEmail) > 0.5 ? 0 : null;
  return share(cells, tests[field]);
}

/** Where the name of a column says nothing, its cells must be what the field needs beyond doubt. */
const guessable: readonly {
  readonly field: MatchedField;
  readonly isSurely: (text: string) => boolean;
  readonly least: number;
}[] = [
  { field: 'emailAddress', isSurely: looksLikeEmail, least: 0.6 },
  { field: 'phoneNumber', isSurely: isSurelyPhone, least: 0.8 },
];

/** Fewer cells than this prove nothing by themselves. */
const leastCells = 3;

/** The field that the cells alone speak for; null where they don't. */
export function guessField({ cells, dates }: ColumnFacts): { field: MatchedField; share: number } | null {
  if (cells.length < leastCells || dates.kind !== 'none') return null;
  for (const { field, isSurely, least } of guessable) {
    const fitting = share(cells, isSurely);
    if (fitting >= least) return { field, share: fitting };
  }
  return null;
}

const share = (cells: readonly string[], fits: (text: string) => boolean): number =>
  cells.filter(fits).length / cells.length;

/** Outline of a phone cell, under a column that is called so; the real check is `checkPhone`. */
function isPhoneLike(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 16 && /^(?:(?:tel|whatsapp|p):)?[\s+()\d\-./'\u00a0]+(?:\.0)?$/i.test(text);
}

/**
 * A phone whatever its column is called: it begins like one, or is a complete number. Bare digits and hyphens could be
 * the number of an order.
 */
function isSurelyPhone(text: string): boolean {
  if (!isPhoneLike(text)) return false;
  if (/^(?:tel:|whatsapp:|\+|\(0|00[1-9]|0[1-9])/i.test(text)) return true;
  if (/^\(?[2-9]\d\d\)?[ .-]{1,2}\d{3}[ .-]\d{4}$/.test(text)) return true;
  return /^[1-9]\d{9,14}$/.test(text) && checkPhone(text, {}).type !== null;
}

/** A person's name, or a part of it: letters, and no digits. */
const isNameLike = (text: string): boolean => text.length <= 60 && /\p{L}/u.test(text) && !/[\d@]/.test(text);

const tests: Readonly<
  Record<Exclude<MatchedField, 'externalReferenceId' | 'tags'>, (text: string) => boolean>
> = {
  phoneNumber: isPhoneLike,
  emailAddress: looksLikeEmail,
  firstName: isNameLike,
  middleName: isNameLike,
  lastName: isNameLike,
  country: (text) => understandCountry(text.slice(0, 100)) !== null,
  consent: (text) => yesWords.has(text.toLowerCase()) || noWords.has(text.toLowerCase()),
};
