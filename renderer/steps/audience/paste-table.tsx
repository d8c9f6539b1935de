import { Button, Modal, Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../components/error-note.tsx';
import type { useOpenAudience } from './open-audience.ts';
import styles from './paste-table.module.css';

interface PasteTableProps {
  readonly opened: boolean;
  readonly open: ReturnType<typeof useOpenAudience>;
  readonly onClose: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;

/**
 * Takes a table that was copied from a spreadsheet: with the paste keys anywhere on the step, or in a field. The
 * window may not look into the clipboard by itself, so the person pastes.
 */
export function PasteTable({ opened, open, onClose }: PasteTableProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { mutate } = open;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target)) return;
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      if (pasted.trim() === '') return;
      event.preventDefault();
      mutate({ pasted });
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [mutate]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={640}
      title={t('paste.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.root}>
        <p>{t('paste.text')}</p>
        <Textarea
          aria-label={t('paste.field')}
          placeholder={t('paste.placeholder')}
          className={styles.text ?? ''}
          rows={10}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <ErrorNote error={open.error} />
        <div className={styles.actions}>
          <Button
            disabled={text.trim() === ''}
            loading={open.isPending}
            onClick={() => mutate({ pasted: text })}
          >
            {t('paste.read')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
