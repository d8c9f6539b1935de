import { Worker } from 'node:worker_threads';
import { AppFailure, appError } from '../../shared/result.ts';
import type { JobMessage } from './protocol.ts';
import type { Jobs } from './worker.ts';

type InputOf<Name extends keyof Jobs> = Parameters<Jobs[Name]>[0];
type OutputOf<Name extends keyof Jobs> = Awaited<ReturnType<Jobs[Name]>>;
type ProgressOf<Name extends keyof Jobs> =
  Parameters<Jobs[Name]> extends [unknown, AbortSignal, (progress: infer Progress) => void]
    ? Progress
    : never;

/** The worker's script: beside this file as source, and beside all others in the build, which is flat. */
const script = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/**
 * Runs one job in a worker thread of its own.
 * @param input structured-cloned to the thread
 * @param signal asks the job to stop; it ends with `cancelled` when it has cleaned up
 * @returns the job's output. Rejects with an AppFailure.
 */
export function runJob<Name extends keyof Jobs>(
  name: Name,
  input: InputOf<Name>,
  signal: AbortSignal,
  onProgress: (progress: ProgressOf<Name>) => void,
): Promise<OutputOf<Name>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: { name, input } });
    const cancel = (): void => worker.postMessage('cancel');
    const settle = (act: () => void): void => {
      signal.removeEventListener('abort', cancel);
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
