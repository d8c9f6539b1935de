import { dirname } from 'node:path';
import type { Statement } from 'better-sqlite3';
import * as z from 'zod';
import type { ApiProfile } from '../../shared/api-profile.ts';
import type { RunState } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import { type Db, storeFailure } from '../store/database.ts';
import { hasRoom, roomKept } from '../store/disk-room.ts';
import { fromRanges, toRanges } from '../store/ranges.ts';
import type { StopReason } from '../store/runs.ts';
import { countSettled, decodeSettled, encodeSettled, type Settled } from '../store/settled.ts';
import type { RequestKind } from './batch-hooks.ts';
import { Parcel } from './parcel.ts';

/** A batch while it is being sent. */
export interface Batch {
  readonly number: number;
  readonly parcel: Parcel;
  /** What became of each of its contacts so far. */
  readonly settled: readonly Settled[];
  /** Positions of the contacts that were in flight when a process ended: they are sent again. */
  readonly maybeThere: ReadonlySet<number>;
}

const batchRow = z.object({
  outcomes: z.string(),
  in_flight: z.string(),
  payload: z.instanceof(Buffer),
  checksum: z.int(),
  reference_ids: z.string(),
});
const idsSchema = z.array(z.string());
const numberRow = z.object({ number: z.int() });
const flyingRow = z.object({
  number: z.int(),
  contact_count: z.int(),
  outcomes: z.string(),
  in_flight: z.string(),
});

const claimedRow = z.object({ id: z.string(), owner: z.string().nullable(), frozen: z.int() });
type Claimed = z.infer<typeof claimedRow>;

/**
 * What is written of a push while it runs. Every call is one transaction, durable when it returns; but outcomes may
 * wait for the intent of the next request and be written with it, never beyond the current turn of the event loop.
 * What can't be written (the disk is full) is kept, and written with whatever is written next: no answer is lost
 * while the process lives.
 */
export class Journal {
  private readonly db: Db;
  private waiting: { readonly batch: string | null; readonly write: () => void }[] = [];
  private isFlushDue = false;
  private readonly statements = new Map<string, Statement<unknown[]>>();

  constructor(db: Db) {
    this.db = db;
  }

  /** Takes a run for this process. @throws AppFailure `push.already_running` if another live process has it */
  claim(runId: string, owner: string, isAlive: (owner: string) => boolean): void {
    this.flush();
    const claim = this.db.transaction(() => {
      const { owner: holder, state } = z
        .object({ owner: z.string().nullable(), state: z.string() })
        .parse(this.sql('SELECT owner, state FROM run WHERE id = ?').get(runId));
      if (holder !== null && isAlive(holder)) failWith('push.already_running');
      // A process that died since this one was opened: what it had in flight must not be taken for unsent.
      if (state === 'running') this.markLost(runId);
      this.sql(
        "UPDATE run SET owner = ?, state = 'running', stop_reason = NULL, finished_at = NULL WHERE id = ?",
      ).run(owner, runId);
    });
    try {
      claim.immediate();
    } catch (thrown) {
      throw storeFailure(thrown);
    }
  }

  /** Numbers of the batches that aren't settled, in order; those in flight at a crash first. */
  openBatches(runId: string): number[] {
    this.flush();
    return this.sql(
      "SELECT number FROM batch WHERE run_id = ? AND state <> 'done' ORDER BY state = 'pending', number",
    )
      .all(runId)
      .map((value) => numberRow.parse(value).number);
  }

  countBatches(runId: string): number {
    return z
      .object({ count: z.int() })
      .parse(this.sql('SELECT count(*) AS count FROM batch WHERE run_id = ?').get(runId)).count;
  }

  /** @throws AppFailure `run.rows_forgotten` if its contacts aren't kept any more, `store.failed` if they are damaged */
  batch(runId: string, number: number, profile: ApiProfile): Batch {
    // What waits to be written of this very batch is read, too.
    if (this.waiting.some(({ batch }) => batch === `${runId} ${number}`)) this.flush();
    const found = this.sql(
      `SELECT b.outcomes, b.in_flight, c.payload, c.checksum, c.reference_ids FROM batch b
       JOIN batch_content c ON c.run_id = b.run_id AND c.number = b.number WHERE b.run_id = ? AND b.number = ?`,
    ).get(runId, number);
    if (found === undefined) failWith('run.rows_forgotten', { run: runId });
    const row = batchRow.parse(found);
    const ids = idsSchema.parse(JSON.parse(row.reference_ids));
    return {
      number,
      parcel: new Parcel(ids, row.payload, row.checksum, profile),
      settled: decodeSettled(row.outcomes, ids.length),
      maybeThere: new Set(fromRanges(row.in_flight)),
    };
  }

  /** Before a request leaves: from here on these contacts of the batch may have arrived. */
  intend(runId: string, batch: number, inFlight: readonly number[], kind: RequestKind): void {
    this.write(() =>
      this.sql(
        `UPDATE batch SET state = 'in_flight', in_flight = ?, requests_made = requests_made + 1,
           requests_retried = requests_retried + ?, requests_split = requests_split + ?
         WHERE run_id = ? AND number = ?`,
      ).run(toRanges(inFlight), kind === 'retry' ? 1 : 0, kind === 'split' ? 1 : 0, runId, batch),
    );
  }

