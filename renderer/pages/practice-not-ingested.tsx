import { useTranslation } from 'react-i18next';
import type { PracticeNotIngested } from '../../shared/bridge.ts';
import { formatCount } from '../lib/format.ts';
import styles from './practice-page.module.css';

/** Tags and properties that were sent to the practice workspace in vain; nothing where there are none. */
export function NotIngested({ items }: { readonly items: readonly PracticeNotIngested[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <div className={styles.part}>
      <h3>{t('practice.notIngested')}</h3>
      <ul className={styles.names}>
        {items.map(({ kind, name, reason, times }) => (
          <li key={`${kind} ${reason} ${name}`}>
            {name}
            <span>
              {t(reason === 'unknown' ? `practice.unknown.${kind}` : 'practice.wrongType')}
              {', '}
              {t('practice.times', { count: times, formatted: formatCount(times) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
