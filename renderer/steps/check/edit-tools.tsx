import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAction } from '../../components/icon-action.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './check-result.module.css';
import type { CellEdits } from './use-cell-edits.ts';

interface EditToolsProps {
  readonly edits: CellEdits;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/** Undo and redo of cell edits, by button and by key, and how many cells are edited. */
export function EditTools({ edits }: EditToolsProps) {
  const { t } = useTranslation();
  const { state, undo, redo } = edits;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const back = key === 'z' && !event.shiftKey;
      const again = (key === 'z' && event.shiftKey) || key === 'y';
      if (!back && !again) return;
      event.preventDefault();
      if (back && state.undo > 0) undo();
      if (again && state.redo > 0) redo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [state, undo, redo]);
  return (
    <div className={styles.edits}>
      <span role="status">
        {state.cells > 0 ? t('edits.cells', { count: state.cells, formatted: formatCount(state.cells) }) : ''}
      </span>
      <IconAction label={t('edits.undo')} onClick={undo} disabled={state.undo === 0}>
        <IconArrowBackUp size={17} stroke={1.7} />
      </IconAction>
      <IconAction label={t('edits.redo')} onClick={redo} disabled={state.redo === 0}>
        <IconArrowForwardUp size={17} stroke={1.7} />
      </IconAction>
    </div>
  );
}
