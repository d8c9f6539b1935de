/** What a cell says as a date. */
export type DateReading =
  | { readonly kind: 'date' /** ISO 8601, `YYYY-MM-DD`. */; readonly iso: string }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'invalid' };

type Part = 'year' | 'shortYear' | 'month' | 'day' | 'ignored';

export interface DateFormat {
  readonly pattern: RegExp;
  readonly parts: readonly Part[];
}

/** The formats that the mapping step offers. Any other made of the same letters works as well. */
export const commonDateFormats = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'dd.MM.yy',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'd/M/yyyy',
  'M/d/yyyy',
  'dd-MM-yyyy',
  'yyyy/MM/dd',
  'yyyyMMdd',
  'dd.MM.yyyy HH:mm',
  'yyyy-MM-dd HH:mm:ss',
] as const;

/** Letters of a format: Unicode TS 35 ("Date Field Symbols"), the part of it that tells a day. */
const symbols: Readonly<Record<string, { readonly pattern: string; readonly part: Part }>> = {
  yyyy: { pattern: '(\\d{4})', part: 'year' },
  yy: { pattern: '(\\d{2})', part: 'shortYear' },
  MM: { pattern: '(\\d{2})', part: 'month' },
  M: { pattern: '(\\d{1,2})', part: 'month' },
  dd: { pattern: '(\\d{2})', part: 'day' },
  d: { pattern: '(\\d{1,2})', part: 'day' },
  HH: { pattern: '(\\d{2})', part: 'ignored' },
  H: { pattern: '(\\d{1,2})', part: 'ignored' },
  mm: { pattern: '(\\d{2})', part: 'ignored' },
  ss: { pattern: '(\\d{2})', part: 'ignored' },
};

/** Compiles a format such as `dd.MM.yyyy`; null if it doesn't name a year, a month and a day once each. */
export function compileDateFormat(format: string): DateFormat | null {
  const parts: Part[] = [];
  const pattern = format.replace(/([A-Za-z])\1*|[^A-Za-z]/g, (token) => {
    const symbol = symbols[token];
    if (!symbol)
      return /[A-Za-z]/.test(token) && token !== 'T' ? '(?!)' : token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    parts.push(symbol.part);
    return symbol.pattern;
  });
  const count = (...wanted: Part[]): number => parts.filter((part) => wanted.includes(part)).length;
  if (count('year', 'shortYear') !== 1 || count('month') !== 1 || count('day') !== 1) return null;
  return { pattern: new RegExp(`^${pattern}$`), parts };
}

/** Reads a date written in one known format. */
export function readDateAs(text: string, format: DateFormat): DateReading {
  const match = format.pattern.exec(text);
  if (!match) return { kind: 'invalid' };
  let year = 0;
  let month = 0;
  let day = 0;
  format.parts.forEach((part, index) => {
    const value = Number(match[index + 1]);
    if (part === 'year') year = value;
    // Two digits as in POSIX: 69 to 99 are in the last century.
    else if (part === 'shortYear') year = value + (value >= 69 ? 1900 : 2000);
    else if (part === 'month') month = value;
    else if (part === 'day') day = value;
  });
  return calendarDate(year, month, day);
}

const isoLike =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const dayFirst = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;
const eitherFirst = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/;

/**
 * Reads a date whose format isn't known: ISO 8601 and whatever can be read in one way only. With dots the day
 * comes first; with slashes it may not, so `03/04/2026` is ambiguous and `13/04/2026` isn't.
 * @param text a trimmed, non-empty cell
 */
export function readDate(text: string): DateReading {
  let match = isoLike.exec(text);
  if (match) return calendarDate(Number(match[1]), Number(match[3]), Number(match[4]));
  match = dayFirst.exec(text);
  if (match) return calendarDate(Number(match[3]), Number(match[2]), Number(match[1]));
  match = eitherFirst.exec(text);
  if (!match) return { kind: 'invalid' };
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])];
  if (first === second) return calendarDate(year, first, second);
  if (first > 12) return calendarDate(year, second, first);
  if (second > 12) return calendarDate(year, first, second);
  return { kind: 'ambiguous' };
}

function calendarDate(year: number, month: number, day: number): DateReading {
  const lastDay = [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (lastDay === undefined || day < 1 || day > lastDay || year < 1) return { kind: 'invalid' };
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return { kind: 'date', iso: `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` };
}

const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
