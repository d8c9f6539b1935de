import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { failWith } from '../../shared/result.ts';
import { storeFailure } from './database.ts';
import { prepared } from './prepared.ts';
import { isWholeChunk } from './row-chunk.ts';

const chunkRow = z.object({ first_row: z.int(), row_count: z.int(), cells: z.instanceof(Uint8Array) });
const placeRow = z.tuple([z.int(), z.int()]);

/** A chunk as it is kept. */
export interface StagedChunk {
  readonly firstRow: number;
  readonly rowCount: number;
  /** See row-chunk.ts. */
  readonly bytes: Uint8Array;
}

/** Chunks that are read at once. */
const atOnce = 8;

const folderOf = (dataDir: string): string => join(dataDir, 'rows');
const fileOf = (dataDir: string, audienceId: string): string =>
  join(folderOf(dataDir), `${audienceId}.sqlite`);

/** Writing and opening failures of these files, with what they mean for the person. */
function guarded<Output>(act: () => Output): Output {
  try {
    return act();
  } catch (thrown) {
    throw storeFailure(thrown);
  }
}

/**
 * The rows of one audience while they are staged: a SQLite file of their own, written once from beginning to end.
 * Nothing is journalled on the disk: until the audience is ready, nobody reads them, and a file that was not finished is
 * deleted.
 */
export class RowFileWriter {
  private readonly db: Database.Database;

  /** @throws AppFailure `store.*` */
  constructor(dataDir: string, audienceId: string) {
    this.db = guarded(() => {
      mkdirSync(folderOf(dataDir), { recursive: true, mode: 0o700 });
      const path = fileOf(dataDir, audienceId);
      const db = new Database(path);
      try {
        chmodSync(path, 0o600);
        // Chunks are far larger than a page: large ones mean few, and larger ones would be half empty.
        db.pragma('page_size = 32768');
        db.pragma('journal_mode = MEMORY');
        db.pragma('synchronous = OFF');
        db.pragma('locking_mode = EXCLUSIVE');
        db.pragma('cache_size = -2048');
        db.exec(`CREATE TABLE row_chunk (
          first_row INTEGER PRIMARY KEY,
          row_count INTEGER NOT NULL,
          cells BLOB NOT NULL
        ) STRICT`);
        db.exec('BEGIN');
        return db;
      } catch (thrown) {
        db.close();
        throw thrown;
      }
    });
  }

  /** Adds chunks, in file order. @throws AppFailure `store.*` */
  add(chunks: readonly StagedChunk[]): void {
    const insert = prepared(this.db, 'INSERT INTO row_chunk (first_row, row_count, cells) VALUES (?, ?, ?)');
    guarded(() => {
      for (const { firstRow, rowCount, bytes } of chunks) insert.run(firstRow, rowCount, bytes);
    });
  }

  /** Takes back all chunks, where a file is read again from the start. */
  clear(): void {
    guarded(() => this.db.exec('DELETE FROM row_chunk'));
  }

  /** Makes the rows whole. Without it they are none. @throws AppFailure `store.*` */
  finish(): void {
    guarded(() => this.db.exec('COMMIT'));
  }

  /** Gives back all that was written. What can't be deleted here is deleted by the audience's owner. */
  discard(): void {
    this.db.close();
    try {
      rmSync(this.db.name, { force: true });
    } catch {
      // Why nothing came of it is what counts.
    }
  }

  close(): void {
    this.db.close();
  }
}

/** The staged rows of one audience, which never change. */
export class RowFile {
  private readonly db: Database.Database;

  /** @throws AppFailure `store.*` */
  constructor(dataDir: string, audienceId: string) {
    this.db = guarded(() => {
      const db = new Database(fileOf(dataDir, audienceId), { readonly: true, fileMustExist: true });
      // What is read once is hardly ever read again soon.
      db.pragma('cache_size = -2048');
      return db;
    });
  }

  /** The first rows of all chunks, and how many rows each has, in file order. */
  places(): { firstRow: number; rowCount: number }[] {
    return guarded(() =>
      prepared(this.db, 'SELECT first_row, row_count FROM row_chunk ORDER BY first_row').raw().all(),
    ).map((row) => {
      const [firstRow, rowCount] = placeRow.parse(row);
      return { firstRow, rowCount };
    });
  }

  /** Chunks in file order. @param from first row of the first chunk, and `to` the last row that is wanted */
  *chunks(from: number, to: number): Generator<StagedChunk> {
    for (let next = from; ; ) {
      const some = guarded(() =>
        prepared(
          this.db,
          `SELECT first_row, row_count, cells FROM row_chunk
           WHERE first_row >= ? AND first_row <= ? ORDER BY first_row LIMIT ${atOnce}`,
        ).all(next, to),
      ).map(parseChunk);
      for (const chunk of some) {
        next = chunk.firstRow + 1;
        yield chunk;
      }
      if (some.length < atOnce) return;
    }
  }

  /** The chunk that holds a row; null if there is no such row. */
  chunkOf(row: number): StagedChunk | null {
    const found = guarded(() =>
      prepared(
        this.db,
        'SELECT first_row, row_count, cells FROM row_chunk WHERE first_row <= ? ORDER BY first_row DESC LIMIT 1',
      ).get(row),
    );
    if (found === undefined) return null;
    const chunk = parseChunk(found);
    return row < chunk.firstRow + chunk.rowCount ? chunk : null;
  }

  close(): void {
    this.db.close();
  }
}

function parseChunk(value: unknown): StagedChunk {
  const row = chunkRow.parse(value);
  // After a power cut a file may have zeros where its last pages were.
  if (!isWholeChunk(row.cells, row.row_count))
    failWith('store.failed', undefined, 'a chunk of rows is damaged');
  return { firstRow: row.first_row, rowCount: row.row_count, bytes: row.cells };
}

/** Bytes that are overwritten at once. */
const overwriteSize = 1 << 20;

/**
 * Deletes the rows of an audience, if there are any.
 * @param how `overwritten`: with zeros before they are unlinked. (On disks that write elsewhere than they read, that is
 * as good as it gets.)
 */
export async function removeRowFile(
  dataDir: string,
  audienceId: string,
  how: 'overwritten' | 'unlinked',
): Promise<void> {
  const path = fileOf(dataDir, audienceId);
  // Where overwriting fails (a disk that writes elsewhere, and is full), deleting is all that can be done.
  if (how === 'overwritten') await overwrite(path).catch(() => undefined);
  await rm(path, { force: true });
}

async function overwrite(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const zeros = Buffer.alloc(Math.min(size, overwriteSize));
    for (let at = 0; at < size; at += zeros.length)
      await file.write(zeros, 0, Math.min(zeros.length, size - at), at);
    await file.datasync();
    // Gives its room back even where the file itself is still open somewhere.
    await file.truncate(0);
  } finally {
    await file.close();
  }
}

/**
 * Has the disk keep the rows of an audience, which until then may only be on their way to it. Nobody has to wait for
 * it: a power cut before leaves damaged rows, which are noticed when they are read.
 */
export async function keepRowFile(dataDir: string, audienceId: string): Promise<void> {
  const file = await open(fileOf(dataDir, audienceId), 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** The audiences of which there are row files. */
export function audiencesWithRows(dataDir: string): string[] {
  try {
    return readdirSync(folderOf(dataDir))
      .filter((name) => name.endsWith('.sqlite'))
      .map((name) => name.slice(0, -'.sqlite'.length));
  } catch {
    // No folder: nothing was ever staged.
    return [];
  }
}

/** The data folder that a store is in. */
export const dataDirOf = (db: Database.Database): string => dirname(db.name);
