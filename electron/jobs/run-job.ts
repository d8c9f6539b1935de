import { Worker } from 'node:worker_threads';
import { AppFailure, appError } from '../../shared/result.ts';
import type { Pool } from './pool.ts';
import type { JobMessage } from './protocol.ts';
import type { Jobs } from './worker.ts';
import { workerScript } from './worker-script.ts';

type InputOf<Name extends keyof Jobs> = Parameters<Jobs[Name]>[0];
type OutputOf<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]>>;
type ProgressOf<Name extends keyof Jobs> =
  Parameters<Jobs[Name]> extends [unknown, AbortSignal, (progress: infer Progress) => void, unknown?]
    ? Progress
    : never;

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
    const worker = new Worker(workerScript, {
      workerData: { name, input, ports },
      transferList: ports,
      // As for the pool's threads: what a job leaves behind is short-lived.
      resourceLimits: { maxYoungGenerationSizeMb: 24 },
    });
    const cancel = (): void => worker.postMessage('cancel');
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', cancel);
      leave();
      act();
      void worker.terminate();
    };
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: JobMessage<ProgressOf<Name>, OutputOf<Name>>) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'done') settle(() => resolve(message.output));
      else settle(() => reject(new AppFailure(message.error)));
    });
    worker.on('error', (thrown) => {
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      settle(() => reject(new AppFailure(appError('internal', undefined, detail), { cause: thrown })));
    });
    worker.on('exit', (code) => {
      settle(() => reject(new AppFailure(appError('internal', undefined, `worker ended with ${code}`))));
    });
  });
}
