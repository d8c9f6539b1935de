import { type MessagePort, parentPort } from 'node:worker_threads';
import { toAppError } from '../../shared/result.ts';
import { storeFailure } from '../store/database.ts';
import { loadTask } from './load-task.ts';
import type { TaskReply, TaskRequest } from './pool-tasks.ts';

/** The pool thread's side: takes ports from its owner, and does what is asked for at each. */
export function servePool(): void {
  // A check nearly always follows what a thread is started for: its code is read while there is nothing else to do.
  setTimeout(() => void loadTask('checkRange').catch(() => undefined), 100).unref();
  parentPort?.on('message', (port: MessagePort) => {
    port.on('message', (request: TaskRequest) => void answer(port, request));
  });
}

async function answer(port: MessagePort, { id, task, input }: TaskRequest): Promise<void> {
  try {
    const run = await loadTask(task);
    const { output, transfer = [] } = run(input);
    port.postMessage({ id, ok: true, output } satisfies TaskReply, transfer);
  } catch (thrown) {
    const isSqlite = thrown instanceof Error && thrown.name === 'SqliteError';
    const error = toAppError(isSqlite ? storeFailure(thrown) : thrown);
    port.postMessage({ id, ok: false, error } satisfies TaskReply);
  }
}
