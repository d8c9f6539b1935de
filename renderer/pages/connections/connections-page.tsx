import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../shared/connection.ts';
import { call } from '../../bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ConnectionForm } from '../../components/connection-form.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { useConfirmed } from '../../components/use-confirmed.ts';
import { keys, queryClient, useAppInfo, useConnections } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { ConnectionCard } from './connection-card.tsx';
import { ConnectionDetail } from './connection-detail.tsx';
import styles from './connections-page.module.css';
import { ShareDialog } from './share-dialog.tsx';

/** The Hello Charles workspaces that are known here. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const connections = useConnections();
  const info = useAppInfo();
  const [form, setForm] = useState<{ readonly connection: Connection | null } | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [sharing, setSharing] = useState(false);
  const removal = useConfirmed(async ({ id }: Connection) => {
    await call('connections.remove', { id });
    const { connectionId, chooseConnection } = useWork.getState();
    if (connectionId === id) chooseConnection(null);
    await queryClient.invalidateQueries({ queryKey: keys.connections });
  });
  const own = connections.data?.filter(({ practice }) => !practice) ?? [];
  const shown = connections.data?.find(({ id }) => id === opened);
  if (shown) return <ConnectionDetail connection={shown} onBack={() => setOpened(null)} />;
  return (
    <StepPage
      sentence={own.length === 0 ? t('connection.none') : t('connection.sentence', { count: own.length })}
      aside={t('connection.aside')}
      secondary={
        <Button variant="default" onClick={() => setSharing(true)}>
          {t('share.title')}
        </Button>
      }
      primary={<Button onClick={() => setForm({ connection: null })}>{t('connection.add')}</Button>}
    >
      <ErrorNote error={connections.error} onRetry={() => void connections.refetch()} />
      {info.data && !info.data.keychain ? <Callout tone="care">{t('connection.noKeychain')}</Callout> : null}
      {connections.data && own.length === 0 ? (
        <EmptyState icon={<IconPlugConnected size={28} stroke={1.5} />} title={t('connection.emptyTitle')}>
          {t('connection.emptyText')}
        </EmptyState>
      ) : null}
      <ul className={styles.list}>
        {connections.data?.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            onEdit={() => setForm({ connection })}
            onRemove={() => removal.ask(connection)}
            onOpen={() => setOpened(connection.id)}
          />
        ))}
      </ul>
      <ConnectionForm
        opened={form !== null}
        connection={form?.connection ?? null}
        onClose={() => setForm(null)}
      />
      <ShareDialog opened={sharing} canExport={own.length > 0} onClose={() => setSharing(false)} />
      <ConfirmDialog
        {...removal.dialog}
        title={t('connection.removeTitle')}
        action={t('connection.removeAction')}
      >
        {t('connection.removeText', { name: removal.about?.name ?? '' })}
      </ConfirmDialog>
    </StepPage>
  );
}
