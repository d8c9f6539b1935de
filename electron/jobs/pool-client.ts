import type { MessagePort } from 'node:worker_threads';
import { AppFailure, appError } from '../../shared/result.ts';
import type { TaskInput, TaskName, TaskOutput, TaskReply } from './pool-tasks.ts';

interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (thrown: unknown) => void;
}

interface Line {
  readonly port: MessagePort;
  readonly waiting: Map<number, Waiting>;
}

/** Where a job has its tasks done. */
export interface TaskRunner {
  /** How many tasks can be done at the same time. */
  readonly size: number;
  /** @param transfer buffers of the input that move to the thread instead of being copied */
  run<Name extends TaskName>(
    task: Name,
    input: TaskInput<Name>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<TaskOutput<Name>>;
}

/** A job's side of the pool: hands out tasks, each to the thread with the fewest. */
export class PoolClient implements TaskRunner {
  private readonly lines: Line[];
  private next = 1;

  /** @param ports from `Pool.join` */
  constructor(ports: readonly MessagePort[]) {
    this.lines = ports.map((port) => {
      const waiting = new Map<number, Waiting>();
      port.on('message', (reply: TaskReply) => {
        const asked = waiting.get(reply.id);
        waiting.delete(reply.id);
        if (reply.ok) asked?.resolve(reply.output);
        else asked?.reject(new AppFailure(reply.error));
      });
      port.on('close', () => {
        for (const { reject } of waiting.values()) {
          reject(new AppFailure(appError('internal', undefined, 'a worker thread ended')));
        }
        waiting.clear();
      });
      return { port, waiting };
    });
  }

  get size(): number {
    return this.lines.length;
  }

  run<Name extends TaskName>(
    task: Name,
    input: TaskInput<Name>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<TaskOutput<Name>> {
    const line = this.lines.reduce((best, each) => (each.waiting.size < best.waiting.size ? each : best));
    const id = this.next;
    this.next += 1;
    return new Promise((resolve, reject) => {
      line.waiting.set(id, { resolve: resolve as (output: unknown) => void, reject });
      line.port.postMessage({ id, task, input }, transfer);
    });
  }

  /** Hangs up. */
  close(): void {
    for (const { port } of this.lines) port.close();
  }
}

/**
 * Runs tasks side by side and takes their outputs in order, with a few under way at once: enough to keep all
 * threads busy, few enough to keep little in memory.
 * @param tasks started one after the other, as room is made
 * @param take called with each output in the order of `tasks`
 */
export async function inOrder<Output>(
  tasks: Iterable<() => Promise<Output>> | AsyncIterable<() => Promise<Output>>,
  underWay: number,
  take: (output: Output) => void | Promise<void>,
): Promise<void> {
  const running: Promise<Output>[] = [];
  const takeFirst = async (): Promise<void> => {
    const first = running.shift();
    if (first) await take(await first);
  };
  try {
    for await (const start of tasks) {
      const task = start();
      // Its failure is met when its turn comes.
      task.catch(() => undefined);
      running.push(task);
      if (running.length >= underWay) await takeFirst();
    }
    while (running.length > 0) await takeFirst();
  } finally {
    await Promise.allSettled(running);
  }
}
