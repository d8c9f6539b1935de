import { toPlain } from './characters.ts';
import { isPlaceholderWord } from './placeholders.ts';
import {
  digitsIn,
  longestSingle,
  mark,
  marksIn,
  type RunTogether,
  readRunTogether,
  readSeveral,
  type SeveralNumbers,
  shortestOfTwo,
} from './several-numbers.ts';

/**
 * What a cell's text is, before any numbering plan is asked: a run of digits with or without a plus, or one of
 * the things that are no single number. Nothing is guessed here; only signs without meaning are taken away.
 */
export type Notation =
  | NumberNotation
  | { readonly kind: 'empty' | 'placeholder' | 'scientific' | 'stray-plus' | 'too-long' }
  /** `rest`: what is left without the letters, where they all stand before or after the number. */
  | { readonly kind: 'letters'; readonly rest: string | null }
  | SeveralNumbers;

/** A single number as it was written. */
export interface NumberNotation {
  readonly kind: 'number';
  /** Whether the text says that the digits begin with a calling code. */
  readonly plus: boolean;
  /** ASCII digits only. */
  readonly digits: string;
  /** Whether signs without meaning were between or around the digits. */
  readonly separators: boolean;
  /** Whether digits or signs of other scripts, or invisible characters, were in it. */
  readonly unicode: boolean;
  /** Whether a spreadsheet's `.0` was cut off. */
  readonly floatSuffix: boolean;
  /** The two numbers that these may be if together they are none; null where nothing says so. */
  readonly runTogether: RunTogether | null;
}

/** Longer texts are no phone numbers; nothing looks further into them. */
export const longestText = 250;

const zero = 48;
const nine = 57;

/** Reads a cell's text. Work is bounded by {@link longestText} characters. */
export function readNotation(text: string): Notation {
  if (text.length > longestText) return { kind: 'too-long' };
  return readOrdinary(text) ?? readUnusual(text);
}

/** ASCII digits with a leading plus and common separators; null for everything that needs a closer look. */
function readOrdinary(text: string): NumberNotation | null {
  let digits = '';
  let plus = false;
  let from = -1;
  let gaps = 0;
  let lastGap = 0;
  let slashes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) {
      if (from < 0) from = at;
      continue;
    }
    if (from >= 0) {
      digits += text.slice(from, at);
      from = -1;
    }
    if (code === 43 /* + */) {
      if (plus || digits !== '') return null;
      plus = true;
    } else if (code === 32 || code === 45 || code === 40 || code === 41 || code === 46) {
      // A dash between gaps may stand between two numbers.
      if (code === 45 && text.charCodeAt(at - 1) === 32 && digits.length >= shortestOfTwo) return null;
      gaps += 1;
      lastGap = code;
    } else if (code === 47 /* / */ && slashes === 0 && digits.length < shortestOfTwo) {
      slashes = 1;
      gaps += 1;
      lastGap = code;
    } else return null;
  }
  if (from >= 0) digits += from === 0 ? text : text.slice(from);
  if (digits === '' || (gaps > 0 && digits.length > longestSingle)) return null;
  // A single full stop may be the decimal sign of a spreadsheet.
  if (gaps === 1 && lastGap === 46) return null;
  return {
    kind: 'number',
    plus,
    digits,
    separators: gaps > 0,
    unicode: false,
    floatSuffix: false,
    runTogether: null,
  };
}

const scientific = /^[+-]?\d+(?:[.,]\d*)?\s?e\s?[+-]?\d{1,3}$/i;
const floatSuffix = /^(\+?\d{6,})[.,]0{1,6}$/;
const thousands = /^\+?\d{1,3}(?:,\d{3}){2,}$/;
/** Quotes, and the equals sign and apostrophe with which spreadsheets keep a text a text. */
const wrapping = /[\s='"`´‘’“”„]/;
const uriPrefix = /^(?:tel|sms|smsto|callto|facetime|whatsapp)\s?:[\s/]{0,4}/i;
/** Links of WhatsApp: what follows is a complete number by their definition. */
const whatsappLink = /^(?:https?:\/\/)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?phone=)\+?(?=\d)/i;
const asciiLetter = /[A-Za-z]/;
/** Where a sign that has no place in a number may be. */
const oddMarks = mark.word | mark.hash | mark.divider | mark.slash;
const foreign = /[^\d\s+\-./()[\]_~,;|]/;

/** Anything else: other scripts, wrapped numbers, several numbers, words. */
function readUnusual(text: string): Notation {
  const translated = toPlain(text);
  const ordinary = translated.unicode ? readOrdinary(translated.plain) : null;
  if (ordinary) return { ...ordinary, unicode: true };
  const unwrapped = withoutWrapping(translated.plain);
  if (unwrapped === '') return { kind: translated.plain.trim() === '' ? 'empty' : 'placeholder' };
  if (isPlaceholderWord(unwrapped)) return { kind: 'placeholder' };
  const marks = marksIn(unwrapped);
  const words = (marks & mark.word) !== 0;
  if (words && scientific.test(unwrapped)) return { kind: 'scientific' };

  const announced = words ? withoutScheme(unwrapped) : unwrapped;
  const separators = announced !== translated.plain;
  const points = !words && (marks & mark.point) !== 0;
  const float = points ? floatSuffix.exec(announced)?.[1] : undefined;
  const grouped = points && thousands.test(announced);
  const plain = float ?? (grouped ? announced.replaceAll(',', '') : announced);

  const several = grouped ? null : readSeveral(plain, marks);
  if (several) return several;
  if ((marks & oddMarks) !== 0 && foreign.test(plain))
    return { kind: 'letters', rest: withoutLetters(plain) };

  const digits = plain.replace(/\D+/g, '');
  if (digits === '') return { kind: 'placeholder' };
  const plusAt = plain.lastIndexOf('+');
  const plus = plusAt >= 0;
  // Several pluses in a row say no more than one; a plus behind a digit says that something is wrong.
  if (plus && /\d/.test(plain.slice(0, plusAt))) return { kind: 'stray-plus' };
  return {
    kind: 'number',
    plus,
    digits,
    separators: separators || (float === undefined && announced.length !== digits.length + (plus ? 1 : 0)),
    unicode: translated.unicode,
    floatSuffix: float !== undefined,
    runTogether: readRunTogether(plain),
  };
}

function withoutWrapping(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && wrapping.test(text.charAt(from))) from += 1;
  while (to > from && wrapping.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

/** The number behind `tel:`, `whatsapp:` or in a link of WhatsApp. */
function withoutScheme(text: string): string {
  if (!asciiLetter.test(text.charAt(0))) return text;
  const link = whatsappLink.exec(text)?.[0];
  if (link) return `+${text.slice(link.length)}`;
  const prefix = uriPrefix.exec(text)?.[0];
  return prefix ? text.slice(prefix.length) : text;
}

/**
 * The number without the words before and after it, or null where a letter stands inside it or touches its
 * digits (`0151O23`, `Tel2 0151`): there the letter may stand for a digit, or the digit be none of the number.
 */
function withoutLetters(plain: string): string | null {
  const first = plain.search(/[+\d]/);
  if (first < 0) return null;
  let last = plain.length - 1;
  while (!/\d/.test(plain.charAt(last)) && last > first) last -= 1;
  const rest = plain.slice(first, last + 1);
  if (foreign.test(rest) || digitsIn(rest) < 2) return null;
  const touching = /[\p{L}\p{N}]/u;
  if (plain.charAt(first) !== '+' && touching.test(plain.charAt(first - 1))) return null;
  if (touching.test(plain.charAt(last + 1))) return null;
  return rest;
}
