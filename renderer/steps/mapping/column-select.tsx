import type { ComboboxItem, SelectProps } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../shared/mapping.ts';
import { IconAction } from '../../components/icon-action.tsx';
import { Select } from '../../components/select.tsx';
import { TypedInput } from '../../components/typed-input.tsx';
import styles from './column-select.module.css';
import type { MappingView } from './mapping-view.ts';

/** What a choice of columns knows of the file. */
type Columns = Pick<MappingView, 'columns' | 'examples'>;

/** Wider than the narrow fields that it belongs to: names of exports are long. */
const dropdown: NonNullable<SelectProps['comboboxProps']> = {
  shadow: 'md',
  width: 'max-content',
  position: 'bottom-start',
};
const dropdownClass = { dropdown: styles.dropdown ?? '' };

/** A column's name with one of its values: many names alone say little. */
const withExample =
  (examples: Columns['examples'], columnOf: (value: string) => string) =>
  ({ option }: { readonly option: ComboboxItem }) => (
    <span className={styles.option}>
      <span>{option.label}</span>
      <span className={styles.example} aria-hidden>
        {examples.get(columnOf(option.value)) ?? ''}
      </span>
    </span>
  );

interface ColumnSelectProps {
  readonly label: string;
  readonly view: Columns;
  readonly value: string | null;
  readonly onChange: (column: string | null) => void;
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly hideLabel?: boolean;
}

/** Chooses a column of the file. */
export function ColumnSelect({
  label,
  view,
  value,
  onChange,
  placeholder,
  clearable = true,
  hideLabel = true,
}: ColumnSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      {...(hideLabel ? { 'aria-label': label } : { label })}
      data={[...view.columns]}
      value={value}
      onChange={onChange}
      placeholder={placeholder ?? t('mapping.notSent')}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('mapping.clear', { field: label }) }}
      nothingFoundMessage={t('mapping.noSuchColumn')}
      comboboxProps={dropdown}
      classNames={dropdownClass}
      renderOption={withExample(view.examples, (column) => column)}
    />
  );
}

interface SourceSelectProps {
  readonly label: string;
  readonly view: Columns;
  readonly value: Source | null;
  readonly onChange: (source: Source | null) => void;
  /** A label above the field, where it doesn't stand in a row of its own. */
  readonly shownLabel?: string;
}

const sameText = 'text';

/** Chooses a column, or a text that is the same for everybody. */
export function SourceSelect({ label, view, value, onChange, shownLabel }: SourceSelectProps) {
  const { t } = useTranslation();
  if (value && 'constant' in value) {
    return (
      <div className={styles.constant}>
        <TypedInput
          label={shownLabel}
          aria-label={t('mapping.textFor', { field: label })}
          placeholder={t('mapping.sameText')}
          value={value.constant}
          onChange={(constant) => onChange({ constant })}
        />
        <IconAction label={t('mapping.clear', { field: label })} onClick={() => onChange(null)}>
          <IconX size={16} />
        </IconAction>
      </div>
    );
  }
  return (
    <Select
      label={shownLabel}
      aria-label={label}
      data={[
        {
          group: t('mapping.columns'),
          items: view.columns.map((column) => ({ value: `c:${column}`, label: column })),
        },
        { group: t('mapping.orElse'), items: [{ value: sameText, label: t('mapping.sameText') }] },
      ]}
      value={value ? `c:${value.column}` : null}
      onChange={(chosen) => {
        if (chosen === null) onChange(null);
        else if (chosen === sameText) onChange({ constant: '' });
        else onChange({ column: chosen.slice(2) });
      }}
      placeholder={t('mapping.notSent')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('mapping.clear', { field: label }) }}
      nothingFoundMessage={t('mapping.noSuchColumn')}
      comboboxProps={dropdown}
      classNames={dropdownClass}
      renderOption={withExample(view.examples, (chosen) => chosen.slice(2))}
    />
  );
}
