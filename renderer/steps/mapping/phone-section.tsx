import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestCountry } from '../../../shared/phone/suggest-country.ts';
import { Choice } from '../../components/choice.tsx';
import { CountrySelect } from '../../components/country-select.tsx';
import { Panel } from '../../components/panel.tsx';
import { language } from '../../i18n.ts';
import { formatCount, formatShare } from '../../lib/format.ts';
import { ColumnSelect } from './column-select.tsx';
import { referenceRuleOf } from './draft.ts';
import type { MappingView } from './mapping-view.ts';
import styles from './sections.module.css';

/** How phone numbers are read: the country of numbers without one, and what becomes of doubtful ones. */
export function PhoneSection({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, live, change } = view;
  const needed = useMemo(
    () =>
      live.checks?.filter((check) => check.findings.some(({ code }) => code === 'phone.country_needed'))
        .length ?? 0,
    [live],
  );
  const setPhone = (phone: Partial<MappingView['draft']['phone']>): void =>
    change((now) => ({ ...now, phone: { ...now.phone, ...phone } }));
  const phoneIsReference = referenceRuleOf(draft) === 'as-phone';
  if (draft.phoneNumber === null && !phoneIsReference) return null;
  return (
    <Panel title={t('mapping.phones')} hint={t('mapping.phonesHint')}>
      <div className={styles.pair}>
        <div>
          <CountrySelect
            label={t('mapping.defaultCountry')}
            description={t('mapping.defaultCountryHint')}
            value={draft.phone.defaultCountry}
            onChange={(defaultCountry) => setPhone({ defaultCountry })}
          />
          {needed > 0 ? (
            <p className={styles.nudge} role="status">
              {t('mapping.countryNeeded', { count: needed, formatted: formatCount(needed) })}
            </p>
          ) : null}
          {draft.phone.defaultCountry === null ? (
            <Suggestion view={view} onTake={(defaultCountry) => setPhone({ defaultCountry })} />
          ) : null}
        </div>
        <div className={styles.described}>
          <ColumnSelect
            label={t('mapping.countryColumn')}
            hideLabel={false}
            view={view}
            value={draft.phone.countryColumn}
            onChange={(countryColumn) => setPhone({ countryColumn })}
            placeholder={t('mapping.noColumn')}
          />
          <p className={styles.description}>{t('mapping.countryColumnHint')}</p>
        </div>
      </div>
      <div className={styles.pair}>
        <Choice
          label={t('mapping.possible')}
          description={t('mapping.possibleHint')}
          value={draft.phone.possibleButInvalid}
          options={[
            { value: 'warn', label: t('mapping.possibleWarn') },
            { value: 'exclude', label: t('mapping.possibleExclude') },
          ]}
          onChange={(possibleButInvalid) => setPhone({ possibleButInvalid })}
        />
        <Choice
          label={t('mapping.invalid')}
          description={t('mapping.invalidHint')}
          value={draft.phone.invalid}
          options={[
            { value: 'exclude', label: t('mapping.invalidExclude') },
            {
              value: 'omit',
              label: t('mapping.invalidOmit'),
              disabled: phoneIsReference,
              description: phoneIsReference ? t('mapping.invalidOmitNot') : undefined,
            },
          ]}
          onChange={(invalid) => setPhone({ invalid })}
        />
      </div>
    </Panel>
  );
}

interface SuggestionProps {
  readonly view: MappingView;
  readonly onTake: (country: string) => void;
}

/** A default country to offer, with what speaks for it. It is taken only by a click. */
function Suggestion({ view, onTake }: SuggestionProps) {
  const { t } = useTranslation();
  const { columns, rows, draft } = view;
  const phone = draft.phoneNumber ?? draft.externalReferenceId;
  const { countryColumn } = draft.phone;
  const suggestion = useMemo(() => {
    const cellsOf = (column: string | null): string[] =>
      column === null ? [] : rows.map(({ cells }) => cells[columns.indexOf(column)] ?? '');
    return suggestCountry({ phones: cellsOf(phone), countries: cellsOf(countryColumn) });
  }, [columns, rows, phone, countryColumn]);
  if (!suggestion) return null;
  const { country, from, complete, column } = suggestion;
  const evidence = from === 'numbers' ? complete : column;
  const share = evidence.shares.find((each) => each.country === country);
  const name = new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country;
  return (
    <p className={styles.suggestion}>
      <span>
        {from === 'language' || !share || evidence.total === 0
          ? null
          : t(`mapping.suggestion.${from}`, {
              share: formatShare(share.count / evidence.total),
              callingCode: share.callingCode,
              country: name,
            })}
      </span>
      <Button size="compact-sm" variant="light" onClick={() => onTake(country)}>
        {t('mapping.useCountry', { country: name })}
      </Button>
    </p>
  );
}
