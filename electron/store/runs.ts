import * as z from 'zod';
import { type ApiProfile, apiProfileSchema } from '../../shared/api-profile.ts';
import type { RunSummary, SegmentHint, StopCode } from '../../shared/bridge.ts';
import { stopCodes } from '../../shared/bridge.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import {
  type ContactCounts,
  type ExcludedBy,
  parseExcludedBy,
  type Receipt,
  type RowCounts,
  type RunState,
  rowCountsSchema,
  runStates,
} from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import { breathe } from '../jobs/breathe.ts';
import type { Db } from './database.ts';
import { giveBack, unlinking } from './make-room.ts';
import { rejectedMessages } from './settled.ts';

/** Why a run ended early. */
export interface StopReason {
  readonly code: StopCode;
  /** The API's or the system's own words. */
  readonly message: string;
  readonly status?: number;
}

/** A push with everything it needs to go on: frozen when it began. */
export interface Run {
  readonly runId: string;
  readonly state: RunState;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly audienceId: string | null;
  readonly fileName: string;
  readonly connectionId: string | null;
  readonly connectionName: string;
  readonly baseUrl: string;
  readonly practice: boolean;
  readonly profile: ApiProfile;
  readonly mapping: Mapping;
  readonly rows: RowCounts;
  readonly excludedBy: ExcludedBy;
  /** Tags and constant properties that every contact of the run carries. */
  readonly segments: readonly Pick<SegmentHint, 'kind' | 'name' | 'value'>[];
  readonly stopReason: StopReason | null;
  /** The run whose contacts it sends again; null for a push of a file. */
  readonly parentId: string | null;
  /** True once a request of it was answered with a 2xx. */
  readonly answered: boolean;
  /** When its row data was forgotten, in milliseconds since 1970; null while it is there. */
  readonly forgottenAt: number | null;
  /** Messages of rejected contacts with their counts, kept when the rows were forgotten. */
  readonly rejectedBy: Readonly<Record<string, number>> | null;
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const stopReasonSchema = z.object({
  code: z.enum(stopCodes),
  message: z.string(),
  status: z.int().optional(),
});
const runRow = z.object({
  id: z.string(),
  state: z.enum(runStates),
  started_at: z.int(),
  finished_at: z.int().nullable(),
  audience_id: z.string().nullable(),
  file_name: z.string(),
  connection_id: z.string().nullable(),
  connection_name: z.string(),
  base_url: z.string(),
  practice: z.int(),
  profile: json.pipe(apiProfileSchema),
  mapping: json.pipe(mappingSchema),
  rows: json.pipe(rowCountsSchema),
  excluded_by: json.transform(parseExcludedBy),
  segments: json.pipe(
    z.array(z.object({ kind: z.enum(['tag', 'property']), name: z.string(), value: z.string().nullable() })),
  ),
  stop_reason: json.pipe(stopReasonSchema).nullable(),
  parent_id: z.string().nullable(),
  answered: z.int(),
  forgotten_at: z.int().nullable(),
  rejected_by: json.pipe(z.record(z.string(), z.int())).nullable(),
});
const totalsRow = z.object({
  accepted: z.int(),
  unconfirmed: z.int(),
  rejected: z.int(),
  unknown: z.int(),
  not_sent: z.int(),
});
const requestsRow = z.object({ made: z.int(), retried: z.int(), split: z.int() });

/** Most messages of rejected contacts that a receipt lists one by one. */
const messagesListed = 200;
/** What the rest of them is called. */
const otherMessages = '(other messages)';

/** What became of all pushes, as a whole. Only finished facts are read here; the journal writes them. */
export class RunStore {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** @throws AppFailure `run.not_found` */
  get(runId: string): Run {
    const row = this.db.prepare('SELECT * FROM run WHERE id = ? AND frozen = 1').get(runId);
    return row === undefined ? failWith('run.not_found', { run: runId }) : parseRun(row);
  }

  /** Newest first. */
  list(): Run[] {
    return this.db
      .prepare('SELECT * FROM run WHERE frozen = 1 ORDER BY started_at DESC, id')
      .all()
      .map(parseRun);
  }

  /** Runs that send contacts of this one again, the oldest first. */
  retriesOf(runId: string): string[] {
    return this.db
      .prepare('SELECT id FROM run WHERE parent_id = ? AND frozen = 1 ORDER BY started_at, id')
      .all(runId)
      .map((value) => z.object({ id: z.string() }).parse(value).id);
  }

