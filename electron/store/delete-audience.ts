import { breathe } from '../jobs/breathe.ts';
import type { Db } from './database.ts';
import { deleteAtOnce, unlinking } from './make-room.ts';

/** Chunks that go in one transaction: no thread is kept for long. */
const chunksAtOnce = { overwritten: 8, unlinked: 64 } as const;

/**
 * Deletes an audience with all that belongs to it.
 * @param how `overwritten`: people are overwritten with zeros, which needs as much room in the write-ahead log as they
 * had; `unlinked`: their pages are only let go, which needs next to none. `giveBack` then cuts them off
 */
export async function deleteAudience(db: Db, id: string, how: 'overwritten' | 'unlinked'): Promise<void> {
  db.prepare("UPDATE audience SET state = 'cancelled', owner = NULL WHERE id = ?").run(id);
  const chunks = db.prepare(
    'DELETE FROM row_chunk WHERE rowid IN (SELECT rowid FROM row_chunk WHERE audience_id = ? LIMIT ?)',
  );
  const deleteSome = (): number =>
    how === 'overwritten'
      ? chunks.run(id, chunksAtOnce.overwritten).changes
      : unlinking(db, () => chunks.run(id, chunksAtOnce.unlinked).changes);
  while (db.open && deleteSome() > 0) await breathe();
  if (db.open) db.prepare('DELETE FROM audience WHERE id = ?').run(id);
}

/** Deletes an audience on a disk that is full. @throws SqliteError if there is no room even for that */
export function deleteAudienceAtOnce(db: Db, id: string): void {
  deleteAtOnce(db, () => void db.prepare('DELETE FROM audience WHERE id = ?').run(id));
}
