import * as z from 'zod';
import type { WireContact } from '../../shared/contact.ts';
import type { Outcome, RunState } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import type { Db } from '../store/database.ts';
import type { Run, StopReason } from '../store/runs.ts';

/** A batch as it was frozen. `contacts[i]` is contact number `firstContact + i` of the run. */
export interface Batch {
  readonly number: number;
  readonly firstContact: number;
  readonly contacts: readonly WireContact[];
}

/** A batch to be written: its contacts in wire form and the rows that they come from. */
export interface FrozenBatch extends Batch {
  readonly rows: readonly number[];
}

/** A row that makes no contact of its own. */
export interface FrozenRow {
  readonly row: number;
  /** Codes of its findings, the excluding one among them. */
  readonly findings: readonly string[];
  /** Number of the contact that it goes out with; null for an excluded row. */
  readonly mergedInto: number | null;
}

export interface ContactOutcome {
  /** Number of the contact within the run. */
  readonly number: number;
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly message: string | null;
}

const propertyValue = z.union([z.string(), z.number()]);
const typed = z.array(z.object({ type: z.string(), value: z.string() }));
const wireContactsSchema = z.array(
  z.object({
    external_reference_id: z.string(),
    source_type: z.string(),
    first_name: z.string().optional(),
    middle_name: z.string().optional(),
    last_name: z.string().optional(),
    phone_numbers: typed.optional(),
    email_address: typed.optional(),
    tags: z.array(z.string()).optional(),
    custom_properties: z.record(z.string(), propertyValue).optional(),
  }),
);
const batchRow = z.object({ number: z.int(), first_contact: z.int(), payload: z.string() });

