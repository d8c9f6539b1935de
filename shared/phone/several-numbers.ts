/** Several numbers in one cell, or one with an extension. */
export type SeveralNumbers =
  | { readonly kind: 'multiple'; readonly parts: readonly string[] }
  | { readonly kind: 'extension'; readonly rest: string; readonly extension: string };

/** The most digits that can be one number without doubt (E.164 allows 15). */
export const longestSingle = 15;

/** The fewest digits of a number beside which another one is suspected. */
export const shortestOfTwo = 7;

const extension =
  /(?:;ext=|[\s,;.(-]{0,4}(?:ext(?:ension|n)?|x|#|durchwahl|dw|app(?:arat)?|anexo|int(?:ern)?|poste|доб))[.:=]?\s{0,2}(\d{1,8})\)?#?$/i;
const strongSeparator =
  /[,;|\n\r&]|(?<![\p{L}\d])(?:oder|or|und|u\.?|and|bzw\.?|ou|et|oppure|y|e|o|lub|of|en|ve|veya)(?![\p{L}\d])/iu;
const weakSeparator = /\s?[/\\]\s?|\s-\s/;
/** A quick look whether one of its words may be in a text. */
const separatingWord = /\b(?:o|or|oder|u|und|and|bzw|ou|et|oppure|y|e|lub|of|en|ve|veya)\b/i;
const letterOrDigit = /[\p{L}\d]/u;

const zero = 48;
const nine = 57;

/** What can be in a text besides digits, as bits of a set; what isn't in it, need not be looked for. */
export const mark = {
  /** Letters, and every sign that has no place in a number. */
  word: 1,
  /** What stands between two numbers: commas, semicolons, bars, line ends. */
  divider: 2,
  slash: 4,
  hash: 8,
  /** What can be a decimal sign. */
  point: 16,
  /** A dash after a space. */
  spacedDash: 32,
  plus: 64,
  secondPlus: 128,
} as const;

/** What is in a text: a set of {@link mark}s. */
export function marksIn(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign >= '0' && sign <= '9') continue;
    switch (sign) {
      case ' ':
      case '(':
      case ')':
        break;
      case '-':
        if (text.charAt(at - 1) === ' ') marks |= mark.spacedDash;
        break;
      case '+':
        marks |= marks & mark.plus ? mark.secondPlus : mark.plus;
        break;
      case '/':
      case '\\':
        marks |= mark.slash;
        break;
      case '.':
        marks |= mark.point;
        break;
      case ',':
        marks |= mark.divider | mark.point;
        break;
      case ';':
      case '|':
      case '&':
      case '\n':
        marks |= mark.divider;
        break;
      case '#':
        marks |= mark.hash;
        break;
      default:
        marks |= mark.word;
    }
  }
  return marks;
}

/** Two or more numbers in one cell, or a number and an extension. */
export function readSeveral(plain: string, marks: number): SeveralNumbers | null {
  const found = marks & (mark.word | mark.hash | mark.divider) ? extension.exec(plain) : null;
  if (found?.[1]) {
    const rest = plain.slice(0, found.index);
    if (digitsIn(rest) >= 5) return { kind: 'extension', rest, extension: found[1] };
  }
  if (marks & mark.divider || (marks & mark.word && separatingWord.test(plain))) {
    const parts = plain.split(strongSeparator).filter((part) => letterOrDigit.test(part));
    const numbers = parts.filter((part) => digitsIn(part) >= 5);
    if (numbers.length > 1) return { kind: 'multiple', parts: numbers.map((part) => part.trim()) };
    const [first, second] = parts;
    if (parts.length === 2 && first && second && digitsIn(first) >= 5 && /^\s?\d{1,4}\s?$/.test(second))
      return { kind: 'extension', rest: first.trim(), extension: second.trim() };
  }

  // Without words the digits may be one number after all: see readRunTogether.
  if (marks & mark.word && marks & (mark.slash | mark.spacedDash)) {
    const parts = plain.split(weakSeparator);
    if (parts.length > 1 && parts.every((part) => digitsIn(part) >= shortestOfTwo))
      return { kind: 'multiple', parts: parts.map((part) => part.trim()) };
  }

  if (marks & mark.secondPlus) {
    const pluses = plain.split(/(?=\+)/).filter((part) => digitsIn(part) > 0);
    if (pluses.length > 1 && pluses.every((part) => digitsIn(part) >= 6))
      return { kind: 'multiple', parts: pluses.map((part) => part.trim()) };
  }
  return null;
}

/** How a second number begins; a local number behind an area code and a slash doesn't. */
const numberStart = /^[(\s]?[+0]/;

/** Two numbers with nothing but a gap between them. */
export interface RunTogether {
  readonly parts: readonly [string, string];
  /** Whether a sign with spaces is between them, and the second begins as a number does or is an end only. */
  readonly divided: boolean;
}

/** `030 1234567 / 68`: a second number of which only the end is written. */
const shorthand = /^(.*\d[)\s]?)(?:\s\/\s?|\/\s)(\d{1,4})$/;

/** Two numbers where a gap parts more digits than E.164 allows, or only the second's end is written. */
export function readRunTogether(plain: string): RunTogether | null {
  const [, number, end] = shorthand.exec(plain) ?? [];
  if (number !== undefined && end !== undefined && digitsIn(number) >= shortestOfTwo)
    return { parts: [number.trim(), end], divided: true };
  const total = digitsIn(plain);
  if (total <= longestSingle) return null;
  let before = 0;
  let from = 0;
  for (const gap of plain.matchAll(/\s?[/\\]\s?|\s-\s|\s/g)) {
    before += digitsIn(plain.slice(from, gap.index));
    from = gap.index;
    if (before < shortestOfTwo) continue;
    if (total - before < shortestOfTwo) return null;
    const spaced = gap[0] === ' ';
    const second = plain.slice(gap.index + gap[0].length);
    const starts = numberStart.test(second);
    if (!spaced || starts)
      return {
        parts: [plain.slice(0, gap.index).trim(), second.trim()],
        divided: gap[0].length > 1 && starts,
      };
  }
  return null;
}

/** How many ASCII digits are in a text. */
export function digitsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) count += 1;
  }
  return count;
}
