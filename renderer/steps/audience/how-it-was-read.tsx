import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, Oddity } from '../../../shared/audience.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { useJobs } from '../../state/jobs.ts';
import styles from './how-it-was-read.module.css';
import { ReadForm } from './read-form.tsx';
import { failureOf, forgetFailure, useReread } from './reread.ts';

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;

/** How the file was understood, what was odd about it, and a way to read it differently. */
export function HowItWasRead({ audience }: { readonly audience: Audience }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const rereading = useReread((state) => state.going[audience.id]);
  const failure = failureOf(rereading);
  if (rereading && !failure) return <Rereading nextId={rereading.nextId} />;
  return (
    <Panel
      title={t('audience.howRead')}
      aside={
        changing ? null : (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              forgetFailure(audience.id);
              setChanging(true);
            }}
          >
            {t('reread.change')}
          </Button>
        )
      }
    >
      {failure ? (
        <div className={styles.failure}>
          <ErrorNote error={failure} />
        </div>
      ) : null}
      {changing ? (
        <ReadForm audience={audience} onClose={() => setChanging(false)} />
      ) : (
        <>
          <Facts audience={audience} />
          <Oddities audience={audience} />
        </>
      )}
    </Panel>
  );
}

/** The file being read again; what was read before stays below until then. */
function Rereading({ nextId }: { readonly nextId: string | null }) {
  const { t } = useTranslation();
  const progress = useJobs((jobs) => (nextId === null ? undefined : jobs.imports[nextId]));
  const cancel = useMutation({ mutationFn: (id: string) => call('audiences.cancelImport', { id }) });
  return (
    <>
      <ProgressPanel
        label={t('reread.running')}
        share={progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : null}
        facts={
          progress
            ? [
                t('audience.rowsRead', { count: progress.rows, formatted: formatCount(progress.rows) }),
                t('audience.bytesRead', {
                  read: formatBytes(progress.bytesRead),
                  total: formatBytes(progress.bytesTotal),
                }),
              ]
            : []
        }
        onCancel={nextId === null ? undefined : () => cancel.mutate(nextId)}
        cancelLabel={t('audience.cancelImport')}
      />
      <ErrorNote error={cancel.error} />
    </>
  );
}

function Facts({ audience }: { readonly audience: Audience }) {
  const { t } = useTranslation();
  const { readAs } = audience;
  const delimiter = delimiterNames[readAs.delimiter as keyof typeof delimiterNames];
  return (
    <dl className={styles.facts}>
      {readAs.sheet === undefined ? (
        <>
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
        </>
      ) : (
        <div>
          <dt>{t('reread.sheet')}</dt>
          <dd>
            {readAs.sheet}
            {(readAs.sheets?.length ?? 1) > 1 ? (
              <span className={styles.guess}>
                {t('reread.ofSheets', { count: readAs.sheets?.length ?? 1 })}
              </span>
            ) : null}
          </dd>
        </div>
      )}
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
        <dd>
          {formatBytes(audience.fileSize)}
          {readAs.container ? (
            <span className={styles.guess}>{t(`reread.container.${readAs.container}`)}</span>
          ) : null}
        </dd>
      </div>
    </dl>
  );
}

function Oddities({ audience }: { readonly audience: Audience }) {
  const { t } = useTranslation();
  if (audience.oddities.length === 0)
    return (
      <p className={styles.noOddity}>
        <VerdictSign meaning="ready">{t('audience.noOddities')}</VerdictSign>
      </p>
    );
  return (
    <ul className={styles.oddities} aria-label={t('audience.oddities')}>
      {audience.oddities.map((oddity) => (
        <OddityLine key={oddity.code} oddity={oddity} />
      ))}
    </ul>
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
