import { randomUUID } from 'node:crypto';
import type { ApiProfile } from '../../shared/api-profile.ts';
import type { PushProgress } from '../../shared/bridge.ts';
import { contactsOf, emptyContactCounts, type RunState } from '../../shared/receipt.ts';
import { type AppError, AppFailure, failWith, toAppError } from '../../shared/result.ts';
import { thisOwner } from '../jobs/owner.ts';
import { runJob } from '../jobs/run-job.ts';
import type { CheckStore } from '../store/checks.ts';
import type { RunStore } from '../store/runs.ts';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import { pushRun } from './push.ts';
import type { Transport } from './transport.ts';

/** Where a push goes. */
export interface PushTarget {
  /** Null for an address that was given on the command line. */
  readonly id: string | null;
  readonly name: string;
  readonly baseUrl: string;
  readonly practice: boolean;
  readonly profile: ApiProfile;
  readonly apiKey: string;
}

interface RunningPush {
  readonly stop: AbortController;
  readonly abandon: AbortController;
  readonly done: Promise<RunState | AppError>;
  latest: PushProgress;
  toldAt: number;
}

/** States from which a run can go on. */
const resumable: ReadonlySet<RunState> = new Set(['interrupted', 'paused', 'stopped', 'cancelled']);
/** Least time between two reports of a running push, in milliseconds. */
const reportEvery = 100;
/** How long the answer to a request under way is waited for when the app is closed, in milliseconds. */
const closeGrace = 10_000;

/** Pushes under way. One at a time: two at once would double the load on one workspace without being asked. */
export class Pushes {
  private readonly parts: {
    readonly dataDir: string;
    readonly checks: CheckStore;
    readonly runs: RunStore;
    readonly journal: Journal;
    readonly transport: Transport;
    readonly clock: Clock;
    readonly onProgress: (progress: PushProgress) => void;
  };
  private readonly running = new Map<string, RunningPush>();

  constructor(parts: Pushes['parts']) {
    this.parts = parts;
  }

  get isPushing(): boolean {
    return this.running.size > 0;
  }

  /**
   * Begins to freeze and send a checked audience.
   * @throws AppFailure `check.not_found`, `push.nothing_to_send`, `push.already_running`
   */
  start(checkId: string, target: PushTarget, limit?: number): { runId: string } {
    if (this.isPushing) failWith('push.already_running');
    const check = this.parts.checks.get(checkId);
    const contactsTotal = contactsOf(check.summary.rows);
    if (contactsTotal === 0) failWith('push.nothing_to_send');
    const runId = randomUUID();
    this.add(runId, contactsTotal, async (push) => {
      await this.freeze(push, runId, checkId, target);
      return await this.send(push, runId, target, limit);
    });
    return { runId };
  }

  /**
   * Takes up a run that isn't finished, from what was frozen when it began.
   * @param target its address and key; the profile is the run's own
   * @throws AppFailure `run.not_found`, `run.not_resumable`, `push.already_running`
   */
  resume(runId: string, target: Pick<PushTarget, 'baseUrl' | 'apiKey'>, limit?: number): void {
    if (this.isPushing) failWith('push.already_running');
    const run = this.parts.runs.get(runId);
    if (!resumable.has(run.state)) failWith('run.not_resumable', { run: runId, state: run.state });
    this.add(runId, contactsOf(run.rows), (push) =>
      this.send(push, runId, { ...target, profile: run.profile }, limit),
    );
  }

  /** The state in which a push ended. @throws AppFailure if it failed before anything could be written down */
  async finished(runId: string): Promise<RunState> {
    const push = this.running.get(runId);
    const ended = push ? await push.done : this.parts.runs.get(runId).state;
    if (typeof ended === 'string') return ended;
    throw new AppFailure(ended);
  }

  progress(runId: string): PushProgress | null {
    return this.running.get(runId)?.latest ?? null;
  }

  /** Asks a push to stop. The request under way is awaited. */
  cancel(runId: string): void {
    this.running.get(runId)?.stop.abort('cancelled');
  }

  /** Gives a push up at once: what is under way becomes unknown. */
  abandon(runId: string): void {
    this.running.get(runId)?.abandon.abort();
  }

  /** Stops all pushes so that they can be resumed; what isn't answered in time becomes unknown. */
  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { stop } of all) stop.abort('closing');
    const ended = Promise.all(all.map(({ done }) => done));
    const timer = setTimeout(() => {
      for (const { abandon } of all) abandon.abort();
    }, closeGrace);
    await ended;
    clearTimeout(timer);
  }

  private add(runId: string, contactsTotal: number, work: (push: RunningPush) => Promise<RunState>): void {
    const push: RunningPush = {
      stop: new AbortController(),
      abandon: new AbortController(),
      latest: waitingToBegin(runId, contactsTotal),
      toldAt: 0,
      done: Promise.resolve().then(async () => {
        try {
          return await work(push);
        } catch (thrown) {
          const error = toAppError(thrown);
          this.parts.journal.discard(runId);
          const state: RunState = error.code === 'cancelled' ? 'cancelled' : 'stopped';
          this.tell(push, { ...push.latest, state, error });
          return error;
        } finally {
          this.running.delete(runId);
        }
      }),
    };
    this.running.set(runId, push);
  }

  private async freeze(push: RunningPush, runId: string, checkId: string, target: PushTarget): Promise<void> {
    const { dataDir, clock } = this.parts;
    // The key stays in this thread.
    const { apiKey: _, profile, ...connection } = target;
    const input = { dataDir, runId, checkId, startedAt: clock.now(), owner: thisOwner, connection, profile };
    await runJob('freeze', input, push.stop.signal, () => undefined);
  }

  private async send(
    push: RunningPush,
    runId: string,
    target: Pick<PushTarget, 'baseUrl' | 'apiKey' | 'profile'>,
    limit: number | undefined,
  ): Promise<RunState> {
    const { runs, journal, transport, clock } = this.parts;
    const { baseUrl, apiKey, profile } = target;
    const endpoint = { baseUrl, profile, apiKey, transport, clock };
    return await pushRun(runs.get(runId), runs, journal, endpoint, {
      ...(limit === undefined ? {} : { limit }),
      stop: push.stop.signal,
      abandon: push.abandon.signal,
      onProgress: (progress) => this.tell(push, progress),
    });
  }

  private tell(push: RunningPush, progress: PushProgress): void {
    const now = this.parts.clock.now();
    push.latest = progress;
    if (progress.state === 'running' && !progress.waiting && now - push.toldAt < reportEvery) return;
    push.toldAt = now;
    this.parts.onProgress(progress);
  }
}

function waitingToBegin(runId: string, contactsTotal: number): PushProgress {
  return {
    runId,
    state: 'running',
    contactsTotal,
    contacts: { ...emptyContactCounts(), not_sent: contactsTotal },
    batchesDone: 0,
    batchesTotal: 0,
    rate: null,
    etaSeconds: null,
    waiting: null,
  };
}
