import { Button, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBookmark } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { keys, queryClient } from '../../state/queries.ts';
import { useApplied } from './applied-template.ts';
import styles from './save-template.module.css';

interface SaveTemplateProps {
  readonly audience: Audience;
  /** Null while the mapping isn't complete. */
  readonly mapping: Mapping | null;
}

/** Keeps the mapping under a name, for files with the same columns. */
export function SaveTemplate({ audience, mapping }: SaveTemplateProps) {
  const { t } = useTranslation();
  const [name, setName] = useState<string | null>(null);
  const applied = useApplied((state) => state.applied[audience.id]);
  const templates = useQuery({
    queryKey: keys.templates,
    queryFn: () => call('templates.list'),
    enabled: name !== null,
  });
  const save = useMutation({
    mutationFn: (input: { readonly name: string; readonly mapping: Mapping }) =>
      call('templates.save', { ...input, audienceId: audience.id }),
    onSuccess: (template) => {
      setName(null);
      notifications.show({ message: t('templates.saved', { name: template.name }) });
      return queryClient.invalidateQueries({ queryKey: keys.templates });
    },
  });
  const typed = name?.trim() ?? '';
  const replaces = templates.data?.some((template) => template.name === typed) ?? false;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBookmark size={15} aria-hidden />}
        disabled={mapping === null}
        onClick={() => setName(applied?.template.name ?? audience.fileName.replace(/\.[^.]+$/, ''))}
      >
        {t('templates.save')}
      </Button>
      <Modal
        opened={name !== null}
        onClose={() => {
          setName(null);
          save.reset();
        }}
        title={t('templates.save')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (mapping && typed !== '') save.mutate({ name: typed, mapping });
          }}
        >
          <TextInput
            label={t('templates.name')}
            description={t('templates.nameHint')}
            value={name ?? ''}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          {replaces ? <p className={styles.note}>{t('templates.replaces', { name: typed })}</p> : null}
          <ErrorNote error={save.error} />
          <div className={styles.actions}>
            <Button type="submit" loading={save.isPending} disabled={typed === '' || mapping === null}>
              {t('templates.saveNamed')}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
