import { useTranslation } from 'react-i18next';
import type { FindingCode } from '../../../shared/findings.ts';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './group-list.module.css';
import { type Group, groupOrder } from './groups.ts';

interface GroupListProps {
  readonly groups: readonly Group[];
  readonly chosen: FindingCode | null;
  readonly onChoose: (code: FindingCode | null) => void;
}

/** The reasons, with how many rows each has; one can be chosen to see its rows. */
export function GroupList({ groups, chosen, onChoose }: GroupListProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.root} role="group" aria-label={t('check.reasons')}>
      {groupOrder.map((severity) => {
        const here = groups.filter((group) => group.severity === severity);
        if (here.length === 0) return null;
        return (
          <section key={severity} aria-label={t(`check.section.${severity}`)}>
            <h3>{t(`check.section.${severity}`)}</h3>
            <ul>
              {here.map(({ code, rows, meaning }) => {
                const title = t(`finding.${code}.title`, { ns: 'domain' });
                return (
                  <li key={code}>
                    <button
                      type="button"
                      className={styles.group}
                      aria-pressed={chosen === code}
                      aria-label={`${title}: ${t('frame.rows', { count: rows, formatted: formatCount(rows) })}`}
                      onClick={() => onChoose(chosen === code ? null : code)}
                    >
                      <VerdictSign meaning={meaning} className={styles.title ?? ''}>
                        {title}
                      </VerdictSign>
                      <span className={styles.count}>{formatCount(rows)}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
