import { Button, Checkbox } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../shared/bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount } from '../../lib/format.ts';
import { useRetry } from '../../state/push-control.ts';
import styles from './retry-offer.module.css';

/** Sends again who didn't get through, as a push of its own; nothing where everybody did. */
export function RetryOffer({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const retry = useRetry();
  const [withUnconfirmed, setWithUnconfirmed] = useState(false);
  const { rejected, unknown, unconfirmed } = run.contacts;
  const failed = rejected + unknown;
  const count = failed + (withUnconfirmed ? unconfirmed : 0);
  // What an interrupted push had under way is sent again when it goes on: not twice.
  const isPossible = run.state !== 'running' && run.state !== 'interrupted' && !run.rowsForgotten;
  if (!isPossible || failed + unconfirmed === 0) return null;
  return (
    <Panel title={t('retry.title')} hint={t('retry.hint')}>
      <ul className={styles.who}>
        {rejected > 0 ? (
          <li>
            <VerdictSign meaning="rejected" />
            <span className={styles.count}>{formatCount(rejected)}</span>
            <span className={styles.note}>{t('retry.rejected')}</span>
          </li>
        ) : null}
        {unknown > 0 ? (
          <li>
            <VerdictSign meaning="unknown" />
            <span className={styles.count}>{formatCount(unknown)}</span>
            <span className={styles.note}>{t('retry.unknown')}</span>
          </li>
        ) : null}
      </ul>
      {unconfirmed > 0 ? (
        <Checkbox
          className={styles.choice ?? ''}
          checked={withUnconfirmed}
          onChange={(event) => setWithUnconfirmed(event.currentTarget.checked)}
          label={t('retry.withUnconfirmed', { count: unconfirmed, formatted: formatCount(unconfirmed) })}
          description={t('retry.unconfirmed')}
        />
      ) : null}
      <Button
        variant="default"
        leftSection={<IconRefresh size={15} aria-hidden />}
        disabled={count === 0}
        loading={retry.isPending}
        onClick={() =>
          retry.mutate({ runId: run.runId, practice: run.practice, unconfirmed: withUnconfirmed })
        }
      >
        {count === 0
          ? t('retry.actionNobody')
          : t('retry.action', { count, formatted: formatCount(count), name: run.connection })}
      </Button>
      <ErrorNote error={retry.error} />
    </Panel>
  );
}
