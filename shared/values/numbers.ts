/** What a cell says as a number. `ambiguous`: it can be read in two ways, and guessing could be wrong by 1,000. */
export type NumberReading =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'invalid' };

const invalid: NumberReading = { kind: 'invalid' };
const ambiguous: NumberReading = { kind: 'ambiguous' };

/** Spaces and apostrophes that group digits by three: `1 234`, `1'234`. */
const groupingMarks = /(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/g;

/**
 * Reads a number as people and programs write it: `-12`, `1.234,56`, `1,234.56`, `1 234,5`.
 * @param text a trimmed, non-empty cell
 * @param decimal the decimal sign if it is known; without it, `1.234` is ambiguous
 */
export function readNumber(text: string, decimal: '.' | ',' | undefined): NumberReading {
  const match = /^([+-]?)(\d[\d.,]*)$/.exec(text.replace(groupingMarks, '').replace(/^\u2212/, '-'));
  if (!match) return invalid;
  const [, sign = '', digits = ''] = match;
  const sure = decimal ?? decimalSignOf(digits);
  if (sure === null) return ambiguous;
  const plain = withoutGrouping(digits, sure);
  if (plain === null) return invalid;
  const value = Number(sign + plain);
  // More digits than a double keeps would be sent as another number than the file's.
  if (!Number.isFinite(value) || plain.replace('.', '').replace(/^0+/, '').length > 15) return invalid;
  return { kind: 'number', value };
}

/** The decimal sign that the digits can only have; `.` where there is none; null where both are possible. */
function decimalSignOf(digits: string): '.' | ',' | null {
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (dots + commas === 0) return '.';
  if (dots > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  const sign = dots > 0 ? '.' : ',';
  if (dots + commas > 1) return sign === '.' ? ',' : '.';
  // One sign: three digits after it and one to three before it (not a zero) could be a group.
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return null;
  return sign;
}

/** Digits with a dot as decimal sign and no groups; null where the groups aren't groups of three. */
function withoutGrouping(digits: string, decimal: '.' | ','): string | null {
  const [whole = '', fraction, more] = digits.split(decimal);
  if (more !== undefined || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  const group = decimal === '.' ? ',' : '.';
  if (whole.includes(group)) {
    const [first = '', ...groups] = whole.split(group);
    if (!/^\d{1,3}$/.test(first) || groups.some((each) => !/^\d{3}$/.test(each))) return null;
  }
  return whole.replaceAll(group, '') + (fraction === undefined ? '' : `.${fraction}`);
}
