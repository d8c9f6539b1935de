import type { Row } from '../../shared/audience.ts';
import { CellEdits } from './cell-edits.ts';
import type { Db } from './database.ts';
import { decodeRows, decodeSome } from './row-chunk.ts';
import { dataDirOf, RowFile, type StagedChunk } from './row-file.ts';

/** A run of consecutive rows as they are staged. */
export interface RowChunk {
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
}

/** Row files that are kept open. */
const mostFiles = 2;

/** The rows of audiences, in chunks as they are in their files, with what the person edited laid over them. */
export class StagedRows {
  /** What the person changed in the rows. */
  readonly edits: CellEdits;
  protected readonly db: Db;
  protected readonly dataDir: string;
  /** Row files that are open, by audience. */
  private readonly opened = new Map<string, RowFile>();

  constructor(db: Db) {
    this.db = db;
    this.dataDir = dataDirOf(db);
    this.edits = new CellEdits(db);
  }

  /** The first rows of all chunks, and how many rows each has, in file order. */
  chunkPlaces(id: string): { firstRow: number; rowCount: number }[] {
    return this.file(id).places();
  }

  /**
   * Chunks in file order, as the person edited them. Read a few at a time: nothing else may use this connection
   * meanwhile.
   * @param from first row of the first chunk, and `to` the last row that is wanted
   */
  *chunks(id: string, from = 1, to = Number.MAX_SAFE_INTEGER): Generator<RowChunk> {
    for (const chunk of this.stagedChunks(id, from, to)) yield this.decode(id, chunk);
  }

  /** Chunks as they were staged, without what the person edited. */
  stagedChunks(id: string, from = 1, to = Number.MAX_SAFE_INTEGER): Generator<StagedChunk> {
    return this.file(id).chunks(from, to);
  }

  /** As `stagedChunks`, of the one that holds a row; null if there is no such row. */
  stagedChunk(id: string, row: number): StagedChunk | null {
    return this.file(id).chunkOf(row);
  }

  /** The chunk that holds a row; null if there is no such row. */
  chunkOf(id: string, row: number): RowChunk | null {
    const chunk = this.stagedChunk(id, row);
    return chunk && this.decode(id, chunk);
  }

  /** Rows `offset + 1` to `offset + limit`. */
  rows(id: string, offset: number, limit: number): Row[] {
    const result: Row[] = [];
    while (result.length < limit) {
      const row = offset + result.length + 1;
      const chunk = this.stagedChunk(id, row);
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
    const chunk = this.stagedChunk(id, firstRow);
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

  /** Lets go of the files that were read. */
  close(): void {
    for (const file of this.opened.values()) file.close();
    this.opened.clear();
  }

  /** Lets go of an audience's file, which is deleted. */
  protected letGo(id: string): void {
    this.opened.get(id)?.close();
    this.opened.delete(id);
  }

  private decode(id: string, { firstRow, bytes }: StagedChunk): RowChunk {
    const rows = decodeRows(bytes);
    this.edits.apply(id, firstRow, rows);
    return { firstRow, rows };
  }

  private file(id: string): RowFile {
    const known = this.opened.get(id);
    if (known) return known;
    const file = new RowFile(this.dataDir, id);
    // Whoever works with an audience hardly works with another one.
    if (this.opened.size >= mostFiles) this.close();
    this.opened.set(id, file);
    return file;
  }
}
