import type { StopCode } from '../../shared/bridge.ts';
import type { BatchResult, PushMemory } from './batch-hooks.ts';

/** Why a push can't go on. */
export interface Stop {
  readonly code: StopCode;
  readonly message: string;
  readonly status: number | null;
}

/** Batches in a row that may fail for the same reason that isn't in the data, before the push stops. */
const failuresInARow = 5;
/** Whole batches in a row that may be refused contact by contact, before the push stops. */
const refusalsInARow = 3;
/** A batch of one contact proves less: so many of them count as one batch. */
const singlesPerBatch = 8;

/** Decides after each batch whether the push goes on. */
export class StopRules {
  private readonly memory: PushMemory;
  private failures = 0;
  private last: Stop = { code: 'too_many_failures', message: '', status: null };
  private lastReason: string | null = null;
  private refusals = 0;

  constructor(memory: PushMemory) {
    this.memory = memory;
  }

  /** The last trouble, for a push that came to its end with contacts left. */
  lastFailure(): Stop {
    return this.last;
  }

  /**
   * @param contacts how many were sent with the batch
   * @param wasStopped trouble of a batch that was cut short says nothing
   */
  judge({ trouble, allRefused }: BatchResult, contacts: number, wasStopped: boolean): Stop | null {
    if (trouble?.fatal) return { code: trouble.fatal, message: trouble.message, status: trouble.status };
    if (trouble && !wasStopped) {
      this.failures = trouble.reason === this.lastReason ? this.failures + 1 : 1;
      this.lastReason = trouble.reason;
      const { message, status } = trouble;
      this.last = { code: status === 404 ? 'not_found' : 'too_many_failures', message, status };
      if (this.failures >= failuresInARow) return this.last;
    } else if (!trouble) {
      this.failures = 0;
      this.lastReason = null;
    }
    if (!allRefused) this.refusals = 0;
    else this.refusals += contacts === 1 ? 1 / singlesPerBatch : 1;
    const most = contacts === 1 && !this.memory.everAccepted ? 1 : refusalsInARow;
    if (this.refusals < most) return null;
    return { code: 'request_refused', message: '', status: null };
  }
}
