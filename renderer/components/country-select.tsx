import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { language } from '../i18n.ts';
import { Select } from './select.tsx';

interface CountrySelectProps {
  readonly label: string;
  readonly description?: string;
  /** ISO 3166-1 alpha-2. */
  readonly value: string | null;
  readonly onChange: (country: string | null) => void;
}

/** Chooses a country by its name or calling code. */
export function CountrySelect({ label, description, value, onChange }: CountrySelectProps) {
  const { t } = useTranslation();
  const countries = useMemo(() => {
    const nameOf = new Intl.DisplayNames(language, { type: 'region' });
    return getCountries()
      .map((code) => ({
        value: code as string,
        label: `${nameOf.of(code) ?? code} (+${getCountryCallingCode(code)})`,
      }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
  }, []);
  return (
    <Select
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={countries}
      value={value}
      onChange={onChange}
      placeholder={t('mapping.noCountry')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('mapping.clear', { field: label }) }}
      nothingFoundMessage={t('mapping.noSuchCountry')}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
