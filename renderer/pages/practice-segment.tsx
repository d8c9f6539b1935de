import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeStatus } from '../../shared/bridge.ts';
import { call } from '../bridge.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Panel } from '../components/panel.tsx';
import { Select } from '../components/select.tsx';
import { formatCount } from '../lib/format.ts';
import styles from './practice-page.module.css';

/** Counts the contacts of a segment, as “Segments & Lists” in Hello Charles would. */
export function PracticeSegment({ status }: { readonly status: PracticeStatus }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const isProperty = filter?.startsWith('p:') ?? false;
  const count = useMutation({
    mutationFn: (chosen: string) =>
      call('practice.segment', {
        kind: chosen.startsWith('p:') ? 'property' : 'tag',
        name: chosen.slice(2),
        value: chosen.startsWith('p:') ? value : null,
      }),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (filter !== null) count.mutate(filter);
  };
  return (
    <Panel title={t('practice.segment')} hint={t('practice.segmentHint')}>
      <form className={styles.form} onSubmit={onSubmit}>
        <Select
          className={styles.grow ?? ''}
          label={t('practice.filterBy')}
          placeholder={t('practice.chooseFilter')}
          data={[
            { group: t('field.tags'), items: status.tags.map((tag) => ({ value: `t:${tag}`, label: tag })) },
            {
              group: t('field.customProperties'),
              items: status.properties.map(({ technicalName }) => ({
                value: `p:${technicalName}`,
                label: technicalName,
              })),
            },
          ]}
          value={filter}
          onChange={(next) => {
            setFilter(next);
            count.reset();
          }}
          searchable
        />
        {isProperty ? (
          <TextInput
            className={styles.grow ?? ''}
            label={t('practice.contains')}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        ) : null}
        <Button type="submit" variant="default" disabled={filter === null} loading={count.isPending}>
          {t('practice.count')}
        </Button>
      </form>
      <p className={styles.answer} role="status">
        {count.data
          ? t('practice.counted', { count: count.data.count, formatted: formatCount(count.data.count) })
          : ''}
      </p>
      <ErrorNote error={count.error} />
    </Panel>
  );
}
