import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeStatus } from '../../shared/bridge.ts';
import type { PropertyType } from '../../shared/mapping.ts';
import { call } from '../bridge.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Panel } from '../components/panel.tsx';
import { Select } from '../components/select.tsx';
import { keys, queryClient } from '../state/queries.ts';
import { NotIngested } from './practice-not-ingested.tsx';
import styles from './practice-page.module.css';

/** The tags and properties that exist in the practice workspace; what isn't listed is ignored. */
export function PracticeCatalogue({ status }: { readonly status: PracticeStatus }) {
  const { t } = useTranslation();
  const [tag, setTag] = useState('');
  const [name, setName] = useState('');
  const [type, setType] = useState<PropertyType>('string');
  const took = (next: PracticeStatus): void => {
    queryClient.setQueryData(keys.practice, next);
  };
  const addTag = useMutation({
    mutationFn: () => call('practice.addTag', { tag: tag.trim() }),
    onSuccess: (next) => {
      setTag('');
      took(next);
    },
  });
  const addProperty = useMutation({
    mutationFn: () => call('practice.addProperty', { technicalName: name.trim(), type }),
    onSuccess: (next) => {
      setName('');
      took(next);
    },
  });
  const submit =
    (run: () => void, text: string) =>
    (event: FormEvent): void => {
      event.preventDefault();
      if (text.trim() !== '') run();
    };
  return (
    <Panel title={t('practice.catalogue')} hint={t('practice.catalogueHint')}>
      <div className={styles.part}>
        <h3>{t('field.tags')}</h3>
        <ul className={styles.names}>
          {status.tags.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        <form className={styles.form} onSubmit={submit(() => addTag.mutate(), tag)}>
          <TextInput
            className={styles.grow ?? ''}
            aria-label={t('practice.newTag')}
            placeholder={t('practice.newTag')}
            value={tag}
            onChange={(event) => setTag(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={addTag.isPending} disabled={tag.trim() === ''}>
            {t('practice.addTag')}
          </Button>
        </form>
        <ErrorNote error={addTag.error} />
      </div>
      <div className={styles.part}>
        <h3>{t('field.customProperties')}</h3>
        <ul className={styles.names}>
          {status.properties.map((each) => (
            <li key={each.technicalName}>
              {each.technicalName} <span>{t(`propertyType.${each.type}`)}</span>
            </li>
          ))}
        </ul>
        <form className={styles.form} onSubmit={submit(() => addProperty.mutate(), name)}>
          <TextInput
            className={styles.grow ?? ''}
            aria-label={t('practice.newProperty')}
            placeholder={t('practice.newProperty')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            aria-label={t('mapping.type')}
            w={110}
            data={(['string', 'number', 'date'] as const).map((each) => ({
              value: each,
              label: t(`propertyType.${each}`),
            }))}
            value={type}
            onChange={(next) => setType(next === 'number' || next === 'date' ? next : 'string')}
            allowDeselect={false}
          />
          <Button
            type="submit"
            variant="default"
            loading={addProperty.isPending}
            disabled={name.trim() === ''}
          >
            {t('practice.addProperty')}
          </Button>
        </form>
        <ErrorNote error={addProperty.error} />
      </div>
      <NotIngested items={status.notIngested} />
    </Panel>
  );
}
