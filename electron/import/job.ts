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

/** Reads one file into the store, or leaves nothing of it there. Runs in a worker thread, and parses in the pool's. */
export async function importJob(
  { dataDir, path, how = {}, audienceId }: ImportInput,
  signal: AbortSignal,
  report: (progress: StageProgress) => void,
  pool: TaskRunner = localRunner,
): Promise<Staged> {
  const db = openAudienceDb(dataDir);
  const store = new AudienceStore(db);
  try {
    return await stageFile({ dataDir, path, how, audienceId, store, pool, signal }, report);
  } catch (thrown) {
    discard(store, audienceId);
    throw thrown;
  } finally {
    db.close();
  }
}

/** Removes what was staged, here where nobody waits for the thread. What stays is removed by the audience's owner. */
function discard(store: AudienceStore, audienceId: string): void {
  try {
    store.discard(audienceId);
  } catch {
    // Why reading failed is what counts.
  }
}
