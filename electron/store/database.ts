import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type AppError, AppFailure, appError, failWith, toAppError } from '../../shared/result.ts';

export type Db = Database.Database;

/** A schema as a list of steps: step N takes a store from version N to N + 1. Steps are never changed, only added. */
export type Migrations = readonly string[];

export interface OpenOptions {
  readonly migrations: Migrations;
  /**
   * `full`: every commit survives a power cut (WAL's default loses the last ones). For runs.
   * `normal`: it survives a crash of the process. For staged rows, which can be read from their file again.
   */
  readonly durability: 'full' | 'normal';
  /** Bytes; of a new store only. */
  readonly pageSize?: number;
  /** KiB of pages that each connection keeps in memory. */
  readonly cacheSize?: number;
}

/**
 * Opens a SQLite store, making its folder, and brings its schema up to date.
 * @throws AppFailure `store.newer_version` if a newer app wrote it, `store.failed` if it can't be opened
 */
export function openDatabase(path: string, options: OpenOptions): Db {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const db = new Database(path);
    chmodSync(path, 0o600);
    if (options.pageSize !== undefined) db.pragma(`page_size = ${options.pageSize}`);
    // Only heeded while the store is empty: what is deleted later can be given back to the disk bit by bit.
    db.pragma('auto_vacuum = INCREMENTAL');
    if (options.cacheSize !== undefined) db.pragma(`cache_size = -${options.cacheSize}`);
    db.pragma('journal_mode = WAL');
    db.pragma(`synchronous = ${options.durability === 'full' ? 'FULL' : 'NORMAL'}`);
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 10000');
    // Deleted people are overwritten with zeros, not only unlinked.
    db.pragma('secure_delete = ON');
    migrate(db, options.migrations);
    return db;
  } catch (thrown) {
    throw storeFailure(thrown);
  }
}

function migrate(db: Db, migrations: Migrations): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length) failWith('store.newer_version', { version });
  if (version === migrations.length) return;
  db.transaction(() => {
    // Read again inside the lock: another process may have migrated meanwhile.
    const from = db.pragma('user_version', { simple: true }) as number;
    for (const step of migrations.slice(from)) db.exec(step);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/** A failure of the store as ours: a full disk has words of its own. */
export function storeFailure(thrown: unknown): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppFailure(appError(noRoom.has(code) ? 'store.disk_full' : 'store.failed', undefined, detail), {
    cause: thrown,
  });
}

/** What a full disk, a used-up quota or a limit on the size of files look like. */
const noRoom: ReadonlySet<string> = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_SHMSIZE',
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
]);

/** Any thrown thing as data, as `toAppError`; what the store or the disk said gets its own code. */
export function toStoreError(thrown: unknown): AppError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const isStore = (thrown instanceof Error && thrown.name === 'SqliteError') || noRoom.has(code);
  return toAppError(isStore ? storeFailure(thrown) : thrown);
}
