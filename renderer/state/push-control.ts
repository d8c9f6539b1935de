import { useMutation } from '@tanstack/react-query';
import { call } from '../bridge.ts';
import { useJobs } from './jobs.ts';
import { keys, queryClient } from './queries.ts';
import { useWork } from './work.ts';

/** Goes on with a push, and leads to where it can be watched. */
export function useResume() {
  return useMutation({
    mutationFn: async (run: { readonly runId: string; readonly practice: boolean }) => {
      const place = await placeOf(run);
      const before = useJobs.getState().pushes[run.runId];
      await call('push.resume', { runId: run.runId });
      const { pushes, onPush } = useJobs.getState();
      // Until it tells something itself, the last that was told is its pause.
      if (before && pushes[run.runId] === before) onPush({ ...before, state: 'running' });
      useWork.getState().watchRun({ runId: run.runId, ...place });
      await queryClient.invalidateQueries({ queryKey: keys.runs });
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
      const place = await placeOf(run);
      const { runId } = await call('push.retry', { runId: run.runId, unconfirmed: run.unconfirmed });
      useWork.getState().watchRun({ runId, ...place });
      await queryClient.invalidateQueries({ queryKey: keys.runs });
    },
  });
}

/**
 * What stands around a run that is taken up: its file, where that is still here, and its connection. Asked before
 * the run goes on, so that a short one isn't over before it is shown.
 */
async function placeOf(run: { readonly runId: string; readonly practice: boolean }) {
  // It may be known from before a restart and not be running: starting it twice does no harm.
  if (run.practice) await call('practice.start');
  const [{ audienceId, connectionId }, audiences] = await Promise.all([
    call('runs.get', { runId: run.runId }),
    call('audiences.list'),
  ]);
  return { audienceId: audiences.some(({ id }) => id === audienceId) ? audienceId : null, connectionId };
}
