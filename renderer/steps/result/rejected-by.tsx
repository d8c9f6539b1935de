import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './rejected-by.module.css';

/** Why Hello Charles refused contacts, in its own words, with how many each. */
export function RejectedBy({ rejectedBy }: { readonly rejectedBy: Readonly<Record<string, number>> }) {
  const { t } = useTranslation();
  const messages = Object.entries(rejectedBy).sort((a, b) => b[1] - a[1]);
  if (messages.length === 0) return null;
  return (
    <Panel title={t('result.rejectedBy')} hint={t('result.rejectedByHint')}>
      <ul className={styles.list}>
        {messages.map(([message, count]) => (
          <li key={message}>
            <span className={styles.message}>{message}</span>
            <span className={styles.count}>{formatCount(count)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
