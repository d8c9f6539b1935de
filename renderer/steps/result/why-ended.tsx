import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../shared/bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatCount } from '../../lib/format.ts';
import { canResume, settledOf } from '../../lib/run-standing.ts';
import { useGoOn } from '../push/use-go-on.tsx';
import styles from './run-report.module.css';

/** Why a push ended before its end, in words and in those of the API, and how it goes on. */
export function WhyEnded({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const goOn = useGoOn(run);
  const { stopReason, contacts } = run;
  const total = contacts.sent + contacts.not_sent;
  const resumes = canResume(run);
  if (!resumes && !stopReason) return null;
  const settled = { settled: formatCount(settledOf(run)), total: formatCount(total) };
  const title = stopReason
    ? t(`stop.${stopReason.code}.what`, { ns: 'domain' })
    : t(run.state === 'interrupted' ? 'result.interrupted' : 'result.cancelled', settled);
  return (
    <>
      <Callout
        tone={run.state === 'stopped' ? 'fault' : 'care'}
        title={title}
        actions={resumes ? goOn.control : undefined}
      >
        {stopReason ? <p>{t(`stop.${stopReason.code}.next`, { ns: 'domain' })}</p> : null}
        {stopReason?.message ? (
          <p className={styles.words}>
            {stopReason.status ? `${stopReason.status} ` : ''}
            {stopReason.message}
          </p>
        ) : null}
        {resumes ? (
          <p>
            {contacts.unknown > 0
              ? t('push.heldAside.noAnswer', {
                  count: contacts.unknown,
                  formatted: formatCount(contacts.unknown),
                })
              : t('push.heldAside.interrupted')}
          </p>
        ) : null}
      </Callout>
      <ErrorNote error={goOn.error} />
    </>
  );
}
