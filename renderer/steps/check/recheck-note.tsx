import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobs } from '../../state/jobs.ts';
import { type OngoingCheck, stopCheck } from '../../state/ongoing-checks.ts';
import styles from './recheck-note.module.css';

interface RecheckNoteProps {
  readonly audienceId: string;
  readonly recheck: OngoingCheck | null;
  /** What stands here while nothing is to be checked again. */
  readonly children: ReactNode;
}

/** Milliseconds that a check may take without a word about it. */
const quick = 300;

/** How far the check is that is made again after a change, with the way to end it; or that it isn't made yet. */
export function RecheckNote({ audienceId, recheck, children }: RecheckNoteProps) {
  const { t } = useTranslation();
  const turn = recheck?.state === 'running' ? recheck.turn : null;
  const [lasting] = useDebouncedValue(turn, quick);
  const progress = useJobs((jobs) => jobs.checks[audienceId]);
  if (recheck && recheck.state !== 'running') return <p role="status">{t(`recheck.${recheck.state}`)}</p>;
  if (recheck === null || turn !== lasting) return children;
  const isAbout = progress !== undefined && progress.checkId === recheck.checkId && progress.rowsTotal > 0;
  const percent = isAbout ? Math.round((progress.rows / progress.rowsTotal) * 100) : 0;
  return (
    <div className={styles.root}>
      <span role="status">{t('recheck.running')}</span>
      <span
        className={styles.track}
        role="progressbar"
        aria-label={t('recheck.running')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span className={styles.done} style={{ width: `${percent}%` }} />
      </span>
      <Button
        className={styles.cancel ?? ''}
        size="compact-xs"
        variant="default"
        aria-label={t('recheck.cancelNamed')}
        onClick={() => stopCheck(audienceId)}
      >
        {t('recheck.cancel')}
      </Button>
    </div>
  );
}
