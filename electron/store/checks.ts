import * as z from 'zod';
import type { CheckSummary } from '../../shared/audience.ts';
import {
  type Finding,
  type FindingCode,
  isFindingCode,
  severities,
  type Verdict,
  verdicts,
} from '../../shared/findings.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import { parseExcludedBy, rowCountsSchema } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import type { Db } from './database.ts';

/** How many rows of a chunk have each verdict, and each finding. */
export interface ChunkCounts {
  readonly verdicts: Partial<Record<Verdict, number>>;
  readonly codes: Partial<Record<FindingCode, number>>;
}

/** The verdicts of one staged chunk: a byte a row, an index into `verdicts`. */
export interface CheckedChunk {
  readonly firstRow: number;
  readonly verdicts: Uint8Array;
  readonly counts: ChunkCounts;
}

/** What comparing a row with the others adds to its own check. */
export interface GroupResult {
  readonly row: number;
  readonly findings: readonly Finding[];
  /** For a row that carries a united contact: the rows that go into it, itself first. */
  readonly mergedRows: readonly number[] | null;
}

export interface StoredCheck {
  readonly checkId: string;
  readonly audienceId: string;
  readonly mapping: Mapping;
  readonly summary: CheckSummary;
}

const code = z.string().refine(isFindingCode) as unknown as z.ZodType<FindingCode>;
const findingSchema = z.object({
  code,
  severity: z.enum(severities),
  field: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const findingsSchema = z.array(findingSchema);
const countsSchema = z.object({
  verdicts: z.partialRecord(z.enum(verdicts), z.int()),
  codes: z.partialRecord(code as z.ZodType<FindingCode> & z.core.$ZodRecordKey, z.int()),
});
const summarySchema = z.object({
  rows: rowCountsSchema,
  excludedBy: z.unknown().transform(parseExcludedBy),
  findings: z.partialRecord(code as z.ZodType<FindingCode> & z.core.$ZodRecordKey, z.int()),
  tags: z.array(z.object({ tag: z.string(), contacts: z.int() })),
});
const chunkRow = z.object({ first_row: z.int(), verdicts: z.instanceof(Uint8Array), counts: z.string() });
const groupRow = z.object({ row: z.int(), findings: z.string(), merged_rows: z.string().nullable() });
const checkRow = z.object({
  id: z.string(),
  audience_id: z.string(),
  mapping: z.string(),
  engine: z.string(),
  summary: z.string().nullable(),
});

/** Finished checks. A check is written whole, in one transaction, and never changed. */
export class CheckStore {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** Saves a finished check, and forgets the audience's earlier ones. */
  save(
    check: StoredCheck & { readonly engine: string; readonly madeAt: number },
    chunks: readonly CheckedChunk[],
    groups: readonly GroupResult[],
  ): void {
    const addChunk = this.db.prepare(
      'INSERT INTO check_chunk (check_id, first_row, row_count, verdicts, counts) VALUES (?, ?, ?, ?, ?)',
    );
    const addGroup = this.db.prepare(
      'INSERT INTO check_group (check_id, row, findings, merged_rows) VALUES (?, ?, ?, ?)',
    );
    this.db.transaction(() => {
      this.db.prepare('DELETE FROM audience_check WHERE audience_id = ?').run(check.audienceId);
      this.db
        .prepare(
          'INSERT INTO audience_check (id, audience_id, mapping, engine, summary, made_at) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(
          check.checkId,
          check.audienceId,
          JSON.stringify(check.mapping),
          check.engine,
          JSON.stringify(check.summary),
          check.madeAt,
        );
      for (const { firstRow, verdicts: bytes, counts } of chunks) {
        addChunk.run(check.checkId, firstRow, bytes.length, Buffer.from(bytes), JSON.stringify(counts));
      }
      for (const { row, findings, mergedRows } of groups) {
        addGroup.run(
          check.checkId,
          row,
          JSON.stringify(findings),
          mergedRows ? JSON.stringify(mergedRows) : null,
        );
      }
    })();
  }

  /** @throws AppFailure `check.not_found` */
  get(checkId: string): StoredCheck {
    const row = this.db.prepare('SELECT * FROM audience_check WHERE id = ?').get(checkId);
    return (row === undefined ? null : parseCheck(row)) ?? failWith('check.not_found');
  }

  /** The check of an audience, if it was made by this version of the engine. */
  latest(audienceId: string, engine: string): StoredCheck | null {
    const row = this.db
      .prepare(
        'SELECT * FROM audience_check WHERE audience_id = ? AND engine = ? ORDER BY made_at DESC LIMIT 1',
      )
      .get(audienceId, engine);
    return row === undefined ? null : parseCheck(row);
  }

  /** All chunks in file order. */
  chunks(checkId: string): CheckedChunk[] {
    return this.db
      .prepare('SELECT first_row, verdicts, counts FROM check_chunk WHERE check_id = ? ORDER BY first_row')
      .all(checkId)
      .map((value) => {
        const row = chunkRow.parse(value);
        return {
          firstRow: row.first_row,
          verdicts: row.verdicts,
          counts: countsSchema.parse(JSON.parse(row.counts)) as ChunkCounts,
        };
      });
  }

  /** Group results of the rows `from` to `to`, both included. */
  groups(checkId: string, from: number, to: number): Map<number, GroupResult> {
    const rows = this.db
      .prepare(
        'SELECT row, findings, merged_rows FROM check_group WHERE check_id = ? AND row BETWEEN ? AND ?',
      )
      .all(checkId, from, to);
    const result = new Map<number, GroupResult>();
    for (const value of rows) {
      const row = groupRow.parse(value);
      result.set(row.row, {
        row: row.row,
        findings: findingsSchema.parse(JSON.parse(row.findings)) as Finding[],
        mergedRows: row.merged_rows === null ? null : z.array(z.int()).parse(JSON.parse(row.merged_rows)),
      });
    }
    return result;
  }
}

function parseCheck(value: unknown): StoredCheck | null {
  const row = checkRow.parse(value);
  if (row.summary === null) return null;
  return {
    checkId: row.id,
    audienceId: row.audience_id,
    mapping: mappingSchema.parse(JSON.parse(row.mapping)),
    summary: summarySchema.parse(JSON.parse(row.summary)) as CheckSummary,
  };
}
