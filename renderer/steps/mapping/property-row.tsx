import { useTranslation } from 'react-i18next';
import type { Source } from '../../../shared/mapping.ts';
import { technicalNameOf } from '../../../shared/suggest-properties.ts';
import { Select } from '../../components/select.tsx';
import { TypedInput } from '../../components/typed-input.tsx';
import { SourceSelect } from './column-select.tsx';
import { type DraftProperty, formatIsFine } from './draft.ts';
import { FormatAdvice } from './format-advice.tsx';
import { ItemRow, NarrowField, WideField } from './item-row.tsx';
import { cellsOf, type MappingView } from './mapping-view.ts';
import { SampleList } from './sample-list.tsx';
import { valueSamples } from './samples.ts';
import { recognisedFormat, withQuestion } from './value-format.ts';

const noDecimal = 'none';
/** With more properties than this, one example each has to do. */
const manyProperties = 4;

interface PropertyRowProps {
  readonly view: MappingView;
  readonly property: DraftProperty;
  readonly number: number;
}

/** One custom property: technical name, where the value comes from, and how it is read. */
export function PropertyRow({ view, property, number }: PropertyRowProps) {
  const { t } = useTranslation();
  const { columns, rows, live, change } = view;
  const cells = property.kind === 'column' ? cellsOf(view, property.value) : [];
  const set = (part: Partial<DraftProperty>): void =>
    change((now) => ({
      ...now,
      properties: now.properties.map((each) => {
        if (each.key !== property.key) return each;
        const next = { ...each, ...part };
        return withQuestion(next, next.kind === 'column' ? cellsOf(view, next.value) : []);
      }),
    }));
  const source = sourceOf(property);
  const isOneOfMany = view.draft.properties.length > manyProperties;
  const name = property.technicalName.trim();
  const choose = (next: Source | null): void => {
    if (!next) set({ kind: 'column', value: '' });
    else if ('constant' in next) set({ kind: 'constant', value: next.constant });
    else
      set({
        kind: 'column',
        value: next.column,
        ...recognisedFormat(property.type, cellsOf(view, next.column)),
        // A column's own name is the best first guess of a technical name; it can be changed.
        ...(name === '' ? { technicalName: technicalNameOf(next.column) } : {}),
      });
  };
  return (
    <ItemRow
      dense={isOneOfMany}
      label={t('mapping.propertyNumber', { number })}
      removeLabel={t('mapping.removeProperty', { number })}
      onRemove={() =>
        change((now) => ({
          ...now,
          properties: now.properties.filter((each) => each.key !== property.key),
        }))
      }
      advice={
        source && 'column' in source ? (
          <FormatAdvice property={property} cells={cells} onChoose={set} />
        ) : null
      }
      samples={
        source && name !== '' ? (
          <SampleList
            field={name}
            plain={property.type !== 'string'}
            samples={valueSamples(
              source,
              columns,
              rows,
              live,
              (check) => check.contact?.customProperties[name],
              `customProperties.${name}`,
            ).slice(0, isOneOfMany ? 1 : undefined)}
          />
        ) : null
      }
    >
      <WideField>
        <TypedInput
          label={t('mapping.technicalName')}
          placeholder="last_purchase"
          value={property.technicalName}
          onChange={(technicalName) => set({ technicalName })}
        />
      </WideField>
      <WideField>
        <SourceSelect
          label={t('mapping.propertySource', { number })}
          shownLabel={t('mapping.value')}
          view={view}
          value={source}
          onChange={choose}
        />
      </WideField>
      <NarrowField>
        <Select
          label={t('mapping.type')}
          data={(['string', 'number', 'date'] as const).map((type) => ({
            value: type,
            label: t(`propertyType.${type}`),
          }))}
          value={property.type}
          onChange={(chosen) => {
            const type = chosen === 'number' || chosen === 'date' ? chosen : 'string';
            set({ type, ...recognisedFormat(type, cells) });
          }}
          allowDeselect={false}
        />
      </NarrowField>
      {property.type === 'number' ? (
        <NarrowField>
          <Select
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
        </NarrowField>
      ) : null}
      {property.type === 'date' ? (
        <NarrowField>
          <TypedInput
            label={t('mapping.dateFormat')}
            placeholder="dd.MM.yyyy"
            error={!formatIsFine(property)}
            value={property.format ?? ''}
            onChange={(format) => set({ format: format === '' ? null : format })}
          />
        </NarrowField>
      ) : null}
    </ItemRow>
  );
}

function sourceOf({ kind, value }: DraftProperty): Source | null {
  if (kind === 'constant') return { constant: value };
  return value === '' ? null : { column: value };
}
