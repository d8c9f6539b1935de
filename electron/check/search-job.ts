import { inOrder, type TaskRunner } from '../jobs/pool-client.ts';
import type { SearchTask } from './search-range.ts';

export type SearchInput = SearchTask;

/** Chunks that one task of the pool searches. */
const chunksPerTask = 32;

/** Looks for rows all over an audience, in the pool's threads. @returns their numbers, in file order */
export async function searchJob(
  input: SearchInput,
  signal: AbortSignal,
  _report: (progress: never) => void,
  pool: TaskRunner,
): Promise<Uint32Array> {
  const tasks: (() => Promise<readonly Uint32Array[]>)[] = [];
  for (let from = 0; from < input.chunks.length; from += chunksPerTask) {
    const chunks = input.chunks.slice(from, from + chunksPerTask);
    tasks.push(() => pool.run('searchRange', { ...input, chunks }));
  }
  const found: Uint32Array[] = [];
  let length = 0;
  await inOrder(tasks, pool.size * 2, (lists) => {
    signal.throwIfAborted();
    for (const list of lists) {
      found.push(list);
      length += list.length;
    }
  });
  const rows = new Uint32Array(length);
  let at = 0;
  for (const list of found) {
    rows.set(list, at);
    at += list.length;
  }
  return rows;
}
