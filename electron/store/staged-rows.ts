import * as z from 'zod';
import type { Row } from '../../shared/audience.ts';
import { CellEdits } from './cell-edits.ts';
import type { Db } from './database.ts';
import { deleteAtOnce } from './make-room.ts';
import { prepared } from './prepared.ts';
import { decodeRows, decodeSome } from './row-chunk.ts';

const chunkRow = z.object({ first_row: z.int(), row_count: z.int(), cells: z.instanceof(Uint8Array) });

/** A chunk as it is kept. */
export interface StagedChunk {
  readonly firstRow: number;
  readonly rowCount: number;
  /** See row-chunk.ts. */
  readonly bytes: Uint8Array;
}

/** A run of consecutive rows as they are staged. */
export interface RowChunk {
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
}

/** The rows of audiences, in chunks as they are in their files, with what the person edited laid over them. */
export class StagedRows {
  /** What the person changed in the rows. */
  readonly edits: CellEdits;
  protected readonly db: Db;

  constructor(db: Db) {
    this.db = db;
    this.edits = new CellEdits(db);
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

  /** Removes the staged rows of an audience that comes to nothing, and gives their room back to the disk. */
  discard(id: string): void {
    deleteAtOnce(this.db, () => this.unstage(id));
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

  /** Which of some rows somebody edited. */
  editedRows(id: string, from: number, to: number): Set<number> {
    return new Set(this.edits.between(id, from, to).map(({ row }) => row));
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
}

function parseChunk(value: unknown): StagedChunk {
  const row = chunkRow.parse(value);
  return { firstRow: row.first_row, rowCount: row.row_count, bytes: row.cells };
}
