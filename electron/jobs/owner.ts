import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** This process as the owner of runs and imports: a mark that no other process ever has. */
export const thisOwner = randomUUID();

const ownerPattern = /^[0-9a-f-]{36}$/;
const fileOf = (dataDir: string, owner: string): string => join(dataDir, 'owners', `${owner}.lock`);

/** Held locks by data folder: two engines of one process in the same folder share one. */
const held = new Map<string, { readonly lock: Database.Database; users: number }>();

/**
 * Shows to other processes that this one is alive, for as long as it is: holds an exclusive lock on a file of its
 * own, which the operating system lets go when the process ends, however it ends. (A process number says less:
 * another process may have it by then.)
 * @returns a function that ends it
 */
export function holdOwner(dataDir: string): () => void {
  const path = fileOf(dataDir, thisOwner);
  let entry = held.get(path);
  if (!entry) {
    mkdirSync(join(dataDir, 'owners'), { recursive: true, mode: 0o700 });
    const lock = new Database(path);
    // Nothing is ever written: no file beside it.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    entry = { lock, users: 0 };
    held.set(path, entry);
  }
  entry.users += 1;
  const { lock } = entry;
  let released = false;
  return () => {
    const current = held.get(path);
    if (released || !current) return;
    released = true;
    current.users -= 1;
    if (current.users > 0) return;
    held.delete(path);
    lock.close();
    rmSync(path, { force: true });
  };
}

/**
 * Whether the process that took a run or an import is still there. In doubt it is.
 * @param dataDir the folder in which it works
 */
export const ownerProbe =
  (dataDir: string) =>
  (owner: string): boolean => {
    if (owner === thisOwner) return true;
    if (!ownerPattern.test(owner)) return false;
    return isLocked(fileOf(dataDir, owner));
  };

/** Removes the lock files of processes that are gone. */
export function tidyOwners(dataDir: string): void {
  const folder = join(dataDir, 'owners');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const owner = name.replace(/\.lock$/, '');
    // No process ever takes another's mark again, so a file whose lock is free stays free.
    if (owner !== thisOwner && ownerPattern.test(owner)) isLocked(join(folder, name));
  }
}

function isLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  let lock: Database.Database | null = null;
  try {
    lock = new Database(path, { fileMustExist: true, timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    lock.exec('ROLLBACK');
  } catch {
    return existsSync(path);
  } finally {
    lock?.close();
  }
  rmSync(path, { force: true });
  return false;
}
