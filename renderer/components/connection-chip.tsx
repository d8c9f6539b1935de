import type { Connection } from '../../shared/connection.ts';
import { cx } from '../lib/cx.ts';
import styles from './connection-chip.module.css';

interface ConnectionChipProps {
  readonly connection: Pick<Connection, 'name' | 'color' | 'practice'>;
  readonly className?: string;
}

/** A workspace in its own colour. The practice workspace is striped, so that nobody takes it for a real one. */
export function ConnectionChip({ connection, className }: ConnectionChipProps) {
  return (
    <span
      className={cx(styles.chip, className)}
      data-color={connection.color}
      data-practice={connection.practice || undefined}
    >
      <span className={styles.mark} aria-hidden />
      <span className={styles.name}>{connection.name}</span>
    </span>
  );
}

/** The host of a base URL, as people know their workspace. */
export const hostOf = (baseUrl: string): string => baseUrl.replace(/^https?:\/\//, '');
