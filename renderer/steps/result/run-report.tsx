import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../shared/bridge.ts';
import { outcomes } from '../../../shared/receipt.ts';
import { AppFailure } from '../../../shared/result.ts';
import { Callout } from '../../components/callout.tsx';
import { ConnectionChip } from '../../components/connection-chip.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { SegmentBar } from '../../components/segment-bar.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { runStateMeaning, VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount, formatTime } from '../../lib/format.ts';
import { useJobs } from '../../state/jobs.ts';
import { useConnections, useRun } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { ClosingCheck } from './closing-check.tsx';
import { Ledger } from './ledger.tsx';
import { RejectedBy } from './rejected-by.tsx';
import { RetryOffer } from './retry-offer.tsx';
import { RunFamily } from './run-family.tsx';
import styles from './run-report.module.css';
import { RunRows } from './run-rows.tsx';
import { WhyEnded } from './why-ended.tsx';

interface RunReportProps {
  readonly runId: string;
  readonly primary?: ReactNode;
  readonly secondary?: ReactNode;
}

/** The account of a push: what became of every row, and how to see it in Hello Charles. */
export function RunReport({ runId, primary, secondary }: RunReportProps) {
  const { t } = useTranslation();
  const run = useRun(runId);
  const watchRun = useWork((work) => work.watchRun);
  const failure = useJobs((jobs) => jobs.pushes[runId]?.error ?? null);
  if (run.error) {
    return (
      <StepPage sentence={t('result.notFound')} primary={primary} secondary={secondary}>
        {/* A push that failed before anything was written down left only its failure. */}
        <ErrorNote error={failure ? new AppFailure(failure) : run.error} onRetry={() => void run.refetch()} />
      </StepPage>
    );
  }
  if (!run.data) return null;
  const { contacts } = run.data;
  return (
    <StepPage
      sentence={<Sentence run={run.data} />}
      aside={<About run={run.data} />}
      primary={primary}
      secondary={secondary}
    >
      {run.data.state === 'running' ? (
        <Callout
          title={t('result.stillRunning')}
          actions={
            <Button size="xs" variant="default" onClick={() => watchRun(run.data)}>
              {t('result.seeProgress')}
            </Button>
          }
        />
      ) : null}
      <ErrorNote error={failure ? new AppFailure(failure) : null} />
      <WhyEnded run={run.data} />
      {run.data.rowsForgotten ? (
        <Callout title={t('result.forgotten')}>{t('result.forgottenText')}</Callout>
      ) : null}
      <SegmentBar
        label={t('push.byOutcome')}
        segments={outcomes.map((meaning) => ({ meaning, count: contacts[meaning] }))}
      />
      <div className={styles.layout}>
        <div className={styles.column}>
          <Ledger receipt={run.data.receipt} />
        </div>
        <div className={styles.column}>
          <RetryOffer run={run.data} />
          <RunFamily run={run.data} />
          <ClosingCheck run={run.data} />
          <RejectedBy rejectedBy={run.data.receipt.rejectedBy} />
        </div>
      </div>
      {run.data.rowsForgotten ? null : <RunRows run={run.data} />}
    </StepPage>
  );
}

/** Did it work? One sentence with numbers. */
function Sentence({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const { contacts } = run;
  const total = contacts.sent + contacts.not_sent;
  const arrived = contacts.accepted + contacts.unconfirmed;
  const values = { count: total, arrived: formatCount(arrived), total: formatCount(total) };
  if (run.state === 'running') return t('result.sentenceRunning', values);
  if (total === 0) return t('result.sentenceNobody');
  if (arrived === total && contacts.unconfirmed > 0) return t('result.sentenceUnconfirmed', values);
  if (arrived === total) return t('result.sentenceAll', values);
  return t('result.sentenceSome', values);
}

function About({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const connections = useConnections();
  const known = connections.data?.find(({ name }) => name === run.connection);
  return (
    <p className={styles.about}>
      <VerdictSign meaning={runStateMeaning[run.state]}>
        {t(`runState.${run.state}`, { ns: 'domain' })}
      </VerdictSign>
      <span>{t('result.about', { file: run.file, time: formatTime(run.startedAt) })}</span>
      <ConnectionChip
        connection={{
          name: run.connection,
          practice: run.practice,
          color: known?.color ?? 'slate',
        }}
      />
    </p>
  );
}
