import { Button, Modal, Tabs, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatList } from '../../lib/format.ts';
import { keys, queryClient } from '../../state/queries.ts';
import styles from './share-dialog.module.css';

interface ShareDialogProps {
  readonly opened: boolean;
  /** False where there is no connection that could be given away. */
  readonly canExport: boolean;
  readonly onClose: () => void;
}

/** Takes connections from one computer to another as text: names, addresses and profiles, never keys. */
export function ShareDialog({ opened, canExport, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={640}
      title={t('share.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Tabs defaultValue={canExport ? 'export' : 'import'}>
        <Tabs.List aria-label={t('share.title')}>
          <Tabs.Tab value="export" disabled={!canExport}>
            {t('share.export')}
          </Tabs.Tab>
          <Tabs.Tab value="import">{t('share.import')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="export">{canExport ? <Export /> : null}</Tabs.Panel>
        <Tabs.Panel value="import">
          <Import />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

function Export() {
  const { t } = useTranslation();
  // Always as they are now: the dialog is opened seldom, and connections change.
  const text = useQuery({
    queryKey: [...keys.connections, 'text'],
    queryFn: () => call('connections.exportText', { ids: [] }),
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <div className={styles.part}>
      <p>{t('share.exportText')}</p>
      <ErrorNote error={text.error} onRetry={() => void text.refetch()} />
      <Textarea
        aria-label={t('share.exported')}
        className={styles.text ?? ''}
        rows={12}
        readOnly
        value={text.data?.text ?? ''}
      />
      <div className={styles.actions}>
        <CopyButton text={text.data?.text ?? ''} label={t('share.copy')} />
      </div>
    </div>
  );
}

function Import() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () => call('connections.importText', { text }),
    onSuccess: () => {
      setText('');
      return queryClient.invalidateQueries({ queryKey: keys.connections });
    },
  });
  return (
    <div className={styles.part}>
      <p>{t('share.importText')}</p>
      <Textarea
        aria-label={t('share.paste')}
        className={styles.text ?? ''}
        placeholder={t('share.paste')}
        rows={12}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          add.reset();
        }}
        spellCheck={false}
      />
      <ErrorNote error={add.error} />
      <div className={styles.actions}>
        <span role="status">
          {add.data ? (
            <VerdictSign meaning="accepted">
              {t('share.added', {
                count: add.data.length,
                names: formatList(add.data.map(({ name }) => name)),
              })}
            </VerdictSign>
          ) : null}
        </span>
        <Button disabled={text.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
          {t('share.add')}
        </Button>
      </div>
    </div>
  );
}
