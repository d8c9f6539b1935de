import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorOf } from '../bridge.ts';
import { Callout } from './callout.tsx';
import styles from './error-note.module.css';
import { useErrorWords } from './error-words.ts';

interface ErrorNoteProps {
  /** Whatever was thrown; nothing is shown for null and undefined. */
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** More ways out, such as a button to the place where it can be solved. */
  readonly actions?: ReactNode;
}

/** A failure in words, where it happened: what, to what, what to do now, and the system's own words. */
export function ErrorNote({ error, onRetry, actions }: ErrorNoteProps) {
  const { t } = useTranslation();
  const wordsOf = useErrorWords();
  if (error === null || error === undefined) return null;
  const failure = errorOf(error);
  const { what, next } = wordsOf(failure);
  return (
    <Callout
      tone="fault"
      title={what}
      actions={
        onRetry || actions ? (
          <>
            {onRetry ? (
              <Button size="xs" variant="default" onClick={onRetry}>
                {t('common.tryAgain')}
              </Button>
            ) : null}
            {actions}
          </>
        ) : undefined
      }
    >
      <p>{next}</p>
      {failure.detail ? <p className={styles.detail}>{failure.detail}</p> : null}
    </Callout>
  );
}
