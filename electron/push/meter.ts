import type { PushProgress } from '../../shared/bridge.ts';
import { type ContactCounts, emptyContactCounts, outcomes, type RunState } from '../../shared/receipt.ts';
import type { OutcomeCounts } from '../store/settled.ts';
import type { Clock } from './clock.ts';
import { Rate } from './rate.ts';

/** How far a push is: counts by outcome, and how fast it goes. */
export class PushMeter {
  readonly batchesTotal: number;
  batchesDone = 0;
  private readonly runId: string;
  private readonly counts: { -readonly [Key in keyof ContactCounts]: number };
  private readonly contactsTotal: number;
  private readonly rate: Rate;

  constructor(runId: string, counts: ContactCounts, batchesTotal: number, clock: Clock) {
    this.runId = runId;
    this.counts = { ...counts };
    this.contactsTotal = counts.sent + counts.not_sent;
    this.batchesTotal = batchesTotal;
    this.rate = new Rate(clock);
  }

  /** Outcomes of a batch change. @param sent how many of its contacts have just been sent */
  move(before: OutcomeCounts, after: OutcomeCounts, sent: number): void {
    for (const outcome of outcomes) {
      const change = after[outcome] - before[outcome];
      this.counts[outcome] += change;
      if (outcome !== 'not_sent') this.counts.sent += change;
    }
    this.rate.add(sent);
  }

  /** True when nothing is left to send. */
  get isComplete(): boolean {
    return this.counts.not_sent === 0;
  }

  progress(state: RunState, why: Partial<Pick<PushProgress, 'waiting' | 'heldBy'>>): PushProgress {
    const rate = this.rate.perSecond();
    return {
      runId: this.runId,
      state,
      contactsTotal: this.contactsTotal,
      contacts: { ...this.counts },
      batchesDone: this.batchesDone,
      batchesTotal: this.batchesTotal,
      rate,
      etaSeconds: rate !== null && rate > 0 ? Math.ceil(this.counts.not_sent / rate) : null,
      waiting: why.waiting ?? null,
      heldBy: why.heldBy ?? null,
    };
  }
}

/** The progress of a push that isn't frozen yet. */
export function waitingToBegin(runId: string, contactsTotal: number): PushProgress {
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
    heldBy: null,
  };
}
