import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { formatCount } from '../../lib/format.ts';
import { useSample } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import styles from './audience-ready.module.css';
import { EarlierOffer } from './earlier-offer.tsx';
import { HowItWasRead } from './how-it-was-read.tsx';

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
      <EarlierOffer audience={audience} />
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
