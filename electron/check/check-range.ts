import { createRowJudge, judgedColumns, type RowJudgement } from '../../shared/check-row.ts';
import { hashText } from '../../shared/duplicates.ts';
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
import { type Hashes, noHashes } from './repeated-hashes.ts';
import { secondHash } from './second-hash.ts';

/** What every task of a check needs. */
export interface CheckTask {
  readonly dataDir: string;
  readonly audienceId: string;
  readonly mapping: Mapping;
  readonly columns: readonly string[];
}

/** Set in a verdict's byte where the row filter took the row out. */
export const filteredBit = 0x80;
/** The rest of the byte: an index into `verdicts`. */
export const verdictBits = 0x7f;

/** What the rows of some chunks in a row are by themselves. */
export interface RangeResult {
  readonly firstRow: number;
  /** A byte a row: an index into `verdicts`, and `filteredBit`. */
  readonly verdicts: Uint8Array<ArrayBuffer>;
  /** Of the reference IDs that count. */
  readonly references: Hashes;
  /** Of the phones that are sent, where one phone may have several IDs. */
  readonly phones: Hashes | null;
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
 * @param input `from` is the first row of the first chunk, `to` the last row of the last
 */
export function checkRange(
  input: CheckTask & { readonly from: number; readonly to: number },
): TaskAnswer<RangeResult> {
  const judge = createRowJudge(input.mapping, input.columns);
  const rowCount = input.to - input.from + 1;
  const bytes = new Uint8Array(rowCount);
  const references = noHashes(rowCount);
  const phones = comparesPhones(input.mapping) ? noHashes(rowCount) : null;
  const totals = emptyTotals();
  const lists: TagLists = new Map();
  const chunks: { firstRow: number; rowCount: number; counts: ChunkCounts }[] = [];
  const looked = judgedColumns(input.mapping).map((column) => input.columns.indexOf(column));
  const { audiences } = poolStores(input.dataDir);
  for (const { firstRow, rows } of audiences.chunks(input.audienceId, input.from, input.to, looked)) {
    const counts = emptyCounts();
    let at = firstRow - input.from;
    for (const cells of rows) {
      const check = judge(cells);
      bytes[at] = verdicts.indexOf(check.verdict) | (check.filtered ? filteredBit : 0);
      countRow(counts, totals, check, 1, lists);
      const reference = comparedReference(check);
      if (reference !== null) put(references, at, reference);
      if (phones && check.phoneNumber !== null) put(phones, at, check.phoneNumber);
      at += 1;
    }
    chunks.push({ firstRow, rowCount: rows.length, counts });
  }
  addTagLists(totals, lists);
  const output = { firstRow: input.from, verdicts: bytes, references, phones, chunks, totals };
  const transfer = [bytes.buffer, ...buffersOf(references), ...(phones ? buffersOf(phones) : [])];
  return { output, transfer };
}

const buffersOf = ({ first, second }: Hashes): ArrayBuffer[] => [first.buffer, second.buffer];

function put({ first, second }: Hashes, index: number, text: string): void {
  first[index] = hashText(text);
  second[index] = secondHash(text);
}
