import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorOf } from '../bridge.ts';
import { Callout } from './callout.tsx';
import styles from './error-note.module.css';

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
  if (error === null || error === undefined) return null;
  const { code, params, detail } = errorOf(error);
  const values = { ...t('fallback', { ns: 'domain', returnObjects: true }), ...params };
  return (
    <Callout
      tone="fault"
      title={t(`error.${code}.what`, { ns: 'domain', ...values })}
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
      <p>{t(`error.${code}.next`, { ns: 'domain', ...values })}</p>
      {detail ? <p className={styles.detail}>{detail}</p> : null}
    </Callout>
  );
}
