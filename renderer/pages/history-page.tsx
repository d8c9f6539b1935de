import { Button } from '@mantine/core';
import { IconHistory, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../shared/bridge.ts';
import { call } from '../bridge.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { IconAction } from '../components/icon-action.tsx';
import { Panel } from '../components/panel.tsx';
import { StepPage } from '../components/step-page.tsx';
import { runStateMeaning, VerdictSign } from '../components/verdict-sign.tsx';
import { formatCount, formatTime } from '../lib/format.ts';
import { keys, queryClient, useRuns } from '../state/queries.ts';
import { useWork } from '../state/work.ts';
import { RunReport } from '../steps/result/run-report.tsx';
import styles from './history-page.module.css';

/** All pushes that were made from this computer, and the receipt of each. */
export function HistoryPage() {
  const { t } = useTranslation();
  const openRunId = useWork((work) => work.openRunId);
  const openRun = useWork((work) => work.openRun);
  if (openRunId !== null) {
    return (
      <RunReport
        runId={openRunId}
        primary={<Button onClick={() => openRun(null)}>{t('history.back')}</Button>}
      />
    );
  }
  return <RunList />;
}

function RunList() {
  const { t } = useTranslation();
  const runs = useRuns();
  const { openRun, goToPage } = useWork.getState();
  const [asked, setAsked] = useState<RunSummary | null>(null);
  const remove = useMutation({
    mutationFn: (runId: string) => call('runs.remove', { runId }),
    onSuccess: () => {
      setAsked(null);
      return queryClient.invalidateQueries({ queryKey: keys.runs });
    },
  });
  if (runs.error) {
    return (
      <StepPage sentence={t('page.history')}>
        <ErrorNote error={runs.error} onRetry={() => void runs.refetch()} />
      </StepPage>
    );
  }
  if (!runs.data) return null;
  const sent = runs.data.reduce((sum, { contacts }) => sum + contacts.accepted + contacts.unconfirmed, 0);
  return (
    <StepPage
      sentence={
        runs.data.length === 0
          ? t('history.none')
          : t('history.sentence', {
              count: runs.data.length,
              formatted: formatCount(runs.data.length),
              contacts: formatCount(sent),
            })
      }
    >
      {runs.data.length === 0 ? (
        <EmptyState
          icon={<IconHistory size={28} stroke={1.5} />}
          title={t('history.emptyTitle')}
          actions={<Button onClick={() => goToPage('push')}>{t('history.emptyAction')}</Button>}
        >
          {t('history.emptyText')}
        </EmptyState>
      ) : (
        <Panel label={t('page.history')} flush>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('history.column.when')}</th>
                <th scope="col">{t('history.column.file')}</th>
                <th scope="col">{t('history.column.connection')}</th>
                <th scope="col">{t('history.column.state')}</th>
                <th scope="col" className={styles.right}>
                  {t('history.column.arrived')}
                </th>
                <th scope="col">
                  <span className={styles.hidden}>{t('history.column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.data.map((run) => (
                <tr key={run.runId}>
                  <td>{formatTime(run.startedAt)}</td>
                  <td>
                    <button
                      type="button"
                      className={styles.open}
                      aria-label={t('history.open', { file: run.file })}
                      onClick={() => openRun(run.runId)}
                    >
                      {run.file}
                    </button>
                  </td>
                  <td>{run.connection}</td>
                  <td>
                    <VerdictSign meaning={runStateMeaning[run.state]}>
                      {t(`runState.${run.state}`, { ns: 'domain' })}
                    </VerdictSign>
                  </td>
                  <td className={styles.right}>
                    {t('history.ofContacts', {
                      arrived: formatCount(run.contacts.accepted + run.contacts.unconfirmed),
                      total: formatCount(run.contacts.sent + run.contacts.not_sent),
                    })}
                  </td>
                  <td className={styles.right}>
                    <IconAction
                      label={t('history.remove', { file: run.file })}
                      onClick={() => setAsked(run)}
                      disabled={run.state === 'running'}
                    >
                      <IconTrash size={16} stroke={1.7} />
                    </IconAction>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      <ConfirmDialog
        opened={asked !== null}
        title={t('history.removeTitle')}
        action={t('history.removeAction')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => asked && remove.mutate(asked.runId)}
        onClose={() => {
          setAsked(null);
          remove.reset();
        }}
      >
        {t('history.removeText', { file: asked?.file ?? '' })}
      </ConfirmDialog>
    </StepPage>
  );
}
