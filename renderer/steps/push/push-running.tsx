import { Button } from '@mantine/core';
import { IconPlayerPause, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PushProgress } from '../../../shared/bridge.ts';
import { outcomes } from '../../../shared/receipt.ts';
import { call } from '../../bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { SegmentBar } from '../../components/segment-bar.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { formatCount, formatDuration } from '../../lib/format.ts';
import styles from './push-running.module.css';

/** A push that is under way. It goes on while people look elsewhere in the app. */
export function PushRunning({ progress }: { readonly progress: PushProgress }) {
  const { t } = useTranslation();
  const { runId, contacts, contactsTotal, batchesDone, batchesTotal, rate, etaSeconds } = progress;
  const pause = useMutation({ mutationFn: () => call('push.pause', { runId }) });
  const cancel = useMutation({ mutationFn: () => call('push.cancel', { runId }) });
  const stopping = pause.isSuccess || cancel.isSuccess;
  return (
    <StepPage
      sentence={t('push.sending', { sent: formatCount(contacts.sent), total: formatCount(contactsTotal) })}
      aside={t('push.sendingAside')}
      secondary={
        <Button
          variant="default"
          leftSection={<IconX size={15} aria-hidden />}
          disabled={stopping}
          onClick={() => cancel.mutate()}
        >
          {t('push.cancel')}
        </Button>
      }
      primary={
        <Button
          leftSection={<IconPlayerPause size={15} aria-hidden />}
          disabled={stopping}
          onClick={() => pause.mutate()}
        >
          {t('push.pause')}
        </Button>
      }
    >
      <ProgressPanel
        label={t('push.sendingLabel')}
        share={contactsTotal > 0 ? contacts.sent / contactsTotal : null}
        facts={[
          t('push.batches', { done: formatCount(batchesDone), total: formatCount(batchesTotal) }),
          rate === null ? null : t('push.rate', { rate: formatCount(Math.round(rate)) }),
          etaSeconds === null ? null : t('common.timeLeft', { time: formatDuration(etaSeconds) }),
        ].filter((fact) => fact !== null)}
      />
      <div role="status">
        {stopping ? (
          <Callout title={t(cancel.isSuccess ? 'push.cancelling' : 'push.pausing')} />
        ) : (
          <Waiting progress={progress} />
        )}
      </div>
      <ErrorNote error={pause.error ?? cancel.error} />
      <SegmentBar
        label={t('push.byOutcome')}
        segments={outcomes
          .filter((outcome) => outcome !== 'not_sent')
          .map((meaning) => ({ meaning, count: contacts[meaning] }))}
      />
      <dl className={styles.meanings}>
        <dt>{t('push.pause')}</dt>
        <dd>{t('push.pauseNote')}</dd>
        <dt>{t('push.cancel')}</dt>
        <dd>{t('push.cancelNote')}</dd>
      </dl>
    </StepPage>
  );
}

/** What a push waits for by itself: the network, the computer, or the workspace's next chance. */
function Waiting({ progress: { heldBy, waiting } }: { readonly progress: PushProgress }) {
  const { t } = useTranslation();
  const waitSeconds = useSecondsUntil(waiting?.untilMs ?? null);
  if (heldBy) return <Callout title={t(`push.held.${heldBy}`)}>{t('push.heldText')}</Callout>;
  if (!waiting) return null;
  return <Callout title={t('push.waiting', { time: formatDuration(waitSeconds) })}>{waiting.reason}</Callout>;
}

/** Seconds from now until a time, counting down. */
function useSecondsUntil(untilMs: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (untilMs === null) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [untilMs]);
  return untilMs === null ? 0 : Math.max(0, (untilMs - now) / 1000);
}
