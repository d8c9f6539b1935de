import { Button, FileButton, Modal, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingTemplate } from '../../shared/template.ts';
import { call } from '../bridge.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { keys, queryClient } from '../state/queries.ts';
import styles from './templates-page.module.css';

interface AboutTemplate {
  /** Null while nothing is asked. */
  readonly template: MappingTemplate | null;
  readonly onClose: () => void;
}

/** Gives a template another name. */
export function RenameTemplate({ template, onClose }: AboutTemplate) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const rename = useMutation({
    mutationFn: (input: { readonly id: string; readonly name: string }) => call('templates.rename', input),
    onSuccess: () => {
      onClose();
      return queryClient.invalidateQueries({ queryKey: keys.templates });
    },
  });
  const { reset } = rename;
  useEffect(() => {
    setName(template?.name ?? '');
    reset();
  }, [template, reset]);
  const typed = name.trim();
  return (
    <Modal
      opened={template !== null}
      onClose={onClose}
      title={t('templates.renameTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={styles.part}
        onSubmit={(event) => {
          event.preventDefault();
          if (template && typed !== '') rename.mutate({ id: template.id, name: typed });
        }}
      >
        <TextInput
          label={t('templates.name')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <ErrorNote error={rename.error} />
        <div className={styles.foot}>
          <Button
            type="submit"
            loading={rename.isPending}
            disabled={typed === '' || typed === template?.name}
          >
            {t('templates.renameAction')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Shows a template as text, to be copied. */
export function ExportTemplate({ template, onClose }: AboutTemplate) {
  const { t } = useTranslation();
  const text = useQuery({
    queryKey: [...keys.templates, 'text', template?.id],
    queryFn: () => call('templates.exportText', { id: template?.id ?? '' }),
    enabled: template !== null,
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <Modal
      opened={template !== null}
      onClose={onClose}
      size={640}
      title={t('templates.exportTitle', { name: template?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.part}>
        <p>{t('templates.exportText')}</p>
        <ErrorNote error={text.error} onRetry={() => void text.refetch()} />
        <Textarea
          aria-label={t('templates.exported')}
          className={styles.text ?? ''}
          rows={14}
          readOnly
          value={text.data?.text ?? ''}
        />
        <div className={styles.foot}>
          <CopyButton text={text.data?.text ?? ''} label={t('templates.copy')} />
        </div>
      </div>
    </Modal>
  );
}

/** Adds a template from a text or a file. */
export function ImportTemplate(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [fileName, setFileName] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: () => call('templates.importText', { text, fileName: fileName ?? t('templates.pastedFile') }),
    onSuccess: (template) => {
      setText('');
      setFileName(null);
      props.onClose();
      notifications.show({ message: t('templates.imported', { name: template.name }) });
      return queryClient.invalidateQueries({ queryKey: keys.templates });
    },
  });
  const take = async (file: File | null): Promise<void> => {
    if (!file) return;
    add.reset();
    setFileName(file.name);
    setText(await file.text());
  };
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size={640}
      title={t('templates.import')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.part}>
        <p>{t('templates.importText')}</p>
        <Textarea
          aria-label={t('templates.importField')}
          className={styles.text ?? ''}
          rows={12}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFileName(null);
            add.reset();
          }}
          data-autofocus
        />
        <ErrorNote error={add.error} />
        <div className={styles.foot}>
          <FileButton onChange={(file) => void take(file)} accept=".json,application/json">
            {(button) => (
              <Button variant="default" {...button}>
                {t('templates.importFile')}
              </Button>
            )}
          </FileButton>
          <Button disabled={text.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
            {t('templates.importAction')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
