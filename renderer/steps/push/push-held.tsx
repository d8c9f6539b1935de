import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../shared/bridge.ts';
import { outcomes } from '../../../shared/receipt.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { SegmentBar } from '../../components/segment-bar.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { formatCount } from '../../lib/format.ts';
import { settledOf } from '../../lib/run-standing.ts';
import { useWork } from '../../state/work.ts';
import styles from './push-held.module.css';
import { SentContacts } from './sent-contacts.tsx';
import { useGoOn } from './use-go-on.tsx';

/** A push that waits for the person: paused, stopped after the first few, or interrupted. Nothing goes on by itself. */
export function PushHeld({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const goToStep = useWork((work) => work.goToStep);
  const goOn = useGoOn(run);
  const { contacts } = run;
  const total = contacts.sent + contacts.not_sent;
  const isCanary = run.stopReason?.code === 'canary';
  const why = isCanary ? 'canary' : run.stopReason?.code === 'limit_reached' ? 'limit' : run.state;
  const values = {
    count: contacts.sent,
    sent: formatCount(contacts.sent),
    settled: formatCount(settledOf(run)),
    total: formatCount(total),
  };
  return (
    <StepPage
      sentence={
        why === 'canary'
          ? t('push.heldSentence.canary', values)
          : why === 'limit'
            ? t('push.heldSentence.limit', values)
            : t(why === 'interrupted' ? 'push.heldSentence.interrupted' : 'push.heldSentence.paused', values)
      }
      aside={<HeldAside run={run} />}
      secondary={
        <Button variant="default" onClick={() => goToStep('result')}>
          {t(isCanary ? 'push.stopHere' : 'push.leaveIt')}
        </Button>
      }
      primary={goOn.control}
    >
      <ErrorNote error={goOn.error} />
      <SegmentBar
        label={t('push.byOutcome')}
        segments={outcomes.map((meaning) => ({ meaning, count: contacts[meaning] }))}
      />
      {contacts.sent > 0 ? <SentContacts run={run} /> : null}
      <p className={styles.keeps}>{t('push.heldKeeps')}</p>
    </StepPage>
  );
}

/** What going on means in this case. */
function HeldAside({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const { unknown } = run.contacts;
  if (run.stopReason?.code === 'canary') return t('push.heldAside.canary');
  if (unknown > 0) return t('push.heldAside.noAnswer', { count: unknown, formatted: formatCount(unknown) });
  return t(run.state === 'interrupted' ? 'push.heldAside.interrupted' : 'push.heldAside.paused');
}
