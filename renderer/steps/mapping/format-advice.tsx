import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber, formatShare } from '../../lib/format.ts';
import type { DraftProperty } from './draft.ts';
import styles from './format-advice.module.css';
import { formatAdvice, type Reading } from './value-format.ts';

interface FormatAdviceProps {
  readonly property: DraftProperty;
  /** Cells of the column that it reads. */
  readonly cells: readonly string[];
  readonly onChoose: (part: Partial<DraftProperty>) => void;
}

/** Tells which date format or decimal sign was recognised, and asks where only the person can know. */
export function FormatAdvice({ property, cells, onChoose }: FormatAdviceProps) {
  const { t } = useTranslation();
  const means = useReadingWords();
  const advice = formatAdvice(property, cells);
  switch (advice.kind) {
    case 'none':
      return null;
    case 'recognised':
      return (
        <p className={styles.advice}>
          {advice.share === 1
            ? t('format.recognisedAll')
            : t('format.recognised', { share: formatShare(advice.share) })}
        </p>
      );
    case 'offer':
      return (
        <p className={styles.advice}>
          {t('format.looksLike', { format: advice.reading.name })}
          <Button size="compact-xs" variant="light" onClick={() => onChoose(advice.reading.set)}>
            {t('format.use', { format: advice.reading.name })}
          </Button>
        </p>
      );
    case 'ask':
      return (
        <div
          className={styles.advice}
          role="group"
          aria-label={t('format.which', { example: advice.example })}
        >
          <strong>{t('format.which', { example: advice.example })}</strong>
          {advice.readings.map((reading) => (
            <Button
              key={reading.name}
              size="compact-xs"
              variant="light"
              onClick={() => onChoose(reading.set)}
            >
              {means(reading)}
            </Button>
          ))}
        </div>
      );
  }
}

/** Says what a value means in one reading. */
export function useReadingWords(): (reading: Reading) => string {
  const { t } = useTranslation();
  return ({ means: value, name }) =>
    typeof value === 'number'
      ? t(name === ',' ? 'format.meansComma' : 'format.meansPoint', { value: formatNumber(value) })
      : t('format.means', { value: formatDay(value) });
}
