import { useTranslation } from 'react-i18next';
import type { RunDetail, RunSummary } from '../../../shared/bridge.ts';
import { Panel } from '../../components/panel.tsx';
import { runStateMeaning, VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount, formatTime } from '../../lib/format.ts';
import { useRuns } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import styles from './run-family.module.css';

/** The push whose contacts this one sent again, and those that sent this one's again. */
export function RunFamily({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const runs = useRuns().data ?? [];
  const parent = runs.find(({ runId }) => runId === run.parentId) ?? null;
  const children = run.retries.flatMap((id) => runs.find(({ runId }) => runId === id) ?? []);
  if (!parent && children.length === 0) return null;
  return (
    <Panel title={t('retry.family')}>
      {parent ? (
        <div className={styles.part}>
          <h3>{t('retry.parent')}</h3>
          <Relative run={parent} />
        </div>
      ) : null}
      {children.length > 0 ? (
        <div className={styles.part}>
          <h3>{t('retry.children')}</h3>
          {children.map((child) => (
            <Relative key={child.runId} run={child} />
          ))}
        </div>
      ) : null}
    </Panel>
  );
}

function Relative({ run }: { readonly run: RunSummary }) {
  const { t } = useTranslation();
  const openRun = useWork((work) => work.openRun);
  const { contacts } = run;
  return (
    <p className={styles.relative}>
      <button type="button" className={styles.open} onClick={() => openRun(run.runId)}>
        {t('retry.of', { time: formatTime(run.startedAt) })}
      </button>
      <VerdictSign meaning={runStateMeaning[run.state]}>
        {t(`runState.${run.state}`, { ns: 'domain' })}
      </VerdictSign>
      <span>
        {t('retry.arrived', {
          arrived: formatCount(contacts.accepted + contacts.unconfirmed),
          total: formatCount(contacts.sent + contacts.not_sent),
        })}
      </span>
    </p>
  );
}
