import { randomUUID } from 'node:crypto';
import type { ApiProfile } from '../../shared/api-profile.ts';
import type { PushProgress } from '../../shared/bridge.ts';
import { isLoopback } from '../../shared/connection.ts';
import { contactsOf, type Outcome, type RunState } from '../../shared/receipt.ts';
import { type AppError, AppFailure, failWith } from '../../shared/result.ts';
import { thisOwner } from '../jobs/owner.ts';
import { runJob } from '../jobs/run-job.ts';
import type { CheckStore } from '../store/checks.ts';
import { toStoreError } from '../store/database.ts';
import type { RunStore } from '../store/runs.ts';
import type { Clock } from './clock.ts';
import { Hold, type HoldCause } from './hold.ts';
import type { Journal } from './journal.ts';
import { keyedTransport } from './keyed-transport.ts';
import { waitingToBegin } from './meter.ts';
import { type PushOptions, pushRun, type StopCause } from './push.ts';
import type { Transport } from './transport.ts';
import { writeLater } from './write-later.ts';

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

/** Where a frozen run goes on to: its profile is its own. */
export type ResumeTarget = Pick<PushTarget, 'baseUrl' | 'apiKey'>;

interface RunningPush {
  readonly baseUrl: string;
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
    readonly isAlive: (owner: string) => boolean;
    readonly onProgress: (progress: PushProgress) => void;
  };
  private readonly running = new Map<string, RunningPush>();
  private readonly hold = new Hold();
  private readonly closing = new AbortController();

  constructor(parts: Pushes['parts']) {
    this.parts = parts;
  }

  get isPushing(): boolean {
    return this.running.size > 0;
  }

  /** True while a push goes to anywhere but this computer. */
  get isPushingOverNetwork(): boolean {
    return [...this.running.values()].some(({ baseUrl }) => !isLoopback(new URL(baseUrl).hostname));
  }

  /**
   * Begins to freeze and send a checked audience.
   * @throws AppFailure `check.not_found`, `push.nothing_to_send`, `push.already_running`
   */
  start(checkId: string, target: PushTarget, limit?: number | PushOptions['limit']): { runId: string } {
    if (this.isPushing) failWith('push.already_running');
    const check = this.parts.checks.get(checkId);
    const contactsTotal = contactsOf(check.summary.rows);
    if (contactsTotal === 0) failWith('push.nothing_to_send');
    const runId = randomUUID();
    const { dataDir, clock } = this.parts;
    // The key stays in this thread.
    const { apiKey: _, profile, ...connection } = target;
    this.add(runId, contactsTotal, target.baseUrl, async (push) => {
      const input = {
        dataDir,
        runId,
        checkId,
        startedAt: clock.now(),
        owner: thisOwner,
        connection,
        profile,
      };
      await runJob('freeze', input, unlessPaused(push.stop.signal), () => undefined);
      return await this.send(push, runId, target, limitOf(limit));
    });
    return { runId };
  }

  /**
   * Takes up a run that isn't finished, from what was frozen when it began.
   * @throws AppFailure `run.not_found`, `run.not_resumable`, `run.rows_forgotten`, `push.already_running`; `store.*`
   * where what is known of an earlier push still can't be written down
   */
  resume(runId: string, target: ResumeTarget, limit?: number): void {
    if (this.isPushing) failWith('push.already_running');
    this.parts.journal.flush();
    const run = this.parts.runs.get(runId);
    if (run.state === 'running') failWith('push.already_running');
    if (!resumable.has(run.state)) failWith('run.not_resumable', { run: runId, state: run.state });
    if (run.forgottenAt !== null) failWith('run.rows_forgotten', { run: runId });
    this.add(runId, contactsOf(run.rows), target.baseUrl, (push) =>
      this.send(push, runId, target, limitOf(limit)),
    );
  }

  /**
   * Sends the rejected and unknown contacts of a run again, as a run that names it as its parent.
   * @param unconfirmed also those that a 2xx left without a result of their own
   * @throws AppFailure `run.not_found`, `run.nothing_to_retry`, `run.resume_first`, `push.already_running`
   */
  retry(parentId: string, target: ResumeTarget, { unconfirmed = false } = {}): { runId: string } {
    if (this.isPushing) failWith('push.already_running');
    const { runs, dataDir, clock } = this.parts;
    const parent = runs.get(parentId);
    if (parent.state === 'running') failWith('push.already_running');
    // What is in flight there is sent again when it is resumed: not twice.
    if (parent.state === 'interrupted') failWith('run.resume_first', { run: parentId });
    if (parent.forgottenAt !== null) failWith('run.rows_forgotten', { run: parentId });
    const outcomes: Outcome[] = ['rejected', 'unknown', ...(unconfirmed ? (['unconfirmed'] as const) : [])];
    const counts = runs.contacts(parentId);
    const contactsTotal = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
    if (contactsTotal === 0) failWith('run.nothing_to_retry', { run: parentId });
    const runId = randomUUID();
    const { baseUrl } = target;
    this.add(runId, contactsTotal, target.baseUrl, async (push) => {
      const input = { dataDir, runId, parentId, outcomes, startedAt: clock.now(), owner: thisOwner, baseUrl };
      await runJob('freezeRetry', input, unlessPaused(push.stop.signal), () => undefined);
      return await this.send(push, runId, target, undefined);
    });
    return { runId };
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

  /** The person pauses a push: the request under way is awaited. It never goes on by itself. */
  pause(runId: string): void {
    this.stop(runId, 'paused');
  }

  /** Asks a push to stop. The request under way is awaited. */
  cancel(runId: string): void {
    this.stop(runId, 'cancelled');
  }

  /** Gives a push up at once: what is under way becomes unknown. */
  abandon(runId: string): void {
    this.running.get(runId)?.abandon.abort();
  }

  /**
   * The computer goes offline or to sleep: nothing more is sent until {@link release}. A push waits by itself and
   * goes on by itself; what the person paused stays paused.
   */
  suspend(cause: HoldCause): void {
    this.hold.set(cause);
  }

  /** The computer is online or awake again. */
  release(cause: HoldCause): void {
    this.hold.clear(cause);
  }

  /** Stops all pushes so that they can be resumed; what isn't answered in time becomes unknown. */
  async close(): Promise<void> {
    const all = [...this.running.entries()];
    for (const [runId] of all) this.stop(runId, 'closing');
    const ended = Promise.all(all.map(([, { done }]) => done));
    const timer = setTimeout(() => {
      for (const [, { abandon }] of all) abandon.abort();
    }, closeGrace);
    await ended;
    clearTimeout(timer);
    this.closing.abort();
    try {
      this.parts.journal.flush();
    } catch {
      // The disk is full to the end. What was in flight is found at the next start, and sent again.
    }
  }

  private stop(runId: string, cause: StopCause): void {
    this.running.get(runId)?.stop.abort(cause);
  }

  private add(
    runId: string,
    contactsTotal: number,
    baseUrl: string,
    work: (push: RunningPush) => Promise<RunState>,
  ): void {
    const push: RunningPush = {
      baseUrl,
      stop: new AbortController(),
      abandon: new AbortController(),
      latest: waitingToBegin(runId, contactsTotal),
      toldAt: 0,
      done: Promise.resolve().then(async () => {
        try {
          return await work(push);
        } catch (thrown) {
          const error = toStoreError(thrown);
          // What can't be removed now is removed at the next start.
          await this.parts.runs.discardUnfrozen(runId).catch(() => undefined);
          const state: RunState = error.code === 'cancelled' ? 'cancelled' : 'stopped';
          this.tell(push, { ...push.latest, state, error });
          if (error.code === 'store.disk_full') {
            writeLater(this.parts.journal, this.closing.signal, () => {
              const run = this.parts.runs.list().find((each) => each.runId === runId);
              if (run) this.tell(push, { ...push.latest, state: run.state });
            });
          }
          return error;
        } finally {
          this.running.delete(runId);
        }
      }),
    };
    this.running.set(runId, push);
  }

  private async send(
    push: RunningPush,
    runId: string,
    { baseUrl, apiKey }: ResumeTarget,
    limit: PushOptions['limit'],
  ): Promise<RunState> {
    const { runs, journal, transport, clock, isAlive } = this.parts;
    const run = runs.get(runId);
    const { profile } = run;
    const endpoint = { baseUrl, profile, send: keyedTransport(transport, profile, apiKey), clock };
    return await pushRun(run, runs, journal, endpoint, {
      ...(limit === undefined ? {} : { limit }),
      stop: push.stop.signal,
      abandon: push.abandon.signal,
      hold: this.hold,
      isAlive,
      onProgress: (progress) => this.tell(push, progress),
    });
  }

  private tell(push: RunningPush, progress: PushProgress): void {
    const now = this.parts.clock.now();
    push.latest = progress;
    const isRoutine = progress.state === 'running' && !progress.waiting && !progress.heldBy;
    if (isRoutine && now - push.toldAt < reportEvery) return;
    push.toldAt = now;
    this.parts.onProgress(progress);
  }
}

const limitOf = (limit: number | PushOptions['limit']): PushOptions['limit'] =>
  typeof limit === 'number' ? { contacts: limit, isCanary: false } : limit;

/** A pause lets the freezing come to its end, so that there is something to go on with. */
function unlessPaused(stop: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const pass = (): void => {
    if (stop.reason !== 'paused') controller.abort(stop.reason);
  };
  if (stop.aborted) pass();
  else stop.addEventListener('abort', pass, { once: true });
  return controller.signal;
}
