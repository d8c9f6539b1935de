import { Button, TextInput } from '@mantine/core';
import { IconHistory, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../shared/bridge.ts';
import { call } from '../bridge.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Panel } from '../components/panel.tsx';
import { StepPage } from '../components/step-page.tsx';
import { useConfirmed } from '../components/use-confirmed.ts';
import { formatCount, formatTime } from '../lib/format.ts';
import { keys, queryClient, useRuns } from '../state/queries.ts';
import { useWork } from '../state/work.ts';
import { RunReport } from '../steps/result/run-report.tsx';
import styles from './history-page.module.css';
import { usePushAgain } from './history-push-again.tsx';
import { HistoryRow } from './history-row.tsx';

/** All pushes that were made from this computer, and the receipt of each. */
export function HistoryPage() {
  const { t } = useTranslation();
  const openRunId = useWork((work) => work.openRunId);
  const openRun = useWork((work) => work.openRun);
  if (openRunId !== null) {
    return (
      <RunReport
        key={openRunId}
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
  const { goToPage } = useWork.getState();
  if (runs.error) {
    return (
      <StepPage sentence={t('page.history')}>
        <ErrorNote error={runs.error} onRetry={() => void runs.refetch()} />
      </StepPage>
    );
  }
  if (!runs.data) return null;
  const arrived = runs.data.reduce((sum, { contacts }) => sum + contacts.accepted + contacts.unconfirmed, 0);
  return (
    <StepPage
      sentence={
        runs.data.length === 0
          ? t('history.none')
          : t('history.sentence', {
              count: runs.data.length,
              formatted: formatCount(runs.data.length),
              contacts: formatCount(arrived),
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
        <RunTable runs={runs.data} />
      )}
    </StepPage>
  );
}

/** What was asked for, and not yet confirmed. */
interface Asked {
  readonly what: 'remove' | 'forget';
  readonly run: RunSummary;
}

function RunTable({ runs }: { readonly runs: readonly RunSummary[] }) {
  const { t } = useTranslation();
  const { openRun } = useWork.getState();
  const [search, setSearch] = useState('');
  const again = usePushAgain();
  const { about, ask, dialog } = useConfirmed(async ({ what, run: { runId } }: Asked) => {
    await call(what === 'remove' ? 'runs.remove' : 'runs.forget', { runId });
    await queryClient.invalidateQueries({ queryKey: keys.runs });
  });
  const wanted = search.trim().toLowerCase();
  const found = runs.filter(({ file, connection, state, startedAt, runId }) =>
    [file, connection, t(`runState.${state}`, { ns: 'domain' }), formatTime(startedAt), runId].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
  const what = about?.what ?? 'remove';
  return (
    <>
      {again.dialog}
      <Panel
        label={t('page.history')}
        title={t('history.list')}
        aside={
          <TextInput
            type="search"
            className={styles.search ?? ''}
            aria-label={t('history.search')}
            placeholder={t('history.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        }
        flush
      >
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
            {found.map((run) => (
              <HistoryRow
                key={run.runId}
                run={run}
                onOpen={() => openRun(run.runId)}
                onPushAgain={() => again.begin(run)}
                onForget={() => ask({ what: 'forget', run })}
                onRemove={() => ask({ what: 'remove', run })}
              />
            ))}
          </tbody>
        </table>
        <p className={styles.found} role="status">
          {found.length === 0 ? t('history.nothingFound', { text: search.trim() }) : ''}
        </p>
      </Panel>
      <ConfirmDialog {...dialog} title={t(`history.${what}Title`)} action={t(`history.${what}Action`)}>
        {t(`history.${what}Text`, { file: about?.run.file ?? '' })}
      </ConfirmDialog>
    </>
  );
}
