import type { ReactNode } from 'react';
import styles from './field-row.module.css';

interface FieldRowProps {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly required?: string;
  readonly control: ReactNode;
  /** Why this column was proposed. */
  readonly why?: ReactNode;
  readonly samples: ReactNode;
  readonly emphasised?: boolean;
}

/** One Hello Charles field: its name, where it comes from, and three values of the file with what is sent. */
export function FieldRow({ name, hint, required, control, why, samples, emphasised = false }: FieldRowProps) {
  return (
    <div className={styles.row} data-emphasised={emphasised || undefined} role="group" aria-label={name}>
      <div className={styles.name}>
        <span className={styles.title}>
          {name}
          {required ? <span className={styles.required}>{required}</span> : null}
        </span>
        {hint ? <span className={styles.hint}>{hint}</span> : null}
      </div>
      <div className={styles.control}>
        {control}
        {why ? <div className={styles.why}>{why}</div> : null}
      </div>
      <div className={styles.samples}>{samples}</div>
    </div>
  );
}
