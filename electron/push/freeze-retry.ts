import * as z from 'zod';
import type { ApiProfile } from '../../shared/api-profile.ts';
import { emptyRowCounts, type Outcome, type RowCounts } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import { breathe } from '../jobs/breathe.ts';
import type { Db } from '../store/database.ts';
import { type Run, RunStore } from '../store/runs.ts';
import { openAppDb } from '../store/schema.ts';
import { decodeSettled } from '../store/settled.ts';
import { Packer } from './packer.ts';
import { unframeContacts } from './parcel.ts';
import { type FrozenContact, type MergedRow, RunWriter, verdictLetters } from './run-writer.ts';

export interface FreezeRetryInput {
  readonly dataDir: string;
  /** The run to make. */
  readonly runId: string;
  /** The run whose contacts are taken over. */
  readonly parentId: string;
  /** Which of them. */
  readonly outcomes: readonly Outcome[];
  readonly startedAt: number;
  readonly owner: string;
  /** Where it goes now: the practice workspace may listen elsewhere than it did. */
  readonly baseUrl: string;
}

const batchesPerCommit = 20;

const judgedRow = z.object({
  number: z.int(),
  contact_count: z.int(),
  first_contact: z.int(),
  outcomes: z.string(),
  verdicts: z.string(),
});
const contentRow = z.object({ payload: z.instanceof(Buffer), reference_ids: z.string(), rows: z.string() });
const idsSchema = z.array(z.string());
const rowsSchema = z.array(z.int());

/**
 * Freezes a run of the contacts that a finished one left rejected or unknown: the very payloads, under the same
 * profile. Its rows are those that it takes over, with the rows that are merged into them. Runs in a worker thread.
 * @throws AppFailure `run.nothing_to_retry`, `run.rows_forgotten`
 */
export async function freezeRetryJob(
  input: FreezeRetryInput,
  signal: AbortSignal,
): Promise<{ contacts: number }> {
  const db = openAppDb(input.dataDir);
  try {
    const parent = new RunStore(db).get(input.parentId);
    const source = new RetrySource(db, parent, new Set(input.outcomes));
    if (parent.forgottenAt !== null) failWith('run.rows_forgotten', { run: input.parentId });
    const rows = source.count();
    if (rows.total === 0) failWith('run.nothing_to_retry', { run: input.parentId });
    const writer = new RunWriter(db, input.runId, parent.profile);
    const { runId, startedAt, parentId, baseUrl } = input;
    writer.begin({ ...parent, runId, parentId, startedAt, baseUrl, rows, excludedBy: {} }, input.owner);
    const packer = new Packer(parent.profile);
    const merged: MergedRow[] = [];
    for (const batch of source.batches()) {
      for (const { mergedRows, ...contact } of batch) {
        const number = packer.add(contact);
        for (const row of mergedRows) merged.push({ ...row, contact: number });
      }
      if (packer.waiting >= batchesPerCommit) writer.add(packer.take(), []);
      await breathe();
      signal.throwIfAborted();
    }
    writer.add(packer.take(true), [], merged);
    writer.commit();
    return { contacts: packer.contacts };
  } finally {
    db.close();
  }
}

interface TakenOver extends FrozenContact {
  readonly mergedRows: readonly { readonly row: number; readonly findings: readonly string[] }[];
}

/** The contacts of a run that have certain outcomes. */
class RetrySource {
  private readonly db: Db;
  private readonly runId: string;
  private readonly profile: ApiProfile;
  private readonly outcomes: ReadonlySet<Outcome>;
  private readonly merged = new Map<number, { row: number; findings: readonly string[] }[]>();

  constructor(db: Db, { runId, profile }: Run, outcomes: ReadonlySet<Outcome>) {
    this.db = db;
    this.runId = runId;
    this.profile = profile;
    this.outcomes = outcomes;
    const mergedRow = z.object({ row: z.int(), contact: z.int(), findings: z.string() });
    for (const value of db
      .prepare('SELECT row, contact, findings FROM merged_row WHERE run_id = ? ORDER BY row')
      .all(runId)) {
      const { row, contact, findings } = mergedRow.parse(value);
      const others = this.merged.get(contact) ?? [];
      this.merged.set(contact, [...others, { row, findings: idsSchema.parse(JSON.parse(findings)) }]);
    }
  }

  count(): RowCounts {
    const rows = { ...emptyRowCounts() };
    for (const { chosen, verdicts, firstContact } of this.judged()) {
      for (const index of chosen) {
        rows[verdictOf(verdicts[index])] += 1;
        rows.merged += this.merged.get(firstContact + index)?.length ?? 0;
      }
    }
    return { ...rows, total: rows.ready + rows.fixed + rows.warned + rows.merged };
  }

  *batches(): Generator<TakenOver[]> {
    const read = this.db.prepare(
      'SELECT payload, reference_ids, rows FROM batch_content WHERE run_id = ? AND number = ?',
    );
    for (const { number, chosen, verdicts, firstContact } of [...this.judged()]) {
      if (chosen.length === 0) continue;
      const content = contentRow.parse(read.get(this.runId, number));
      const contacts = unframeContacts(content.payload, this.profile);
      const ids = idsSchema.parse(JSON.parse(content.reference_ids));
      const rows = rowsSchema.parse(JSON.parse(content.rows));
      yield chosen.map((index) => ({
        row: rows[index] ?? 0,
        externalReferenceId: ids[index] ?? '',
        verdict: verdictOf(verdicts[index]),
        json: contacts[index] ?? '',
        mergedRows: this.merged.get(firstContact + index) ?? [],
      }));
    }
  }

  private *judged(): Generator<{
    number: number;
    firstContact: number;
    chosen: number[];
    verdicts: string;
  }> {
    const batches = this.db
      .prepare(
        `SELECT b.number, b.contact_count, b.first_contact, b.outcomes, c.verdicts FROM batch b
         JOIN batch_content c ON c.run_id = b.run_id AND c.number = b.number WHERE b.run_id = ? ORDER BY b.number`,
      )
      .iterate(this.runId);
    for (const value of batches) {
      const row = judgedRow.parse(value);
      const chosen = decodeSettled(row.outcomes, row.contact_count).flatMap(({ outcome }, index) =>
        this.outcomes.has(outcome) ? [index] : [],
      );
      yield { number: row.number, firstContact: row.first_contact, chosen, verdicts: row.verdicts };
    }
  }
}

const verdictOf = (letter: string | undefined): FrozenContact['verdict'] =>
  letter === verdictLetters.fixed ? 'fixed' : letter === verdictLetters.warned ? 'warned' : 'ready';
