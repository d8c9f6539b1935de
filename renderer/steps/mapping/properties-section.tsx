import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { normaliseHeader } from '../../../shared/headers/tokens.ts';
import { IconAction } from '../../components/icon-action.tsx';
import { Panel } from '../../components/panel.tsx';
import { Select } from '../../components/select.tsx';
import { TypedInput } from '../../components/typed-input.tsx';
import { SourceSelect } from './column-select.tsx';
import { columnsInUse, type DraftProperty, formatIsFine, newKey } from './draft.ts';
import { FormatAdvice } from './format-advice.tsx';
import type { MappingView } from './mapping-view.ts';
import { SampleList } from './sample-list.tsx';
import { valueSamples } from './samples.ts';
import styles from './sections.module.css';
import { recognisedFormat } from './value-format.ts';

const noDecimal = 'none';
/** Unused columns beyond this many are found in the field's own list. */
const offered = 16;
const noProperty: Omit<DraftProperty, 'key'> = {
  technicalName: '',
  type: 'string',
  kind: 'column',
  value: '',
  decimal: null,
  format: null,
};

/** A column's name as technical names are written: `Letzter Kauf` becomes `letzter_kauf`. */
const technicalNameOf = (column: string): string => normaliseHeader(column).replaceAll(' ', '_');

/** Custom properties: technical name, type, and where the value comes from. */
export function PropertiesSection({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, columns, change } = view;
  const used = columnsInUse(draft);
  const unused = columns.filter((column) => !used.has(column));
  const add = (part: Partial<DraftProperty>): void =>
    change((now) => ({ ...now, properties: [...now.properties, { ...noProperty, key: newKey(), ...part }] }));
  return (
    <Panel title={t('mapping.properties')} hint={t('mapping.propertiesHint')} flush>
      <div className={styles.list}>
        {draft.properties.map((property, index) => (
          <PropertyRow key={property.key} view={view} property={property} number={index + 1} />
        ))}
      </div>
      <div className={styles.add}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add({})}
        >
          {t('mapping.addProperty')}
        </Button>
      </div>
      {unused.length > 0 ? (
        <div className={styles.unused}>
          <span>{t('mapping.unused')}</span>
          {unused.slice(0, offered).map((column) => (
            <Button
              key={column}
              size="compact-xs"
              variant="light"
              aria-label={t('mapping.addAsProperty', { column })}
              leftSection={<IconPlus size={12} aria-hidden />}
              onClick={() => add({ value: column, technicalName: technicalNameOf(column) })}
            >
              {column}
            </Button>
          ))}
        </div>
      ) : null}
    </Panel>
  );
}

interface PropertyRowProps {
  readonly view: MappingView;
  readonly property: DraftProperty;
  readonly number: number;
}

function PropertyRow({ view, property, number }: PropertyRowProps) {
  const { t } = useTranslation();
  const { columns, rows, live, change } = view;
  const set = (part: Partial<DraftProperty>): void =>
    change((now) => ({
      ...now,
      properties: now.properties.map((each) => (each.key === property.key ? { ...each, ...part } : each)),
    }));
  const cellsOf = (column: string): string[] => {
    const index = columns.indexOf(column);
    return rows.map(({ cells }) => cells[index] ?? '');
  };
  const source =
    property.kind === 'constant'
      ? { constant: property.value }
      : property.value === ''
        ? null
        : { column: property.value };
  const name = property.technicalName.trim();
  return (
    <div className={styles.item} role="group" aria-label={t('mapping.propertyNumber', { number })}>
      <div className={styles.controls}>
        <TypedInput
          className={styles.grow ?? ''}
          label={t('mapping.technicalName')}
          placeholder="last_purchase"
          value={property.technicalName}
          onChange={(technicalName) => set({ technicalName })}
        />
        <div className={styles.grow}>
          <SourceSelect
            label={t('mapping.propertySource', { number })}
            shownLabel={t('mapping.value')}
            columns={columns}
            value={source}
            onChange={(next) => {
              if (!next) set({ kind: 'column', value: '' });
              else if ('constant' in next) set({ kind: 'constant', value: next.constant });
              else
                set({
                  kind: 'column',
                  value: next.column,
                  ...recognisedFormat(property.type, cellsOf(next.column)),
                  // A column's own name is the best first guess of a technical name; it can be changed.
                  ...(name === '' ? { technicalName: technicalNameOf(next.column) } : {}),
                });
            }}
          />
        </div>
        <Select
          className={styles.narrow ?? ''}
          label={t('mapping.type')}
          data={(['string', 'number', 'date'] as const).map((type) => ({
            value: type,
            label: t(`propertyType.${type}`),
          }))}
          value={property.type}
          onChange={(chosen) => {
            const type = chosen === 'number' || chosen === 'date' ? chosen : 'string';
            const cells = property.kind === 'column' ? cellsOf(property.value) : [];
            set({ type, ...recognisedFormat(type, cells) });
          }}
          allowDeselect={false}
        />
        {property.type === 'number' ? (
          <Select
            className={styles.narrow ?? ''}
            label={t('mapping.decimal')}
            data={[
              { value: noDecimal, label: t('mapping.decimalNone') },
              { value: '.', label: t('mapping.decimalPoint') },
              { value: ',', label: t('mapping.decimalComma') },
            ]}
            value={property.decimal ?? noDecimal}
            onChange={(value) => set({ decimal: value === '.' || value === ',' ? value : null })}
            allowDeselect={false}
          />
        ) : null}
        {property.type === 'date' ? (
          <TypedInput
            className={styles.narrow ?? ''}
            label={t('mapping.dateFormat')}
            placeholder="dd.MM.yyyy"
            error={!formatIsFine(property)}
            value={property.format ?? ''}
            onChange={(format) => set({ format: format === '' ? null : format })}
          />
        ) : null}
        <IconAction
          label={t('mapping.removeProperty', { number })}
          onClick={() =>
            change((now) => ({
              ...now,
              properties: now.properties.filter((each) => each.key !== property.key),
            }))
          }
        >
          <IconTrash size={16} stroke={1.7} />
        </IconAction>
      </div>
      {source && 'column' in source ? (
        <FormatAdvice property={property} cells={cellsOf(source.column)} onChoose={set} />
      ) : null}
      {source && name !== '' ? (
        <div className={styles.samples}>
          <SampleList
            field={name}
            samples={valueSamples(
              source,
              columns,
              rows,
              live,
              (check) => check.contact?.customProperties[name],
              `customProperties.${name}`,
            )}
          />
        </div>
      ) : null}
    </div>
  );
}
