import { failWith, toAppError } from '../../shared/result.ts';
import { thisOwner } from '../jobs/owner.ts';
import { runJob } from '../jobs/run-job.ts';
import type { Log } from '../log.ts';
import type { Journal } from '../push/journal.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { ForgetInput } from '../store/forget-job.ts';
import type { Retention } from '../store/retention.ts';
import type { RunStore } from '../store/runs.ts';

/** What is kept of pushes that were made, and for how long. */
export class History {
  private readonly parts: {
    readonly dataDir: string;
    readonly runs: RunStore;
    readonly journal: Journal;
    readonly retention: Retention;
    readonly audiences: AudienceStore;
    readonly isAlive: (owner: string) => boolean;
    /** Milliseconds since 1970. */
    readonly now: () => number;
    readonly log: Log;
  };
  private readonly closing = new AbortController();
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(parts: History['parts']) {
    this.parts = parts;
  }

  /** Marks runs as interrupted whose process died. */
  recover(): void {
    this.parts.journal.recover(this.parts.isAlive);
  }

  /** Null: row data is kept until it is removed by hand. */
  days(): number | null {
    return this.parts.retention.days();
  }

  async setDays(days: number | null): Promise<void> {
    this.parts.retention.setDays(days);
    await this.forgetOld();
  }

  /** Forgets what is older than the set number of days. Nothing fails because of it: it is tried again later. */
  async forgetOld(): Promise<void> {
    const { retention, audiences, now, log } = this.parts;
    const oldest = retention.oldest(now());
    if (oldest === null) return;
    try {
      const old = audiences
        .list()
        .filter(({ state, importedAt }) => state === 'ready' && importedAt < oldest);
      await Promise.all(old.map(({ id }) => audiences.remove(id)));
      await this.run({ forget: retention.runsBefore(oldest) });
    } catch (thrown) {
      log.warn('Old row data could not be forgotten', { error: toAppError(thrown) });
    }
  }

  /** Forgets all row data at once, but for runs under way. */
  async forgetNow(): Promise<{ runs: number; audiences: number }> {
    const { retention, audiences } = this.parts;
    const runs = retention.runsBefore(Number.MAX_SAFE_INTEGER);
    const ready = audiences.list().filter(({ state }) => state === 'ready');
    await Promise.all(ready.map(({ id }) => audiences.remove(id)));
    await this.run({ forget: runs });
    return { runs: runs.length, audiences: ready.length };
  }

  /** @throws AppFailure `run.not_found`, `push.already_running` */
  async forget(runId: string): Promise<void> {
    this.mustNotRun(runId);
    await this.run({ forget: [runId] });
  }

  /** Removes a run with everything that is kept of it. @throws AppFailure `run.not_found`, `push.already_running` */
  async remove(runId: string): Promise<void> {
    this.mustNotRun(runId);
    this.parts.runs.hide(runId, thisOwner);
    await this.run({ remove: [runId] });
  }

  /** Leaves what isn't done for the next start. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.underWay;
  }

  private mustNotRun(runId: string): void {
    if (this.parts.runs.get(runId).state === 'running') failWith('push.already_running');
  }

  private async run(what: Partial<Pick<ForgetInput, 'forget' | 'remove'>>): Promise<void> {
    const input = { dataDir: this.parts.dataDir, forget: [], remove: [], now: this.parts.now(), ...what };
    if (input.forget.length + input.remove.length === 0) return;
    const job = runJob('forget', input, this.closing.signal, () => undefined);
    this.underWay = job.catch(() => undefined);
    await job;
  }
}
