import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../shared/connection.ts';
import { call } from '../bridge.ts';
import styles from './connection-test.module.css';
import { ErrorNote } from './error-note.tsx';
import { VerdictSign } from './verdict-sign.tsx';

/** Asks the workspace whether it answers and takes the key, without sending anybody. */
export function ConnectionTest({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: () => call('connections.test', { id: connection.id }) });
  const result = test.data;
  return (
    <div className={styles.root}>
      <Button size="xs" variant="default" onClick={() => test.mutate()} loading={test.isPending}>
        {t('connection.test')}
      </Button>
      <div className={styles.result} role="status">
        {result ? (
          <>
            <VerdictSign
              meaning={
                result.status === 'reachable'
                  ? 'accepted'
                  : result.status === 'unclear'
                    ? 'unconfirmed'
                    : 'rejected'
              }
              className={styles.sign ?? ''}
            >
              {t(`connectionTest.${result.status}`)}
            </VerdictSign>
            {'detail' in result && result.detail ? (
              <span className={styles.detail}>{result.detail}</span>
            ) : null}
          </>
        ) : null}
      </div>
      <ErrorNote error={test.error} />
    </div>
  );
}
