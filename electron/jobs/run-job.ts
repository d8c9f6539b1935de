import { Worker } from 'node:worker_threads';
import { AppFailure, appError } from '../../shared/result.ts';
import type { Pool } from './pool.ts';
import type { JobCommand, JobMessage } from './protocol.ts';
import type { Jobs } from './worker.ts';
import { workerScript } from './worker-script.ts';

type InputOf<Name extends keyof Jobs> = Parameters<Jobs[Name]>[0];
type OutputOf<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]>>;
type ProgressOf<Name extends keyof Jobs> =
  Parameters<Jobs[Name]> extends [unknown, AbortSignal, (progress: infer Progress) => void, unknown?]
    ? Progress
    : never;

/**
 * Whether a job's thread is kept: a check nearly always follows an import at once, and needs no thread of its own then.
 * What reading many rows left in the thread's memory goes with it.
 */
const isKeptAfter = (name: keyof Jobs, output: { readonly rowCount?: number }): boolean =>
  name === 'import' && (output.rowCount ?? 0) <= 2_000_000;

/** How long a thread is kept, in milliseconds. */
const keepIdle = 20_000;

/** The thread that is kept; the process need not wait for it. */
let kept: { readonly worker: Worker; readonly end: NodeJS.Timeout } | null = null;

function takeThread(): Worker {
  if (kept) {
    const { worker, end } = kept;
    kept = null;
    clearTimeout(end);
    worker.ref();
    return worker;
  }
  const worker = new Worker(workerScript, {
    workerData: { name: 'jobs' },
    // As for the pool's threads: what a job leaves behind is short-lived.
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
  });
  const forget = (): void => {
    if (kept?.worker === worker) kept = null;
  };
  worker.on('error', forget);
  worker.on('exit', forget);
  return worker;
}

function keepThread(worker: Worker): void {
  if (kept) void kept.worker.terminate();
  worker.unref();
  kept = { worker, end: setTimeout(() => void worker.terminate(), keepIdle).unref() };
}

/**
 * Runs one job in a worker thread of its own.
 * @param input structured-cloned to the thread
 * @param signal asks the job to stop; it ends with `cancelled` when it has cleaned up
 * @param pool for jobs that share their work with its threads
 * @returns the job's output. Rejects with an AppFailure.
 */
export function runJob<Name extends keyof Jobs>(
  name: Name,
  input: InputOf<Name>,
  signal: AbortSignal,
  onProgress: (progress: ProgressOf<Name>) => void,
  pool?: Pool,
): Promise<OutputOf<Name>> {
  return new Promise((resolve, reject) => {
    const { ports, leave } = pool?.join() ?? { ports: [], leave: () => undefined };
    const worker = takeThread();
    worker.postMessage({ name, input, ports } satisfies JobCommand, ports);
    const cancel = (): void => worker.postMessage('cancel' satisfies JobCommand);
    const onMessage = (message: JobMessage<ProgressOf<Name>, OutputOf<Name>>): void => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'done')
        settle(() => resolve(message.output), isKeptAfter(name, message.output as { rowCount?: number }));
      else settle(() => reject(new AppFailure(message.error)));
    };
    const onError = (thrown: unknown): void => {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      settle(() => reject(new AppFailure(appError('internal', undefined, detail), { cause: thrown })));
    };
    const onExit = (code: number): void =>
      settle(() => reject(new AppFailure(appError('internal', undefined, `worker ended with ${code}`))));
    const settle = (act: () => void, keep = false): void => {
      signal.removeEventListener('abort', cancel);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      leave();
      act();
      if (keep) keepThread(worker);
      else void worker.terminate();
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
  });
}
