import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../shared/connection.ts';
import { call } from '../../bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { hostOf } from '../../components/connection-chip.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { formatCount } from '../../lib/format.ts';
import type { LatestCheck } from '../../state/queries.ts';
import { keys, queryClient, useConnections } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { ChooseConnection } from './choose-connection.tsx';
import { HowMany } from './how-many.tsx';
import { portionSize, wholePortion } from './portion.ts';
import { PracticePreflight } from './practice-preflight.tsx';
import styles from './push-setup.module.css';
import { useTypedCount } from './typed-count.tsx';
import { WhatIsSent } from './what-is-sent.tsx';

interface PushSetupProps {
  readonly check: LatestCheck;
  readonly contacts: number;
  readonly onStarted: () => void;
}

/** Before the push: where to, what exactly, and one button that says both. */
export function PushSetup({ check, contacts, onStarted }: PushSetupProps) {
  const { t } = useTranslation();
  const { startedRun, goToStep } = useWork.getState();
  const connectionId = useWork((work) => work.connectionId);
  const connection = useConnections().data?.find(({ id }) => id === connectionId) ?? null;
  const [portion, setPortion] = useState(wholePortion);
  const size = portionSize(portion, contacts);
  // Typing the count confirms what goes out now; the rest is confirmed when it goes on.
  const typed = useTypedCount(size ?? 0, connection?.practice ?? true);
  const start = useMutation({
    mutationFn: async (to: Connection) => {
      // It may be known from before a restart and not be running: starting it twice does no harm.
      if (to.practice) await call('practice.start');
      const few =
        size === null || size === contacts || portion.kind === 'all' ? {} : { [portion.kind]: size };
      return call('push.start', { checkId: check.checkId, connectionId: to.id, ...few });
    },
    onSuccess: ({ runId }) => {
      startedRun(runId);
      onStarted();
      void queryClient.invalidateQueries({ queryKey: keys.runs });
    },
  });
  const possible = connection !== null && connection.key !== 'none' && size !== null && typed.isRight;
  const button = (to: Connection): string => {
    const values = { count: size ?? contacts, formatted: formatCount(size ?? contacts), name: to.name };
    return size !== null && size < contacts && portion.kind === 'canary'
      ? t('push.sendFirst', values)
      : t('push.send', values);
  };
  return (
    <StepPage
      sentence={
        connection
          ? t('push.sentence', { count: contacts, formatted: formatCount(contacts), name: connection.name })
          : t('push.sentenceNowhere', { count: contacts, formatted: formatCount(contacts) })
      }
      aside={t('push.aside')}
      secondary={
        <Button variant="default" onClick={() => goToStep('check')}>
          {t('push.toCheck')}
        </Button>
      }
      primary={
        <>
          {typed.field}
          <Button
            size="md"
            leftSection={<IconSend size={17} aria-hidden />}
            disabled={!possible}
            loading={start.isPending}
            onClick={() => connection && start.mutate(connection)}
          >
            {connection ? button(connection) : t('push.sendNowhere')}
          </Button>
        </>
      }
    >
      <ErrorNote error={start.error} />
      <div className={styles.layout}>
        <div className={styles.left}>
          <ChooseConnection />
          {connection && connection.key === 'none' ? (
            <Callout tone="care" title={t('push.noKey', { name: connection.name })}>
              {t('push.noKeyText')}
            </Callout>
          ) : null}
          <HowMany portion={portion} contacts={contacts} onChange={setPortion} />
          <Callout title={t('push.consentTitle')}>
            {check.mapping.onlyRowsWhere.length > 0 ? t('push.consentFiltered') : t('push.consentText')}
          </Callout>
          {typed.isNeeded && connection ? (
            <Callout tone="care" title={t('push.largeTitle', { formatted: formatCount(size ?? 0) })}>
              {t('push.largeText', { host: hostOf(connection.baseUrl) })}
            </Callout>
          ) : null}
        </div>
        <div className={styles.right}>
          {connection?.practice ? <PracticePreflight check={check} /> : null}
          <WhatIsSent check={check} contacts={contacts} connectionId={connection?.id ?? null} />
        </div>
      </div>
    </StepPage>
  );
}