/** What is written of a push while it runs. Every call is one transaction, durable when it returns. */
export class Journal {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** Begins to freeze a run. It doesn't exist for anybody until `commitRun`. */
  addRun(run: Omit<Run, 'stopReason' | 'requests' | 'finishedAt' | 'state'>, owner: string): void {
    this.db
      .prepare(
        `INSERT INTO run (id, state, started_at, audience_id, file_name, connection_id, connection_name, base_url,
           practice, profile, mapping, rows, excluded_by, segments, owner)
         VALUES (?, 'paused', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        run.runId,
        run.startedAt,
        run.audienceId,
        run.fileName,
        run.connectionId,
        run.connectionName,
        run.baseUrl,
        run.practice ? 1 : 0,
        JSON.stringify(run.profile),
        JSON.stringify(run.mapping),
        JSON.stringify(run.rows),
        JSON.stringify(run.excludedBy),
        JSON.stringify(run.segments),
        owner,
      );
  }

  /** Freezes batches and rows that make no contact. */
  addFrozen(runId: string, batches: readonly FrozenBatch[], rows: readonly FrozenRow[]): void {
    const addBatch = this.db.prepare(
      `INSERT INTO batch (run_id, number, first_contact, contact_count, payload, state) VALUES (?, ?, ?, ?, ?, 'pending')`,
    );
    const addContact = this.db.prepare(
      `INSERT INTO contact (run_id, number, row, external_reference_id, outcome) VALUES (?, ?, ?, ?, 'not_sent')`,
    );
    const addRow = this.db.prepare(
      'INSERT INTO run_row (run_id, row, findings, merged_into) VALUES (?, ?, ?, ?)',
    );
    this.db.transaction(() => {
      for (const batch of batches) {
        const { number, firstContact, contacts } = batch;
        addBatch.run(runId, number, firstContact, contacts.length, JSON.stringify(contacts));
        contacts.forEach((contact, index) => {
          addContact.run(runId, firstContact + index, batch.rows[index], contact.external_reference_id);
        });
      }
      for (const { row, findings, mergedInto } of rows)
        addRow.run(runId, row, JSON.stringify(findings), mergedInto);
    })();
  }

  /** Makes a frozen run real. */
  commitRun(runId: string): void {
    this.db.prepare('UPDATE run SET frozen = 1, owner = NULL WHERE id = ?').run(runId);
  }

  /** Removes a run that was never frozen whole. */
  discard(runId: string): void {
    this.db.prepare('DELETE FROM run WHERE id = ? AND frozen = 0').run(runId);
  }

  /** Takes a run for this process. @throws AppFailure `push.already_running` if another live process has it */
  claim(runId: string, owner: string, isAlive: (owner: string) => boolean): void {
    this.db
      .transaction(() => {
        const { owner: holder, state } = z
          .object({ owner: z.string().nullable(), state: z.string() })
          .parse(this.db.prepare('SELECT owner, state FROM run WHERE id = ?').get(runId));
        if (state === 'running' && holder !== null && isAlive(holder)) failWith('push.already_running');
        this.db
          .prepare(
            "UPDATE run SET owner = ?, state = 'running', stop_reason = NULL, finished_at = NULL WHERE id = ?",
          )
          .run(owner, runId);
      })
      .immediate();
  }

  /** Numbers of the batches that aren't settled, in order; those in flight at a crash first. */
  openBatches(runId: string): number[] {
    return this.db
      .prepare(
        "SELECT number FROM batch WHERE run_id = ? AND state <> 'done' ORDER BY state = 'pending', number",
      )
      .all(runId)
      .map((value) => z.object({ number: z.int() }).parse(value).number);
  }

  countBatches(runId: string): number {
    return z
      .object({ count: z.int() })
      .parse(this.db.prepare('SELECT count(*) AS count FROM batch WHERE run_id = ?').get(runId)).count;
  }

  batch(runId: string, number: number): Batch {
    const row = batchRow.parse(
      this.db
        .prepare('SELECT number, first_contact, payload FROM batch WHERE run_id = ? AND number = ?')
        .get(runId, number),
    );
    return {
      number: row.number,
      firstContact: row.first_contact,
      contacts: wireContactsSchema.parse(JSON.parse(row.payload)) as WireContact[],
    };
  }

  /**
   * The contacts of a batch that are still to be sent, with their outcome so far: those that provably weren't
   * applied, and, where the batch was in flight when a process died, those of which nobody knows.
   */
  openContacts(runId: string, batch: Batch): Map<number, 'not_sent' | 'unknown'> {
    const rows = this.db
      .prepare(
        `SELECT c.number, c.outcome FROM contact c JOIN batch b ON b.run_id = c.run_id AND b.number = ?
         WHERE c.run_id = ? AND c.number BETWEEN ? AND ?
           AND (c.outcome = 'not_sent' OR (c.outcome = 'unknown' AND b.state = 'in_flight'))`,
      )
      .all(batch.number, runId, batch.firstContact, batch.firstContact + batch.contacts.length - 1);
    const open = z.object({ number: z.int(), outcome: z.enum(['not_sent', 'unknown']) });
    return new Map(rows.map((value) => open.parse(value)).map(({ number, outcome }) => [number, outcome]));
  }

  /** Before a request leaves: from here on its contacts may have arrived. */
  intend(runId: string, batch: number, kind: 'first' | 'retry' | 'split'): void {
    this.db.transaction(() => {
      this.db
        .prepare(
          "UPDATE batch SET state = 'in_flight', attempts = attempts + 1 WHERE run_id = ? AND number = ?",
        )
        .run(runId, batch);
      this.db
        .prepare(
          `UPDATE run SET requests_made = requests_made + 1, requests_retried = requests_retried + ?,
             requests_split = requests_split + ? WHERE id = ?`,
        )
        .run(kind === 'retry' ? 1 : 0, kind === 'split' ? 1 : 0, runId);
    })();
  }

  /** After the last answer for a batch: its outcomes. `state` is `pending` where it was provably not applied. */
  settle(
    runId: string,
    batch: number,
    state: 'done' | 'pending' | 'in_flight',
    outcomes: readonly ContactOutcome[],
  ): void {
    const update = this.db.prepare(
      'UPDATE contact SET outcome = ?, status = ?, message = ? WHERE run_id = ? AND number = ?',
    );
    this.db.transaction(() => {
      for (const { number, outcome, status, message } of outcomes)
        update.run(outcome, status, message, runId, number);
      this.db.prepare('UPDATE batch SET state = ? WHERE run_id = ? AND number = ?').run(state, runId, batch);
    })();
  }

  end(runId: string, state: RunState, at: number, reason: StopReason | null): void {
    this.db
      .prepare('UPDATE run SET state = ?, finished_at = ?, stop_reason = ?, owner = NULL WHERE id = ?')
      .run(state, at, reason ? JSON.stringify(reason) : null, runId);
  }

  /**
   * At start-up: runs whose process died are `interrupted`, what was in flight is `unknown`, and what was never
   * frozen whole is removed.
   */
  recover(isAlive: (owner: string) => boolean): void {
    this.db
      .transaction(() => {
        const claimed = this.db
          .prepare("SELECT id, owner, frozen FROM run WHERE state = 'running' OR frozen = 0")
          .all()
          .map((value) =>
            z.object({ id: z.string(), owner: z.string().nullable(), frozen: z.int() }).parse(value),
          );
        for (const { id, owner, frozen } of claimed) {
          if (owner !== null && isAlive(owner)) continue;
          if (frozen === 0) {
            this.db.prepare('DELETE FROM run WHERE id = ?').run(id);
            continue;
          }
          this.db.prepare("UPDATE run SET state = 'interrupted', owner = NULL WHERE id = ?").run(id);
          this.db
            .prepare(
              `UPDATE contact SET outcome = 'unknown' WHERE run_id = $run AND outcome = 'not_sent' AND EXISTS (
                 SELECT 1 FROM batch b WHERE b.run_id = $run AND b.state = 'in_flight'
                   AND contact.number >= b.first_contact AND contact.number < b.first_contact + b.contact_count)`,
            )
            .run({ run: id });
        }
      })
      .immediate();
  }
}
