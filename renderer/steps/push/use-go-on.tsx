import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../shared/bridge.ts';
import { formatCount } from '../../lib/format.ts';
import { leftToSend } from '../../lib/run-standing.ts';
import { useResume } from '../../state/push-control.ts';
import { useTypedCount } from './typed-count.tsx';

interface GoOn {
  /** The button that goes on with a push, and what must be typed before. */
  readonly control: ReactNode;
  /** Why it could not go on; null where it could. */
  readonly error: unknown;
}

/** Goes on with a push that isn't finished. The button says how many contacts that sends, and where to. */
export function useGoOn(run: RunDetail): GoOn {
  const { t } = useTranslation();
  const resume = useResume();
  const left = leftToSend(run);
  // After a few for a look, the rest goes out for the first time: its count was never confirmed.
  const isFirstTime = run.stopReason?.code === 'canary' || run.stopReason?.code === 'limit_reached';
  const typed = useTypedCount(run.contacts.not_sent, run.practice || !isFirstTime);
  return {
    control: (
      <>
        {typed.field}
        <Button
          leftSection={<IconPlayerPlay size={15} aria-hidden />}
          disabled={!typed.isRight}
          loading={resume.isPending}
          onClick={() => resume.mutate(run)}
        >
          {left === null || left === 0
            ? t('push.goOnRest')
            : t('push.goOn', { count: left, formatted: formatCount(left), name: run.connection })}
        </Button>
      </>
    ),
    error: resume.error,
  };
}
