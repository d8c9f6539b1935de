import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { type DraftProperty, newKey } from './draft.ts';
import { AddButtons } from './item-row.tsx';
import type { MappingView } from './mapping-view.ts';
import { PropertyRow } from './property-row.tsx';
import { PropertySuggestions } from './property-suggestions.tsx';

const noProperty: Omit<DraftProperty, 'key'> = {
  technicalName: '',
  type: 'string',
  kind: 'column',
  value: '',
  decimal: null,
  format: null,
  undecided: false,
};

/** Custom properties, and the columns that could become some. */
export function PropertiesSection({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, change } = view;
  const add = (parts: readonly Partial<DraftProperty>[]): void =>
    change((now) => ({
      ...now,
      properties: [...now.properties, ...parts.map((part) => ({ ...noProperty, key: newKey(), ...part }))],
    }));
  return (
    <Panel title={t('mapping.properties')} hint={t('mapping.propertiesHint')} flush>
      {draft.properties.map((property, index) => (
        <PropertyRow key={property.key} view={view} property={property} number={index + 1} />
      ))}
      <AddButtons actions={[{ label: t('mapping.addProperty'), onClick: () => add([{}]) }]} />
      <PropertySuggestions view={view} onAdd={add} />
    </Panel>
  );
}
