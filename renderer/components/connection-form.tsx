import { Button, Modal, PasswordInput, Radio, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  apiKeySchema,
  type Connection,
  type ConnectionColor,
  connectionColors,
  connectionName,
  parseBaseUrl,
} from '../../shared/connection.ts';
import { call } from '../bridge.ts';
import { keys, queryClient, useAppInfo } from '../state/queries.ts';
import { Callout } from './callout.tsx';
import { ConnectionChip } from './connection-chip.tsx';
import styles from './connection-form.module.css';
import { ErrorNote } from './error-note.tsx';
import { useErrorWords } from './error-words.ts';

interface ConnectionFormProps {
  readonly opened: boolean;
  /** The connection to edit; null adds one. */
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved?: (connection: Connection) => void;
}

/** Adds or edits a connection, in a dialog. The key goes out once and never comes back. */
export function ConnectionForm({ opened, connection, onClose, onSaved }: ConnectionFormProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={520}
      title={connection ? t('connection.edit', { name: connection.name }) : t('connection.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Fields key={connection?.id ?? 'new'} connection={connection} onClose={onClose} onSaved={onSaved} />
    </Modal>
  );
}

interface FieldsProps {
  readonly connection: Connection | null;
  readonly onClose: () => void;
  readonly onSaved: ((connection: Connection) => void) | undefined;
}

function Fields({ connection, onClose, onSaved }: FieldsProps) {
  const { t } = useTranslation();
  const wordsOf = useErrorWords();
  const info = useAppInfo();
  const [name, setName] = useState(connection?.name ?? '');
  const [address, setAddress] = useState(connection?.baseUrl ?? '');
  const [color, setColor] = useState<ConnectionColor>(connection?.color ?? 'indigo');
  const [key, setKey] = useState('');
  const [tried, setTried] = useState(false);
  const parsed = parseBaseUrl(address);
  const keyKept = connection !== null && connection.key !== 'none' && key === '';
  const keyIsFine = keyKept || apiKeySchema.safeParse(key).success;
  const nameIsFine = connectionName.safeParse(name).success;
  const save = useMutation({
    mutationFn: () =>
      call('connections.save', {
        ...(connection ? { id: connection.id } : {}),
        name: name.trim(),
        baseUrl: address.trim(),
        color,
        ...(keyKept ? {} : { apiKey: key.trim() }),
      }),
    onSuccess: async (saved) => {
      setKey('');
      await queryClient.invalidateQueries({ queryKey: keys.connections });
      onSaved?.(saved);
      onClose();
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (nameIsFine && keyIsFine && parsed.ok) save.mutate();
  };
  const addressError = (): string | null => {
    if (parsed.ok || (address.trim() === '' && !tried)) return null;
    const { what, next } = wordsOf(parsed.error);
    return `${what} ${next}`;
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <TextInput
        label={t('connection.name')}
        description={t('connection.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried && !nameIsFine ? t('connection.nameMissing') : null}
        maxLength={60}
        data-autofocus
      />
      <TextInput
        label={t('connection.address')}
        description={
          parsed.ok ? (
            <>
              {t('connection.addressRead')} <strong className={styles.url}>{parsed.value}</strong>
            </>
          ) : (
            t('connection.addressHint')
          )
        }
        placeholder="acme"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={addressError()}
        spellCheck={false}
        autoCapitalize="off"
      />
      <PasswordInput
        label={t('connection.key')}
        description={keyKept ? t('connection.keyKept') : t('connection.keyHint')}
        placeholder={keyKept ? '••••••••••••••••' : ''}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        error={
          tried && !keyIsFine
            ? key === ''
              ? t('connection.keyMissing')
              : t('error.connection.bad_key.what', { ns: 'domain' })
            : null
        }
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('connection.showKey') }}
      />
      {info.data && !info.data.keychain ? <Callout tone="care">{t('connection.noKeychain')}</Callout> : null}
      <Radio.Group
        label={t('connection.color')}
        description={t('connection.colorHint')}
        value={color}
        onChange={(value) => setColor(connectionColors.find((each) => each === value) ?? 'indigo')}
      >
        <div className={styles.colors}>
          {connectionColors.map((each) => (
            <Radio
              key={each}
              value={each}
              label={
                <ConnectionChip connection={{ name: t(`color.${each}`), color: each, practice: false }} />
              }
            />
          ))}
        </div>
      </Radio.Group>
      <ErrorNote error={save.error} />
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('connection.save')}
        </Button>
      </div>
    </form>
  );
}
