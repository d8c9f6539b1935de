import type { ReadHow } from '../../shared/read-how.ts';
import { localRunner } from '../jobs/local-runner.ts';
import type { TaskRunner } from '../jobs/pool-client.ts';
import { AudienceStore } from '../store/audiences.ts';
import { openAudienceDb } from '../store/schema.ts';
import { type Staged, type StageProgress, stageFile } from './stage.ts';

export interface ImportInput {
  readonly dataDir: string;
  readonly path: string;
  readonly how?: ReadHow;
  readonly audienceId: string;
}

/** Reads one file into the store. Runs in a worker thread, and parses in the pool's. */
export async function importJob(
  { dataDir, path, how = {}, audienceId }: ImportInput,
  signal: AbortSignal,
  report: (progress: StageProgress) => void,
  pool: TaskRunner = localRunner,
): Promise<Staged> {
  const db = openAudienceDb(dataDir);
  try {
    return await stageFile({ path, how, audienceId, store: new AudienceStore(db), pool, signal }, report);
  } finally {
    db.close();
  }
}
