import type { CatalogueLists } from '../../shared/catalogue.ts';
import { createRowJudge, judgedColumns, type RowJudgement } from '../../shared/check-row.ts';
import { verdicts } from '../../shared/findings.ts';
import type { Mapping } from '../../shared/mapping.ts';
import type { TaskAnswer } from '../jobs/protocol.ts';
import {
  addTagLists,
  type ChunkCounts,
  countRow,
  emptyCounts,
  emptyTotals,
  type TagLists,
  type Totals,
} from './counts.ts';
import { poolStores } from './pool-store.ts';
import { putHash, type RowMarks } from './row-marks.ts';

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

/** The reference ID by which a row is compared: of every survivor, and of those that the filter took out. */
export const comparedReference = (check: RowJudgement): string | null =>
  check.isSent || check.filtered ? check.externalReferenceId : null;

/**
 * Checks the rows of some chunks, each by itself.
 * @param input `from` is the first row of the first chunk, `to` the last row of the last; what must be known of
 * each row for comparing it is put into `marks`
 */
export function checkRange({
  dataDir,
  audienceId,
  mapping,
  catalogue,
  columns,
  from,
  to,
  marks,
}: CheckTask & {
  readonly from: number;
  readonly to: number;
  readonly marks: RowMarks;
}): TaskAnswer<RangeResult> {
  const judge = createRowJudge(mapping, columns, catalogue);
  const totals = emptyTotals();
  const lists: TagLists = new Map();
  const chunks: { firstRow: number; rowCount: number; counts: ChunkCounts }[] = [];
  const looked = judgedColumns(mapping).map((column) => columns.indexOf(column));
  const { audiences } = poolStores(dataDir);
  for (const { firstRow, rows } of audiences.chunks(audienceId, from, to, looked)) {
    const counts = emptyCounts();
    let at = firstRow - 1;
    for (const cells of rows) {
      const check = judge(cells);
      marks.verdicts[at] = verdicts.indexOf(check.verdict) | (check.filtered ? filteredBit : 0);
      countRow(counts, totals, check, 1, lists);
      const reference = comparedReference(check);
      if (reference !== null) putHash(marks.references, at, reference);
      if (marks.phones && check.phoneNumber !== null) putHash(marks.phones, at, check.phoneNumber);
      at += 1;
    }
    chunks.push({ firstRow, rowCount: rows.length, counts });
  }
  addTagLists(totals, lists);
  return { output: { firstRow: from, rowCount: to - from + 1, chunks, totals } };
}
