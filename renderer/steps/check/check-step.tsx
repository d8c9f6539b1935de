import { Button } from '@mantine/core';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { AppFailure } from '../../../shared/result.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { MissingStep } from '../../components/missing-step.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { formatCount, formatDuration } from '../../lib/format.ts';
import { useWorkInProgress } from '../../state/progress-of-work.ts';
import { useLatestCheck } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { CheckResult } from './check-result.tsx';
import { useCheckJob } from './use-check-job.ts';

/** Step 3: who won't get through, and why? */
export function CheckStep() {
  const audienceId = useWork((work) => work.audienceId);
  const work = useWorkInProgress();
  const latest = useLatestCheck(audienceId);
  // Drawn in slices: the bar, the reasons and the grid at once would hold the window up.
  // After a change made here the rows stay in view while everyone is checked again.
  const isInView = work.checkIsFresh || work.recheck !== null;
  const shown = useDeferredValue(isInView ? work.check : null);
  const state = work.steps.check;
  if (state.kind === 'blocked') {
    return (
      <MissingStep missing={state.missing} step={state.missing === 'mapping' ? 'mapping' : 'audience'} />
    );
  }
  if (latest.error) return <ErrorNote error={latest.error} onRetry={() => void latest.refetch()} />;
  if (!work.audience || !work.mapping || latest.isPending) return null;
  if (isInView) {
    return shown ? (
      <CheckResult audience={work.audience} check={shown} mapping={work.mapping} recheck={work.recheck} />
    ) : null;
  }
  return <Checking audience={work.audience} mapping={work.mapping} again={work.check !== null} />;
}

interface CheckingProps {
  readonly audience: Audience;
  readonly mapping: Mapping;
  /** The mapping changed since the last check. */
  readonly again: boolean;
}

/** Checks all rows by itself as soon as it is shown, because there is nothing to decide before. */
function Checking({ audience, mapping, again }: CheckingProps) {
  const { t } = useTranslation();
  const goToStep = useWork((work) => work.goToStep);
  const job = useCheckJob(audience.id, mapping);
  const back = (
    <Button variant="default" onClick={() => goToStep('mapping')}>
      {t('check.toMapping')}
    </Button>
  );
  if (job.cancelled || job.error) {
    return (
      <StepPage
        sentence={job.cancelled ? t('check.cancelled') : t('check.failed')}
        aside={job.cancelled ? t('check.cancelledAside') : undefined}
        secondary={back}
        primary={<Button onClick={job.start}>{t('check.again')}</Button>}
      >
        <ErrorNote error={job.error ? new AppFailure(job.error) : null} />
      </StepPage>
    );
  }
  const { progress } = job;
  return (
    <StepPage
      sentence={t('check.running', { count: audience.rowCount, formatted: formatCount(audience.rowCount) })}
      aside={again ? t('check.stale') : t('check.runningAside')}
      secondary={back}
    >
      <ProgressPanel
        label={t('check.runningLabel')}
        share={progress && progress.rowsTotal > 0 ? progress.rows / progress.rowsTotal : null}
        facts={[
          progress
            ? t('check.rowsDone', {
                done: formatCount(progress.rows),
                total: formatCount(progress.rowsTotal),
              })
            : null,
          job.rowsPerSecond
            ? t('common.rowsPerSecond', { rate: formatCount(Math.round(job.rowsPerSecond)) })
            : null,
          job.secondsLeft !== null && job.secondsLeft > 1
            ? t('common.timeLeft', { time: formatDuration(job.secondsLeft) })
            : null,
        ].filter((fact) => fact !== null)}
        onCancel={job.cancel}
        cancelLabel={t('check.cancel')}
      />
    </StepPage>
  );
}
