import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Audience } from '../../shared/audience.ts';
import type { ImportProgress } from '../../shared/bridge.ts';
import type { ReadHow } from '../../shared/read-how.ts';
import { type AppError, AppFailure, toAppError } from '../../shared/result.ts';
import { thisOwner } from '../jobs/owner.ts';
import type { Pool } from '../jobs/pool.ts';
import { runJob } from '../jobs/run-job.ts';
import type { AudienceStore } from '../store/audiences.ts';

/** Imports under way, one worker thread each. */
export class Imports {
  private readonly dataDir: string;
  private readonly store: AudienceStore;
  private readonly pool: Pool;
  private readonly onProgress: (progress: ImportProgress) => void;
  private readonly running = new Map<
    string,
    { controller: AbortController; done: Promise<AppError | null> }
  >();

  constructor(
    dataDir: string,
    store: AudienceStore,
    pool: Pool,
    onProgress: (progress: ImportProgress) => void,
  ) {
    this.dataDir = dataDir;
    this.store = store;
    this.pool = pool;
    this.onProgress = onProgress;
  }

  /**
   * Begins to import a file. Its end comes as progress, and through `finished`.
   * @param how what the person chose of how it is read
   * @param fileName what to call it, where the file's own name isn't it
   */
  start(path: string, how: ReadHow = {}, fileName = basename(path)): { audienceId: string } {
    const audienceId = randomUUID();
    const audience: Audience = {
      id: audienceId,
      fileName,
      fileSize: 0,
      state: 'importing',
      readAs: { encoding: 'utf-8', encodingGuessed: false, delimiter: ',', headerLine: 1 },
      columns: [],
      rowCount: 0,
      oddities: [],
      importedAt: Date.now(),
    };
    this.store.add(audience, thisOwner, { path, how });
    const controller = new AbortController();
    const done = this.run(audience, path, how, controller.signal).finally(() =>
      this.running.delete(audienceId),
    );
    this.running.set(audienceId, { controller, done });
    return { audienceId };
  }

  /** The ready audience, when its import has ended. @throws AppFailure why it failed */
  async finished(audienceId: string): Promise<Audience> {
    const error = await this.running.get(audienceId)?.done;
    if (error) throw new AppFailure(error);
    return this.store.getReady(audienceId);
  }

  cancel(audienceId: string): void {
    this.running.get(audienceId)?.controller.abort();
  }

  /** Cancels what is under way and waits until it has ended. */
  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { controller } of all) controller.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  private async run(
    audience: Audience,
    path: string,
    how: ReadHow,
    signal: AbortSignal,
  ): Promise<AppError | null> {
    const { id: audienceId } = audience;
    let last = { rows: 0, bytesRead: 0, bytesTotal: 0 };
    try {
      const staged = await runJob(
        'import',
        { dataDir: this.dataDir, path, how, audienceId },
        signal,
        (progress) => {
          last = progress;
          this.onProgress({ audienceId, state: 'running', ...progress });
        },
        this.pool,
      );
      this.store.finish(audienceId, { ...staged, state: 'ready' });
      const { rowCount: rows, fileSize } = staged;
      this.onProgress({ audienceId, state: 'finished', rows, bytesRead: fileSize, bytesTotal: fileSize });
      return null;
    } catch (thrown) {
      const error = toAppError(thrown);
      // What can't be used isn't kept; the file is still where it was.
      await this.store.remove(audienceId);
      this.onProgress({
        audienceId,
        state: error.code === 'cancelled' ? 'cancelled' : 'failed',
        ...last,
        error,
      });
      return error;
    }
  }
}
