import { Drawer } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Audience, CheckedRow } from '../../../shared/audience.ts';
import { columnsOf, type Mapping } from '../../../shared/mapping.ts';
import { After, Before } from '../../components/diff-text.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './row-detail.module.css';

interface RowDetailProps {
  readonly row: CheckedRow | null;
  readonly audience: Audience;
  readonly mapping: Mapping;
  readonly onClose: () => void;
}

/** Everything about one row: its findings in words, and all of its cells. */
export function RowDetail({ row, audience, mapping, onClose }: RowDetailProps) {
  const { t } = useTranslation();
  const used = new Set(columnsOf(mapping));
  return (
    <Drawer
      opened={row !== null}
      onClose={onClose}
      position="right"
      size={420}
      overlayProps={{ backgroundOpacity: 0.3 }}
      title={row ? t('check.detailOf', { row: formatCount(row.row) }) : ''}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {row ? (
        <div className={styles.root}>
          <p>
            <VerdictSign meaning={row.verdict} />
          </p>
          {row.findings.length > 0 ? (
            <ul className={styles.findings}>
              {row.findings.map((finding) => (
                <li key={`${finding.code}:${finding.field}`}>
                  <VerdictSign meaning={finding.code === 'row.filtered' ? 'filtered' : finding.severity}>
                    {t(`finding.${finding.code}.title`, { ns: 'domain' })}
                  </VerdictSign>
                  <p>{t(`finding.${finding.code}.explain`, { ns: 'domain' })}</p>
                  {finding.severity === 'excluded' || finding.severity === 'warned' ? (
                    <p>{t(`finding.${finding.code}.next`, { ns: 'domain' })}</p>
                  ) : null}
                  {finding.params?.otherRow === undefined ? null : (
                    <p>{t('check.otherRow', { row: formatCount(Number(finding.params.otherRow)) })}</p>
                  )}
                  {finding.before !== undefined && finding.after !== undefined ? (
                    <p className={styles.change}>
                      <Before before={finding.before} after={finding.after} />
                      <IconArrowNarrowRight size={16} aria-hidden />
                      <After before={finding.before} after={finding.after} />
                    </p>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : null}
          <dl className={styles.cells}>
            {row.externalReferenceId === null ? null : (
              <div data-sent>
                <dt>{t('check.sentReference')}</dt>
                <dd>{row.externalReferenceId}</dd>
              </div>
            )}
            {row.phoneNumber === null ? null : (
              <div data-sent>
                <dt>{t('check.sentPhone')}</dt>
                <dd>{row.phoneNumber}</dd>
              </div>
            )}
            {audience.columns.map((column, index) => (
              <div key={column}>
                <dt>
                  {column}
                  {used.has(column) ? null : <span> {t('check.notUsed')}</span>}
                </dt>
                <dd>{row.cells[index] || '\u00a0'}</dd>
              </div>
            ))}
          </dl>
        </div>
      ) : null}
    </Drawer>
  );
}
