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

/** A push that is under way. It goes on while people look elsewhere in the app. */
export function PushRunning({ progress }: { readonly progress: PushProgress }) {
  const { t } = useTranslation();
  const { runId, contacts, contactsTotal, batchesDone, batchesTotal, rate, etaSeconds, waiting } = progress;
  const cancel = useMutation({ mutationFn: () => call('push.cancel', { runId }) });
  const waitSeconds = useSecondsUntil(waiting?.untilMs ?? null);
  return (
    <StepPage
      sentence={t('push.sending', { sent: formatCount(contacts.sent), total: formatCount(contactsTotal) })}
      aside={t('push.sendingAside')}
    >
      <ProgressPanel
        label={t('push.sendingLabel')}
        share={contactsTotal > 0 ? contacts.sent / contactsTotal : null}
        facts={[
          t('push.batches', { done: formatCount(batchesDone), total: formatCount(batchesTotal) }),
          rate === null ? null : t('push.rate', { rate: formatCount(Math.round(rate)) }),
          etaSeconds === null ? null : t('common.timeLeft', { time: formatDuration(etaSeconds) }),
        ].filter((fact) => fact !== null)}
        onCancel={cancel.isSuccess ? undefined : () => cancel.mutate()}
        cancelLabel={t('push.cancel')}
        cancelNote={cancel.isSuccess ? t('push.cancelling') : t('push.cancelNote')}
      />
      {waiting ? (
        <Callout title={t('push.waiting', { time: formatDuration(waitSeconds) })}>{waiting.reason}</Callout>
      ) : null}
      <ErrorNote error={cancel.error} />
      <SegmentBar
        label={t('push.byOutcome')}
        segments={outcomes
          .filter((outcome) => outcome !== 'not_sent')
          .map((meaning) => ({ meaning, count: contacts[meaning] }))}
      />
    </StepPage>
  );
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
