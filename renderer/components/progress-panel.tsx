import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './progress-panel.module.css';

interface ProgressPanelProps {
  readonly label: string;
  /** From 0 to 1; null while it isn't known. */
  readonly share: number | null;
  /** Rows done of rows, rate, time left. */
  readonly facts: readonly ReactNode[];
  readonly onCancel?: (() => void) | undefined;
  readonly cancelLabel?: string;
}

/** Work that goes on: it moves, it says how far it is, and it can be cancelled. */
export function ProgressPanel({ label, share, facts, onCancel, cancelLabel }: ProgressPanelProps) {
  const { t } = useTranslation();
  const now = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <section className={styles.root} aria-label={label}>
      <div className={styles.top}>
        <h2>{label}</h2>
        {now === null ? null : <span className={styles.percent}>{now} %</span>}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(now === null ? {} : { 'aria-valuenow': now })}
        data-unknown={share === null ? true : undefined}
      >
        <span className={styles.done} style={share === null ? undefined : { width: `${share * 100}%` }} />
      </div>
      <div className={styles.bottom}>
        <ul className={styles.facts}>
          {facts.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the facts keep their places
            <li key={index}>{fact}</li>
          ))}
        </ul>
        {onCancel ? (
          <Button variant="default" size="xs" onClick={onCancel}>
            {cancelLabel ?? t('common.cancel')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
