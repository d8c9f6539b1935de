import { useEffect } from 'react';
import { call, listen } from '../bridge.ts';
import { useJobs } from './jobs.ts';
import { keys, queryClient } from './queries.ts';
import { currentOf, useWork } from './work.ts';

const refresh = (queryKey: readonly unknown[]): void => {
  void queryClient.invalidateQueries({ queryKey });
};

/** Keeps the stores in step with the main process, as long as the window is open. */
export function useMainEvents(): void {
  useEffect(() => {
    const { onImport, onCheck, onPush } = useJobs.getState();
    const stops = [
      listen('import.progress', (progress) => {
        onImport(progress);
        if (progress.state !== 'running') refresh(keys.audiences);
      }),
      listen('check.progress', (progress) => {
        onCheck(progress);
        if (progress.state !== 'running') refresh(keys.latestCheck(progress.audienceId));
      }),
      listen('push.progress', (progress) => {
        onPush(progress);
        if (progress.state !== 'running') {
          refresh(keys.runs);
          refresh(keys.practice);
        }
      }),
      listen('connections.changed', () => {
        refresh(keys.connections);
        refresh(keys.practice);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

/** Saves where the person is, a moment after they went there, so that a restart goes on from it. */
export function useKeepPlace(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let saved = JSON.stringify(currentOf(useWork.getState()));
    const stop = useWork.subscribe((work) => {
      const current = currentOf(work);
      const text = JSON.stringify(current);
      if (text === saved) return;
      saved = text;
      clearTimeout(timer);
      // A place that could not be saved costs a click after the next start: not worth a message.
      timer = setTimeout(() => void call('settings.set', { current }).catch(() => undefined), 250);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}
