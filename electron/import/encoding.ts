import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import { createDecoder, decodeStrictly } from './decode.ts';
import { plausibility } from './plausible-text.ts';

/** How the bytes of a text are to be understood. */
export interface Encoding {
  /** A WHATWG label. */
  readonly label: string;
  /** True where nothing in the file says so. */
  readonly guessed: boolean;
}

/**
 * The encodings that a person can choose from, the likeliest first. WHATWG labels, all of which `TextDecoder`
 * knows wherever it has full ICU (Node and Electron do), and those that decode.ts knows.
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
  'cp850',
  'cp852',
  'cp437',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
] as const;

/**
 * Encodings that `TextDecoder` knows and in which every byte below 128 is that ASCII sign: such a file can be cut before it
 * is decoded.
 */
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
  if (isMark32(head)) return { label: 'utf-32le', guessed: false, markLength: 4 };
  if (isMark32(Buffer.from(head.subarray(0, 4)).reverse()))
    return { label: 'utf-32be', guessed: false, markLength: 4 };
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', guessed: false, markLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { label: 'utf-16be', guessed: false, markLength: 2 };
  return unmarkedEncoding(head);
}

/** The mark of UTF-32, which begins like that of UTF-16. */
const isMark32 = (head: Uint8Array): boolean =>
  head[0] === 0xff && head[1] === 0xfe && head[2] === 0 && head[3] === 0;

/** Latin text in UTF-16 or UTF-32 without a mark has zeros in nearly all of the places where they can be. */
function unmarkedEncoding(head: Uint8Array): (Encoding & { readonly markLength: number }) | null {
  const zeros = [0, 0, 0, 0];
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 4] = (zeros[at % 4] ?? 0) + 1;
  const [a, b, c, d] = zeros.map((count) => count / Math.max(1, head.length / 4)) as [
    number,
    number,
    number,
    number,
  ];
  const all = a + b + c + d;
  if (all < 1.2) return null;
  const found = (label: string) => ({ label, guessed: true, markLength: 0 });
  if (Math.min(b, c, d) > 0.6 && a < 0.1) return found('utf-32le');
  if (Math.min(a, b, c) > 0.6 && d < 0.1) return found('utf-32be');
  if (b + d > all * 0.9) return found('utf-16le');
  return a + c > all * 0.9 ? found('utf-16be') : null;
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
      .filter(([label]) => !latin.includes(label) && decodeStrictly(sample, label) !== null)
      .sort((a, b) => b[1] - a[1])[0];
    if (best) return { label: best[0], guessed: true };
  }
  let best = { label: 'windows-1252', score: Number.NEGATIVE_INFINITY };
  for (const label of latin) {
    const { score, signs } = plausibility(createDecoder(label).decode(sample));
    // chardet knows languages by their letter triples, but neither MacRoman nor the euro sign's whereabouts: it decides
    // only where little else does.
    const total = score + ((opinions.get(label) ?? 0) / 100) * Math.min(signs, 10) * 0.2;
    if (total > best.score + Math.min(signs * 0.05, 0.3)) best = { label, score: total };
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
  'windows-1257',
  'cp850',
  'cp852',
  'cp437',
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
