import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { After, Before } from '../../components/diff-text.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import styles from './sample-list.module.css';
import type { Sample } from './samples.ts';

interface SampleListProps {
  readonly samples: readonly Sample[];
  readonly field: string;
  /** The value is written anew as a whole (a date, a number): signs that it shares with the cell mean nothing. */
  readonly plain?: boolean;
}

/** Values of the file and, beside each, what will be sent. */
export function SampleList({ samples, field, plain = false }: SampleListProps) {
  const { t } = useTranslation();
  if (samples.length === 0) return <p className={styles.none}>{t('mapping.noSamples')}</p>;
  return (
    <ul className={styles.list} aria-label={t('mapping.samplesOf', { field })}>
      {samples.map((sample) => {
        const why = sample.code
          ? t(`finding.${sample.code}.title`, { ns: 'domain' })
          : t('mapping.nothingSent');
        return (
          <li key={`${sample.row}:${sample.before}`} className={styles.line}>
            <span className={styles.before} title={sample.before}>
              {typeof sample.after === 'string' && !plain ? (
                <Before before={sample.before} after={sample.after} />
              ) : (
                <code>{sample.before}</code>
              )}
            </span>
            <IconArrowNarrowRight size={16} stroke={1.6} className={styles.arrow} aria-hidden />
            {sample.after === null ? (
              <span className={styles.after} title={why}>
                <VerdictSign meaning={sample.meaning === 'warned' ? 'filtered' : sample.meaning}>
                  {why}
                </VerdictSign>
              </span>
            ) : (
              <span className={styles.after}>
                <VerdictSign bare meaning={sample.meaning} />
                <What before={sample.before} after={sample.after} plain={plain} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface WhatProps {
  readonly before: string;
  readonly after: string | readonly string[];
  readonly plain: boolean;
}

/** What is sent: one value, with what was changed in it marked, or several. */
function What({ before, after, plain }: WhatProps) {
  if (typeof after !== 'string')
    return after.map((part) => (
      <code key={part} className={styles.part}>
        {part}
      </code>
    ));
  return plain ? <code>{after}</code> : <After before={before} after={after} />;
}
