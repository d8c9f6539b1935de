import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { workerScript } from './worker-script.ts';

/** How long threads are kept after their last job, in milliseconds: the next one often follows at once. */
const keepIdle = 20_000;

/** A few threads that share the heavy work of all jobs. Started when a job first needs them. */
export class Pool {
  private readonly size: number;
  private threads: Worker[] = [];
  private jobs = 0;
  private idle: NodeJS.Timeout | null = null;

  /** @param size number of threads */
  constructor(size = 2) {
    this.size = size;
  }

  /**
   * Lines to all threads, for one job. They are handed to the job's own thread, which talks to the pool directly.
   * @returns the ports, and what to call when the job has ended
   */
  join(): { readonly ports: MessagePort[]; readonly leave: () => void } {
    if (this.idle) clearTimeout(this.idle);
    this.idle = null;
    this.jobs += 1;
    while (this.threads.length < this.size) this.threads.push(this.startThread());
    const ports = this.threads.map((thread) => {
      const { port1, port2 } = new MessageChannel();
      thread.postMessage(port2, [port2]);
      return port1;
    });
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      this.jobs -= 1;
      if (this.jobs === 0) this.idle = setTimeout(() => void this.close(), keepIdle).unref();
    };
    return { ports, leave };
  }

  /** Ends all threads. Jobs that still use them fail. */
  async close(): Promise<void> {
    if (this.idle) clearTimeout(this.idle);
    this.idle = null;
    const { threads } = this;
    this.threads = [];
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  private startThread(): Worker {
    const thread = new Worker(workerScript, {
      workerData: { name: 'pool' },
      // Nearly all of a thread's heap is short-lived, and holds on to the bytes of chunks until it is tidied up: a
      // small one is tidied up often enough for five million rows.
      resourceLimits: { maxYoungGenerationSizeMb: 10 },
    });
    thread.unref();
    const forget = (): void => {
      this.threads = this.threads.filter((each) => each !== thread);
    };
    // A thread that dies closes its ports, and the jobs that wait at them fail.
    thread.on('error', forget);
    thread.on('exit', forget);
    return thread;
  }
}
