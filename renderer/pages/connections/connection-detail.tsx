import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApiProfile } from '../../../shared/api-profile.ts';
import type { Connection } from '../../../shared/connection.ts';
import { call } from '../../bridge.ts';
import { ConnectionChip } from '../../components/connection-chip.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { keys } from '../../state/queries.ts';
import { CataloguePanel } from './catalogue-panel.tsx';
import styles from './connection-detail.module.css';
import { ProfileEditor } from './profile-editor.tsx';
import { useProfileEditor } from './use-profile-editor.ts';

interface ConnectionDetailProps {
  readonly connection: Connection;
  readonly onBack: () => void;
}

/** What is known of one workspace, and how to talk to it. */
export function ConnectionDetail({ connection, onBack }: ConnectionDetailProps) {
  const { t } = useTranslation();
  const profile = useQuery({
    queryKey: keys.profile(connection.id),
    queryFn: () => call('connections.profile', { id: connection.id }),
  });
  if (profile.data) {
    return <Loaded key={connection.id} connection={connection} saved={profile.data} onBack={onBack} />;
  }
  return (
    <StepPage
      sentence={t('connection.detail', { name: connection.name })}
      secondary={<Back onClick={onBack} />}
    >
      <ErrorNote error={profile.error} onRetry={() => void profile.refetch()} />
    </StepPage>
  );
}

function Loaded({ connection, saved, onBack }: ConnectionDetailProps & { readonly saved: ApiProfile }) {
  const { t } = useTranslation();
  const editing = useProfileEditor(connection, saved);
  return (
    <StepPage
      sentence={t('connection.detail', { name: connection.name })}
      aside={
        <span className={styles.about}>
          <ConnectionChip connection={connection} />
          <code>{connection.baseUrl}</code>
        </span>
      }
      secondary={<Back onClick={onBack} />}
      primary={
        connection.practice ? null : (
          <>
            <span role="status" className={styles.saved}>
              {editing.wasSaved ? <VerdictSign meaning="accepted">{t('profile.saved')}</VerdictSign> : null}
            </span>
            <Button
              disabled={!editing.canSave}
              loading={editing.isSaving}
              onClick={() => editing.save(false)}
            >
              {t('profile.save')}
            </Button>
          </>
        )
      }
    >
      <CataloguePanel connection={connection} />
      <ErrorNote error={editing.warning ? null : editing.error} />
      <ProfileEditor connection={connection} editing={editing} />
    </StepPage>
  );
}

function Back({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={onClick}>
      {t('connection.back')}
    </Button>
  );
}
