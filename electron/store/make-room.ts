import { breathe } from '../jobs/breathe.ts';
import { type Db, storeFailure } from './database.ts';

/** Pages that are given back to the disk at once. */
const pagesAtOnce = 64;

/**
 * Deletes without overwriting: full pages are only let go, which takes next to no room in the write-ahead log. For what
 * {@link giveBack} cuts off right after, and for a disk that is full.
 */
export function unlinking<T>(db: Db, work: () => T): T {
  db.pragma('secure_delete = FAST');
  try {
    return work();
  } finally {
    db.pragma('secure_delete = ON');
  }
}

/** Gives the room of what was deleted back to the disk, bit by bit, and empties the write-ahead log. */
export async function giveBack(db: Db): Promise<void> {
  const freePages = (): number => db.pragma('freelist_count', { simple: true }) as number;
  for (let before = Number.POSITIVE_INFINITY; db.open; ) {
    const free = freePages();
    if (free === 0 || free >= before) break;
    before = free;
    db.pragma(`incremental_vacuum(${pagesAtOnce})`);
    await breathe();
  }
  if (db.open) emptyLog(db);
}

/** Moves what is in the write-ahead log to its place, and gives the log's room back. Waits for nobody who reads. */
function emptyLog(db: Db): void {
  const patience = db.pragma('busy_timeout', { simple: true }) as number;
  db.pragma('busy_timeout = 0');
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.pragma(`busy_timeout = ${patience}`);
  }
}

/** Writes; where there is no room for it, once more after the log was emptied, as far as that can be done. */
export function writeWithRelief<T>(db: Db, write: () => T): T {
  try {
    return write();
  } catch (thrown) {
    if (!isFull(thrown)) throw thrown;
    try {
      emptyLog(db);
    } catch {
      // Then there is as much room as before.
    }
    return write();
  }
}

/** Whether something could not be written for want of room. */
export const isFull = (thrown: unknown): boolean => storeFailure(thrown).error.code === 'store.disk_full';
