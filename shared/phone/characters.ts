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

/** What a character becomes, by its code: 1 is nothing known yet; else a place in {@link forms}. */
const known = new Uint8Array(65_536).fill(1);
/** None (the character stays), not known yet, and all ASCII forms that are in use. */
const forms: (string | null)[] = [null, null];

/** The ASCII form of a character, nothing for an invisible one, null for one that has none. */
function translate(code: number): string | null {
  const before = code < known.length ? (known[code] ?? 1) : 1;
  if (before !== 1) return forms[before] ?? null;
  const form = formOf(code);
  let place = form === null ? 0 : forms.indexOf(form);
  if (place < 0) place = forms.push(form) - 1;
  if (code < known.length) known[code] = place;
  return form;
}

function formOf(code: number): string | null {
  const character = String.fromCodePoint(code);
  const translation = translations[character];
  if (translation !== undefined) return translation;
  if (decimalDigit.test(character)) return digitValue(code);
  if (anySpace.test(character)) return ' ';
  if (anyDash.test(character)) return '-';
  return invisible.test(character) ? '' : null;
}

/** Unicode's decimal digits stand in unbroken rows from 0 to 9, so that counting back to a row's start tells. */
function digitValue(code: number): string {
  let before = 0;
  while (decimalDigit.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
