import * as z from 'zod';
import { type ApiProfile, apiProfileSchema } from '../../shared/api-profile.ts';
import type { Page, RunRow, RunRowKind, RunSummary, SegmentHint, StopCode } from '../../shared/bridge.ts';
import { stopCodes } from '../../shared/bridge.ts';
import { type FindingCode, isFindingCode } from '../../shared/findings.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import {
  type ContactCounts,
  type ExcludedBy,
  emptyContactCounts,
  type Outcome,
  outcomes,
  parseExcludedBy,
  type Receipt,
  type RowCounts,
  type RunState,
  rowCountsSchema,
  runStates,
} from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import type { Db } from './database.ts';

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
  readonly requests: Receipt['requests'];
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
  requests_made: z.int(),
  requests_retried: z.int(),
  requests_split: z.int(),
});
const countRow = z.object({ outcome: z.enum(outcomes), count: z.int() });
const contactRow = z.object({
  row: z.int(),
  external_reference_id: z.string(),
  outcome: z.enum(outcomes),
  status: z.int().nullable(),
  message: z.string().nullable(),
});
const frozenRow = z.object({ row: z.int(), findings: z.string(), merged_into: z.int().nullable() });
const findingCodeList = z.array(z.string()).transform((codes): FindingCode[] => codes.filter(isFindingCode));

/** What became of the rows of all pushes. Only finished facts are read here; the journal writes them. */
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

  remove(runId: string): void {
    this.db.prepare('DELETE FROM run WHERE id = ?').run(runId);
  }

  contacts(runId: string): ContactCounts {
    const counts = { ...emptyContactCounts() };
    const rows = this.db
      .prepare('SELECT outcome, count(*) AS count FROM contact WHERE run_id = ? GROUP BY outcome')
      .all(runId);
    for (const value of rows) {
      const { outcome, count } = countRow.parse(value);
      counts[outcome] = count;
      if (outcome !== 'not_sent') counts.sent += count;
    }
    return counts;
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
    };
  }

  receipt(run: Run): Receipt {
    const rejectedBy: Record<string, number> = {};
    const rows = this.db
      .prepare(
        `SELECT coalesce(message, '') AS message, count(*) AS count FROM contact
         WHERE run_id = ? AND outcome = 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1`,
      )
      .all(run.runId);
    for (const value of rows) {
      const { message, count } = z.object({ message: z.string(), count: z.int() }).parse(value);
      rejectedBy[message] = count;
    }
    return {
      runId: run.runId,
      state: run.state,
      rows: run.rows,
      excludedBy: run.excludedBy,
      contacts: this.contacts(run.runId),
      rejectedBy,
      requests: run.requests,
    };
  }

  /** A page of the rows of a run, in file order. */
  page(runId: string, kind: RunRowKind, offset: number, limit: number): Page<RunRow> {
    this.get(runId);
    const total = this.countRows(runId, kind);
    return { total, items: [...this.rows(runId, kind, offset, limit)] };
  }

  countRows(runId: string, kind: RunRowKind): number {
    const count = (sql: string, ...values: string[]): number =>
      z.object({ count: z.int() }).parse(this.db.prepare(sql).get(runId, ...values)).count;
    const frozen = (where: string): number =>
      count(`SELECT count(*) AS count FROM run_row WHERE run_id = ? AND ${where}`);
    if (kind === 'excluded') return frozen('merged_into IS NULL');
    if (kind === 'all') {
      return frozen('TRUE') + count('SELECT count(*) AS count FROM contact WHERE run_id = ?');
    }
    const merged = `SELECT count(*) AS count FROM run_row r JOIN contact c
      ON c.run_id = r.run_id AND c.number = r.merged_into WHERE r.run_id = ? AND c.outcome = ?`;
    return (
      count('SELECT count(*) AS count FROM contact WHERE run_id = ? AND outcome = ?', kind) +
      count(merged, kind)
    );
  }

  /** Rows of a run in file order; a merged row has the outcome of the contact that it went into. */
  *rows(runId: string, kind: RunRowKind, offset = 0, limit = -1): Generator<RunRow> {
    const contacts = `SELECT row, external_reference_id, outcome, status, message, NULL AS findings FROM contact
      WHERE run_id = $run`;
    const merged = `SELECT r.row, c.external_reference_id, c.outcome, c.status, c.message, r.findings FROM run_row r
      JOIN contact c ON c.run_id = r.run_id AND c.number = r.merged_into WHERE r.run_id = $run`;
    const excluded = `SELECT row, NULL AS external_reference_id, NULL AS outcome, NULL AS status, NULL AS message,
      findings FROM run_row WHERE run_id = $run AND merged_into IS NULL`;
    const parts: Partial<Record<RunRowKind, string>> = {
      excluded,
      all: `${contacts} UNION ALL ${merged} UNION ALL ${excluded}`,
    };
    const sql = parts[kind] ?? `${contacts} AND outcome = $kind UNION ALL ${merged} AND c.outcome = $kind`;
    const statement = this.db.prepare(`SELECT * FROM (${sql}) ORDER BY row LIMIT $limit OFFSET $offset`);
    const values = { run: runId, limit, offset, ...(parts[kind] ? null : { kind }) };
    for (const value of statement.iterate(values)) yield parseRunRow(value);
  }
}

function parseRunRow(value: unknown): RunRow {
  const row = z
    .object({
      ...contactRow.shape,
      external_reference_id: z.string().nullable(),
      outcome: z.enum(outcomes).nullable(),
      findings: frozenRow.shape.findings.nullable(),
    })
    .parse(value);
  return {
    row: row.row,
    externalReferenceId: row.external_reference_id,
    outcome: row.outcome as Outcome | null,
    status: row.status,
    message: row.message,
    findings: row.findings === null ? [] : findingCodeList.parse(JSON.parse(row.findings)),
  };
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
    requests: { made: row.requests_made, retried: row.requests_retried, split: row.requests_split },
  };
}
