import type { EncodingReading } from '../../shared/audience.ts';
import { decodeStrictly } from './decode.ts';
import { guessEncoding, knownEncodings } from './encoding.ts';
import { inspectFile } from './file-kind.ts';
import { readBytes, tellingLines } from './text-source.ts';

/** Texts that are shown of each reading. */
const shown = 3;

const neverAborted = new AbortController().signal;

/**
 * How the telling words of a file read in each encoding, the likeliest first: a person knows at a glance which is
 * right. Encodings in which the bytes mean nothing are left out.
 * @returns none for workbooks, and for texts that read the same in all of them
 * @throws AppFailure `file.*`
 */
export async function readingsOf(path: string): Promise<EncodingReading[]> {
  const kind = await inspectFile(path);
  if (kind.kind !== 'text') return [];
  const sample = await tellingLines(readBytes(path, kind, neverAborted));
  if (sample.length === 0) return [];
  const likely = guessEncoding(sample).label;
  const labels = [
    likely,
    ...knownEncodings.filter((label) => label !== likely && !/^utf-(?:16|32)/.test(label)),
  ];
  const readings: EncodingReading[] = [];
  for (const encoding of labels) {
    const samples = wordsIn(sample, encoding);
    if (samples === null) continue;
    const same = readings.find((each) => each.samples.join('\n') === samples.join('\n'));
    if (!same) readings.push({ encoding, samples });
  }
  return readings;
}

/** Words with letters beyond ASCII; null where bytes mean nothing in the encoding. */
function wordsIn(sample: Uint8Array, encoding: string): string[] | null {
  const text = decodeStrictly(sample, encoding);
  if (text === null) return null;
  const words = new Set<string>();
  for (const cell of text.split(/[\n\r,;\t|"]+/)) {
    const word = cell.trim();
    if (/[^\p{ASCII}]/u.test(word) && word.length <= 60) words.add(word);
    if (words.size === shown) break;
  }
  return [...words];
}
