import { useTranslation } from 'react-i18next';
import { isFindingCode } from '../../../shared/findings.ts';
import { brokenIdentities, outcomes, type Receipt } from '../../../shared/receipt.ts';
import { Callout } from '../../components/callout.tsx';
import { Panel } from '../../components/panel.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { cx } from '../../lib/cx.ts';
import { formatCount } from '../../lib/format.ts';
import styles from './ledger.module.css';

/** The receipt as a sum that can be followed line by line; it says so where it doesn't add up. */
export function Ledger({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation();
  const { rows, contacts, requests } = receipt;
  const broken = brokenIdentities(receipt);
  const reasons = Object.entries(receipt.excludedBy)
    .map(([code, count]) => ({ code, count: count ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return (
    <Panel title={t('result.receipt')}>
      {broken.length > 0 ? (
        <div className={styles.broken}>
          <Callout tone="fault" title={t('result.broken')}>
            <ul>
              {broken.map(({ identity, left, right }) => (
                <li key={identity}>
                  {t(`result.identity.${identity}`, { left: formatCount(left), right: formatCount(right) })}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      ) : null}
      <table className={styles.ledger}>
        <tbody>
          <Line name={t('result.rowsInFile')} count={rows.total} strong />
          <Line
            name={<VerdictSign meaning="excluded">{t('result.excluded')}</VerdictSign>}
            count={rows.excluded}
            sign="−"
          />
          {reasons.map(({ code, count }) => (
            <Line
              key={code}
              name={isFindingCode(code) ? t(`finding.${code}.title`, { ns: 'domain' }) : code}
              count={count}
              detail
            />
          ))}
          <Line
            name={<VerdictSign meaning="merged">{t('result.merged')}</VerdictSign>}
            count={rows.merged}
            sign="−"
          />
          <Line name={t('result.contacts')} count={contacts.sent + contacts.not_sent} sign="=" strong rule />
          {outcomes.map((outcome) => (
            <Line
              key={outcome}
              name={<VerdictSign meaning={outcome} />}
              title={t(`outcomeExplain.${outcome}`, { ns: 'domain' })}
              count={contacts[outcome]}
            />
          ))}
        </tbody>
      </table>
      <p className={styles.foot}>
        {broken.length === 0 ? <VerdictSign meaning="accepted">{t('result.addsUp')}</VerdictSign> : null}
        <span>
          {t('result.requests', {
            count: requests.made,
            formatted: formatCount(requests.made),
            retried: formatCount(requests.retried),
            split: formatCount(requests.split),
          })}
        </span>
      </p>
    </Panel>
  );
}

interface LineProps {
  readonly name: React.ReactNode;
  readonly count: number;
  readonly sign?: string;
  readonly strong?: boolean;
  readonly rule?: boolean;
  /** A part of the line above. */
  readonly detail?: boolean;
  readonly title?: string;
}

function Line({ name, count, sign = '', strong = false, rule = false, detail = false, title }: LineProps) {
  return (
    <tr className={cx(strong && styles.strong, rule && styles.rule, detail && styles.detail)} title={title}>
      <th scope="row">{name}</th>
      <td className={styles.sign}>{sign}</td>
      <td className={styles.count}>{formatCount(count)}</td>
    </tr>
  );
}
