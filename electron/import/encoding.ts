import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';

/** How the bytes of a text are to be understood. */
export interface Encoding {
  /** A WHATWG label. */
  readonly label: string;
  /** True where nothing in the file says so. */
  readonly guessed: boolean;
}

/**
 * The encodings that a person can choose from, the likeliest first. WHATWG labels, all of which `TextDecoder`
 * knows wherever it has full ICU (Node and Electron do).
 */
export const knownEncodings = [
  'utf-8',
  'windows-1252',
  'iso-8859-15',
  'macintosh',
  'windows-1250',
  'iso-8859-2',
  'windows-1254',
  'windows-1257',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
] as const;

/** Encodings in which every byte below 128 is that ASCII sign: such a file can be cut before it is decoded. */
const singleByte = /^(?:utf-8|windows-125\d|iso-8859-\d+|macintosh|koi8-[ru]|ibm866)$/;

/** Whether the delimiters and line ends of a text can be found in its bytes. */
export const isSingleByte = (label: string): boolean => singleByte.test(label);

/**
 * What a byte order mark or a pattern of zeros says.
 * @param head the first bytes
 * @returns null where they say nothing
 */
export function markedEncoding(head: Uint8Array): (Encoding & { readonly markLength: number }) | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { label: 'utf-8', guessed: false, markLength: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', guessed: false, markLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { label: 'utf-16be', guessed: false, markLength: 2 };
  let zeros = 0;
  let zerosAtOdd = 0;
  for (let at = 0; at < head.length; at += 1) {
    if (head[at] !== 0) continue;
    zeros += 1;
    zerosAtOdd += at % 2;
  }
  // Latin text in UTF-16 without a mark has a zero in nearly every other byte, always on the same side.
  if (zeros > head.length * 0.3) {
    if (zerosAtOdd > zeros * 0.9) return { label: 'utf-16le', guessed: true, markLength: 0 };
    if (zerosAtOdd < zeros * 0.1) return { label: 'utf-16be', guessed: true, markLength: 0 };
  }
  return null;
}

/** Whether bytes that may end in the middle of a letter are UTF-8. */
export function beginsAsUtf8(bytes: Uint8Array): boolean {
  for (let less = 0; less < 4; less += 1) {
    if (isUtf8(bytes.subarray(0, bytes.length - less))) return true;
  }
  return false;
}

/**
 * The likeliest encoding of text that isn't (quite) UTF-8.
 * @param sample lines of the file that have bytes above 127
 */
export function guessEncoding(sample: Uint8Array): Encoding {
  if (sample.length === 0) return { label: 'windows-1252', guessed: true };
  if (isNearlyUtf8(sample)) return { label: 'utf-8', guessed: true };
  const opinions = new Map<string, number>();
  for (const { name, confidence } of analyse(sample)) {
    const label = toLabel(name);
    if (label) opinions.set(label, Math.max(opinions.get(label) ?? 0, confidence));
  }
  if (!isLatinScript(sample)) {
    const best = [...opinions]
      .filter(([label]) => !latin.includes(label) && isWhole(sample, label))
      .sort((a, b) => b[1] - a[1])[0];
    if (best) return { label: best[0], guessed: true };
  }
  let best = { label: 'windows-1252', score: Number.NEGATIVE_INFINITY };
  for (const label of latin) {
    const { score, signs } = plausibility(new TextDecoder(label).decode(sample));
    // chardet knows languages by their letter triples, but neither MacRoman nor the euro sign's whereabouts.
    const total = score + ((opinions.get(label) ?? 0) / 100) * signs * 0.3;
    if (total > best.score + signs * 0.05) best = { label, score: total };
  }
  return { label: best.label, guessed: true };
}

/** Encodings of languages in Latin script, the likeliest first: a tie goes to it. */
const latin: readonly string[] = [
  'windows-1252',
  'iso-8859-15',
  'macintosh',
  'windows-1250',
  'iso-8859-2',
  'windows-1254',
];

function toLabel(name: string): string | null {
  const lower = name.toLowerCase();
  if (lower === 'iso-8859-1') return 'windows-1252';
  if (lower === 'iso-8859-9') return 'windows-1254';
  return (knownEncodings as readonly string[]).includes(lower) && !lower.startsWith('utf') ? lower : null;
}

/** UTF-8 with a broken place here and there: reading it as anything else would break all of its letters. */
function isNearlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample);
  let broken = 0;
  let whole = 0;
  for (const sign of text) {
    if (sign === '\ufffd') broken += 1;
    else if (sign.charCodeAt(0) > 127) whole += 1;
  }
  return whole >= 8 * broken;
}

/** Words of Latin script have ASCII letters among the others; Cyrillic and Greek ones have none. */
function isLatinScript(sample: Uint8Array): boolean {
  let words = 0;
  let latinWords = 0;
  let high = 0;
  let ascii = 0;
  const endWord = (): void => {
    // A sign by itself, such as a euro sign, is no word.
    if (high > 0 && high + ascii > 1) {
      words += 1;
      if (ascii > 0) latinWords += 1;
    }
    high = 0;
    ascii = 0;
  };
  for (const byte of sample) {
    if (byte > 127) high += 1;
    else if ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)) ascii += 1;
    else endWord();
  }
  endWord();
  return latinWords * 2 > words || words === 0;
}

/** Whether all bytes mean something in an encoding. */
function isWhole(sample: Uint8Array, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(sample);
    return true;
  } catch {
    return false;
  }
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /\p{L}/u.test(sign);
const isUpper = (sign: string): boolean => sign !== sign.toLowerCase();

/** Signs beside letters that people do write between or around words. */
const usualSigns = new Set('€£§°´–—“”„‚‘’…«»·©®¿¡ªº\u00a0');

/** How much a decoded text looks like names and words. @returns the score, and how many signs were judged */
function plausibility(text: string): { score: number; signs: number } {
  let score = 0;
  let signs = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign.charCodeAt(0) < 128) continue;
    signs += 1;
    const before = text[at - 1];
    const after = text[at + 1];
    if (isLetter(sign) && !'ƒªºµΩπ∂ﬁﬂˆ'.includes(sign)) {
      if (!isLetter(before) && !isLetter(after)) continue;
      const wronglyUpper = isUpper(sign) && before !== undefined && isLetter(before) && !isUpper(before);
      const wronglyLower =
        !isUpper(sign) &&
        before !== undefined &&
        isLetter(before) &&
        isUpper(before) &&
        isLetter(after) &&
        isUpper(after ?? '') &&
        sign !== 'ß';
      score += wronglyUpper || wronglyLower ? -1 : 1;
    } else if (usualSigns.has(sign)) {
      const inside = isLetter(before) && isLetter(after) && sign !== '’';
      score += inside ? -2 : 0.5;
    } else {
      score -= sign.charCodeAt(0) < 0xa0 || sign === '\ufffd' ? 4 : 2;
    }
  }
  return { score, signs };
}
