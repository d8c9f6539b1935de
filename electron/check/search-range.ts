import { verdicts } from '../../shared/findings.ts';
import type { TaskAnswer } from '../jobs/protocol.ts';
import { chunkText } from '../store/row-chunk.ts';
import type { CheckTask } from './check-range.ts';
import { poolStores } from './pool-store.ts';
import { createRowJudge } from './read-rows.ts';
import { hasText, type NormalFilter } from './row-search.ts';

export interface SearchTask extends CheckTask {
  readonly checkId: string;
  readonly filter: NormalFilter;
  /** First rows of the chunks to look at. */
  readonly chunks: readonly number[];
}

/** Looks for rows in some chunks. @returns for each chunk, the numbers of the rows that the filter lets through */
export function searchRange(task: SearchTask): TaskAnswer<readonly Uint32Array<ArrayBuffer>[]> {
  const { audiences: store, checks } = poolStores(task.dataDir);
  const judge = createRowJudge(task, task.columns, store);
  const { verdict, code, text } = task.filter;
  const found = task.chunks.map((firstRow) => {
    const rows: number[] = [];
    const staged = store.stagedChunk(task.audienceId, firstRow);
    if (!staged) return new Uint32Array(0);
    const lastRow = firstRow + staged.rowCount - 1;
    const isEdited = store.edits.between(task.audienceId, firstRow, lastRow).length > 0;
    // Most chunks have the text nowhere, and need not be taken apart.
    if (text !== '' && !isEdited && !chunkText(staged.bytes).toLowerCase().includes(text))
      return new Uint32Array(0);
    const { verdicts: bytes, groups } = checks.chunk(task.checkId, firstRow);
    const groupOf = new Map(groups.map((group) => [group.row, group]));
    for (const row of store.rows(task.audienceId, firstRow - 1, staged.rowCount)) {
      if (verdict !== undefined && verdicts[bytes[row.row - firstRow] ?? 0] !== verdict) continue;
      if (text !== '' && !hasText(row.cells, text)) continue;
      if (code !== undefined) {
        const { findings } = judge(row, groupOf.get(row.row));
        if (!findings.some((finding) => finding.code === code)) continue;
      }
      rows.push(row.row);
    }
    return Uint32Array.from(rows);
  });
  return { output: found, transfer: found.map(({ buffer }) => buffer) };
}
