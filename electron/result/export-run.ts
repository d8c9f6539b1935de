import type { RunRow, RunRowKind } from '../../shared/bridge.ts';
import { breathe } from '../jobs/breathe.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { RunStore } from '../store/runs.ts';
import { writeCsv } from './csv-writer.ts';

/** Rows that are read of a run at once. */
const pageSize = 5000;

/**
 * Writes the rows of a run of one kind, in file order: the file's own columns where its rows are still there,
 * then the outcome, the HTTP status, the API's message and the finding codes.
 * @returns the rows written. @throws AppFailure `run.not_found`, `file.write_failed`
 */
export async function exportRun(
  runs: RunStore,
  audiences: AudienceStore,
  runId: string,
  kind: RunRowKind,
  path: string,
): Promise<number> {
  const run = runs.get(runId);
  const audience = audiences.list().find((each) => each.id === run.audienceId && each.state === 'ready');
  const columns = audience?.columns ?? [];
  const cellsOf = (row: number): readonly string[] =>
    audience ? (audiences.rows(audience.id, row - 1, 1)[0]?.cells ?? []) : [];
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
    for (let offset = 0; ; offset += pageSize) {
      const page = [...runs.rows(runId, kind, offset, pageSize)];
      for (const row of page) yield toCells(row);
      if (page.length < pageSize) return;
      await breathe();
    }
  }
  return await writeCsv(path, header, rows());
}
