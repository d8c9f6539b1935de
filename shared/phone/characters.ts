/** A text in ASCII as far as it has such a form. */
export interface PlainText {
  readonly plain: string;
  /** Whether characters beyond ASCII were replaced or left out. */
  readonly unicode: boolean;
}

const invisible = /\p{Cf}|\p{Cc}|\u034F|\u20E3|[\uFE00-\uFE0F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/u;
const decimalDigit = /\p{Nd}/u;
const anySpace = /\s/;
const anyDash = /[\p{Pd}\u2212\u30FC\u2043]/u;
const translations: Readonly<Record<string, string>> = {
  '＋': '+',
  '﹢': '+',
  '⁺': '+',
  '（': '(',
  '）': ')',
  '［': '[',
  '］': ']',
  '．': '.',
  '／': '/',
  '，': ',',
  '；': ';',
  '、': ',',
  '،': ',',
  '∼': '~',
  '～': '~',
};

const ascii = /^[ -~]*$/;

/** The text with digits, spaces and signs of all scripts in their ASCII forms, and nothing invisible. */
export function toPlain(text: string): PlainText {
  if (ascii.test(text)) return { plain: text, unicode: false };
  let plain = '';
  let unicode = false;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 32 && code < 127) {
      plain += character;
      continue;
    }
    if (code === 10 || code === 13) {
      plain += '\n';
      continue;
    }
    if (code === 9) {
      plain += ' ';
      continue;
    }
    const translation = translate(code);
    plain += translation ?? character;
    // A letter or a sign with a meaning of its own stays, and is no matter of notation.
    if (translation === null) continue;
    unicode = true;
  }
  return { plain, unicode };
}

/** A file's characters are few; the rest of Unicode needn't stay in memory. */
const remembered = 2_000;
const known = new Map<number, string | null>();

/** The ASCII form of a character, nothing for an invisible one, null for one that has none. */
function translate(code: number): string | null {
  const before = known.get(code);
  if (before !== undefined) return before;
  const character = String.fromCodePoint(code);
  let found = translations[character] ?? null;
  if (found === null) {
    if (decimalDigit.test(character)) found = digitValue(code);
    else if (anySpace.test(character)) found = ' ';
    else if (anyDash.test(character)) found = '-';
    else if (invisible.test(character)) found = '';
  }
  if (known.size >= remembered) known.clear();
  known.set(code, found);
  return found;
}

/** Unicode's decimal digits stand in unbroken rows from 0 to 9, so that counting back to a row's start tells. */
function digitValue(code: number): string {
  let before = 0;
  while (decimalDigit.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
