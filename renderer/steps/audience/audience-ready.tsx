import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Audience, Oddity } from '../../../shared/audience.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { useSample } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import styles from './audience-ready.module.css';

const shownRows = 12;

/** A file that was read: how many people and columns, how it was understood, and its first rows. */
export function AudienceReady({ audience }: { readonly audience: Audience }) {
  const { t } = useTranslation();
  const sample = useSample(audience.id, true);
  const startOver = useWork((work) => work.startOver);
  const goToStep = useWork((work) => work.goToStep);
  return (
    <StepPage
      sentence={t('audience.ready', {
        count: audience.rowCount,
        formatted: formatCount(audience.rowCount),
        columns: t('audience.columns', { count: audience.columns.length }),
      })}
      aside={t('audience.readyAside')}
      secondary={
        <Button variant="default" onClick={startOver}>
          {t('audience.chooseAnother')}
        </Button>
      }
      primary={<Button onClick={() => goToStep('mapping')}>{t('audience.goOn')}</Button>}
    >
      <HowItWasRead audience={audience} />
      <Panel title={t('audience.firstRows')} flush>
        <ErrorNote error={sample.error} onRetry={() => void sample.refetch()} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what is wider than the window */}
        <div className={styles.tableScroll} role="region" aria-label={t('audience.firstRows')} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">#</th>
                {audience.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(sample.data?.items ?? []).slice(0, shownRows).map((row) => (
                <tr key={row.row}>
                  <th scope="row">{row.row}</th>
                  {audience.columns.map((column, index) => (
                    <td key={column}>{row.cells[index] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </StepPage>
  );
}

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;

function HowItWasRead({ audience }: { readonly audience: Audience }) {
  const { t } = useTranslation();
  const { readAs } = audience;
  const delimiter = delimiterNames[readAs.delimiter as keyof typeof delimiterNames];
  return (
    <Panel title={t('audience.howRead')}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('audience.encoding')}</dt>
          <dd>
            {readAs.encoding.toUpperCase()}
            {readAs.encodingGuessed ? (
              <span className={styles.guess}>{t('audience.encodingGuessed')}</span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{t('audience.delimiter')}</dt>
          <dd>{delimiter ? t(`audience.delimiterName.${delimiter}`) : readAs.delimiter}</dd>
        </div>
        <div>
          <dt>{t('audience.headerLine')}</dt>
          <dd>
            {readAs.headerLine === 0
              ? t('audience.noHeader')
              : t('audience.line', { line: formatCount(readAs.headerLine) })}
          </dd>
        </div>
        <div>
          <dt>{t('audience.size')}</dt>
          <dd>{formatBytes(audience.fileSize)}</dd>
        </div>
      </dl>
      {audience.oddities.length > 0 ? (
        <ul className={styles.oddities} aria-label={t('audience.oddities')}>
          {audience.oddities.map((oddity) => (
            <OddityLine key={oddity.code} oddity={oddity} />
          ))}
        </ul>
      ) : (
        <p className={styles.noOddity}>
          <VerdictSign meaning="ready">{t('audience.noOddities')}</VerdictSign>
        </p>
      )}
    </Panel>
  );
}

/** Oddities after which values may be wrong; the others are merely told. */
const seriousOddities: ReadonlySet<Oddity['code']> = new Set<Oddity['code']>([
  'long_rows',
  'broken_quotes',
  'nul_bytes',
  'broken_letters',
]);

function OddityLine({ oddity }: { readonly oddity: Oddity }) {
  const { t } = useTranslation();
  const serious = seriousOddities.has(oddity.code);
  return (
    <li>
      <VerdictSign meaning={serious ? 'warned' : 'notice'}>
        {t(`oddity.${oddity.code}`, { count: oddity.count, formatted: formatCount(oddity.count) })}
      </VerdictSign>
      {oddity.line === undefined ? null : (
        <span className={styles.where}>{t('audience.firstAtLine', { line: formatCount(oddity.line) })}</span>
      )}
    </li>
  );
}
