import { Button, Radio } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../shared/connection.ts';
import { call } from '../../bridge.ts';
import { ConnectionChip, hostOf } from '../../components/connection-chip.tsx';
import { ConnectionForm } from '../../components/connection-form.tsx';
import { ConnectionTest } from '../../components/connection-test.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { IconAction } from '../../components/icon-action.tsx';
import { Panel } from '../../components/panel.tsx';
import { keys, queryClient, useConnections } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import styles from './choose-connection.module.css';

/** Where the contacts go: a workspace that is known, the practice workspace, or a new one. */
export function ChooseConnection() {
  const { t } = useTranslation();
  const connections = useConnections();
  const chosenId = useWork((work) => work.connectionId);
  const { chooseConnection } = useWork.getState();
  const [form, setForm] = useState<{ readonly connection: Connection | null } | null>(null);
  const practice = useMutation({
    mutationFn: () => call('practice.start'),
    onSuccess: async (connection) => {
      await queryClient.invalidateQueries({ queryKey: keys.connections });
      await queryClient.invalidateQueries({ queryKey: keys.practice });
      chooseConnection(connection.id);
    },
  });
  const list = connections.data ?? [];
  const hasPractice = list.some((connection) => connection.practice);
  const choose = (connection: Connection): void => {
    // The practice workspace may be known from before and not be running.
    if (connection.practice) practice.mutate();
    else chooseConnection(connection.id);
  };
  return (
    <Panel
      title={t('push.where')}
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setForm({ connection: null })}
        >
          {t('connection.add')}
        </Button>
      }
    >
      <div className={styles.root}>
        <ErrorNote error={connections.error} onRetry={() => void connections.refetch()} />
        <Radio.Group
          aria-label={t('push.where')}
          value={chosenId ?? ''}
          onChange={(id) => {
            const connection = list.find((each) => each.id === id);
            if (connection) choose(connection);
          }}
        >
          <div className={styles.list}>
            {list.map((connection) => (
              <div
                key={connection.id}
                className={styles.option}
                data-chosen={connection.id === chosenId || undefined}
              >
                <Radio
                  value={connection.id}
                  aria-label={connection.name}
                  label={
                    <span className={styles.label}>
                      <ConnectionChip connection={connection} />
                      <span className={styles.host}>{hostOf(connection.baseUrl)}</span>
                    </span>
                  }
                />
                {connection.practice ? null : (
                  <IconAction
                    label={t('connection.editAction', { name: connection.name })}
                    onClick={() => setForm({ connection })}
                  >
                    <IconPencil size={16} stroke={1.7} />
                  </IconAction>
                )}
                {connection.id === chosenId ? (
                  <div className={styles.more}>
                    <p>
                      {connection.practice
                        ? t('push.practiceHint')
                        : t(`connection.keyPlace.${connection.key}`)}
                    </p>
                    <ConnectionTest key={connection.id} connection={connection} />
                  </div>
                ) : null}
              </div>
            ))}
          </div>
        </Radio.Group>
        {hasPractice ? null : (
          <Button variant="default" loading={practice.isPending} onClick={() => practice.mutate()}>
            {t('push.usePractice')}
          </Button>
        )}
        <ErrorNote error={practice.error} onRetry={() => practice.mutate()} />
      </div>
      <ConnectionForm
        opened={form !== null}
        connection={form?.connection ?? null}
        onClose={() => setForm(null)}
        onSaved={(connection) => chooseConnection(connection.id)}
      />
    </Panel>
  );
}
