import type { CheckSummary } from '../../shared/audience.ts';
import { createRowChecker } from '../../shared/check-row.ts';
import { type Mapping, missingColumns } from '../../shared/mapping.ts';
import { failWith } from '../../shared/result.ts';
import { breathe } from '../jobs/breathe.ts';
import { AudienceStore, rowsPerChunk } from '../store/audiences.ts';
import { CheckStore } from '../store/checks.ts';
import { openAudienceDb } from '../store/schema.ts';
import { engineVersion } from '../version.ts';
import { Comparison } from './compare.ts';
import { Tally } from './tally.ts';

export interface CheckInput {
  readonly dataDir: string;
  readonly checkId: string;
  readonly audienceId: string;
  readonly mapping: Mapping;
}

export interface CheckJobProgress {
  readonly rows: number;
  readonly rowsTotal: number;
}

/**
 * Checks every row of an audience under a mapping and saves the verdicts. Runs in a worker thread.
 * Two passes: each row by itself, then the rows that share an ID or a phone with another.
 */
export async function checkJob(
  { dataDir, checkId, audienceId, mapping }: CheckInput,
  signal: AbortSignal,
  report: (progress: CheckJobProgress) => void,
): Promise<CheckSummary> {
  const db = openAudienceDb(dataDir);
  try {
    const audiences = new AudienceStore(db);
    const audience = audiences.getReady(audienceId);
    const missing = missingColumns(mapping, audience.columns);
    if (missing.length > 0)
      failWith('mapping.missing_column', { column: missing.join(', '), file: audience.fileName });
    const checkRow = createRowChecker(mapping, audience.columns);
    const tally = new Tally(rowsPerChunk);
    const comparison = new Comparison(mapping, audience.rowCount);
    for (const chunk of audiences.chunks(audienceId)) {
      chunk.rows.forEach((cells, index) => {
        const row = chunk.firstRow + index;
        const check = checkRow(cells);
        tally.add(row, check.findings, check.verdict, check.contact);
        comparison.note(row, check);
      });
      report({ rows: chunk.firstRow + chunk.rows.length - 1, rowsTotal: audience.rowCount });
      await breathe();
      signal.throwIfAborted();
    }
    const comparing = comparison.compare(audiences.chunks(audienceId), checkRow);
    let step = comparing.next();
    for (; !step.done; step = comparing.next()) {
      await breathe();
      signal.throwIfAborted();
    }
    const groups = [...step.value.values()].sort((a, b) => a.row - b.row);
    for (const { row, alone, findings, contact } of groups) {
      tally.change(row, alone, { findings: [...alone.findings, ...findings], contact });
    }
    const { summary, chunks } = tally.result(audience.rowCount);
    new CheckStore(db).save(
      { checkId, audienceId, mapping, summary, engine: engineVersion, madeAt: Date.now() },
      chunks,
      groups.map(({ row, findings, mergedRows }) => ({ row, findings, mergedRows })),
    );
    return summary;
  } finally {
    db.close();
  }
}
