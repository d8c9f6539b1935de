import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../shared/mapping.ts';
import { IconAction } from '../../components/icon-action.tsx';
import { Select } from '../../components/select.tsx';
import { TypedInput } from '../../components/typed-input.tsx';
import styles from './column-select.module.css';

interface ColumnSelectProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly value: string | null;
  readonly onChange: (column: string | null) => void;
  readonly placeholder?: string;
  readonly clearable?: boolean;
  readonly hideLabel?: boolean;
}

/** Chooses a column of the file. */
export function ColumnSelect({
  label,
  columns,
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
      data={[...columns]}
      value={value}
      onChange={onChange}
      placeholder={placeholder ?? t('mapping.notSent')}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('mapping.clear', { field: label }) }}
      nothingFoundMessage={t('mapping.noSuchColumn')}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}

interface SourceSelectProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly value: Source | null;
  readonly onChange: (source: Source | null) => void;
  /** A label above the field, where it doesn't stand in a row of its own. */
  readonly shownLabel?: string;
}

const sameText = 'text';

/** Chooses a column, or a text that is the same for everybody. */
export function SourceSelect({ label, columns, value, onChange, shownLabel }: SourceSelectProps) {
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
          items: columns.map((column) => ({ value: `c:${column}`, label: column })),
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
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
