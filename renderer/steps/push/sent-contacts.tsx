import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail, RunRow } from '../../../shared/bridge.ts';
import { call } from '../../bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import type { GridColumn } from '../../components/grid-row.tsx';
import { Panel } from '../../components/panel.tsx';
import { RowGrid } from '../../components/row-grid.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { answerWords } from '../../lib/answer-words.ts';
import { formatCount } from '../../lib/format.ts';
import { keys } from '../../state/queries.ts';
import styles from './sent-contacts.module.css';

/** Up to so many IDs are offered for copying: more are looked up by a segment, not one by one. */
const mostCopied = 50;

/** The contacts that were sent so far, so that the person can look them up in Hello Charles. */
export function SentContacts({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const { runId } = run;
  const queryKey = [...keys.run(runId), 'sent', run.contacts.sent];
  const first = useQuery({
    queryKey: [...queryKey, 'first'],
    queryFn: () => call('runs.sent', { runId, offset: 0, limit: mostCopied }),
  });
  const ids = first.data?.items.flatMap(({ externalReferenceId }) => externalReferenceId ?? []) ?? [];
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
        key: 'id',
        header: t('field.externalReferenceId'),
        width: 240,
        render: ({ externalReferenceId }) => <code>{externalReferenceId ?? ''}</code>,
      },
      {
        key: 'outcome',
        header: t('result.column.outcome'),
        width: 168,
        render: ({ outcome }) => <VerdictSign meaning={outcome ?? 'not_sent'} />,
      },
      {
        key: 'message',
        header: t('result.column.message'),
        width: '1fr',
        render: ({ message, status }) => (
          <span className={styles.message}>{answerWords(status, message)}</span>
        ),
      },
    ],
    [t],
  );
  return (
    <Panel
      className={styles.panel}
      title={t('push.sentSoFar')}
      hint={run.practice ? t('push.sentHintPractice') : t('push.sentHint')}
      aside={
        ids.length > 0 && (first.data?.total ?? 0) <= mostCopied ? (
          <CopyButton text={ids.join('\n')} label={t('push.copyIds')} />
        ) : null
      }
      flush
    >
      <RowGrid
        label={t('push.sentSoFar')}
        columns={columns}
        queryKey={queryKey}
        loadPage={(offset, limit) => call('runs.sent', { runId, offset, limit })}
        empty={t('check.noRows')}
      />
    </Panel>
  );
}
