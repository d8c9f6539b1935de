import * as z from 'zod';
import type { Audience, AudienceState, Oddity, ReadAs, Row } from '../../shared/audience.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import { failWith } from '../../shared/result.ts';
import type { Db } from './database.ts';

const readAsSchema = z.object({
  encoding: z.string(),
  encodingGuessed: z.boolean(),
  delimiter: z.string(),
  headerLine: z.int(),
});

const odditySchema = z.object({
  code: z.enum([
    'blank_rows',
    'short_rows',
    'long_rows',
    'duplicate_headers',
    'empty_headers',
    'broken_quotes',
  ]),
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

const cellsSchema = z.array(z.array(z.string()));

const chunkRow = z.object({ first_row: z.int(), row_count: z.int(), cells: z.instanceof(Uint8Array) });

/** A run of consecutive rows as they are staged. */
export interface RowChunk {
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
}

/** How many rows one staged chunk holds: small enough to read a page at once, large enough to be cheap. */
export const rowsPerChunk = 1000;

const decoder = new TextDecoder();

/** The audiences of a store: their staged rows and the mapping that the person is working on. */
export class AudienceStore {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** @param owner the process that imports it */
  add(audience: Audience, owner: string): void {
    this.db
      .prepare(
        `INSERT INTO audience (id, file_name, file_size, state, read_as, columns, row_count, oddities, imported_at, owner)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        owner,
      );
  }

  finish(
    id: string,
    result: {
      readonly state: AudienceState;
      readonly fileSize: number;
      readonly readAs: ReadAs;
      readonly columns: readonly string[];
      readonly rowCount: number;
      readonly oddities: readonly Oddity[];
    },
  ): void {
    this.db
      .prepare(
        `UPDATE audience SET state = ?, file_size = ?, read_as = ?, columns = ?, row_count = ?, oddities = ?, owner = NULL
         WHERE id = ?`,
      )
      .run(
        result.state,
        result.fileSize,
        JSON.stringify(result.readAs),
        JSON.stringify(result.columns),
        result.rowCount,
        JSON.stringify(result.oddities),
        id,
      );
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
    return this.db.prepare('SELECT * FROM audience ORDER BY imported_at DESC, id').all().map(parseAudience);
  }

  remove(id: string): void {
    this.db.prepare('DELETE FROM audience WHERE id = ?').run(id);
  }

  /** Imports that a process didn't live to end: their rows are no use, and are removed. */
  removeUnfinished(isAlive: (owner: string) => boolean): void {
    const unfinished = this.db.prepare("SELECT id, owner FROM audience WHERE state <> 'ready'").all();
    for (const value of unfinished) {
      const { id, owner } = z.object({ id: z.string(), owner: z.string().nullable() }).parse(value);
      if (owner === null || !isAlive(owner)) this.remove(id);
    }
  }

  /** Stages chunks in one transaction. */
  stage(id: string, chunks: readonly RowChunk[]): void {
    const insert = this.db.prepare(
      'INSERT INTO row_chunk (audience_id, first_row, row_count, cells) VALUES (?, ?, ?, ?)',
    );
    this.db.transaction(() => {
      for (const chunk of chunks) {
        insert.run(id, chunk.firstRow, chunk.rows.length, Buffer.from(JSON.stringify(chunk.rows)));
      }
    })();
  }

  /** Removes the staged rows of an audience that is read again from the start. */
  unstage(id: string): void {
    this.db.prepare('DELETE FROM row_chunk WHERE audience_id = ?').run(id);
  }

  /** All chunks in file order, read one at a time: nothing else may use this connection meanwhile. */
  *chunks(id: string): Generator<RowChunk> {
    const rows = this.db.prepare(
      'SELECT first_row, row_count, cells FROM row_chunk WHERE audience_id = ? AND first_row > ? ORDER BY first_row LIMIT 8',
    );
    let after = 0;
    for (;;) {
      const some = rows.all(id, after);
      if (some.length === 0) return;
      for (const row of some) {
        const chunk = parseChunk(row);
        after = chunk.firstRow;
        yield chunk;
      }
    }
  }

  /** The chunk that holds a row; null if there is no such row. */
  chunkOf(id: string, row: number): RowChunk | null {
    const found = this.db
      .prepare(
        'SELECT first_row, row_count, cells FROM row_chunk WHERE audience_id = ? AND first_row <= ? ORDER BY first_row DESC LIMIT 1',
      )
      .get(id, row);
    if (found === undefined) return null;
    const chunk = parseChunk(found);
    return row < chunk.firstRow + chunk.rows.length ? chunk : null;
  }

  /** Rows `offset + 1` to `offset + limit`. */
  rows(id: string, offset: number, limit: number): Row[] {
    const result: Row[] = [];
    for (let row = offset + 1; result.length < limit; ) {
      const chunk = this.chunkOf(id, row);
      if (!chunk) break;
      for (; row < chunk.firstRow + chunk.rows.length && result.length < limit; row += 1) {
        result.push({ row, cells: chunk.rows[row - chunk.firstRow] ?? [] });
      }
    }
    return result;
  }

  mapping(id: string): Mapping | null {
    const row = z
      .object({ mapping: z.string().nullable() })
      .optional()
      .parse(this.db.prepare('SELECT mapping FROM audience WHERE id = ?').get(id));
    if (!row) failWith('audience.not_found');
    if (row.mapping === null) return null;
    // A mapping that an older version wrote and this one can't read is proposed anew.
    const parsed = mappingSchema.safeParse(JSON.parse(row.mapping));
    return parsed.success ? parsed.data : null;
  }

  setMapping(id: string, mapping: Mapping): void {
    const { changes } = this.db
      .prepare('UPDATE audience SET mapping = ? WHERE id = ?')
      .run(JSON.stringify(mapping), id);
    if (changes === 0) failWith('audience.not_found');
  }
}

function parseAudience(value: unknown): Audience {
  const row = audienceRow.parse(value);
  return {
    id: row.id,
    fileName: row.file_name,
    fileSize: row.file_size,
    state: row.state,
    readAs: readAsSchema.parse(JSON.parse(row.read_as)),
    columns: z.array(z.string()).parse(JSON.parse(row.columns)),
    rowCount: row.row_count,
    oddities: z.array(odditySchema).parse(JSON.parse(row.oddities)) as Oddity[],
    importedAt: row.imported_at,
  };
}

function parseChunk(value: unknown): RowChunk {
  const row = chunkRow.parse(value);
  return { firstRow: row.first_row, rows: cellsSchema.parse(JSON.parse(decoder.decode(row.cells))) };
}
