import * as z from 'zod';
import type { CheckSummary } from '../../shared/audience.ts';
import { type CatalogueLists, catalogueSchema } from '../../shared/catalogue.ts';
import { type FindingCode, isFindingCode } from '../../shared/findings.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import { parseExcludedBy, rowCountsSchema } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import type { ChunkCounts } from '../check/counts.ts';
import { type Group, packGroups, unpackGroups } from '../check/groups.ts';
import { type CountedChunk, packCounts, unpackCounts } from './count-table.ts';
import type { Db } from './database.ts';
import { prepared } from './prepared.ts';

/** What a check says of one staged chunk. */
export interface CheckedChunk {
  readonly firstRow: number;
  /** A byte a row, an index into `verdicts`. */
  readonly verdicts: Uint8Array;
  readonly counts: ChunkCounts;
  /** What comparing its rows with others added. */
  readonly groups: readonly Group[];
}

export interface StoredCheck {
  readonly checkId: string;
  readonly audienceId: string;
  readonly mapping: Mapping;
  readonly catalogue: CatalogueLists | null;
  readonly summary: CheckSummary;
  /** True where cells were edited after it. */
  readonly isStale: boolean;
}

const code = z.string().refine(isFindingCode) as unknown as z.ZodType<FindingCode>;
const summarySchema = z.object({
  rows: rowCountsSchema,
  excludedBy: z.unknown().transform(parseExcludedBy),
  findings: z.partialRecord(code as z.ZodType<FindingCode> & z.core.$ZodRecordKey, z.int()),
  tags: z.array(z.object({ tag: z.string(), contacts: z.int() })),
});
const countedRow = z.object({ counted: z.string(), counts: z.instanceof(Uint8Array) });
const chunkRow = z.object({ verdicts: z.instanceof(Uint8Array), groups: z.string().nullable() });
const checkRow = z.object({
  id: z.string(),
  audience_id: z.string(),
  mapping: z.string(),
  catalogue: z.string().nullable(),
  engine: z.string(),
  summary: z.string().nullable(),
  stale: z.int(),
});

/** Finished checks. A check is written whole, in one transaction, and never changed. */
export class CheckStore {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** Saves a finished check, and forgets the audience's earlier ones. */
  save(
    check: Omit<StoredCheck, 'isStale'> & { readonly engine: string; readonly madeAt: number },
    chunks: readonly CheckedChunk[],
  ): void {
    const addChunk = this.db.prepare(
      'INSERT INTO check_chunk (check_id, first_row, verdicts, groups) VALUES (?, ?, ?, ?)',
    );
    this.db.transaction(() => {
      this.db.prepare('DELETE FROM audience_check WHERE audience_id = ?').run(check.audienceId);
      const { codes, numbers } = packCounts(
        chunks.map(({ firstRow, verdicts: bytes, counts }) => ({ firstRow, rowCount: bytes.length, counts })),
      );
      this.db
        .prepare(
          `INSERT INTO audience_check (id, audience_id, mapping, catalogue, engine, summary, made_at, counted, counts)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          check.checkId,
          check.audienceId,
          JSON.stringify(check.mapping),
          check.catalogue && JSON.stringify(check.catalogue),
          check.engine,
          JSON.stringify(check.summary),
          check.madeAt,
          codes,
          numbers,
        );
      for (const { firstRow, verdicts: bytes, groups } of chunks) {
        addChunk.run(check.checkId, firstRow, bytes, groups.length === 0 ? null : packGroups(groups));
      }
    })();
  }

  /**
   * A check to act upon.
   * @throws AppFailure `check.not_found`; `check.not_ready` where cells were edited after it
   */
  get(checkId: string): StoredCheck {
    const check = this.look(checkId);
    if (check.isStale) failWith('check.not_ready');
    return check;
  }

  /** A check to look at, out of date or not. @throws AppFailure `check.not_found` */
  look(checkId: string): StoredCheck {
    const row = this.db.prepare('SELECT * FROM audience_check WHERE id = ?').get(checkId);
    return (row === undefined ? null : parseCheck(row)) ?? failWith('check.not_found');
  }

  /** Takes note that the cells of an audience were edited. */
  outdate(audienceId: string): void {
    this.db.prepare('UPDATE audience_check SET stale = 1 WHERE audience_id = ?').run(audienceId);
  }

  /** The check of an audience, out of date or not, if it was made by this version of the engine. */
  latest(audienceId: string, engine: string): StoredCheck | null {
    const row = this.db
      .prepare(
        'SELECT * FROM audience_check WHERE audience_id = ? AND engine = ? ORDER BY made_at DESC LIMIT 1',
      )
      .get(audienceId, engine);
    return row === undefined ? null : parseCheck(row);
  }

  /** The counts of all chunks, in file order. @throws AppFailure `check.not_found` */
  counts(checkId: string): CountedChunk[] {
    const row = this.db.prepare('SELECT counted, counts FROM audience_check WHERE id = ?').get(checkId);
    if (row === undefined) failWith('check.not_found');
    const { counted, counts } = countedRow.parse(row);
    return unpackCounts({ codes: counted, numbers: counts });
  }

  /** The verdicts of a chunk and what comparing added. @throws AppFailure `check.not_found` */
  chunk(checkId: string, firstRow: number): Pick<CheckedChunk, 'verdicts' | 'groups'> {
    const row = prepared(
      this.db,
      'SELECT verdicts, groups FROM check_chunk WHERE check_id = ? AND first_row = ?',
    ).get(checkId, firstRow);
    if (row === undefined) failWith('check.not_found');
    const { verdicts: bytes, groups } = chunkRow.parse(row);
    return { verdicts: bytes, groups: groups === null ? [] : unpackGroups(groups) };
  }

  /** What comparing added to the rows of the chunk that begins with a row. */
  groups(checkId: string, firstRow: number): ReadonlyMap<number, Group> {
    return new Map(this.chunk(checkId, firstRow).groups.map((group) => [group.row, group]));
  }
}

function parseCheck(value: unknown): StoredCheck | null {
  const row = checkRow.parse(value);
  if (row.summary === null) return null;
  return {
    checkId: row.id,
    audienceId: row.audience_id,
    mapping: mappingSchema.parse(JSON.parse(row.mapping)),
    catalogue: row.catalogue === null ? null : catalogueSchema.parse(JSON.parse(row.catalogue)),
    summary: summarySchema.parse(JSON.parse(row.summary)) as CheckSummary,
    isStale: row.stale === 1,
  };
}
