import { Modal } from '@mantine/core';
import { IconFileArrowRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listen } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import styles from './drop-target.module.css';
import { useOpenAudience } from './open-audience.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole window takes a file that is dropped on it. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const open = useOpenAudience();
  const { mutate } = open;
  const [over, setOver] = useState(false);

  useEffect(() => {
    // Entering a child fires before leaving its parent, so the depth tells whether the file is still above us.
    let depth = 0;
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) mutate(file);
    };
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('dragover', onOver);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('drop', onDrop);
    };
  }, [mutate]);

  // “Open file…” in the menu, from wherever the person is.
  useEffect(() => listen('menu.openFile', () => mutate('choose')), [mutate]);

  return (
    <>
      {children}
      {over ? (
        <div className={styles.over} aria-hidden>
          <div className={styles.sheet}>
            <IconFileArrowRight size={40} stroke={1.4} />
            <p>{t('audience.dropHere')}</p>
          </div>
        </div>
      ) : null}
      <Modal
        opened={open.isError}
        onClose={open.reset}
        title={t('audience.cantOpen')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <ErrorNote error={open.error} />
      </Modal>
    </>
  );
}
