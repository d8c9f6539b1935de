import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../lib/format.ts';
import styles from './typed-count.module.css';

/** Above this many contacts, the person types the count before anything goes to a real workspace. */
const typedAbove = 1000;

interface TypedCount {
  readonly isNeeded: boolean;
  /** True where the right count stands there, or none is needed. */
  readonly isRight: boolean;
  /** Stands beside the button that sends; null where none is needed. */
  readonly field: ReactNode;
}

/** Asks for the count of a large push to a real workspace, so that nobody sends thousands by a slip. */
export function useTypedCount(contacts: number, practice: boolean): TypedCount {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const isNeeded = !practice && contacts > typedAbove;
  const words = t('push.typeCount', { formatted: formatCount(contacts) });
  return {
    isNeeded,
    isRight: !isNeeded || typed.replace(/\D/g, '') === String(contacts),
    field: isNeeded ? (
      <TextInput
        className={styles.typed ?? ''}
        aria-label={words}
        placeholder={words}
        inputMode="numeric"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    ) : null,
  };
}
