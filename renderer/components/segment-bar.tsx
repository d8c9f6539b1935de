import { formatCount, formatShare } from '../lib/format.ts';
import styles from './segment-bar.module.css';
import { familyOf, type Meaning, useMeaningName, VerdictSign } from './verdict-sign.tsx';

interface Segment {
  readonly meaning: Meaning;
  readonly count: number;
}

interface SegmentBarProps<Key extends Meaning> {
  readonly label: string;
  readonly segments: readonly (Segment & { readonly meaning: Key })[];
  /** The chosen segment; null for all. Without `onChoose` the bar only shows. */
  readonly chosen?: Key | null;
  readonly onChoose?: (meaning: Key | null) => void;
}

/** One bar of all rows by meaning, with the words and counts under it. */
export function SegmentBar<Key extends Meaning>({
  label,
  segments,
  chosen = null,
  onChoose,
}: SegmentBarProps<Key>) {
  const nameOf = useMeaningName();
  const total = segments.reduce((sum, { count }) => sum + count, 0);
  const there = segments.filter(({ count }) => count > 0);
  return (
    <div className={styles.root} role="group" aria-label={label}>
      <div className={styles.bar} aria-hidden>
        {there.map(({ meaning, count }) => (
          <span
            key={meaning}
            className={styles.segment}
            data-family={familyOf(meaning)}
            data-faded={chosen !== null && chosen !== meaning ? true : undefined}
            style={{ flexGrow: count / Math.max(1, total) }}
          />
        ))}
      </div>
      <ul className={styles.words}>
        {there.map(({ meaning, count }) => {
          const inside = (
            <>
              <VerdictSign meaning={meaning} />
              <span className={styles.count}>{formatCount(count)}</span>
              <span className={styles.share}>{formatShare(count / Math.max(1, total))}</span>
            </>
          );
          return (
            <li key={meaning}>
              {onChoose ? (
                <button
                  type="button"
                  className={styles.word}
                  aria-pressed={chosen === meaning}
                  aria-label={`${nameOf(meaning)}: ${formatCount(count)}`}
                  onClick={() => onChoose(chosen === meaning ? null : meaning)}
                >
                  {inside}
                </button>
              ) : (
                <span className={styles.word}>{inside}</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
