import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { maxBatchSize } from '../../../shared/api-profile.ts';
import { contactFields } from '../../../shared/mapping.ts';
import { call } from '../../bridge.ts';
import { Panel } from '../../components/panel.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount, formatList } from '../../lib/format.ts';
import type { LatestCheck } from '../../state/queries.ts';
import { keys } from '../../state/queries.ts';
import styles from './what-is-sent.module.css';

const shownTags = 8;

interface WhatIsSentProps {
  readonly check: LatestCheck;
  readonly contacts: number;
  /** Where to; null while nothing is chosen. */
  readonly connectionId: string | null;
}

/** What goes out: contacts, batches, fields, tags and properties; and who stays behind. */
export function WhatIsSent({ check, contacts, connectionId }: WhatIsSentProps) {
  const { t } = useTranslation();
  const { mapping, summary } = check;
  const fields = contactFields.filter((field) => mapping[field] !== null).map((field) => t(`field.${field}`));
  const profile = useQuery({
    queryKey: keys.profile(connectionId ?? ''),
    queryFn: () => call('connections.profile', { id: connectionId ?? '' }),
    enabled: connectionId !== null,
  }).data;
  const batchSize = profile?.mode === 'single' ? 1 : (profile?.batchSize ?? maxBatchSize);
  const batches = Math.ceil(contacts / batchSize);
  return (
    <Panel title={t('push.what')}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('push.contacts')}</dt>
          <dd>
            <strong>{formatCount(contacts)}</strong>{' '}
            {t('push.inBatches', { count: batches, formatted: formatCount(batches) })}
          </dd>
        </div>
        <div>
          <dt>{t('push.fields')}</dt>
          <dd>{formatList(fields)}</dd>
        </div>
        <div>
          <dt>{t('field.tags')}</dt>
          <dd>
            {summary.tags.length === 0 ? (
              t('push.noTags')
            ) : (
              <ul className={styles.tags}>
                {summary.tags.slice(0, shownTags).map(({ tag, contacts: count }) => (
                  <li key={tag}>
                    <code>{tag}</code>
                    <span>{formatCount(count)}</span>
                  </li>
                ))}
                {summary.tags.length > shownTags ? (
                  <li className={styles.moreTags}>
                    {t('push.moreTags', { count: summary.tags.length - shownTags })}
                  </li>
                ) : null}
              </ul>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('field.customProperties')}</dt>
          <dd>
            {mapping.customProperties.length === 0 ? (
              t('push.noProperties')
            ) : (
              <ul className={styles.tags}>
                {mapping.customProperties.map(({ technicalName, type }) => (
                  <li key={technicalName}>
                    <code>{technicalName}</code>
                    <span>{t(`propertyType.${type}`)}</span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('push.staysBehind')}</dt>
          <dd className={styles.behind}>
            <VerdictSign meaning={summary.rows.excluded > 0 ? 'excluded' : 'ready'}>
              {t('push.excludedRows', {
                count: summary.rows.excluded,
                formatted: formatCount(summary.rows.excluded),
              })}
            </VerdictSign>
            {summary.rows.merged > 0 ? (
              <VerdictSign meaning="merged">
                {t('push.mergedRows', {
                  count: summary.rows.merged,
                  formatted: formatCount(summary.rows.merged),
                })}
              </VerdictSign>
            ) : null}
          </dd>
        </div>
      </dl>
      <p className={styles.note}>{t('push.mustExist')}</p>
    </Panel>
  );
}
