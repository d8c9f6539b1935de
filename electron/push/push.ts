import type { PushProgress } from '../../shared/bridge.ts';
import type { RunState } from '../../shared/receipt.ts';
import { AppFailure } from '../../shared/result.ts';
import { thisOwner } from '../jobs/owner.ts';
import type { Run, RunStore, StopReason } from '../store/runs.ts';
import { countSettled, type Settled } from '../store/settled.ts';
import type { Endpoint, PushMemory } from './batch-hooks.ts';
import type { Hold } from './hold.ts';
import type { Batch, Journal } from './journal.ts';
import { PushMeter } from './meter.ts';
import { sendBatch } from './send-batch.ts';
import { type Stop, StopRules } from './stop-rules.ts';

export interface PushOptions {
  /** Sends at most so many contacts, and pauses. */
  readonly limit?: { readonly contacts: number; readonly isCanary: boolean };
  /** Asks to stop: what is under way is awaited. Its reason says who asked. */
  readonly stop: AbortSignal;
  /** Gives up at once: what is under way becomes unknown. */
  readonly abandon: AbortSignal;
  readonly hold: Hold;
  readonly isAlive: (owner: string) => boolean;
  readonly onProgress: (progress: PushProgress) => void;
}

/** Who asked a push to stop: `closing` is the app, the other two are the person. */
export type StopCause = 'paused' | 'cancelled' | 'closing';

/**
 * Sends what is open of a frozen run, batch by batch, and writes down every step before and after it.
 * @returns the state in which the run ended. Failures of the network are outcomes, never exceptions.
 * @throws AppFailure `push.already_running`, `run.rows_forgotten`, `store.*`; `store.disk_full` where not even the end
 * could be written down: it is, with all answers, by the next `Journal.flush` that finds room
 */
export async function pushRun(
  run: Run,
  runs: RunStore,
  journal: Journal,
  endpoint: Endpoint,
  options: PushOptions,
): Promise<RunState> {
  return await new PushLoop(run, runs, journal, endpoint, options).run();
}

interface Ending {
  readonly state: RunState;
  readonly reason: StopReason | null;
}

class PushLoop {
  private readonly runId: string;
  private readonly runs: RunStore;
  private readonly journal: Journal;
  private readonly endpoint: Endpoint;
  private readonly options: PushOptions;
  private readonly memory: PushMemory;
  private readonly rules: StopRules;
  private answeredBefore: boolean;
  private meter: PushMeter;
  private open: number[] = [];
  /** Batches that were left with contacts to send, to be tried once more at the end. */
  private left: number[] = [];
  private secondRound = false;
  private remaining: number;
  private stopped: Stop | null = null;
  private ahead: Batch | null = null;
  private isOver = false;

  constructor(run: Run, runs: RunStore, journal: Journal, endpoint: Endpoint, options: PushOptions) {
    this.runId = run.runId;
    this.runs = runs;
    this.journal = journal;
    this.endpoint = endpoint;
    this.options = options;
    this.remaining = options.limit?.contacts ?? Number.POSITIVE_INFINITY;
    this.answeredBefore = run.answered;
    this.memory = { everAccepted: run.answered, maxContacts: run.profile.batchSize };
    this.rules = new StopRules(this.memory);
    this.meter = this.newMeter();
  }

  async run(): Promise<RunState> {
    const { journal, runId, endpoint } = this;
    journal.claim(runId, thisOwner, this.options.isAlive);
    this.meter = this.newMeter();
    this.open = journal.openBatches(runId);
    this.meter.batchesDone = this.meter.batchesTotal - this.open.length;
    this.report('running');
    const lanes = Array.from({ length: endpoint.profile.concurrency }, () => this.lane());
    // A lane that fails (the store, not the network) must not leave the others sending behind its back.
    const ended = await Promise.allSettled(lanes);
    this.isOver = true;
    const broken = ended.find((each) => each.status === 'rejected');
    const { state, reason } = this.endOf(() => {
      if (broken) throw broken.reason;
      return this.finalState();
    });
    journal.end(runId, state, endpoint.clock.now(), reason);
    this.report(state);
    return state;
  }

  /** How the push ended; a disk without room is a reason to stop like any other. */
  private endOf(find: () => Ending): Ending {
    try {
      return find();
    } catch (thrown) {
      if (thrown instanceof AppFailure && thrown.error.code === 'store.disk_full')
        return { state: 'stopped', reason: { code: 'disk_full', message: '' } };
      this.journal.end(this.runId, 'interrupted', this.endpoint.clock.now(), null);
      throw thrown;
    }
  }

  private newMeter(): PushMeter {
    const { runId, runs, journal, endpoint } = this;
    return new PushMeter(runId, runs.contacts(runId), journal.countBatches(runId), endpoint.clock);
  }

