import {
  commonDateFormats,
  compileDateFormat,
  type DateFormat,
  readDate,
  readDateAs,
} from './values/dates.ts';
import { trimCell } from './values/text.ts';

/** What the cells of a column say about how its dates are written. */
export type DateColumn =
  | { readonly kind: 'format' /** As a mapping takes it. */; readonly format: string; readonly share: number }
  /** ISO 8601 with a time and its zone: read without a format. */
  | { readonly kind: 'iso'; readonly share: number }
  /** Every cell can be read day first and month first: the person must say which. */
  | { readonly kind: 'ambiguous'; readonly formats: readonly string[]; readonly share: number }
  | { readonly kind: 'none' };

/** What the cells of a column say about its decimal sign; null where they are no numbers. */
export type NumberColumn =
  | { readonly kind: 'plain' | 'point' | 'comma'; readonly share: number }
  /** Every cell could be grouped by thousands or have a fraction (`1.234`): the person must say which. */
  | { readonly kind: 'ambiguous'; readonly share: number }
  | null;

/** Share of the cells that must fit. Exports have a stray remark in any column. */
const enough = 0.8;

/** What exports write besides the common formats; of two that say the same of a column, the first is named. */
const furtherDays = ['d.M.yy', 'dd/MM/yy', 'MM/dd/yy', 'd/M/yy', 'M/d/yy', 'MM-dd-yyyy', 'yyyy.MM.dd'];
const times = [' HH:mm', ' HH:mm:ss', ' H:mm', ' H:mm:ss', 'THH:mm', 'THH:mm:ss'];
/** What all of them have in common: most columns are no dates, and need no closer look. */
const outline = /^(?:\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{8})(?=[T ]|$)/;

interface NamedFormat {
  readonly format: string;
  readonly compiled: DateFormat;
}
let compiledFormats: readonly NamedFormat[] | undefined;
const formats = (): readonly NamedFormat[] => {
  const days = [...commonDateFormats.filter((format) => !format.includes('H')), ...furtherDays];
  compiledFormats ??= ['', ...times]
    .flatMap((time) => days.map((day) => day + time))
    .flatMap((format) => {
      const compiled = compileDateFormat(format);
      return compiled ? [{ format, compiled }] : [];
    });
  return compiledFormats;
};

/**
 * Recognises the date format of a column.
 * @param cells some of its cells; empty ones are passed over
 */
export function recogniseDates(cells: readonly string[]): DateColumn {
  const texts = filled(cells);
  const shareOf = (fits: (text: string) => boolean): number => texts.filter(fits).length / texts.length;
  if (texts.length === 0 || shareOf((text) => outline.test(text)) < enough) return { kind: 'none' };
  const fits = formats().flatMap((each) => {
    const share = shareOf((text) => readDateAs(text, each.compiled).kind === 'date');
    return share >= enough ? [{ ...each, share }] : [];
  });
  const most = Math.max(0, ...fits.map(({ share }) => share));
  const best = fits.filter(({ share }) => share === most);
  const [first] = best;
  if (!first) {
    const share = shareOf((text) => readDate(text).kind === 'date');
    return share >= enough ? { kind: 'iso', share } : { kind: 'none' };
  }
  // Formats that say the same of every cell (`dd.MM.yyyy` and `d.M.yyyy`) are one answer.
  const readings = new Map<string, string>();
  for (const { format, compiled } of best) {
    const reading = texts.map((text) => JSON.stringify(readDateAs(text, compiled))).join();
    if (!readings.has(reading)) readings.set(reading, format);
  }
  return readings.size === 1
    ? { kind: 'format', format: first.format, share: most }
    : { kind: 'ambiguous', formats: [...readings.values()], share: most };
}

/**
 * Recognises the decimal sign of a column.
 * @param cells some of its cells; empty ones are passed over
 */
export function recogniseNumbers(cells: readonly string[]): NumberColumn {
  const texts = filled(cells).map((text) =>
    text.replace(/^[+\-\u2212]/, '').replace(/[\s\u00a0\u202f'’]/g, ''),
  );
  const numbers = texts.filter((text) => /^\d[\d.,]*$/.test(text));
  const share = texts.length === 0 ? 0 : numbers.length / texts.length;
  if (share < enough) return null;
  const point = numbers.filter((text) => isSurely(text, '.', ',')).length;
  const comma = numbers.filter((text) => isSurely(text, ',', '.')).length;
  if (point > 0 || comma > 0) {
    if (point > 0 && comma > 0) return { kind: 'ambiguous', share };
    return { kind: point > 0 ? 'point' : 'comma', share };
  }
  return { kind: numbers.some((text) => /[.,]/.test(text)) ? 'ambiguous' : 'plain', share };
}

/** Whether a number can only be read with this decimal sign. */
function isSurely(text: string, decimal: string, group: string): boolean {
  const [whole = '', fraction, more] = text.split(decimal);
  if (fraction === undefined) return text.split(group).length > 2;
  if (more !== undefined || !/^\d*$/.test(fraction)) return false;
  return whole.includes(group) || fraction.length !== 3 || /^0|^$/.test(whole) || whole.length > 3;
}

const filled = (cells: readonly string[]): string[] => cells.map(trimCell).filter((cell) => cell !== '');
