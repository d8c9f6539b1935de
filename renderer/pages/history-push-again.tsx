import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../shared/bridge.ts';
import { call } from '../bridge.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { dropDraft } from '../state/drafts.ts';
import { keys, queryClient } from '../state/queries.ts';
import { useWork } from '../state/work.ts';
import styles from './history-push-again.module.css';

type Again = { readonly is: 'open' } | { readonly is: 'gone'; readonly file: string };

/** Begins with the file of a run again, under the mapping of that run, as far as its check. */
async function beginAgain({ runId, file }: RunSummary): Promise<Again> {
  const [run, audiences, connections] = await Promise.all([
    call('runs.get', { runId }),
    call('audiences.list'),
    call('connections.list'),
  ]);
  const audience = audiences.find(({ id, state }) => id === run.audienceId && state === 'ready');
  if (!audience) return { is: 'gone', file };
  await call('mapping.set', { audienceId: audience.id, mapping: run.mapping });
  // What stands on the screen would win over what is saved.
  dropDraft(audience.id);
  await queryClient.invalidateQueries({ queryKey: keys.mapping(audience.id) });
  const { openAudience, chooseConnection, goToStep } = useWork.getState();
  openAudience(audience.id);
  if (connections.some(({ id }) => id === run.connectionId)) chooseConnection(run.connectionId);
  goToStep('check');
  return { is: 'open' };
}

interface PushAgain {
  readonly begin: (run: RunSummary) => void;
  /** Says what is missing where it can't be; belongs anywhere on the page. */
  readonly dialog: ReactNode;
}

/** Pushes a file once more with the mapping that it was pushed with; says so where the file isn't here any more. */
export function usePushAgain(): PushAgain {
  const { t } = useTranslation();
  const again = useMutation({ mutationFn: beginAgain });
  const startOver = useWork((work) => work.startOver);
  const isGone = again.data?.is === 'gone';
  return {
    begin: (run) => again.mutate(run),
    dialog: (
      <>
        <ErrorNote error={again.error} />
        <Modal
          opened={isGone}
          onClose={() => again.reset()}
          title={t('history.goneTitle')}
          closeButtonProps={{ 'aria-label': t('common.close') }}
        >
          <div className={styles.body}>
            <p>{t('history.goneText', { file: again.data?.is === 'gone' ? again.data.file : '' })}</p>
            <div className={styles.actions}>
              <Button variant="default" onClick={() => again.reset()}>
                {t('common.cancel')}
              </Button>
              <Button onClick={startOver} data-autofocus>
                {t('history.goneAction')}
              </Button>
            </div>
          </div>
        </Modal>
      </>
    ),
  };
}
