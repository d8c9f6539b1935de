import type { RunRowKind } from '../../shared/bridge.ts';
import { AudienceStore } from '../store/audiences.ts';
import { CheckStore } from '../store/checks.ts';
import { RunRows } from '../store/run-rows.ts';
import { RunStore } from '../store/runs.ts';
import { openAppDb, openAudienceDb } from '../store/schema.ts';
import { type CheckExport, exportCheck } from './export-check.ts';
import { exportRun } from './export-run.ts';

export interface ExportCheckInput {
  readonly dataDir: string;
  readonly checkId: string;
  readonly what: CheckExport;
  readonly path: string;
}

export interface ExportRunInput {
  readonly dataDir: string;
  readonly runId: string;
  readonly kind: RunRowKind;
  readonly path: string;
}

/** Writes an export of a check. Runs in a worker thread. */
export async function exportCheckJob({
  dataDir,
  checkId,
  what,
  path,
}: ExportCheckInput): Promise<{ rows: number }> {
  const db = openAudienceDb(dataDir);
  try {
    return { rows: await exportCheck(new AudienceStore(db), new CheckStore(db), checkId, what, path) };
  } finally {
    db.close();
  }
}

/** Writes an export of a run. Runs in a worker thread. */
export async function exportRunJob({
  dataDir,
  runId,
  kind,
  path,
}: ExportRunInput): Promise<{ rows: number }> {
  const audienceDb = openAudienceDb(dataDir);
  const appDb = openAppDb(dataDir);
  try {
    const runs = new RunStore(appDb);
    const audiences = new AudienceStore(audienceDb);
    return { rows: await exportRun(runs, new RunRows(appDb, runs), audiences, runId, kind, path) };
  } finally {
    audienceDb.close();
    appDb.close();
  }
}
