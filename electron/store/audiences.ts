import * as z from 'zod';
import {
  type Audience,
  type AudienceState,
  type Oddity,
  oddityCodes,
  type ReadAs,
  type Row,
} from '../../shared/audience.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import { type ReadHow, readHowSchema } from '../../shared/read-how.ts';
import { failWith } from '../../shared/result.ts';
import { breathe } from '../jobs/breathe.ts';
import { CellEdits } from './cell-edits.ts';
import type { Db } from './database.ts';
import { prepared } from './prepared.ts';
import { decodeRows, decodeSome } from './row-chunk.ts';

const readAsSchema = z.object({
  encoding: z.string(),
  encodingGuessed: z.boolean(),
  delimiter: z.string(),
  headerLine: z.int(),
  container: z.enum(['gzip', 'zip']).optional(),
  sheet: z.string().optional(),
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })).optional(),
});

const odditySchema = z.object({
  code: z.enum(oddityCodes),
  count: z.int(),
  line: z.int().optional(),
});

const audienceRow = z.object({
  id: z.string(),
  file_name: z.string(),
  file_size: z.int(),
  state: z.enum(['importing', 'ready', 'failed', 'cancelled']),
  read_as: z.string(),
  columns: z.string(),
  row_count: z.int(),
  oddities: z.string(),
  imported_at: z.int(),
});

const sourceRow = z.object({
  path: z.string(),
  how: z.string().transform((text) => readHowSchema.parse(JSON.parse(text))),
  fingerprint: z.string().nullable(),
});

const historyRow = z.object({ imported_at: z.int(), mapping: z.string().nullable() });

const chunkRow = z.object({ first_row: z.int(), row_count: z.int(), cells: z.instanceof(Uint8Array) });

/** A chunk as it is kept. */
export interface StagedChunk {
  readonly firstRow: number;
  readonly rowCount: number;
  /** See row-chunk.ts. */
  readonly bytes: Uint8Array;
}

/** Where an audience came from. Never told to the window: it knows names, no paths. */
export interface AudienceSource {
  readonly path: string;
  /** What the person chose when it was read. */
  readonly how: ReadHow;
  /** SHA-256 of the file, in hexadecimal; null while it is being imported. */
  readonly fingerprint: string | null;
}

/** A run of consecutive rows as they are staged. */
export interface RowChunk {
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
}

