import { Radio } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CountrySelect } from '../../components/country-select.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount } from '../../lib/format.ts';
import { ColumnSelect } from './column-select.tsx';
import { referenceRuleOf } from './draft.ts';
import type { MappingView } from './mapping-view.ts';
import styles from './sections.module.css';

/** How phone numbers are read: the country of numbers without one, and what becomes of doubtful ones. */
export function PhoneSection({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, columns, live, change } = view;
  const needed = useMemo(
    () =>
      live.checks?.filter((check) => check.findings.some(({ code }) => code === 'phone.country_needed'))
        .length ?? 0,
    [live],
  );
  const setPhone = (phone: Partial<MappingView['draft']['phone']>): void =>
    change((now) => ({ ...now, phone: { ...now.phone, ...phone } }));
  if (draft.phoneNumber === null && referenceRuleOf(draft) === 'as-is') return null;
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
        </div>
        <div className={styles.described}>
          <ColumnSelect
            label={t('mapping.countryColumn')}
            hideLabel={false}
            columns={columns}
            value={draft.phone.countryColumn}
            onChange={(countryColumn) => setPhone({ countryColumn })}
            placeholder={t('mapping.noColumn')}
          />
          <p className={styles.description}>{t('mapping.countryColumnHint')}</p>
        </div>
      </div>
      <div className={styles.pair}>
        <Radio.Group
          label={t('mapping.possible')}
          description={t('mapping.possibleHint')}
          value={draft.phone.possibleButInvalid}
          onChange={(value) => setPhone({ possibleButInvalid: value === 'exclude' ? 'exclude' : 'warn' })}
        >
          <div className={styles.radios}>
            <Radio value="warn" label={t('mapping.possibleWarn')} />
            <Radio value="exclude" label={t('mapping.possibleExclude')} />
          </div>
        </Radio.Group>
        <Radio.Group
          label={t('mapping.invalid')}
          description={t('mapping.invalidHint')}
          value={draft.phone.invalid}
          onChange={(value) => setPhone({ invalid: value === 'omit' ? 'omit' : 'exclude' })}
        >
          <div className={styles.radios}>
            <Radio value="exclude" label={t('mapping.invalidExclude')} />
            <Radio
              value="omit"
              label={t('mapping.invalidOmit')}
              disabled={referenceRuleOf(draft) === 'as-phone'}
              description={referenceRuleOf(draft) === 'as-phone' ? t('mapping.invalidOmitNot') : undefined}
            />
          </div>
        </Radio.Group>
      </div>
    </Panel>
  );
}
