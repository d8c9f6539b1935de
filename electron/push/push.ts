import type { PushProgress } from '../../shared/bridge.ts';
import type { ContactCounts, RunState } from '../../shared/receipt.ts';
import { isOwnerAlive, thisOwner } from '../jobs/owner.ts';
import type { Run, RunStore, StopReason } from '../store/runs.ts';
import type { Batch, ContactOutcome, Journal } from './journal.ts';
import { Rate } from './rate.ts';
import { type BatchResult, type Endpoint, type PushMemory, sendBatch } from './send-batch.ts';

export interface PushOptions {
  /** Sends at most so many contacts, and pauses. */
  readonly limit?: number;
  /** Asks to stop: what is under way is awaited. */
  readonly stop: AbortSignal;
  /** Gives up at once: what is under way becomes unknown. */
  readonly abandon: AbortSignal;
  readonly onProgress: (progress: PushProgress) => void;
}

/** Batches in a row that may fail for a reason that isn't in the data, before the push stops. */
const failuresInARow = 5;
/** Whole batches in a row that may be refused contact by contact, before the push stops. */
const refusalsInARow = 3;

/**
 * Sends what is open of a frozen run, batch by batch, and writes down every step before and after it.
 * @returns the state in which the run ended. Failures of the network are outcomes, never exceptions.
 * @throws AppFailure `push.already_running`, `store.*`
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

class PushLoop {
  private readonly runId: string;
  private readonly journal: Journal;
  private readonly endpoint: Endpoint;
  private readonly options: PushOptions;
  private readonly memory: PushMemory;
  private readonly counts: { -readonly [Key in keyof ContactCounts]: number };
  private readonly contactsTotal: number;
  private readonly batchesTotal: number;
  private readonly rate: Rate;
  private open: number[] = [];
  private batchesDone = 0;
  private remaining: number;
  private failures = 0;
  private lastFailure = '';
  private refusals = 0;
  private reason: StopReason | null = null;

  constructor(run: Run, runs: RunStore, journal: Journal, endpoint: Endpoint, options: PushOptions) {
    this.runId = run.runId;
    this.journal = journal;
    this.endpoint = endpoint;
    this.options = options;
    this.counts = { ...runs.contacts(run.runId) };
    this.contactsTotal = this.counts.sent + this.counts.not_sent;
    this.batchesTotal = journal.countBatches(run.runId);
    this.remaining = options.limit ?? Number.POSITIVE_INFINITY;
    const { accepted, unconfirmed } = this.counts;
    this.memory = { everAccepted: accepted + unconfirmed > 0, maxContacts: run.profile.batchSize };
    this.rate = new Rate(endpoint.clock);
  }

  async run(): Promise<RunState> {
    const { journal, runId } = this;
    journal.claim(runId, thisOwner, isOwnerAlive);
    this.open = journal.openBatches(runId);
    this.batchesDone = this.batchesTotal - this.open.length;
    this.report('running');
    const lanes = Array.from({ length: this.endpoint.profile.concurrency }, () => this.lane());
    // A lane that fails (the store, not the network) must not leave the others sending behind its back.
    const ended = await Promise.allSettled(lanes);
    const broken = ended.find((each) => each.status === 'rejected');
    if (broken) {
      journal.end(runId, 'interrupted', this.endpoint.clock.now(), null);
      throw broken.reason;
    }
    const state = this.finalState();
    journal.end(runId, state, this.endpoint.clock.now(), this.reason);
    this.report(state);
    return state;
  }

  private async lane(): Promise<void> {
    for (;;) {
      if (this.options.stop.aborted || this.options.abandon.aborted || this.reason || this.remaining <= 0)
        return;
      const number = this.open.shift();
      if (number === undefined) return;
      await this.sendOne(this.journal.batch(this.runId, number));
    }
  }

  private async sendOne(batch: Batch): Promise<void> {
    const open = this.journal.openContacts(this.runId, batch);
    const numbers = [...open.keys()].slice(0, this.remaining);
    this.remaining -= numbers.length;
    const contacts = numbers.flatMap((number) => batch.contacts[number - batch.firstContact] ?? []);
    if (contacts.length === 0) {
      this.journal.settle(this.runId, batch.number, 'done', []);
      this.batchesDone += 1;
      return this.report('running');
    }
    const result = await sendBatch(contacts, this.endpoint, this.memory, {
      intend: (kind) => this.journal.intend(this.runId, batch.number, kind),
      onWait: (untilMs, reason) => this.report('running', { untilMs, reason }),
      stop: this.options.stop,
      abandon: this.options.abandon,
    });
    const outcomes: ContactOutcome[] = numbers.map((number, index) => ({
      number,
      ...(result.settled[index] ?? { outcome: 'not_sent', status: null, message: null }),
    }));
    const whole = numbers.length === open.size && outcomes.every(({ outcome }) => outcome !== 'not_sent');
    // Given up in the middle: as after a crash, what was in flight is sent again first.
    const lost = this.options.abandon.aborted && outcomes.some(({ outcome }) => outcome === 'unknown');
    const isDone = whole && !lost;
    this.journal.settle(this.runId, batch.number, lost ? 'in_flight' : isDone ? 'done' : 'pending', outcomes);
    if (isDone) this.batchesDone += 1;
    this.count(outcomes, open);
    this.judge(result);
    this.report('running');
  }

  private count(
    outcomes: readonly ContactOutcome[],
    before: ReadonlyMap<number, 'not_sent' | 'unknown'>,
  ): void {
    let sent = 0;
    for (const { number, outcome } of outcomes) {
      const earlier = before.get(number) ?? 'not_sent';
      this.counts[earlier] -= 1;
      this.counts[outcome] += 1;
      if (earlier !== 'not_sent') this.counts.sent -= 1;
      if (outcome !== 'not_sent') {
        this.counts.sent += 1;
        sent += 1;
      }
    }
    this.rate.add(sent);
  }

  /** Decides after a batch whether the push goes on. */
  private judge({ trouble, allRefused }: BatchResult): void {
    if (trouble?.fatal) {
      this.reason = stopReason(trouble.fatal, trouble.message, trouble.status);
      return;
    }
    if (trouble && !this.options.stop.aborted) {
      this.failures = trouble.message === this.lastFailure ? this.failures + 1 : 1;
      this.lastFailure = trouble.message;
      if (this.failures >= failuresInARow) {
        const code = trouble.status === 404 ? 'not_found' : 'too_many_failures';
        this.reason = stopReason(code, trouble.message, trouble.status);
      }
    } else this.failures = 0;
    this.refusals = allRefused ? this.refusals + 1 : 0;
    if (this.refusals >= refusalsInARow) {
      this.reason = stopReason('request_refused', 'every contact of several batches was refused', null);
    }
  }

  private finalState(): RunState {
    if (this.options.abandon.aborted) return 'interrupted';
    if (this.counts.not_sent === 0) return 'finished';
    // The app was closed: not what the person decided about this push, and taken up again without asking why.
    if (this.options.stop.reason === 'closing') return 'interrupted';
    if (this.reason) return 'stopped';
    if (this.options.stop.aborted) return 'cancelled';
    if (this.remaining <= 0) {
      this.reason = stopReason('limit_reached', '', null);
      return 'paused';
    }
    this.reason = stopReason('too_many_failures', this.lastFailure, null);
    return 'stopped';
  }

  private report(state: RunState, waiting: PushProgress['waiting'] = null): void {
    const rate = this.rate.perSecond();
    const left = this.counts.not_sent;
    this.options.onProgress({
      runId: this.runId,
      state,
      contactsTotal: this.contactsTotal,
      contacts: { ...this.counts },
      batchesDone: this.batchesDone,
      batchesTotal: this.batchesTotal,
      rate,
      etaSeconds: rate !== null && rate > 0 ? Math.ceil(left / rate) : null,
      waiting,
    });
  }
}

function stopReason(code: StopReason['code'], message: string, status: number | null): StopReason {
  return { code, message, ...(status === null ? {} : { status }) };
}
