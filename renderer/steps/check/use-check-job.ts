import { useEffect } from 'react';
import type { CheckProgress } from '../../../shared/bridge.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { AppError } from '../../../shared/result.ts';
import { useJobs } from '../../state/jobs.ts';
import { checkedUnder, runCheck, stopCheck, useOngoingChecks } from '../../state/ongoing-checks.ts';
import { useCatalogue } from '../../state/queries.ts';
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

/**
 * Checks the audience, once for each mapping and catalogue, and follows it. A check that was begun before the person
 * looked elsewhere is followed on.
 */
export function useCheckJob(audienceId: string, mapping: Mapping): CheckJob {
  const connectionId = useWork((work) => work.connectionId);
  const catalogue = useCatalogue(connectionId);
  const ongoing = useOngoingChecks((checks) => checks.ongoing[audienceId]);
  const last = useJobs((jobs) => jobs.checks[audienceId]);
  const under = catalogue.isPending ? null : checkedUnder(mapping, catalogue.data);
  const mine = ongoing?.under === under ? ongoing : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is checked under says all about the mapping
  useEffect(() => {
    if (under === null || useOngoingChecks.getState().ongoing[audienceId]?.under === under) return;
    void runCheck(audienceId, mapping);
  }, [audienceId, under]);

  // Events of the check before this one are still in the store.
  const progress = last && last.checkId === mine?.checkId ? last : null;
  const seconds = mine ? (performance.now() - mine.startedAt) / 1000 : 0;
  const rate = progress && progress.rows > 0 && seconds > 0.3 ? progress.rows / seconds : null;
  return {
    progress,
    cancelled: mine?.state === 'stopped',
    error: mine?.error ?? null,
    rowsPerSecond: rate,
    secondsLeft: rate && progress ? (progress.rowsTotal - progress.rows) / rate : null,
    start: () => void runCheck(audienceId, mapping),
    cancel: () => stopCheck(audienceId),
  };
}
