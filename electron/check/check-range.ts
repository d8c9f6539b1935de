import { BytesJudge } from '../../shared/bytes/judge-bytes.ts';
import type { RowBytes } from '../../shared/bytes/row-bytes.ts';
import type { CatalogueLists } from '../../shared/catalogue.ts';
import { createRowJudge, type RowJudge } from '../../shared/check-row.ts';
import { verdicts } from '../../shared/findings.ts';
import type { Mapping } from '../../shared/mapping.ts';
import type { TaskAnswer } from '../jobs/protocol.ts';
import { eachRow, textBetween } from '../store/row-chunk.ts';
import {
  addTagLists,
  type ChunkCounts,
  countRow,
  emptyCounts,
  emptyTotals,
  type Judged,
  type TagLists,
  type Totals,
} from './counts.ts';
import { poolStores } from './pool-store.ts';
import { putHash, putHashOfBytes, type RowMarks } from './row-marks.ts';

/** What every task of a check needs. */
export interface CheckTask {
  readonly dataDir: string;
  readonly audienceId: string;
  readonly mapping: Mapping;
  /** Tags and properties that exist where the contacts go; null where that isn't known. */
  readonly catalogue: CatalogueLists | null;
  readonly columns: readonly string[];
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

/** Whether one phone under two IDs can happen: where the ID is the phone, it can't. */
export const comparesPhones = ({ phoneNumber, referenceId }: Mapping): boolean =>
  phoneNumber !== null && referenceId === 'as-is';

/**
 * Checks the rows of some chunks, each by itself.
 * @param input `from` is the first row of the first chunk, `to` the last row of the last; what must be known of
 * each row for comparing it is put into `marks`
 */
export function checkRange(
  input: CheckTask & { readonly from: number; readonly to: number; readonly marks: RowMarks },
): TaskAnswer<RangeResult> {
  const { dataDir, audienceId, columns, from, to, marks } = input;
  const { audiences } = poolStores(dataDir);
  const check = new RangeCheck(input, marks);
  for (const { firstRow, rowCount, bytes } of audiences.stagedChunks(audienceId, from, to)) {
    // Rows that somebody edited, and those that their bytes don't tell enough of, are judged from their texts.
    const asText = new Set(audiences.editedRows(audienceId, firstRow, firstRow + rowCount - 1));
    check.begin(firstRow, rowCount);
    const isPlain = eachRow(bytes, columns.length, (index, row) => {
      if (!asText.has(firstRow + index) && !check.takeBytes(firstRow + index, row))
        asText.add(firstRow + index);
    });
    const wanted = isPlain ? [...asText] : Array.from({ length: rowCount }, (_, index) => firstRow + index);
    if (wanted.length === 0) continue;
    for (const [row, cells] of audiences.someRows(audienceId, firstRow, wanted)) check.takeCells(row, cells);
  }
  return { output: { firstRow: from, rowCount: to - from + 1, ...check.result() } };
}

/** Judges rows, counts them, and puts into the marks what comparing them needs. */
class RangeCheck {
  private readonly marks: RowMarks;
  private readonly judgeBytes: BytesJudge;
  private readonly judgeCells: RowJudge;
  private readonly totals: Totals = emptyTotals();
  private readonly lists: TagLists = new Map();
  private readonly chunks: { firstRow: number; rowCount: number; counts: ChunkCounts }[] = [];
  private counts: ChunkCounts = emptyCounts();

  constructor({ mapping, columns, catalogue }: CheckTask, marks: RowMarks) {
    this.marks = marks;
    this.judgeBytes = bytesJudgeOf(mapping, columns, catalogue);
    this.judgeCells = createRowJudge(mapping, columns, catalogue);
  }

  /** Rows that follow are of this chunk. */
  begin(firstRow: number, rowCount: number): void {
    this.counts = emptyCounts();
    this.chunks.push({ firstRow, rowCount, counts: this.counts });
  }

  /** @returns false for a row that only its texts can tell of; nothing was counted then */
  takeBytes(row: number, bytes: RowBytes): boolean {
    const { judgeBytes: judged, marks } = this;
    if (!judged.judge(bytes)) return false;
    const at = row - 1;
    this.count(at, judged);
    if (judged.isSent || judged.filtered) {
      const { reference, referenceFrom, referenceTo } = judged;
      if (reference !== null) putHash(marks.references, at, reference);
      else if (referenceFrom < referenceTo)
        putHashOfBytes(marks.references, at, bytes.bytes, referenceFrom, referenceTo);
    }
    if (marks.phones) {
      const { phone, phoneFrom, phoneTo } = judged;
      if (phone !== null) putHash(marks.phones, at, phone);
      else if (phoneFrom < phoneTo) putHashOfBytes(marks.phones, at, bytes.bytes, phoneFrom, phoneTo);
    }
    return true;
  }

  takeCells(row: number, cells: readonly string[]): void {
    const { marks } = this;
    const judged = this.judgeCells(cells);
    const at = row - 1;
    this.count(at, judged);
    // Compared are all that are sent, and those that the filter took out.
    if ((judged.isSent || judged.filtered) && judged.externalReferenceId !== null)
      putHash(marks.references, at, judged.externalReferenceId);
    if (marks.phones && judged.phoneNumber !== null) putHash(marks.phones, at, judged.phoneNumber);
  }

  result(): Pick<RangeResult, 'chunks' | 'totals'> {
    addTagLists(this.totals, this.lists);
    return { chunks: this.chunks, totals: this.totals };
  }

  private count(at: number, judged: Judged & { readonly filtered: boolean }): void {
    this.marks.verdicts[at] = verdicts.indexOf(judged.verdict) | (judged.filtered ? filteredBit : 0);
    countRow(this.counts, this.totals, judged, 1, this.lists);
  }
}

/** The judge of the task before: what it found out about cells holds for the next one too. */
let lastJudge: { readonly key: string; readonly judge: BytesJudge } | null = null;

function bytesJudgeOf(
  mapping: Mapping,
  columns: readonly string[],
  catalogue: CatalogueLists | null,
): BytesJudge {
  const key = JSON.stringify([mapping, columns, catalogue]);
  if (lastJudge?.key !== key)
    lastJudge = { key, judge: new BytesJudge(mapping, columns, catalogue, textBetween) };
  return lastJudge.judge;
}
