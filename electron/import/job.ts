import { AudienceStore } from '../store/audiences.ts';
import { openAudienceDb } from '../store/schema.ts';
import { type Staged, type StageProgress, stageFile } from './stage.ts';

export interface ImportInput {
  readonly dataDir: string;
  readonly path: string;
  readonly audienceId: string;
}

/** Reads one file into the store. Runs in a worker thread. */
export async function importJob(
  { dataDir, path, audienceId }: ImportInput,
  signal: AbortSignal,
  report: (progress: StageProgress) => void,
): Promise<Staged> {
  const db = openAudienceDb(dataDir);
  try {
    return await stageFile(path, audienceId, new AudienceStore(db), signal, report);
  } finally {
    db.close();
  }
}
