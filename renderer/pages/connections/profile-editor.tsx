import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceTypeWarning } from '../../../shared/bridge.ts';
import type { Connection } from '../../../shared/connection.ts';
import { Callout } from '../../components/callout.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { defaultDraft, type ProfileField } from './profile-draft.ts';
import styles from './profile-editor.module.css';
import { Field } from './profile-field.tsx';
import { RequestPreview } from './request-preview.tsx';
import type { ProfileEditing } from './use-profile-editor.ts';

/** The fields by what they are about. */
const groups = {
  address: ['mode', 'method', 'path', 'envelope'],
  key: ['header', 'prefix'],
  contact: ['sourceType', 'phoneType', 'emailType'],
  pace: ['batchSize', 'maxBodyBytes', 'concurrency', 'timeout', 'maxAttempts'],
} as const satisfies Record<string, readonly ProfileField[]>;
const groupNames = ['address', 'key', 'contact', 'pace'] as const;

const choices: Partial<Record<ProfileField, readonly string[]>> = {
  mode: ['batch', 'single'],
  method: ['PUT', 'POST', 'PATCH'],
};

interface ProfileEditorProps {
  readonly connection: Connection;
  readonly editing: ProfileEditing;
}

/** How to talk to the API of a connection, with the request that comes of it beside. */
export function ProfileEditor({ connection, editing }: ProfileEditorProps) {
  const { t } = useTranslation();
  const { draft, wrong, change, warning } = editing;
  const changed = groupNames
    .flatMap((group): readonly ProfileField[] => groups[group])
    .filter((field) => draft[field] !== defaultDraft[field]).length;
  return (
    <div className={styles.layout}>
      <div className={styles.fields}>
        <header className={styles.head}>
          <div>
            <h2>{t('profile.title')}</h2>
            <p>
              {connection.practice
                ? t('profile.practice')
                : changed === 0
                  ? t('profile.allDefault')
                  : t('profile.changed', { count: changed })}
            </p>
          </div>
          {connection.practice ? null : (
            <Button size="xs" variant="default" disabled={changed === 0} onClick={() => change(defaultDraft)}>
              {t('profile.allToDefault')}
            </Button>
          )}
        </header>
        {groupNames.map((group) => (
          <Panel key={group} title={t(`profile.group.${group}`)} hint={t(`profile.groupHint.${group}`)} flush>
            {groups[group].map((field: ProfileField) => {
              const options = choices[field];
              return (
                <Field
                  key={field}
                  field={field}
                  draft={draft}
                  wrong={wrong}
                  onChange={change}
                  readOnly={connection.practice}
                  {...(options ? { options } : {})}
                />
              );
            })}
          </Panel>
        ))}
      </div>
      <RequestPreview connectionId={connection.id} profile={editing.shown} />
      <SourceTypeQuestion
        warning={warning}
        busy={editing.isSaving}
        error={editing.error}
        onAccept={() => editing.save(true)}
        onClose={editing.dropWarning}
      />
    </div>
  );
}

interface QuestionProps {
  readonly warning: SourceTypeWarning | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onAccept: () => void;
  readonly onClose: () => void;
}

/** A changed source type may double every contact: it is saved only after the person says that they know. */
function SourceTypeQuestion({ warning, busy, error, onAccept, onClose }: QuestionProps) {
  const { t } = useTranslation();
  const [understood, setUnderstood] = useState(false);
  const close = (): void => {
    setUnderstood(false);
    onClose();
  };
  return (
    <Modal
      opened={warning !== null}
      onClose={close}
      title={t('sourceType.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.question}>
        <Callout tone="care">
          {t('sourceType.text', {
            count: warning?.runs ?? 0,
            before: warning?.before ?? '',
            after: warning?.after ?? '',
          })}
        </Callout>
        <Checkbox
          checked={understood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
          label={t('sourceType.understood')}
        />
        <ErrorNote error={error} />
        <div className={styles.actions}>
          <Button variant="default" onClick={close} data-autofocus>
            {t('sourceType.keep', { before: warning?.before ?? '' })}
          </Button>
          <Button
            disabled={!understood}
            loading={busy}
            onClick={() => {
              setUnderstood(false);
              onAccept();
            }}
          >
            {t('sourceType.change', { after: warning?.after ?? '' })}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
