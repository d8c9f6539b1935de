import { parentPort } from 'node:worker_threads';
import { AppFailure, appError } from '../../shared/result.ts';
import { toStoreError } from '../store/database.ts';
import type { JobCommand, JobMessage } from './protocol.ts';

/** Least time between two progress messages, in milliseconds. */
const progressEvery = 100;

/** One job as its thread runs it. */
type RunJob = (
  command: Exclude<JobCommand, 'cancel'>,
  signal: AbortSignal,
  report: (progress: unknown) => void,
) => Promise<unknown>;

/**
 * The worker thread's side of jobs: runs one after the other, as they are asked for, and reports.
 * @param run gets a signal that is aborted when the owner cancels, and a way to tell how far it is
 */
export function serveJobs(run: RunJob): void {
  const port = parentPort;
  if (!port) throw new Error('not a worker thread');
  const send = (message: JobMessage<unknown, unknown>): void => port.postMessage(message);
  let current: AbortController | null = null;
  port.on('message', (command: JobCommand) => {
    if (command === 'cancel') {
      // It may have ended meanwhile.
      current?.abort(new AppFailure(appError('cancelled')));
      return;
    }
    const controller = new AbortController();
    current = controller;
    let last = 0;
    const report = (progress: unknown): void => {
      const now = performance.now();
      if (now - last < progressEvery) return;
      last = now;
      send({ kind: 'progress', progress });
    };
    run(command, controller.signal, report)
      .finally(() => {
        current = null;
      })
      .then((output) => send({ kind: 'done', output }))
      .catch((thrown: unknown) => send({ kind: 'failed', error: toStoreError(thrown) }));
  });
}
