import type { Mapping } from '../../shared/mapping.ts';

/** A hash of each of many texts: 64 bits in two lists. Zero in both stands for "no text". */
export interface Hashes {
  readonly low: Uint32Array<SharedArrayBuffer>;
  readonly high: Uint32Array<SharedArrayBuffer>;
}

/**
 * What must be known of every row to compare them: a few bytes each, so that five million rows need 90 MB and not
 * the texts themselves. Shared memory: pool threads write in it, each its own rows, while the job waits for them.
 */
export interface RowMarks {
  /** A byte a row: an index into `verdicts`, and `filteredBit`. */
  readonly verdicts: Uint8Array<SharedArrayBuffer>;
  /** Of the reference IDs that count. */
  readonly references: Hashes;
  /** Of the phones that are sent, where one phone may have several IDs. */
  readonly phones: Hashes | null;
}

/** Whether one phone under two IDs can happen: where the ID is the phone, it can't. */
export const comparesPhones = ({ phoneNumber, referenceId }: Mapping): boolean =>
  phoneNumber !== null && referenceId === 'as-is';

/** Bytes that the marks of so many rows take. */
export const marksSize = (rowCount: number, withPhones: boolean): number =>
  padded(rowCount) + rowCount * 4 * (withPhones ? 4 : 2);

/** The next multiple of four. */
const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/**
 * Empty marks.
 * @param memory where they are: `marksSize` bytes or more, all of them zero
 */
export function makeRowMarks(
  rowCount: number,
  withPhones: boolean,
  memory = new SharedArrayBuffer(marksSize(rowCount, withPhones)),
): RowMarks {
  const list = (index: number): Uint32Array<SharedArrayBuffer> =>
    new Uint32Array(memory, padded(rowCount) + index * rowCount * 4, rowCount);
  return {
    verdicts: new Uint8Array(memory, 0, rowCount),
    references: { low: list(0), high: list(1) },
    phones: withPhones ? { low: list(2), high: list(3) } : null,
  };
}

/**
 * Puts the hash of a text in its place. Two texts with equal hashes are taken for equal: that any two of five
 * million texts agree by chance has a probability of less than one in a million. Mixes as MurmurHash3 does, which
 * is in the public domain.
 */
export function putHash({ low, high }: Hashes, place: number, text: string): void {
  let a = 0x4f6cdd1d;
  let b = 0x811c9dc5;
  const { length } = text;
  // Two signs at a time.
  for (let index = 0; index < length; index += 2) {
    const word = text.charCodeAt(index) | (index + 1 < length ? text.charCodeAt(index + 1) << 16 : 0);
    const mixed = Math.imul(word, 0xcc9e2d51);
    a ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
    b = Math.imul(b ^ word, 0x9e3779b1);
    b ^= b >>> 15;
  }
  low[place] = finish(a ^ length);
  // Never zero in both, which would be no text.
  high[place] = finish(b + a) | 1;
}

/** As `putHash`, of the text that some ASCII bytes are. */
export function putHashOfBytes(
  { low, high }: Hashes,
  place: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  let a = 0x4f6cdd1d;
  let b = 0x811c9dc5;
  for (let at = from; at < to; at += 2) {
    const word = (bytes[at] as number) | (at + 1 < to ? (bytes[at + 1] as number) << 16 : 0);
    const mixed = Math.imul(word, 0xcc9e2d51);
    a ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
    b = Math.imul(b ^ word, 0x9e3779b1);
    b ^= b >>> 15;
  }
  low[place] = finish(a ^ (to - from));
  high[place] = finish(b + a) | 1;
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
