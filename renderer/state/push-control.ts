import { useMutation } from '@tanstack/react-query';
import type { RunSummary } from '../../shared/bridge.ts';
import type { RunState } from '../../shared/receipt.ts';
import { call } from '../bridge.ts';
import { useJobs } from './jobs.ts';
import { keys, queryClient } from './queries.ts';
import { useWork } from './work.ts';

/** States from which a push can go on. */
const resumable: ReadonlySet<RunState> = new Set(['interrupted', 'paused', 'stopped', 'cancelled']);

/** What is known of a run that could go on. */
type Resumable = Pick<RunSummary, 'state' | 'contacts' | 'rowsForgotten'>;

/** True where a push didn't come to its end, and what is left of it is still here. */
export const canResume = ({ state, rowsForgotten }: Resumable): boolean =>
  resumable.has(state) && !rowsForgotten;

/**
 * Contacts that going on would send: those that weren't, and after an interruption also those that were on their
 * way, of which nobody knows whether they arrived.
 */
export const leftToSend = ({ state, contacts }: Resumable): number =>
  contacts.not_sent + (state === 'interrupted' ? contacts.unknown : 0);

/** Contacts with an answer of their own or of their batch: nothing is sent again of these. */
export const settledOf = ({ contacts }: Pick<RunSummary, 'contacts'>): number =>
  contacts.accepted + contacts.unconfirmed + contacts.rejected;

/** Goes on with a push, and leads to where it can be watched. */
export function useResume() {
  return useMutation({
    mutationFn: async (run: { readonly runId: string; readonly practice: boolean }) => {
      // It may be known from before a restart and not be running: starting it twice does no harm.
      if (run.practice) await call('practice.start');
      await call('push.resume', { runId: run.runId });
      await watch(run.runId);
    },
  });
}

/** Sends the contacts of a run again that didn't get through, as a run of its own, and leads to it. */
export function useRetry() {
  return useMutation({
    mutationFn: async (run: {
      readonly runId: string;
      readonly practice: boolean;
      readonly unconfirmed: boolean;
    }) => {
      if (run.practice) await call('practice.start');
      const started = await call('push.retry', { runId: run.runId, unconfirmed: run.unconfirmed });
      // What became of it is shown by its parent, and that it exists.
      await watch(started.runId, run.runId);
    },
  });
}

/** Shows a run that was taken up or started, with its file where that is still here. */
async function watch(runId: string, familiarRunId = runId): Promise<void> {
  const [progress, { audienceId, connectionId }, audiences] = await Promise.all([
    call('push.progress', { runId }),
    call('runs.get', { runId: familiarRunId }),
    call('audiences.list'),
  ]);
  // The last event may be of its end before this.
  if (progress) useJobs.getState().onPush(progress);
  useWork.getState().watchRun({
    runId,
    audienceId: audiences.some(({ id }) => id === audienceId) ? audienceId : null,
    connectionId,
  });
  await queryClient.invalidateQueries({ queryKey: keys.runs });
}
