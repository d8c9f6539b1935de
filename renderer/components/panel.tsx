import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import styles from './panel.module.css';

interface PanelProps {
  readonly title?: ReactNode;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** The content reaches the edges. */
  readonly flush?: boolean;
  /** Its name where the title isn't text. */
  readonly label?: string;
}

/** A sheet with a title: the one container of the window. */
export function Panel({ title, aside, hint, children, className, flush = false, label }: PanelProps) {
  const name = label ?? (typeof title === 'string' ? title : undefined);
  return (
    <section className={cx(styles.root, className)} aria-label={name}>
      {title || aside ? (
        <header className={styles.head}>
          <div>
            <h2>{title}</h2>
            {hint ? <p className={styles.hint}>{hint}</p> : null}
          </div>
          {aside ? <div className={styles.aside}>{aside}</div> : null}
        </header>
      ) : null}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
