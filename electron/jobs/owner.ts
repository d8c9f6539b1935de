import { randomUUID } from 'node:crypto';

/** This process as the owner of a run: its number, and a mark that a later process with that number hasn't. */
export const thisOwner = `${process.pid}:${randomUUID()}`;

/** Whether the process that took a run is still there. In doubt it is. */
export function isOwnerAlive(owner: string): boolean {
  if (owner === thisOwner) return true;
  const pid = Number(owner.split(':')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // EPERM: there is such a process, and it isn't ours.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