/** The audiences of a store: their staged rows and the mapping that the person is working on. */
export class AudienceStore {
  /** What the person changed in the rows. */
  readonly edits: CellEdits;
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
    this.edits = new CellEdits(db);
  }

  /** @param owner the process that imports it */
  add(
    audience: Audience,
    owner: string,
    source: Omit<AudienceSource, 'fingerprint'> = { path: '', how: {} },
  ): void {
    this.db
      .prepare(
        `INSERT INTO audience (id, file_name, file_size, state, read_as, columns, row_count, oddities, imported_at, path, how, owner)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        audience.id,
        audience.fileName,
        audience.fileSize,
        audience.state,
        JSON.stringify(audience.readAs),
        JSON.stringify(audience.columns),
        audience.rowCount,
        JSON.stringify(audience.oddities),
        audience.importedAt,
        source.path,
        JSON.stringify(source.how),
        owner,
      );
  }

  finish(
    id: string,
    result: {
      readonly state: AudienceState;
      readonly fileSize: number;
      readonly fingerprint: string;
      readonly readAs: ReadAs;
      readonly columns: readonly string[];
      readonly rowCount: number;
      readonly oddities: readonly Oddity[];
    },
  ): void {
    this.db
      .prepare(
        `UPDATE audience SET state = ?, file_size = ?, fingerprint = ?, read_as = ?, columns = ?, row_count = ?, oddities = ?, owner = NULL
         WHERE id = ?`,
      )
      .run(
        result.state,
        result.fileSize,
        result.fingerprint,
        JSON.stringify(result.readAs),
        JSON.stringify(result.columns),
        result.rowCount,
        JSON.stringify(result.oddities),
        id,
      );
    this.db
      .prepare(
        `INSERT INTO file_history (fingerprint, file_name, imported_at)
         SELECT fingerprint, file_name, imported_at FROM audience WHERE id = ?
         ON CONFLICT (fingerprint) DO NOTHING`,
      )
      .run(id);
    this.noteMapping(id);
  }

  /** What is remembered of a file, whether an audience of it is still here or not. */
  history(fingerprint: string): { firstImportedAt: number; mapping: Mapping | null } | null {
    const row = this.db
      .prepare('SELECT imported_at, mapping FROM file_history WHERE fingerprint = ?')
      .get(fingerprint);
    if (row === undefined) return null;
    const { imported_at: firstImportedAt, mapping } = historyRow.parse(row);
    return { firstImportedAt, mapping: mapping === null ? null : readMapping(mapping) };
  }

  private noteMapping(id: string): void {
    this.db
      .prepare(
        `UPDATE file_history SET mapping = audience.mapping FROM audience
         WHERE audience.id = ? AND audience.fingerprint = file_history.fingerprint AND audience.mapping IS NOT NULL`,
      )
      .run(id);
  }

  /** @throws AppFailure `audience.not_found` */
  get(id: string): Audience {
    const row = this.db.prepare('SELECT * FROM audience WHERE id = ?').get(id);
    return row === undefined ? failWith('audience.not_found') : parseAudience(row);
  }

  /** @throws AppFailure `audience.not_found`, or `audience.not_ready` while it is being imported */
  getReady(id: string): Audience {
    const audience = this.get(id);
    return audience.state === 'ready'
      ? audience
      : failWith('audience.not_ready', { file: audience.fileName });
  }

  /** Newest first. */
  list(): Audience[] {
    return this.db
      .prepare("SELECT * FROM audience WHERE state IN ('importing', 'ready') ORDER BY imported_at DESC, id")
      .all()
      .map(parseAudience);
  }

  /** @throws AppFailure `audience.not_found` */
  source(id: string): AudienceSource {
    const row = this.db.prepare('SELECT path, how, fingerprint FROM audience WHERE id = ?').get(id);
    return row === undefined ? failWith('audience.not_found') : sourceRow.parse(row);
  }

  /** Whether any audience was read from a path. */
  isSource(path: string): boolean {
    return this.db.prepare('SELECT 1 FROM audience WHERE path = ?').get(path) !== undefined;
  }

  /** Audiences made of a file with this content, newest first. */
  withFingerprint(fingerprint: string): Audience[] {
    return this.db
      .prepare(
        "SELECT * FROM audience WHERE fingerprint = ? AND state = 'ready' ORDER BY imported_at DESC, id",
      )
      .all(fingerprint)
      .map(parseAudience);
  }

  /**
   * Removes an audience with all that belongs to it. It is gone from every list at once; its rows go in steps
   * that keep no thread for long, since deleted people are overwritten.
   */
  async remove(id: string): Promise<void> {
    this.db.prepare("UPDATE audience SET state = 'cancelled', owner = NULL WHERE id = ?").run(id);
    const chunks = this.db.prepare(
      'DELETE FROM row_chunk WHERE rowid IN (SELECT rowid FROM row_chunk WHERE audience_id = ? LIMIT 8)',
    );
    while (this.db.open && chunks.run(id).changes > 0) await breathe();
    if (this.db.open) this.db.prepare('DELETE FROM audience WHERE id = ?').run(id);
  }

  /** Imports that a process didn't live to end: their rows are no use, and are removed. */
  async removeUnfinished(isAlive: (owner: string) => boolean): Promise<void> {
    const unfinished = this.db.prepare("SELECT id, owner FROM audience WHERE state <> 'ready'").all();
    for (const value of unfinished) {
      const { id, owner } = z.object({ id: z.string(), owner: z.string().nullable() }).parse(value);
      if (owner === null || !isAlive(owner)) await this.remove(id);
    }
  }

  /** Stages chunks in one transaction. */
  stage(id: string, chunks: readonly StagedChunk[]): void {
    if (chunks.length === 0) return;
    const insert = prepared(
      this.db,
      'INSERT INTO row_chunk (audience_id, first_row, row_count, cells) VALUES (?, ?, ?, ?)',
    );
    this.db.transaction(() => {
      for (const { firstRow, rowCount, bytes } of chunks) insert.run(id, firstRow, rowCount, bytes);
    })();
  }

  /** Removes the staged rows of an audience that is read again from the start. */
  unstage(id: string): void {
    prepared(this.db, 'DELETE FROM row_chunk WHERE audience_id = ?').run(id);
  }

  /** The first rows of all chunks, and how many rows each has, in file order. */
  chunkPlaces(id: string): { firstRow: number; rowCount: number }[] {
    return prepared(
      this.db,
      'SELECT first_row AS firstRow, row_count AS rowCount FROM row_chunk WHERE audience_id = ? ORDER BY first_row',
    ).all(id) as { firstRow: number; rowCount: number }[];
  }

  /**
   * Chunks in file order, as the person edited them. Read a few at a time: nothing else may use this connection
   * meanwhile.
   * @param from first row of the first chunk, and `to` the last row that is wanted
   * @param columns places of the columns that are looked at, where not all are
   */
  *chunks(
    id: string,
    from = 1,
    to = Number.MAX_SAFE_INTEGER,
    columns?: readonly number[],
  ): Generator<RowChunk> {
    for (const chunk of this.stagedChunks(id, from, to)) yield this.decode(id, chunk, columns);
  }

  /** Chunks as they were staged, without what the person edited. */
  *stagedChunks(id: string, from = 1, to = Number.MAX_SAFE_INTEGER): Generator<StagedChunk> {
    const rows = prepared(
      this.db,
      `SELECT first_row, row_count, cells FROM row_chunk
       WHERE audience_id = ? AND first_row >= ? AND first_row <= ? ORDER BY first_row LIMIT 8`,
    );
    for (let next = from; ; ) {
      const some = rows.all(id, next, to).map(parseChunk);
      for (const chunk of some) {
        next = chunk.firstRow + 1;
        yield chunk;
      }
      if (some.length < 8) return;
    }
  }

  /** The chunk that holds a row; null if there is no such row. */
  chunkOf(id: string, row: number): RowChunk | null {
    const chunk = this.stagedChunkOf(id, row);
    return chunk && this.decode(id, chunk);
  }

  /** Rows `offset + 1` to `offset + limit`. */
  rows(id: string, offset: number, limit: number): Row[] {
    const result: Row[] = [];
    while (result.length < limit) {
      const row = offset + result.length + 1;
      const chunk = this.stagedChunkOf(id, row);
      if (!chunk) break;
      const some = decodeSome(chunk.bytes, row - chunk.firstRow, limit - result.length);
      this.edits.apply(id, row, some);
      some.forEach((cells, index) => {
        result.push({ row: row + index, cells });
      });
    }
    return result;
  }

  /** Single rows of one chunk, by their numbers. @param firstRow the chunk's first */
  someRows(id: string, firstRow: number, wanted: readonly number[]): ReadonlyMap<number, readonly string[]> {
    const rows = new Map<number, readonly string[]>();
    const chunk = this.stagedChunkOf(id, firstRow);
    if (!chunk) return rows;
    const isEdited = this.edits.between(id, firstRow, firstRow + chunk.rowCount - 1).length > 0;
    for (const row of wanted) {
      const some = decodeSome(chunk.bytes, row - firstRow, 1);
      if (isEdited) this.edits.apply(id, row, some);
      if (some[0]) rows.set(row, some[0]);
    }
    return rows;
  }

  private decode(id: string, { firstRow, bytes }: StagedChunk, columns?: readonly number[]): RowChunk {
    const rows = decodeRows(bytes, columns);
    this.edits.apply(id, firstRow, rows);
    return { firstRow, rows };
  }

  private stagedChunkOf(id: string, row: number): StagedChunk | null {
    const found = prepared(
      this.db,
      'SELECT first_row, row_count, cells FROM row_chunk WHERE audience_id = ? AND first_row <= ? ORDER BY first_row DESC LIMIT 1',
    ).get(id, row);
    if (found === undefined) return null;
    const chunk = parseChunk(found);
    return row < chunk.firstRow + chunk.rowCount ? chunk : null;
  }

  mapping(id: string): Mapping | null {
    const row = z
      .object({ mapping: z.string().nullable() })
      .optional()
      .parse(this.db.prepare('SELECT mapping FROM audience WHERE id = ?').get(id));
    if (!row) failWith('audience.not_found');
    return row.mapping === null ? null : readMapping(row.mapping);
  }

  setMapping(id: string, mapping: Mapping): void {
    const { changes } = this.db
      .prepare('UPDATE audience SET mapping = ? WHERE id = ?')
      .run(JSON.stringify(mapping), id);
    if (changes === 0) failWith('audience.not_found');
    this.noteMapping(id);
  }
}

/** A mapping that an older version wrote and this one can't read is null: it is proposed anew. */
function readMapping(text: string): Mapping | null {
  const parsed = mappingSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

function parseAudience(value: unknown): Audience {
  const row = audienceRow.parse(value);
  return {
    id: row.id,
    fileName: row.file_name,
    fileSize: row.file_size,
    state: row.state,
    readAs: readAsSchema.parse(JSON.parse(row.read_as)) as ReadAs,
    columns: z.array(z.string()).parse(JSON.parse(row.columns)),
    rowCount: row.row_count,
    oddities: z.array(odditySchema).parse(JSON.parse(row.oddities)) as Oddity[],
    importedAt: row.imported_at,
  };
}

function parseChunk(value: unknown): StagedChunk {
  const row = chunkRow.parse(value);
  return { firstRow: row.first_row, rowCount: row.row_count, bytes: row.cells };
}
