import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatCount } from '../../lib/format.ts';
import { canResume, settledOf } from '../../lib/run-standing.ts';
import { useResume } from '../../state/push-control.ts';
import { useRuns } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import styles from './interrupted-banner.module.css';

/** Offers, on every page, to go on with a push that was interrupted; nothing where there is none. */
export function InterruptedBanner() {
  const { t } = useTranslation();
  const runs = useRuns().data ?? [];
  const resume = useResume();
  const [put, setPut] = useState<ReadonlySet<string>>(new Set());
  const { openRun } = useWork.getState();
  // Where its own page is open, the offer stands there already.
  const onItsPage = useWork((work) =>
    work.page === 'push' && (work.step === 'push' || work.step === 'result') ? work.runId : work.openRunId,
  );
  const waiting = runs.filter((run) => run.state === 'interrupted' && canResume(run) && !put.has(run.runId));
  const run = waiting[0];
  const isPushing = runs.some(({ state }) => state === 'running');
  if (!run || run.runId === onItsPage || isPushing) return null;
  const { contacts } = run;
  return (
    <div className={styles.root}>
      <Callout
        tone="care"
        title={t('interrupted.banner', {
          settled: formatCount(settledOf(run)),
          total: formatCount(contacts.sent + contacts.not_sent),
          file: run.file,
        })}
        actions={
          <>
            <Button
              size="xs"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              loading={resume.isPending}
              onClick={() => resume.mutate(run)}
            >
              {t('push.goOnRest')}
            </Button>
            <Button size="xs" variant="default" onClick={() => openRun(run.runId)}>
              {t('interrupted.see')}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => setPut(new Set([...put, ...waiting.map(({ runId }) => runId)]))}
            >
              {t('interrupted.later')}
            </Button>
          </>
        }
      >
        {waiting.length > 1 ? t('interrupted.bannerMore', { count: waiting.length - 1 }) : null}
      </Callout>
      <ErrorNote error={resume.error} />
    </div>
  );
}
