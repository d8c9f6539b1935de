import { useRef, useState } from 'react';
import styles from './cell-editor.module.css';

interface CellEditorProps {
  readonly label: string;
  readonly text: string;
  /** Enter, or a click elsewhere: the text to save. */
  readonly onSave: (text: string) => void;
  /** Escape: nothing changes. */
  readonly onLeave: () => void;
}

/** The text of one cell being typed, in its place in a grid. */
export function CellEditor({ label, text, onSave, onLeave }: CellEditorProps) {
  const [typed, setTyped] = useState(text);
  // Leaving the field follows Enter and Escape: only the first of them counts.
  const ended = useRef(false);
  const end = (how: () => void): void => {
    if (ended.current) return;
    ended.current = true;
    how();
  };
  return (
    <input
      className={styles.root}
      aria-label={label}
      value={typed}
      maxLength={10_000}
      spellCheck={false}
      // biome-ignore lint/a11y/noAutofocus: the person asked to type here
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        // The keys of the grid are for moving; here they move in the text.
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          end(() => onSave(typed));
        } else if (event.key === 'Escape') {
          event.preventDefault();
          end(onLeave);
        }
      }}
      onBlur={() => end(() => onSave(typed))}
    />
  );
}
