import { verdicts } from '../../shared/findings.ts';
import type { TaskAnswer } from '../jobs/protocol.ts';
import type { StagedChunk } from '../store/row-file.ts';
import type { StagedRows } from '../store/staged-rows.ts';
import {
  addTagLists,
  type ChunkCounts,
  countRow,
  emptyCounts,
  emptyTotals,
  type TagLists,
  type Totals,
} from './counts.ts';
import { type JudgedBy, type JudgedRow, type RowsJudge, rowsJudgeOf } from './judge-rows.ts';
import { poolStores } from './pool-store.ts';
import type { RowMarks } from './row-marks.ts';

/** What every task of a check needs. */
export interface CheckTask extends JudgedBy {
  readonly dataDir: string;
}

/** Set in a verdict's byte where the row filter took the row out. */
export const filteredBit = 0x80;
/** The rest of the byte: an index into `verdicts`. */
export const verdictBits = 0x7f;

/** What the rows of some chunks in a row are by themselves, beside their marks. */
export interface RangeResult {
  readonly firstRow: number;
  readonly rowCount: number;
  /** The counts of each chunk. */
  readonly chunks: readonly {
    readonly firstRow: number;
    readonly rowCount: number;
    readonly counts: ChunkCounts;
  }[];
  readonly totals: Totals;
}

/**
 * Checks the rows of some chunks, each by itself.
 * @param input `from` is the first row of the first chunk, `to` the last row of the last; what must be known of
 * each row for comparing it is put into `marks`
 */
export function checkRange(
  input: CheckTask & { readonly from: number; readonly to: number; readonly marks: RowMarks },
): TaskAnswer<RangeResult> {
  const { dataDir, audienceId, from, to, marks } = input;
  const { audiences } = poolStores(dataDir);
  const judge = rowsJudgeOf(input);
  const edited = audiences.editedRows(audienceId, from, to);
  const chunks = audiences.stagedChunks(audienceId, from, to);
  const found = checkChunks(chunks, judge, audiences, edited, marks);
  return { output: { firstRow: from, rowCount: to - from + 1, ...found } };
}

/** Judges the rows of chunks, counts them, and puts into the marks what comparing them needs. */
export function checkChunks(
  staged: Iterable<StagedChunk>,
  judge: RowsJudge,
  store: Pick<StagedRows, 'someRows'>,
  edited: ReadonlySet<number>,
  marks: RowMarks,
): Pick<RangeResult, 'chunks' | 'totals'> {
  const totals = emptyTotals();
  const lists: TagLists = new Map();
  const tagged = new NumberTally();
  const chunks: { firstRow: number; rowCount: number; counts: ChunkCounts }[] = [];
  for (const chunk of staged) {
    const counts = emptyCounts();
    let plain = 0;
    const take = (row: number, judged: JudgedRow): void => {
      const { tagsNumber = -1 } = judged;
      // Most rows are ready, and nothing else is to say of them.
      if (judged.findings.length === 0 && tagsNumber >= 0) {
        marks.verdicts[row - 1] = 0;
        plain += 1;
        tagged.add(tagsNumber);
        return;
      }
      marks.verdicts[row - 1] = verdicts.indexOf(judged.verdict) | (judged.filtered ? filteredBit : 0);
      countRow(counts, totals, judged, 1, lists);
    };
    judge.judge(store, chunk, null, edited, take, marks);
    counts.verdicts[0] = (counts.verdicts[0] ?? 0) + plain;
    chunks.push({ firstRow: chunk.firstRow, rowCount: chunk.rowCount, counts });
  }
  for (const [number, count] of tagged.counted()) {
    const tags = judge.tagsOf(number);
    lists.set(tags, (lists.get(tags) ?? 0) + count);
  }
  addTagLists(totals, lists);
  return { chunks, totals };
}

/** Counts small numbers. */
class NumberTally {
  private counts = new Uint32Array(64);

  add(number: number): void {
    if (number >= this.counts.length) {
      const larger = new Uint32Array(number * 2);
      larger.set(this.counts);
      this.counts = larger;
    }
    this.counts[number] = (this.counts[number] as number) + 1;
  }

  /** Each number that was met, and how often. */
  *counted(): Generator<[number, number]> {
    for (const [number, count] of this.counts.entries()) if (count > 0) yield [number, count];
  }
}
