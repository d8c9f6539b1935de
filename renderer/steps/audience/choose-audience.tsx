import { Button } from '@mantine/core';
import { IconClipboardText, IconFileText, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { AppFailure } from '../../../shared/result.ts';
import { call } from '../../bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { IconAction } from '../../components/icon-action.tsx';
import { Panel } from '../../components/panel.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { useConfirmed } from '../../components/use-confirmed.ts';
import { formatBytes, formatCount, formatTime } from '../../lib/format.ts';
import { keys, queryClient, useAudiences } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import styles from './choose-audience.module.css';
import { useOpenAudience } from './open-audience.ts';
import { PasteTable } from './paste-table.tsx';

interface ChooseAudienceProps {
  readonly note?: string;
  /** Why the file before this choice could not be read. */
  readonly failure?: AppFailure | null;
}

/** No file yet: drop one, choose one, take the sample, or go on with one from before. */
export function ChooseAudience({ note, failure }: ChooseAudienceProps) {
  const { t } = useTranslation();
  const open = useOpenAudience();
  const [pasting, setPasting] = useState(false);
  return (
    <StepPage
      sentence={t('audience.question')}
      aside={t('audience.questionAside')}
      secondary={
        <>
          <Button
            variant="default"
            onClick={() => open.mutate('sample')}
            loading={open.isPending && open.variables === 'sample'}
          >
            {t('audience.openSample')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconClipboardText size={15} aria-hidden />}
            onClick={() => {
              open.reset();
              setPasting(true);
            }}
          >
            {t('paste.open')}
          </Button>
        </>
      }
      primary={
        <Button onClick={() => open.mutate('choose')} loading={open.isPending && open.variables === 'choose'}>
          {t('audience.choose')}
        </Button>
      }
    >
      {note ? <Callout>{note}</Callout> : null}
      <ErrorNote error={pasting ? null : (open.error ?? failure)} />
      <button
        type="button"
        className={styles.drop}
        onClick={() => open.mutate('choose')}
        aria-label={t('audience.dropZone')}
      >
        <span className={styles.dropIcon} aria-hidden>
          <IconUpload size={24} stroke={1.6} />
        </span>
        <span className={styles.dropTitle}>{t('audience.dropTitle')}</span>
        <span className={styles.dropText}>{t('audience.dropText')}</span>
      </button>
      <Recent />
      <PasteTable opened={pasting} open={open} onClose={() => setPasting(false)} />
    </StepPage>
  );
}

/** Audiences that were imported before. */
function Recent() {
  const { t } = useTranslation();
  const audiences = useAudiences();
  const openAudience = useWork((work) => work.openAudience);
  const removal = useConfirmed(async ({ id }: Audience) => {
    await call('audiences.remove', { id });
    await queryClient.invalidateQueries({ queryKey: keys.audiences });
  });
  const ready = audiences.data?.filter(({ state }) => state === 'ready') ?? [];
  if (audiences.error) return <ErrorNote error={audiences.error} onRetry={() => void audiences.refetch()} />;
  if (ready.length === 0) return null;
  return (
    <Panel title={t('audience.recent')} flush>
      <ul className={styles.recent}>
        {ready.map((audience) => (
          <li key={audience.id}>
            <button type="button" className={styles.recentOpen} onClick={() => openAudience(audience.id)}>
              <IconFileText size={18} stroke={1.6} aria-hidden />
              <span className={styles.recentName}>{audience.fileName}</span>
              <span className={styles.recentFact}>
                {t('frame.rows', { count: audience.rowCount, formatted: formatCount(audience.rowCount) })}
              </span>
              <span className={styles.recentFact}>{formatBytes(audience.fileSize)}</span>
              <span className={styles.recentFact}>{formatTime(audience.importedAt)}</span>
            </button>
            <IconAction
              label={t('audience.remove', { file: audience.fileName })}
              onClick={() => removal.ask(audience)}
            >
              <IconTrash size={16} stroke={1.7} />
            </IconAction>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        {...removal.dialog}
        title={t('audience.removeTitle')}
        action={t('audience.removeAction')}
      >
        {t('audience.removeText', { file: removal.about?.fileName ?? '' })}
      </ConfirmDialog>
    </Panel>
  );
}
