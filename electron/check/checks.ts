import { randomUUID } from 'node:crypto';
import type { CheckSummary } from '../../shared/audience.ts';
import type { CheckProgress } from '../../shared/bridge.ts';
import type { CatalogueLists } from '../../shared/catalogue.ts';
import { createRowChecker } from '../../shared/check-row.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { type AppError, AppFailure, toAppError } from '../../shared/result.ts';
import type { Pool } from '../jobs/pool.ts';
import { runJob } from '../jobs/run-job.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CheckStore } from '../store/checks.ts';
import type { CheckInput } from './job.ts';
import { MarksMemory } from './marks-memory.ts';
import { comparesPhones, marksSize } from './row-marks.ts';

type Ended = { readonly summary: CheckSummary } | { readonly error: AppError };

/** When this thread gets ready to show a check that was begun, in milliseconds: its threads start first. */
const warmUpAfter = 200;

/** Checks under way: at most one for each audience; a new one takes the place of the one before. */
export class Checks {
  private readonly dataDir: string;
  private readonly audiences: AudienceStore;
  private readonly store: CheckStore;
  private readonly pool: Pool;
  private readonly onProgress: (progress: CheckProgress) => void;
  private readonly memory = new MarksMemory();
  private readonly running = new Map<
    string,
    { audienceId: string; controller: AbortController; done: Promise<Ended> }
  >();
  /** Checks under way that read cells which were edited since. */
  private readonly outdated = new Set<string>();

  constructor(
    dataDir: string,
    audiences: AudienceStore,
    store: CheckStore,
    pool: Pool,
    onProgress: (progress: CheckProgress) => void,
  ) {
    this.dataDir = dataDir;
    this.audiences = audiences;
    this.store = store;
    this.pool = pool;
    this.onProgress = onProgress;
  }

  /**
   * Begins to check an audience.
   * @param catalogue the tags and properties that exist where the contacts go; null where that isn't known
   * @throws AppFailure `audience.*`
   */
  start(audienceId: string, mapping: Mapping, catalogue: CatalogueLists | null = null): { checkId: string } {
    const audience = this.audiences.getReady(audienceId);
    for (const job of this.running.values()) if (job.audienceId === audienceId) job.controller.abort();
    const checkId = randomUUID();
    const controller = new AbortController();
    const memory = this.memory.take(marksSize(audience.rowCount, comparesPhones(mapping)));
    const input = { dataDir: this.dataDir, checkId, audienceId, mapping, catalogue, memory };
    const done = this.run(input, audience.rowCount, controller.signal);
    this.running.set(checkId, { audienceId, controller, done });
    void done.finally(() => {
      this.running.delete(checkId);
      this.outdated.delete(checkId);
    });
    setTimeout(() => this.warmUp(audienceId, mapping, catalogue, controller.signal), warmUpAfter).unref();
    return { checkId };
  }

  /**
   * Judges one row in this thread while others check all of them: numbering plans are compiled then, and the first page
   * of the result comes at once.
   */
  private warmUp(
    audienceId: string,
    mapping: Mapping,
    catalogue: CatalogueLists | null,
    signal: AbortSignal,
  ): void {
    if (signal.aborted) return;
    try {
      const { columns } = this.audiences.getReady(audienceId);
      const judge = createRowChecker(mapping, columns, catalogue);
      for (const { cells } of this.audiences.rows(audienceId, 0, 1)) judge(cells);
    } catch {
      // The audience may be gone by now. What is wrong with it the check says.
    }
  }

  /** The summary, when the check has ended. @throws AppFailure why it failed */
  async finished(checkId: string): Promise<CheckSummary> {
    const ended = await this.running.get(checkId)?.done;
    if (!ended) throw new AppFailure({ code: 'check.not_found' });
    if ('error' in ended) throw new AppFailure(ended.error);
    return ended.summary;
  }

  /** Takes note that cells were edited: checks under way are ended, and earlier ones are out of date. */
  outdate(audienceId: string): void {
    for (const [checkId, job] of this.running) {
      if (job.audienceId !== audienceId) continue;
      this.outdated.add(checkId);
      job.controller.abort();
    }
    this.store.outdate(audienceId);
  }

  cancel(checkId: string): void {
    this.running.get(checkId)?.controller.abort();
  }

  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { controller } of all) controller.abort();
    await Promise.all(all.map(({ done }) => done));
    this.memory.drop();
  }

  private async run(
    input: CheckInput & { readonly memory: SharedArrayBuffer },
    rowsTotal: number,
    signal: AbortSignal,
  ): Promise<Ended> {
    const { checkId, audienceId, memory } = input;
    const about = { checkId, audienceId, rowsTotal };
    let rows = 0;
    try {
      const report = (progress: { readonly rows: number }): void => {
        rows = progress.rows;
        this.onProgress({ ...about, state: 'running', rows });
      };
      const summary = await runJob('check', input, signal, report, this.pool);
      this.memory.give(memory);
      // It was being saved already when the cells were edited.
      if (this.outdated.has(checkId)) this.store.outdate(audienceId);
      this.onProgress({ ...about, state: 'finished', rows: rowsTotal });
      return { summary };
    } catch (thrown) {
      const error = toAppError(thrown);
      this.onProgress({ ...about, state: error.code === 'cancelled' ? 'cancelled' : 'failed', rows, error });
      return { error };
    }
  }
}
