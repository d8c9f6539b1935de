import { BytesJudge } from '../../shared/bytes/judge-bytes.ts';
import { RowBytes } from '../../shared/bytes/row-bytes.ts';
import type { CatalogueLists } from '../../shared/catalogue.ts';
import { createRowJudge, type RowJudge } from '../../shared/check-row.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { ChunkRows, textBetween } from '../store/row-chunk.ts';
import type { StagedChunk } from '../store/row-file.ts';
import type { StagedRows } from '../store/staged-rows.ts';
import type { Judged } from './counts.ts';
import { putHash, putHashOfBytes, type RowMarks } from './row-marks.ts';

/** What a row is by itself. It may be the same object for row after row: nobody may keep it. */
export interface JudgedRow extends Judged {
  readonly filtered: boolean;
  /** Stands for its tags (see `tagsOf`); -1 or nothing where no number does. */
  readonly tagsNumber?: number;
}

/** What judging depends on. */
export interface JudgedBy {
  readonly audienceId: string;
  readonly mapping: Mapping;
  readonly columns: readonly string[];
  /** Tags and properties that exist where the contacts go; null where that isn't known. */
  readonly catalogue: CatalogueLists | null;
}

/** Judges staged rows: from their bytes, and from their texts where somebody edited them or bytes don't tell enough. */
export class RowsJudge {
  private readonly audienceId: string;
  private readonly ofBytes: BytesJudge;
  private readonly ofCells: RowJudge;
  private readonly row: RowBytes;

  constructor({ audienceId, mapping, columns, catalogue }: JudgedBy) {
    this.audienceId = audienceId;
    this.ofBytes = new BytesJudge(mapping, columns, catalogue, textBetween);
    this.ofCells = createRowJudge(mapping, columns, catalogue);
    this.row = new RowBytes(columns.length);
  }

  /**
   * Judges rows of one chunk.
   * @param store where the rows are
   * @param wanted numbers of the rows; null for all
   * @param edited rows that somebody edited
   * @param take called with each row's number, in no order
   * @param marks where the hashes of what is compared go, if anywhere
   */
  judge(
    store: Pick<StagedRows, 'someRows'>,
    { firstRow, bytes }: StagedChunk,
    wanted: readonly number[] | null,
    edited: ReadonlySet<number>,
    take: (row: number, judged: JudgedRow) => void,
    marks: RowMarks | null = null,
  ): void {
    const rows = new ChunkRows(bytes);
    const count = wanted === null ? rows.count : wanted.length;
    const unjudged: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const row = wanted === null ? firstRow + index : (wanted[index] as number);
      const isTold = rows.look(row - firstRow, this.row) && this.ofBytes.judge(this.row);
      if (!isTold || (edited.size > 0 && edited.has(row))) {
        unjudged.push(row);
        continue;
      }
      if (marks) this.markBytes(marks, row - 1);
      take(row, this.ofBytes);
    }
    if (unjudged.length === 0) return;
    for (const [row, cells] of store.someRows(this.audienceId, firstRow, unjudged)) {
      const judged = this.ofCells(cells);
      // Compared are all that are sent, and those that the filter took out.
      if (marks && (judged.isSent || judged.filtered) && judged.externalReferenceId !== null)
        putHash(marks.references, row - 1, judged.externalReferenceId);
      if (marks?.phones && judged.phoneNumber !== null) putHash(marks.phones, row - 1, judged.phoneNumber);
      take(row, judged);
    }
  }

  /** The tags that a number stands for. */
  tagsOf(number: number): readonly string[] {
    return this.ofBytes.tagsOf(number);
  }

  private markBytes({ references, phones }: RowMarks, place: number): void {
    const { bytes } = this.row;
    const { isSent, filtered, reference, referenceFrom, referenceTo } = this.ofBytes;
    if (isSent || filtered) {
      if (reference !== null) putHash(references, place, reference);
      else if (referenceFrom < referenceTo)
        putHashOfBytes(references, place, bytes, referenceFrom, referenceTo);
    }
    if (phones) {
      const { phone, phoneFrom, phoneTo } = this.ofBytes;
      if (phone !== null) putHash(phones, place, phone);
      else if (phoneFrom < phoneTo) putHashOfBytes(phones, place, bytes, phoneFrom, phoneTo);
    }
  }
}

/** The judge of the task before: what it found out about cells holds for the next one too. */
let last: { readonly key: string; readonly judge: RowsJudge } | null = null;

/** The judge of a check, which every task of a thread shares. */
export function rowsJudgeOf({ audienceId, mapping, columns, catalogue }: JudgedBy): RowsJudge {
  const by: JudgedBy = { audienceId, mapping, columns, catalogue };
  const key = JSON.stringify(by);
  if (last?.key !== key) last = { key, judge: new RowsJudge(by) };
  return last.judge;
}
