import { Button, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail, RunRow, RunRowKind } from '../../../shared/bridge.ts';
import { runRowKinds } from '../../../shared/bridge.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import type { GridColumn } from '../../components/grid-row.tsx';
import { Panel } from '../../components/panel.tsx';
import { RowGrid } from '../../components/row-grid.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { answerWords } from '../../lib/answer-words.ts';
import { formatCount } from '../../lib/format.ts';
import { keys } from '../../state/queries.ts';
import styles from './run-rows.module.css';

const countOf = (run: RunDetail, kind: RunRowKind): number => {
  if (kind === 'all') return run.rows.total;
  if (kind === 'excluded') return run.rows.excluded;
  return run.contacts[kind];
};

/** The rows of a push by what became of them, and their export. */
export function RunRows({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const there = runRowKinds.filter((kind) => countOf(run, kind) > 0);
  const [chosen, setChosen] = useState<RunRowKind | null>(null);
  const kind = chosen ?? there[0] ?? 'all';
  const { runId } = run;
  const write = useMutation({
    mutationFn: () => call('runs.export', { runId, kind }),
    onSuccess: (written) => {
      if (!written) return;
      notifications.show({
        message: t('common.exported', {
          file: written.fileName,
          count: written.rows,
          formatted: formatCount(written.rows),
        }),
      });
    },
  });
  const columns = useMemo<GridColumn<RunRow>[]>(
    () => [
      {
        key: 'row',
        header: t('check.column.row'),
        width: 80,
        right: true,
        render: ({ row }) => <span className={styles.number}>{formatCount(row)}</span>,
      },
      {
        key: 'outcome',
        header: t('result.column.outcome'),
        width: 168,
        render: ({ outcome }) => <VerdictSign meaning={outcome ?? 'excluded'} />,
      },
      {
        key: 'id',
        header: t('field.externalReferenceId'),
        width: 200,
        render: ({ externalReferenceId }) => <code>{externalReferenceId ?? ''}</code>,
      },
      {
        key: 'message',
        header: t('result.column.message'),
        width: '1fr',
        render: ({ message, status, findings }) => (
          <span className={styles.message}>
            {findings.length > 0
              ? findings.map((code) => t(`finding.${code}.title`, { ns: 'domain' })).join(', ')
              : answerWords(status, message)}
          </span>
        ),
      },
    ],
    [t],
  );
  if (run.rows.total === 0) return null;
  const nameOf = (each: RunRowKind): string => {
    if (each === 'all') return t('result.allRows');
    if (each === 'excluded') return t('verdict.excluded', { ns: 'domain' });
    return t(`outcome.${each}`, { ns: 'domain' });
  };
  return (
    <Panel
      className={styles.panel}
      title={t('result.rows')}
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          loading={write.isPending}
          onClick={() => write.mutate()}
        >
          {t('result.export', { kind: nameOf(kind), formatted: formatCount(countOf(run, kind)) })}
        </Button>
      }
      flush
    >
      <div className={styles.tabs}>
        <SegmentedControl
          size="xs"
          aria-label={t('result.rows')}
          data={there.map((each) => ({
            value: each,
            label: `${nameOf(each)} ${formatCount(countOf(run, each))}`,
          }))}
          value={kind}
          onChange={(value) => setChosen(runRowKinds.find((each) => each === value) ?? null)}
        />
      </div>
      <ErrorNote error={write.error} onRetry={() => write.mutate()} />
      <RowGrid
        label={t('result.rows')}
        columns={columns}
        queryKey={[...keys.run(runId), 'rows', kind, run.state]}
        loadPage={(offset, limit) => call('runs.rows', { runId, kind, offset, limit })}
        empty={t('check.noRows')}
      />
    </Panel>
  );
}
