import { type MessagePort, parentPort } from 'node:worker_threads';
import { toStoreError } from '../store/database.ts';
import { breathe } from './breathe.ts';
import { loadTask } from './load-task.ts';
import type { TaskReply, TaskRequest } from './pool-tasks.ts';

/** The pool thread's side: takes ports from its owner, and does what is asked for at each. */
export function servePool(): void {
  // A check nearly always follows what a thread is started for: its code is read while there is nothing else to do.
  setTimeout(() => void loadTask('checkRange').catch(() => undefined), 100).unref();
  parentPort?.on('message', (port: MessagePort) => {
    port.on('message', (request: TaskRequest) => {
      void answer(port, request);
      if (request.task === 'parseBlock') warmUpSoon();
      // A check makes itself quick.
      else isWarm = true;
    });
  });
}

/** How long nothing was asked for before a thread gets ready for a check, in milliseconds. */
const idle = 15;

let waiting: NodeJS.Timeout | null = null;
/** Whether there is nothing (more) to warm up. */
let isWarm = false;

/** Gets the thread ready for a check once a file was read: step by step, and whatever is asked for comes first. */
function warmUpSoon(): void {
  if (isWarm) return;
  if (waiting) waiting.refresh();
  else waiting = setTimeout(() => void warmUp(), idle).unref();
}

async function warmUp(): Promise<void> {
  waiting = null;
  if (isWarm) return;
  const { createWarmUp } = await import('../check/warm-up.ts');
  const step = createWarmUp();
  while (!isWarm && step()) await breathe();
  isWarm = true;
}

async function answer(port: MessagePort, { id, task, input }: TaskRequest): Promise<void> {
  try {
    const run = await loadTask(task);
    const { output, transfer = [] } = run(input);
    port.postMessage({ id, ok: true, output } satisfies TaskReply, transfer);
  } catch (thrown) {
    port.postMessage({ id, ok: false, error: toStoreError(thrown) } satisfies TaskReply);
  }
}
