import type { ReadHow } from '../../shared/read-how.ts';
import { localRunner } from '../jobs/local-runner.ts';
import type { TaskRunner } from '../jobs/pool-client.ts';
import { RowFileWriter } from '../store/row-file.ts';
import { type Staged, type StageProgress, stageFile } from './stage.ts';

export interface ImportInput {
  readonly dataDir: string;
  readonly path: string;
  readonly how?: ReadHow;
  readonly audienceId: string;
}

/** Reads one file and stages its rows, or leaves nothing of them. Runs in a worker thread, and parses in the pool's. */
export async function importJob(
  { dataDir, path, how = {}, audienceId }: ImportInput,
  signal: AbortSignal,
  report: (progress: StageProgress) => void,
  pool: TaskRunner = localRunner,
): Promise<Staged> {
  const rows = new RowFileWriter(dataDir, audienceId);
  try {
    const staged = await stageFile({ dataDir, path, how, rows, pool, signal }, report);
    rows.finish();
    return staged;
  } catch (thrown) {
    rows.discard();
    throw thrown;
  } finally {
    rows.close();
  }
}
