import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDay, formatNumber, formatShare } from '../../lib/format.ts';
import type { DraftProperty } from './draft.ts';
import styles from './sections.module.css';
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
  const advice = formatAdvice(property, cells);
  const means = ({ means: value, name }: Reading): string =>
    typeof value === 'number'
      ? t(name === ',' ? 'format.meansComma' : 'format.meansPoint', { value: formatNumber(value) })
      : t('format.means', { value: formatDay(value) });
  switch (advice.kind) {
    case 'none':
      return null;
    case 'recognised':
      return (
        <p className={styles.suggestion}>{t('format.recognised', { share: formatShare(advice.share) })}</p>
      );
    case 'offer':
      return (
        <p className={styles.suggestion}>
          {t('format.looksLike', { format: advice.reading.name })}
          <Button size="compact-xs" variant="light" onClick={() => onChoose(advice.reading.set)}>
            {t('format.use', { format: advice.reading.name })}
          </Button>
        </p>
      );
    case 'ask':
      return (
        <div
          className={styles.suggestion}
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
