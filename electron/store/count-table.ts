import * as z from 'zod';
import { type FindingCode, isFindingCode, verdicts } from '../../shared/findings.ts';
import type { ChunkCounts } from '../check/counts.ts';

/** How many rows of a chunk have each verdict, and each finding. */
export interface CountedChunk {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly counts: ChunkCounts;
}

/** The counts of all chunks of a check as they are kept: a whole table at once, since a page needs all of them. */
export interface CountTable {
  /** The finding codes that are counted, as JSON. */
  readonly codes: string;
  /** For each chunk: its first row, its rows, its rows of each verdict and of each code; 4 bytes each, little endian. */
  readonly numbers: Uint8Array;
}

/** Numbers of a chunk before those of the codes. */
const fixed = 2 + verdicts.length;

export function packCounts(chunks: readonly CountedChunk[]): CountTable {
  const codes = [...new Set(chunks.flatMap(({ counts }) => Object.keys(counts.codes) as FindingCode[]))];
  const width = fixed + codes.length;
  const view = new DataView(new ArrayBuffer(chunks.length * width * 4));
  chunks.forEach(({ firstRow, rowCount, counts }, index) => {
    const row = [firstRow, rowCount, ...counts.verdicts, ...codes.map((code) => counts.codes[code] ?? 0)];
    row.forEach((number, column) => {
      view.setUint32((index * width + column) * 4, number, true);
    });
  });
  return { codes: JSON.stringify(codes), numbers: new Uint8Array(view.buffer) };
}

const codesSchema = z.array(z.string().refine(isFindingCode) as unknown as z.ZodType<FindingCode>);

/** @throws ZodError, RangeError if it is no such table */
export function unpackCounts({ codes: text, numbers }: CountTable): CountedChunk[] {
  const codes = codesSchema.parse(JSON.parse(text));
  const width = fixed + codes.length;
  const view = new DataView(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  return Array.from({ length: numbers.byteLength / (width * 4) }, (_, index) => {
    const at = (column: number): number => view.getUint32((index * width + column) * 4, true);
    const found: Partial<Record<FindingCode, number>> = {};
    codes.forEach((code, place) => {
      const count = at(fixed + place);
      if (count > 0) found[code] = count;
    });
    return {
      firstRow: at(0),
      rowCount: at(1),
      counts: { verdicts: verdicts.map((_verdict, place) => at(2 + place)), codes: found },
    };
  });
}