  /** Hides a run from everybody, before it is removed. @param owner the process that removes it */
  hide(runId: string, owner: string): void {
    this.db.prepare('UPDATE run SET frozen = 0, owner = ? WHERE id = ?').run(owner, runId);
  }

  /** Removes what is there of a run that was never frozen whole. Takes next to no room on the disk. */
  async discardUnfrozen(runId: string): Promise<void> {
    const isThere = this.db.prepare('SELECT 1 FROM run WHERE id = ? AND frozen = 0');
    if (isThere.get(runId) === undefined) return;
    const some = this.db.prepare(
      'DELETE FROM batch_content WHERE rowid IN (SELECT rowid FROM batch_content WHERE run_id = ? LIMIT 20)',
    );
    while (this.db.open && unlinking(this.db, () => some.run(runId).changes) > 0) await breathe();
    if (!this.db.open) return;
    const run = this.db.prepare('DELETE FROM run WHERE id = ? AND frozen = 0');
    unlinking(this.db, () => run.run(runId));
    await giveBack(this.db);
  }

  contacts(runId: string): ContactCounts {
    const row = this.db
      .prepare(
        `SELECT coalesce(sum(accepted), 0) AS accepted, coalesce(sum(unconfirmed), 0) AS unconfirmed,
           coalesce(sum(rejected), 0) AS rejected, coalesce(sum(unknown), 0) AS unknown,
           coalesce(sum(not_sent), 0) AS not_sent FROM batch WHERE run_id = ?`,
      )
      .get(runId);
    const { accepted, unconfirmed, rejected, unknown, not_sent } = totalsRow.parse(row);
    const sent = accepted + unconfirmed + rejected + unknown;
    return { sent, accepted, unconfirmed, rejected, unknown, not_sent };
  }

  summary(run: Run): RunSummary {
    return {
      runId: run.runId,
      state: run.state,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      file: run.fileName,
      connection: run.connectionName,
      practice: run.practice,
      rows: run.rows,
      contacts: this.contacts(run.runId),
      parentId: run.parentId,
      rowsForgotten: run.forgottenAt !== null,
    };
  }

  receipt(run: Run): Receipt {
    const requests = this.db
      .prepare(
        `SELECT coalesce(sum(requests_made), 0) AS made, coalesce(sum(requests_retried), 0) AS retried,
           coalesce(sum(requests_split), 0) AS split FROM batch WHERE run_id = ?`,
      )
      .get(run.runId);
    return {
      runId: run.runId,
      state: run.state,
      rows: run.rows,
      excludedBy: run.excludedBy,
      contacts: this.contacts(run.runId),
      rejectedBy: run.rejectedBy ?? this.countMessages(run.runId),
      requests: requestsRow.parse(requests),
    };
  }

  /** The API's messages for rejected contacts with how many got each, the most frequent first. */
  countMessages(runId: string): Record<string, number> {
    const counts = new Map<string, number>();
    const batches = this.db
      .prepare('SELECT outcomes FROM batch WHERE run_id = ? AND rejected > 0')
      .iterate(runId);
    for (const value of batches) {
      const { outcomes } = z.object({ outcomes: z.string() }).parse(value);
      for (const [message, count] of rejectedMessages(outcomes))
        counts.set(message, (counts.get(message) ?? 0) + count);
    }
    const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const result: Record<string, number> = Object.fromEntries(sorted.slice(0, messagesListed));
    const rest = sorted.slice(messagesListed).reduce((sum, [, count]) => sum + count, 0);
    if (rest > 0) result[otherMessages] = (result[otherMessages] ?? 0) + rest;
    return result;
  }
}

function parseRun(value: unknown): Run {
  const row = runRow.parse(value);
  return {
    runId: row.id,
    state: row.state,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    audienceId: row.audience_id,
    fileName: row.file_name,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    baseUrl: row.base_url,
    practice: row.practice === 1,
    profile: row.profile,
    mapping: row.mapping,
    rows: row.rows,
    excludedBy: row.excluded_by,
    segments: row.segments,
    stopReason: row.stop_reason as StopReason | null,
    parentId: row.parent_id,
    answered: row.answered === 1,
    forgottenAt: row.forgotten_at,
    rejectedBy: row.rejected_by,
  };
}
