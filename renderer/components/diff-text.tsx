import { diffText } from '../lib/diff.ts';
import styles from './diff-text.module.css';

interface SideProps {
  readonly before: string;
  readonly after: string;
}

/* Parts have no identity of their own: their place is their key. */

/** The text as in the file, with what was taken out struck through. */
export function Before({ before, after }: SideProps) {
  return (
    <span className={styles.text}>
      {diffText(before, after).before.map((part, index) =>
        part.changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <del key={index}>{visible(part.text)}</del>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={index}>{part.text}</span>
        ),
      )}
    </span>
  );
}

/** The text that will be sent, with what was put in marked. */
export function After({ before, after }: SideProps) {
  return (
    <span className={styles.text}>
      {diffText(before, after).after.map((part, index) =>
        part.changed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <ins key={index}>{part.text}</ins>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={index}>{part.text}</span>
        ),
      )}
    </span>
  );
}

/** Spaces that were taken out, made visible. */
const visible = (text: string): string => text.replace(/[\s\u200b-\u200f\u202a-\u202e\ufeff]/g, '\u2423');
