import { statfsSync } from 'node:fs';
import { failWith } from '../../shared/result.ts';

/**
 * Bytes of the disk that are left alone, so that there is room to finish or to clean up, and for everything else on
 * the computer. What is written in bulk stops long before the small notes of a push do.
 */
export const roomKept = { inBulk: 64 << 20, notes: 16 << 20 } as const;

/** Bytes that are free on the disk of a folder; null where the system doesn't say. */
export function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Whether so many bytes are free on the disk of a folder. In doubt they are. */
export const hasRoom = (folder: string, bytes: number): boolean =>
  (freeBytes(folder) ?? Number.POSITIVE_INFINITY) >= bytes;

/** @throws AppFailure `store.disk_full` if fewer bytes are free on the disk of a folder */
export function requireRoom(folder: string, bytes: number): void {
  if (!hasRoom(folder, bytes)) failWith('store.disk_full');
}
