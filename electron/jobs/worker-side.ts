import { parentPort } from 'node:worker_threads';
import { AppFailure, appError, toAppError } from '../../shared/result.ts';
import { storeFailure } from '../store/database.ts';
import type { JobCommand, JobMessage } from './protocol.ts';

/** Least time between two progress messages, in milliseconds. */
const progressEvery = 100;

/**
 * The worker thread's side of a job: runs it once, and reports.
 * @param job gets a signal that is aborted when the owner cancels, and a way to tell how far it is
 */
export function serveJob<Progress, Output>(
  job: (signal: AbortSignal, report: (progress: Progress) => void) => Promise<Output>,
): void {
  const port = parentPort;
  if (!port) throw new Error('not a worker thread');
  const controller = new AbortController();
  port.on('message', (command: JobCommand) => {
    if (command === 'cancel') controller.abort(new AppFailure(appError('cancelled')));
  });
  const send = (message: JobMessage<Progress, Output>): void => port.postMessage(message);
  let last = 0;
  const report = (progress: Progress): void => {
    const now = performance.now();
    if (now - last < progressEvery) return;
    last = now;
    send({ kind: 'progress', progress });
  };
  job(controller.signal, report)
    .then((output) => send({ kind: 'done', output }))
    .catch((thrown: unknown) => {
      const isSqlite = thrown instanceof Error && thrown.name === 'SqliteError';
      send({ kind: 'failed', error: toAppError(isSqlite ? storeFailure(thrown) : thrown) });
    });
}