  /**
   * After an answer: what is known of all contacts of the batch now.
   * @param inFlight those of which nobody knows yet, and which are to be sent again
   */
  settle(runId: string, batch: number, settled: readonly Settled[], inFlight: readonly number[]): void {
    // As it is now: the caller goes on with its list.
    const snapshot = [...settled];
    const write = (): void => this.writeSettled(runId, batch, snapshot, inFlight);
    this.waiting.push({ batch: `${runId} ${batch}`, write });
    if (this.isFlushDue) return;
    this.isFlushDue = true;
    setImmediate(() => {
      this.isFlushDue = false;
      try {
        this.flush();
      } catch {
        // It waits on. The next intent tries again before anything more is sent, and fails where this does.
      }
    });
  }

  /** Writes what waits. @throws AppFailure `store.*`; it waits on, then */
  flush(): void {
    if (this.waiting.length > 0) this.write(() => undefined);
  }

  /** Whether the disk has room for what a push has to note. */
  hasRoom(): boolean {
    return hasRoom(dirname(this.db.name), roomKept.notes);
  }

  /** One transaction with what waits. */
  private write(work: () => void): void {
    const { waiting } = this;
    try {
      if (waiting.length === 0) return void work();
      this.db.transaction(() => {
        for (const each of waiting) each.write();
        work();
      })();
      this.waiting = [];
    } catch (thrown) {
      throw storeFailure(thrown);
    }
  }

  private writeSettled(
    runId: string,
    batch: number,
    settled: readonly Settled[],
    inFlight: readonly number[],
  ): void {
    const counts = countSettled(settled);
    const state = inFlight.length > 0 ? 'in_flight' : counts.not_sent > 0 ? 'pending' : 'done';
    this.sql(
      `UPDATE batch SET state = ?, in_flight = ?, outcomes = ?, accepted = ?, unconfirmed = ?, rejected = ?,
         unknown = ?, not_sent = ? WHERE run_id = ? AND number = ?`,
    ).run(
      state,
      toRanges(inFlight),
      encodeSettled(settled),
      counts.accepted,
      counts.unconfirmed,
      counts.rejected,
      counts.unknown,
      counts.not_sent,
      runId,
      batch,
    );
  }

  /** Notes that a request of the run was answered with a 2xx. */
  setAnswered(runId: string): void {
    const write = (): void => void this.sql('UPDATE run SET answered = 1 WHERE id = ?').run(runId);
    this.waiting.push({ batch: null, write });
  }

  /** Notes how a run ended. @throws AppFailure `store.*`; the note waits on, then */
  end(runId: string, state: RunState, at: number, reason: StopReason | null): void {
    const write = (): void =>
      void this.sql(
        'UPDATE run SET state = ?, finished_at = ?, stop_reason = ?, owner = NULL WHERE id = ?',
      ).run(state, at, reason ? JSON.stringify(reason) : null, runId);
    this.waiting.push({ batch: null, write });
    this.flush();
  }

  /**
   * At start-up: runs whose process died are `interrupted`, what was in flight is `unknown`, and what was never
   * frozen whole is removed.
   */
  recover(isAlive: (owner: string) => boolean): void {
    const isLeft = ({ owner }: Claimed): boolean => owner === null || !isAlive(owner);
    // Mostly there is nothing to mend, and nothing to lock.
    if (!this.claimed().some(isLeft)) return;
    this.db
      .transaction(() => {
        for (const { id, frozen } of this.claimed().filter(isLeft)) {
          if (frozen === 0) {
            this.sql('DELETE FROM run WHERE id = ?').run(id);
            continue;
          }
          this.sql("UPDATE run SET state = 'interrupted', owner = NULL WHERE id = ?").run(id);
          this.markLost(id);
        }
      })
      .immediate();
  }

  /** Runs that some process took, or was writing down. */
  private claimed(): Claimed[] {
    return this.sql("SELECT id, owner, frozen FROM run WHERE state = 'running' OR frozen = 0")
      .all()
      .map((value) => claimedRow.parse(value));
  }

  /** Contacts that were in flight when a process died are unknown until they are sent again. */
  private markLost(runId: string): void {
    const flying = this.sql(
      "SELECT number, contact_count, outcomes, in_flight FROM batch WHERE run_id = ? AND in_flight <> ''",
    ).all(runId);
    for (const value of flying) {
      const { number, contact_count: count, outcomes, in_flight: ranges } = flyingRow.parse(value);
      const settled = decodeSettled(outcomes, count);
      const inFlight = fromRanges(ranges);
      for (const index of inFlight) {
        if (settled[index]?.outcome === 'not_sent') settled[index] = lost;
      }
      this.writeSettled(runId, number, settled, inFlight);
    }
  }

  private sql(text: string): Statement<unknown[]> {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.db.prepare(text);
      this.statements.set(text, statement);
    }
    return statement;
  }
}

const lost: Settled = { outcome: 'unknown', status: null, message: null };
