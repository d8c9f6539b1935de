import type { RunRow, RunRowKind } from '../../shared/bridge.ts';
import { failWith } from '../../shared/result.ts';
import { breathe } from '../jobs/breathe.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { RunRows } from '../store/run-rows.ts';
import type { RunStore } from '../store/runs.ts';
import type { RowChunk } from '../store/staged-rows.ts';
import { writeCsv } from './csv-writer.ts';

/** Rows that are written at a stretch. */
const rowsBetweenBreaths = 5000;

/**
 * Writes the rows of a run of one kind, in file order: the file's own columns where its rows are still there,
 * then the outcome, the HTTP status, the API's message and the finding codes.
 * @returns the rows written. @throws AppFailure `run.not_found`, `file.write_failed`
 */
export async function exportRun(
  runs: RunStore,
  runRows: RunRows,
  audiences: AudienceStore,
  runId: string,
  kind: RunRowKind,
  path: string,
): Promise<number> {
  const run = runs.get(runId);
  if (run.forgottenAt !== null) failWith('run.rows_forgotten', { run: runId });
  const audience = audiences.list().find((each) => each.id === run.audienceId && each.state === 'ready');
  const columns = audience?.columns ?? [];
  // Rows come in file order: the chunk of the last one mostly holds the next.
  let chunk: RowChunk | null = null;
  const cellsOf = (row: number): readonly string[] => {
    if (!audience) return [];
    if (!chunk || row < chunk.firstRow || row >= chunk.firstRow + chunk.rows.length) {
      chunk = audiences.chunkOf(audience.id, row);
    }
    return chunk?.rows[row - chunk.firstRow] ?? [];
  };
  const header = ['row', 'external_reference_id', 'outcome', 'status', 'message', 'findings', ...columns];
  const toCells = (row: RunRow): string[] => {
    const cells = cellsOf(row.row);
    return [
      String(row.row),
      row.externalReferenceId ?? '',
      row.outcome ?? 'excluded',
      row.status === null ? '' : String(row.status),
      row.message ?? '',
      row.findings.join(' '),
      ...columns.map((_, index) => cells[index] ?? ''),
    ];
  };
  async function* rows(): AsyncGenerator<readonly string[]> {
    let count = 0;
    for (const row of runRows.all(runId, kind)) {
      yield toCells(row);
      count += 1;
      if (count % rowsBetweenBreaths === 0) await breathe();
    }
  }
  return await writeCsv(path, header, rows());
}
