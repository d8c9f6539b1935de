import * as z from 'zod';
import { redactText } from '../redact.ts';
import type { Db } from './database.ts';
import { RunStore } from './runs.ts';

/** Days after which row data is forgotten, where the person didn't say otherwise. */
const usualDays = 30;
const dayMs = 24 * 60 * 60 * 1000;
/** Batches whose content is deleted in one transaction: a push that runs meanwhile hardly waits. */
const batchesPerStep = 20;

const idRow = z.object({ id: z.string() });
const preference = 'retention.days';

/** How long row data is kept, and how it is forgotten: who was sent goes, how many stays. */
export class Retention {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** Null: it is kept until it is removed by hand. */
  days(): number | null {
    const found = this.db.prepare('SELECT value FROM preference WHERE name = ?').get(preference);
    if (found === undefined) return usualDays;
    const { value } = z.object({ value: z.string() }).parse(found);
    return z.int().positive().nullable().parse(JSON.parse(value));
  }

  setDays(days: number | null): void {
    this.db
      .prepare(
        'INSERT INTO preference (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(preference, JSON.stringify(days));
  }

  /** Before when row data is too old, in milliseconds since 1970; null where it is kept. */
  oldest(now: number): number | null {
    const days = this.days();
    return days === null ? null : now - days * dayMs;
  }

  /** Runs with row data that ended before a moment; those under way aside. */
  runsBefore(moment: number): string[] {
    return this.db
      .prepare(
        `SELECT id FROM run WHERE frozen = 1 AND forgotten_at IS NULL AND state <> 'running'
           AND coalesce(finished_at, started_at) < ?`,
      )
      .all(moment)
      .map((value) => idRow.parse(value).id);
  }

  /** Forgets the rows, payloads and messages of a run. What was counted stays. */
  *forgetRun(runId: string, now: number): Generator<void> {
    const runs = new RunStore(this.db);
    const run = runs.get(runId);
    if (run.state === 'running' || run.forgottenAt !== null) return;
    const rejectedBy: Record<string, number> = {};
    for (const [message, count] of Object.entries(runs.countMessages(runId))) {
      const clean = redactText(message);
      rejectedBy[clean] = (rejectedBy[clean] ?? 0) + count;
    }
    const reason = run.stopReason && { ...run.stopReason, message: redactText(run.stopReason.message) };
    this.db
      .prepare('UPDATE run SET forgotten_at = ?, rejected_by = ?, stop_reason = ? WHERE id = ?')
      .run(now, JSON.stringify(rejectedBy), reason && JSON.stringify(reason), runId);
    yield* this.deleteContent(runId);
    this.db.prepare("UPDATE batch SET outcomes = '[]' WHERE run_id = ?").run(runId);
  }

  /** Removes a run that is nobody's to see any more. */
  *removeRun(runId: string): Generator<void> {
    yield* this.deleteContent(runId);
    this.db.prepare('DELETE FROM run WHERE id = ? AND frozen = 0').run(runId);
  }

  /** Gives freed space back to the disk, and empties the write-ahead log, which holds old pages. */
  shrink(): void {
    this.db.pragma('incremental_vacuum');
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  private *deleteContent(runId: string): Generator<void> {
    const some = this.db.prepare(
      'DELETE FROM batch_content WHERE rowid IN (SELECT rowid FROM batch_content WHERE run_id = ? LIMIT ?)',
    );
    while (some.run(runId, batchesPerStep).changes > 0) yield;
    this.db.prepare('DELETE FROM excluded_row WHERE run_id = ?').run(runId);
    this.db.prepare('DELETE FROM merged_row WHERE run_id = ?').run(runId);
    yield;
  }
}
