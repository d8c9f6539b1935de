import { Button, TagsInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { duplicatePolicies } from '../../../shared/mapping.ts';
import { consentValues } from '../../../shared/match-headers.ts';
import { Callout } from '../../components/callout.tsx';
import { Choice } from '../../components/choice.tsx';
import { IconAction } from '../../components/icon-action.tsx';
import { Panel } from '../../components/panel.tsx';
import { ColumnSelect } from './column-select.tsx';
import { type DraftFilter, newKey } from './draft.ts';
import { type MappingView, valuesOf } from './mapping-view.ts';
import styles from './sections.module.css';

/** Which rows are sent: the consent filter, and what becomes of duplicates and odd rows. */
export function RowsSection({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, columns, change } = view;
  const addFilter = (column: string, values: readonly string[]): void =>
    change((now) => ({ ...now, filters: [...now.filters, { key: newKey(), column, values }] }));
  const consent = view.matches.find(({ field }) => field === 'consent')?.column ?? null;
  const offered =
    consent !== null && !draft.filters.some(({ column }) => column === consent) ? consent : null;
  const yes = offered === null ? [] : consentValues(valuesOf(view, offered));
  return (
    <Panel title={t('mapping.rows')}>
      <div className={styles.stack}>
        <Callout
          title={t('mapping.consentTitle')}
          actions={
            offered !== null && yes.length > 0 ? (
              <Button size="xs" variant="default" onClick={() => addFilter(offered, yes)}>
                {t('mapping.consentFilter', { column: offered, values: yes.join(', ') })}
              </Button>
            ) : null
          }
        >
          {t('mapping.consentText')}
        </Callout>
        <div className={styles.stack} role="group" aria-label={t('mapping.filters')}>
          {draft.filters.map((filter, index) => (
            <FilterRow key={filter.key} view={view} filter={filter} number={index + 1} />
          ))}
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => addFilter('', [])}
            >
              {t('mapping.addFilter')}
            </Button>
          </div>
        </div>
        <div className={styles.pair}>
          <Choice
            label={t('mapping.duplicates')}
            description={t('mapping.duplicatesHint')}
            value={draft.duplicates}
            options={duplicatePolicies.map((value) => ({ value, label: t(`duplicates.${value}`) }))}
            onChange={(duplicates) => change((now) => ({ ...now, duplicates }))}
          />
          <div className={styles.stack}>
            {draft.filters.length > 0 ? (
              <Choice
                label={t('mapping.filterConflicts')}
                description={t('mapping.filterConflictsHint')}
                value={draft.filterConflicts}
                options={[
                  { value: 'exclude', label: t('mapping.filterConflictsExclude') },
                  { value: 'send', label: t('mapping.filterConflictsSend') },
                ]}
                onChange={(filterConflicts) => change((now) => ({ ...now, filterConflicts }))}
              />
            ) : null}
            <Choice
              label={t('mapping.ragged')}
              description={t('mapping.raggedHint', { count: columns.length })}
              value={draft.raggedRows}
              options={[
                { value: 'exclude', label: t('mapping.raggedExclude') },
                { value: 'send', label: t('mapping.raggedSend') },
              ]}
              onChange={(raggedRows) => change((now) => ({ ...now, raggedRows }))}
            />
          </div>
        </div>
      </div>
    </Panel>
  );
}

interface FilterRowProps {
  readonly view: MappingView;
  readonly filter: DraftFilter;
  readonly number: number;
}

function FilterRow({ view, filter, number }: FilterRowProps) {
  const { t } = useTranslation();
  const { change } = view;
  const set = (part: Partial<DraftFilter>): void =>
    change((now) => ({
      ...now,
      filters: now.filters.map((each) => (each.key === filter.key ? { ...each, ...part } : each)),
    }));
  return (
    <div className={styles.filter} role="group" aria-label={t('mapping.filterNumber', { number })}>
      <ColumnSelect
        label={t('mapping.filterColumn', { number })}
        view={view}
        value={filter.column === '' ? null : filter.column}
        onChange={(column) => set({ column: column ?? '', values: [] })}
        placeholder={t('mapping.chooseColumn')}
        clearable={false}
      />
      <span>{t('mapping.isOneOf')}</span>
      <TagsInput
        aria-label={t('mapping.filterValues', { number })}
        data={filter.column === '' ? [] : valuesOf(view, filter.column).slice(0, 30)}
        value={[...filter.values]}
        onChange={(values) => set({ values })}
        placeholder={filter.values.length === 0 ? t('mapping.typeValue') : ''}
        acceptValueOnBlur
      />
      <IconAction
        label={t('mapping.removeFilter', { number })}
        onClick={() =>
          change((now) => ({ ...now, filters: now.filters.filter((each) => each.key !== filter.key) }))
        }
      >
        <IconTrash size={16} stroke={1.7} />
      </IconAction>
    </div>
  );
}
