import { describe, expect, it } from 'vitest';
import { RepeatedHashes } from '../../../electron/check/repeated-hashes.ts';
import { makeRowMarks, putHash, putHashOfBytes } from '../../../electron/check/row-marks.ts';

/** The groups of equal texts; null stands for a row without one. */
function groupsOf(texts: readonly (string | null)[]): number[][] {
  const { references } = makeRowMarks(texts.length, false);
  texts.forEach((text, place) => {
    if (text !== null) putHash(references, place, text);
  });
  const repeated = new RepeatedHashes(references);
  repeated.note(0, texts.length);
  return repeated.groups().sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

describe('texts that occur more than once', () => {
  it('are found in their order, and rows without a text are passed over', () => {
    expect(groupsOf(['a', null, 'b', 'a', null, 'c', 'b', 'a', ''])).toEqual([
      [0, 3, 7],
      [2, 6],
    ]);
  });

  it('are found whether they came as texts or as bytes', () => {
    const { references } = makeRowMarks(3, false);
    const bytes = Buffer.from('x,+4915123457520,y');
    putHash(references, 0, '+4915123457520');
    putHash(references, 1, 'y');
    putHashOfBytes(references, 2, bytes, 2, 16);
    const repeated = new RepeatedHashes(references);
    repeated.note(0, 3);
    expect(repeated.groups()).toEqual([[0, 2]]);
  });

  it('are the only ones that are found among many', () => {
    const texts = Array.from({ length: 200_000 }, (_, index) => `+49152${28_000_000 + index}`);
    texts[199_999] = texts[5] ?? '';
    texts[100_000] = texts[5] ?? '';
    expect(groupsOf(texts)).toEqual([[5, 100_000, 199_999]]);
  });

  it('are none among a million phone numbers in a row', () => {
    const texts = Array.from({ length: 1_000_000 }, (_, index) => `+49152${28_000_000 + index}`);
    expect(groupsOf(texts)).toEqual([]);
  });
});
