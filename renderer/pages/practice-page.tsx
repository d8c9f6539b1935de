import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeContact, PracticeStatus } from '../../shared/bridge.ts';
import { call } from '../bridge.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import type { GridColumn } from '../components/grid-row.tsx';
import { Panel } from '../components/panel.tsx';
import { RowGrid } from '../components/row-grid.tsx';
import { StepPage } from '../components/step-page.tsx';
import { useConfirmed } from '../components/use-confirmed.ts';
import { VerdictSign } from '../components/verdict-sign.tsx';
import { formatCount } from '../lib/format.ts';
import { keys, queryClient, usePracticeStatus } from '../state/queries.ts';
import { PracticeCatalogue } from './practice-catalogue.tsx';
import { PracticeFaults } from './practice-faults.tsx';
import styles from './practice-page.module.css';
import { PracticeSegment } from './practice-segment.tsx';

/** The practice workspace: whether it runs, what it holds, and the segment count to compare with. */
export function PracticePage() {
  const { t } = useTranslation();
  const status = usePracticeStatus();
  const start = useMutation({
    mutationFn: () => call('practice.start'),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: keys.practice });
      await queryClient.invalidateQueries({ queryKey: keys.connections });
    },
  });
  const reset = useConfirmed(async () => {
    await call('practice.reset');
    await queryClient.invalidateQueries({ queryKey: keys.practice });
  });
  const running = status.data?.running ?? false;
  return (
    <StepPage
      sentence={
        running
          ? t('practice.sentence', {
              count: status.data?.contacts ?? 0,
              formatted: formatCount(status.data?.contacts ?? 0),
            })
          : t('practice.stopped')
      }
      aside={t('practice.aside')}
      secondary={
        running && (status.data?.contacts ?? 0) > 0 ? (
          <Button variant="default" onClick={() => reset.ask(undefined)}>
            {t('practice.reset')}
          </Button>
        ) : null
      }
      primary={
        running || !status.data ? null : (
          <Button onClick={() => start.mutate()} loading={start.isPending}>
            {t('practice.start')}
          </Button>
        )
      }
    >
      <ErrorNote error={status.error} onRetry={() => void status.refetch()} />
      <ErrorNote error={start.error} />
      {running && status.data ? <Running status={status.data} /> : null}
      <ConfirmDialog {...reset.dialog} title={t('practice.resetTitle')} action={t('practice.reset')}>
        {t('practice.resetText')}
      </ConfirmDialog>
    </StepPage>
  );
}

function Running({ status }: { readonly status: PracticeStatus }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const columns = useMemo<GridColumn<PracticeContact>[]>(
    () => [
      {
        key: 'id',
        header: t('field.externalReferenceId'),
        width: 176,
        render: (contact) => <code>{contact.externalReferenceId}</code>,
      },
      {
        key: 'name',
        header: t('practice.name'),
        width: 176,
        render: ({ firstName, middleName, lastName }) => (
          <span className={styles.cell}>
            {[firstName, middleName, lastName].filter((part) => part !== null).join(' ')}
          </span>
        ),
      },
      {
        key: 'phone',
        header: t('field.phoneNumber'),
        width: 168,
        render: (contact) => <code>{contact.phoneNumber ?? ''}</code>,
      },
      {
        key: 'email',
        header: t('field.emailAddress'),
        width: 208,
        render: (contact) => <span className={styles.cell}>{contact.emailAddress ?? ''}</span>,
      },
      {
        key: 'tags',
        header: t('field.tags'),
        width: 176,
        render: (contact) => <span className={styles.cell}>{contact.tags.join(', ')}</span>,
      },
      {
        key: 'properties',
        header: t('field.customProperties'),
        width: '1fr',
        render: (contact) => (
          <span className={styles.cell}>
            {Object.entries(contact.customProperties)
              .map(([name, value]) => `${name}: ${value}`)
              .join(', ')}
          </span>
        ),
      },
    ],
    [t],
  );
  return (
    <>
      <p className={styles.status}>
        <VerdictSign meaning="accepted">{t('practice.running')}</VerdictSign>
        <code>{status.baseUrl}</code>
        <span>
          {t('practice.requests', { count: status.requests, formatted: formatCount(status.requests) })}
        </span>
      </p>
      <div className={styles.pair}>
        <PracticeSegment status={status} />
        <PracticeCatalogue status={status} />
      </div>
      <PracticeFaults />
      <Panel
        className={styles.contacts}
        title={t('practice.contacts')}
        aside={
          <TextInput
            type="search"
            aria-label={t('practice.search')}
            placeholder={t('practice.search')}
            leftSection={<IconSearch size={15} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        }
        flush
      >
        <RowGrid
          label={t('practice.contacts')}
          columns={columns}
          queryKey={[...keys.practice, 'contacts', search, status.contacts, status.requests]}
          loadPage={(offset, limit) => call('practice.contacts', { search, offset, limit })}
          empty={search ? t('check.nothingFound', { text: search }) : t('practice.noContacts')}
        />
      </Panel>
    </>
  );
}
