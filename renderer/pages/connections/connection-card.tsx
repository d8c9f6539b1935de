import { Button } from '@mantine/core';
import { IconCopyPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../shared/connection.ts';
import { call } from '../../bridge.ts';
import { ConnectionChip } from '../../components/connection-chip.tsx';
import { ConnectionTest } from '../../components/connection-test.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { IconAction } from '../../components/icon-action.tsx';
import { keys, queryClient } from '../../state/queries.ts';
import styles from './connection-card.module.css';

interface ConnectionCardProps {
  readonly connection: Connection;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onOpen: () => void;
}

/** One workspace: where it is, where its key is, whether it answers. */
export function ConnectionCard({ connection, onEdit, onRemove, onOpen }: ConnectionCardProps) {
  const { t } = useTranslation();
  const { name } = connection;
  const duplicate = useMutation({
    mutationFn: () => call('connections.duplicate', { id: connection.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.connections }),
  });
  return (
    <li className={styles.card} aria-label={name}>
      <div className={styles.head}>
        <ConnectionChip connection={connection} />
        {connection.practice ? null : (
          <span className={styles.actions}>
            <IconAction label={t('connection.editAction', { name })} onClick={onEdit}>
              <IconPencil size={16} stroke={1.7} />
            </IconAction>
            <IconAction
              label={t('connection.duplicateNamed', { name })}
              onClick={() => duplicate.mutate()}
              disabled={duplicate.isPending}
            >
              <IconCopyPlus size={16} stroke={1.7} />
            </IconAction>
            <IconAction label={t('connection.removeNamed', { name })} onClick={onRemove}>
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
      <ErrorNote error={duplicate.error} />
      <div className={styles.ways}>
        <ConnectionTest connection={connection} />
        <Button size="xs" variant="default" aria-label={t('connection.openNamed', { name })} onClick={onOpen}>
          {t('connection.open')}
        </Button>
      </div>
    </li>
  );
}
