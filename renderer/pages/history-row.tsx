import { IconClockX, IconRepeat, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../shared/bridge.ts';
import { IconAction } from '../components/icon-action.tsx';
import { runStateMeaning, VerdictSign } from '../components/verdict-sign.tsx';
import { formatCount, formatTime } from '../lib/format.ts';
import styles from './history-page.module.css';

interface HistoryRowProps {
  readonly run: RunSummary;
  readonly onOpen: () => void;
  readonly onPushAgain: () => void;
  readonly onForget: () => void;
  readonly onRemove: () => void;
}

/** One push in the history: when, what, where to, how it ended, and what can be done with it. */
export function HistoryRow({ run, onOpen, onPushAgain, onForget, onRemove }: HistoryRowProps) {
  const { t } = useTranslation();
  const { file } = run;
  const isRunning = run.state === 'running';
  return (
    <tr>
      <td>{formatTime(run.startedAt)}</td>
      <td>
        <button
          type="button"
          className={styles.open}
          aria-label={t('history.open', { file })}
          onClick={onOpen}
        >
          {file}
        </button>
        {run.parentId !== null ? <p className={styles.note}>{t('history.sendsAgain')}</p> : null}
        {run.rowsForgotten ? <p className={styles.note}>{t('history.forgotten')}</p> : null}
      </td>
      <td>{run.connection}</td>
      <td>
        <VerdictSign meaning={runStateMeaning[run.state]}>
          {t(`runState.${run.state}`, { ns: 'domain' })}
        </VerdictSign>
      </td>
      <td className={styles.right}>
        {t('history.ofContacts', {
          arrived: formatCount(run.contacts.accepted + run.contacts.unconfirmed),
          total: formatCount(run.contacts.sent + run.contacts.not_sent),
        })}
      </td>
      <td>
        <span className={styles.actions}>
          <IconAction label={t('history.pushAgain', { file })} onClick={onPushAgain} disabled={isRunning}>
            <IconRepeat size={16} stroke={1.7} />
          </IconAction>
          <IconAction
            label={t('history.forget', { file })}
            onClick={onForget}
            disabled={isRunning || run.rowsForgotten}
          >
            <IconClockX size={16} stroke={1.7} />
          </IconAction>
          <IconAction label={t('history.remove', { file })} onClick={onRemove} disabled={isRunning}>
            <IconTrash size={16} stroke={1.7} />
          </IconAction>
        </span>
      </td>
    </tr>
  );
}
