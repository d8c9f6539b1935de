import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { After, Before } from '../../components/diff-text.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import styles from './sample-list.module.css';
import type { Sample } from './samples.ts';

/** Values of the file and, beside each, what will be sent. */
export function SampleList({
  samples,
  field,
}: {
  readonly samples: readonly Sample[];
  readonly field: string;
}) {
  const { t } = useTranslation();
  if (samples.length === 0) return <p className={styles.none}>{t('mapping.noSamples')}</p>;
  return (
    <ul className={styles.list} aria-label={t('mapping.samplesOf', { field })}>
      {samples.map((sample) => (
        <li key={`${sample.row}:${sample.before}`} className={styles.line}>
          <span className={styles.before}>
            {sample.after === null ? (
              <code>{sample.before}</code>
            ) : (
              <Before before={sample.before} after={sample.after} />
            )}
          </span>
          <IconArrowNarrowRight size={16} stroke={1.6} className={styles.arrow} aria-hidden />
          <span className={styles.after}>
            {sample.after === null ? (
              <VerdictSign meaning={sample.meaning === 'warned' ? 'filtered' : sample.meaning}>
                {sample.code ? t(`finding.${sample.code}.title`, { ns: 'domain' }) : t('mapping.nothingSent')}
              </VerdictSign>
            ) : (
              <>
                <VerdictSign bare meaning={sample.meaning} />
                <After before={sample.before} after={sample.after} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
