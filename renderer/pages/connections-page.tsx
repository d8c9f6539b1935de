import { Button } from '@mantine/core';
import { IconPencil, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../shared/connection.ts';
import { call } from '../bridge.ts';
import { Callout } from '../components/callout.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { ConnectionChip } from '../components/connection-chip.tsx';
import { ConnectionForm } from '../components/connection-form.tsx';
import { ConnectionTest } from '../components/connection-test.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { IconAction } from '../components/icon-action.tsx';
import { StepPage } from '../components/step-page.tsx';
import { keys, queryClient, useAppInfo, useConnections } from '../state/queries.ts';
import { useWork } from '../state/work.ts';
import styles from './connections-page.module.css';

/** The Hello Charles workspaces that are known here. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const connections = useConnections();
  const info = useAppInfo();
  const [form, setForm] = useState<{ readonly connection: Connection | null } | null>(null);
  const [asked, setAsked] = useState<Connection | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) => call('connections.remove', { id }),
    onSuccess: (_, id) => {
      setAsked(null);
      const { connectionId, chooseConnection } = useWork.getState();
      if (connectionId === id) chooseConnection(null);
      return queryClient.invalidateQueries({ queryKey: keys.connections });
    },
  });
  const own = connections.data?.filter(({ practice }) => !practice) ?? [];
  return (
    <StepPage
      sentence={own.length === 0 ? t('connection.none') : t('connection.sentence', { count: own.length })}
      aside={t('connection.aside')}
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
          <li key={connection.id} className={styles.card} aria-label={connection.name}>
            <div className={styles.head}>
              <ConnectionChip connection={connection} />
              {connection.practice ? null : (
                <span className={styles.actions}>
                  <IconAction
                    label={t('connection.editAction', { name: connection.name })}
                    onClick={() => setForm({ connection })}
                  >
                    <IconPencil size={16} stroke={1.7} />
                  </IconAction>
                  <IconAction
                    label={t('connection.removeNamed', { name: connection.name })}
                    onClick={() => setAsked(connection)}
                  >
                    <IconTrash size={16} stroke={1.7} />
                  </IconAction>
                </span>
              )}
            </div>
            <dl className={styles.facts}>
              <dt>{t('connection.address')}</dt>
              <dd>{connection.baseUrl}</dd>
              <dt>{t('connection.key')}</dt>
              <dd>
                {connection.key === 'none' ? null : <span aria-hidden>•••••••••••• </span>}
                {t(`connection.keyPlace.${connection.key}`)}
              </dd>
            </dl>
            <ConnectionTest connection={connection} />
          </li>
        ))}
      </ul>
      <ConnectionForm
        opened={form !== null}
        connection={form?.connection ?? null}
        onClose={() => setForm(null)}
      />
      <ConfirmDialog
        opened={asked !== null}
        title={t('connection.removeTitle')}
        action={t('connection.removeAction')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => asked && remove.mutate(asked.id)}
        onClose={() => {
          setAsked(null);
          remove.reset();
        }}
      >
        {t('connection.removeText', { name: asked?.name ?? '' })}
      </ConfirmDialog>
    </StepPage>
  );
}
