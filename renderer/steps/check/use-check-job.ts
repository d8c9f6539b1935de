import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { CheckProgress } from '../../../shared/bridge.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { AppError } from '../../../shared/result.ts';
import { call, errorOf } from '../../bridge.ts';
import { stableJson } from '../../lib/stable-json.ts';
import { useJobs } from '../../state/jobs.ts';
import { useCatalogue } from '../../state/queries.ts';
import { dropRecheck } from '../../state/rechecks.ts';
import { useWork } from '../../state/work.ts';

interface CheckJob {
  readonly progress: CheckProgress | null;
  readonly cancelled: boolean;
  readonly error: AppError | null;
  /** Since it was started here; null until there is something to tell. */
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Starts a check of the audience, once for each mapping and catalogue, and follows it. */
export function useCheckJob(audienceId: string, mapping: Mapping): CheckJob {
  const connectionId = useWork((work) => work.connectionId);
  const catalogue = useCatalogue(connectionId).data;
  const startedAt = useRef(0);
  const begin = useMutation({
    mutationFn: () => call('check.start', { audienceId, mapping, connectionId }),
    onMutate: () => {
      dropRecheck(audienceId);
      startedAt.current = performance.now();
    },
  });
  const stop = useMutation({ mutationFn: (checkId: string) => call('check.cancel', { checkId }) });
  const last = useJobs((jobs) => jobs.checks[audienceId]);
  // Events of the check before this one are still in the store.
  const progress = last && last.checkId === begin.data?.checkId ? last : null;

  const name = stableJson([mapping, catalogue ?? null]);
  const begun = useRef<string | null>(null);
  const { mutate } = begin;
  useEffect(() => {
    if (begun.current === name) return;
    begun.current = name;
    mutate();
  }, [name, mutate]);

  const seconds = (performance.now() - startedAt.current) / 1000;
  const rate = progress && progress.rows > 0 && seconds > 0.3 ? progress.rows / seconds : null;
  const failed = begin.error ?? stop.error;
  return {
    progress,
    cancelled: progress?.state === 'cancelled',
    error: failed ? errorOf(failed) : (progress?.error ?? null),
    rowsPerSecond: rate,
    secondsLeft: rate && progress ? (progress.rowsTotal - progress.rows) / rate : null,
    start: () => mutate(),
    cancel: () => {
      if (begin.data) stop.mutate(begin.data.checkId);
    },
  };
}