  private async lane(): Promise<void> {
    const { stop, abandon, hold } = this.options;
    for (;;) {
      await hold.pass([stop, abandon], (cause) => this.report('running', { heldBy: cause }));
      if (stop.aborted || abandon.aborted || this.stopped || this.remaining <= 0) return;
      if (!this.journal.hasRoom()) {
        this.stopped = { code: 'disk_full', message: '', status: null };
        return;
      }
      const number = this.next();
      if (number === undefined) return;
      try {
        await this.sendOne(this.take(number));
      } catch (thrown) {
        this.stopped ??= { code: 'too_many_failures', message: '', status: null };
        throw thrown;
      }
    }
  }

  private next(): number | undefined {
    if (this.open.length === 0 && !this.secondRound && this.memory.everAccepted) {
      this.secondRound = true;
      this.open = this.left;
      this.left = [];
    }
    return this.open.shift();
  }

  private take(number: number): Batch {
    const { ahead } = this;
    this.ahead = null;
    return ahead?.number === number ? ahead : this.journal.batch(this.runId, number, this.endpoint.profile);
  }

  /** Reads the next batch while the answer to this one is awaited. */
  private readAhead(): void {
    setImmediate(() => {
      const [next] = this.open;
      if (next === undefined || this.ahead?.number === next || this.isOver) return;
      try {
        this.ahead = this.journal.batch(this.runId, next, this.endpoint.profile);
      } catch {
        // It is read again when its turn comes, and fails there.
      }
    });
  }

  private async sendOne(batch: Batch): Promise<void> {
    const { journal, runId, meter } = this;
    const settled: Settled[] = [...batch.settled];
    let counts = countSettled(settled);
    const maybeThere = new Set(batch.maybeThere);
    const open = settled.flatMap(({ outcome }, index) =>
      outcome === 'not_sent' || maybeThere.has(index) ? [index] : [],
    );
    const chosen = open.length <= this.remaining ? open : few(open, maybeThere, this.remaining);
    this.remaining -= chosen.length;
    const result = await sendBatch(batch.parcel, chosen, maybeThere, this.endpoint, this.memory, {
      intend: (part, kind) => {
        const inFlight = maybeThere.size === 0 ? part : [...new Set([...part, ...maybeThere])];
        journal.intend(
          runId,
          batch.number,
          inFlight === part ? part : inFlight.toSorted((a, b) => a - b),
          kind,
        );
        this.readAhead();
      },
      settle: (changes) => {
        for (const { index, settled: now, sendAgain } of changes) {
          settled[index] = now;
          if (sendAgain) maybeThere.add(index);
          else maybeThere.delete(index);
        }
        const before = counts;
        counts = countSettled(settled);
        meter.move(
          before,
          counts,
          changes.filter(({ settled: { outcome } }) => outcome !== 'not_sent').length,
        );
        journal.settle(
          runId,
          batch.number,
          settled,
          [...maybeThere].sort((a, b) => a - b),
        );
        if (this.memory.everAccepted && !this.answeredBefore) {
          this.answeredBefore = true;
          journal.setAnswered(runId);
        }
      },
      onWait: (untilMs, reason) => this.report('running', { waiting: { untilMs, reason } }),
      whileHeld: () =>
        this.options.hold.pass([this.options.stop, this.options.abandon], (cause) =>
          this.report('running', { heldBy: cause }),
        ),
      stop: this.options.stop,
      abandon: this.options.abandon,
    });
    const isDone = maybeThere.size === 0 && settled.every(({ outcome }) => outcome !== 'not_sent');
    if (isDone) meter.batchesDone += 1;
    else this.left.push(batch.number);
    const wasStopped = this.options.stop.aborted || this.options.abandon.aborted;
    this.stopped ??= this.rules.judge(result, chosen.length, wasStopped);
    this.report('running');
  }

  private finalState(): Ending {
    const { stop, abandon, limit } = this.options;
    if (abandon.aborted) return { state: 'interrupted', reason: null };
    if (this.meter.isComplete && this.journal.openBatches(this.runId).length === 0)
      return { state: 'finished', reason: null };
    const cause = stop.aborted ? (stop.reason as StopCause) : null;
    // The app was closed: not what the person decided about this push, and taken up again without asking why.
    if (cause === 'closing') return { state: 'interrupted', reason: null };
    if (this.stopped) return { state: 'stopped', reason: reasonOf(this.stopped) };
    if (cause === 'cancelled') return { state: 'cancelled', reason: null };
    if (cause === 'paused') return { state: 'paused', reason: { code: 'paused', message: '' } };
    if (limit && this.remaining <= 0) {
      return { state: 'paused', reason: { code: limit.isCanary ? 'canary' : 'limit_reached', message: '' } };
    }
    return { state: 'stopped', reason: reasonOf(this.rules.lastFailure()) };
  }

  private report(state: RunState, why: Partial<Pick<PushProgress, 'waiting' | 'heldBy'>> = {}): void {
    this.options.onProgress(this.meter.progress(state, why));
  }
}

/** The first few of a batch: what may be there already goes first. */
function few(open: readonly number[], maybeThere: ReadonlySet<number>, count: number): number[] {
  return open
    .toSorted((a, b) => Number(maybeThere.has(b)) - Number(maybeThere.has(a)) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}

function reasonOf({ code, message, status }: Stop): StopReason {
  return { code, message, ...(status === null ? {} : { status }) };
}
