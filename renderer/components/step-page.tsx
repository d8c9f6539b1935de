import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';
import styles from './step-page.module.css';

interface StepPageProps {
  /** The answer to the step's question, in one sentence with numbers. */
  readonly sentence: ReactNode;
  /** What stands under the sentence. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Quiet actions, at the bottom left. */
  readonly secondary?: ReactNode;
  /** The one primary action, at the bottom right, and what belongs beside it. */
  readonly primary?: ReactNode;
  /** The content fills the height and scrolls inside itself (for grids). */
  readonly fill?: boolean;
}

/** A step or page: the sentence first, then the content, the actions always in the same place. */
export function StepPage({ sentence, aside, children, secondary, primary, fill = false }: StepPageProps) {
  return (
    <div className={styles.root}>
      <div className={cx(styles.scroll, fill && styles.fill)}>
        <div className={styles.content}>
          <header className={styles.head}>
            <h1>{sentence}</h1>
            {aside ? <div className={styles.aside}>{aside}</div> : null}
          </header>
          {children}
        </div>
      </div>
      {primary || secondary ? (
        <footer className={styles.actions}>
          <div className={styles.secondary}>{secondary}</div>
          <div className={styles.primary}>{primary}</div>
        </footer>
      ) : null}
    </div>
  );
}
