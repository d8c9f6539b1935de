import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { MissingStep } from '../../components/missing-step.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { canResume } from '../../lib/run-standing.ts';
import { useJobs } from '../../state/jobs.ts';
import { useWorkInProgress } from '../../state/progress-of-work.ts';
import { useRun } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { PushHeld } from './push-held.tsx';
import { PushRunning } from './push-running.tsx';
import { PushSetup } from './push-setup.tsx';

/** Step 4: where to, and off it goes. */
export function PushStep() {
  const work = useWorkInProgress();
  const runId = useWork((state) => state.runId);
  const [another, setAnother] = useState(false);
  if (runId !== null && !another)
    return <OfRun key={runId} runId={runId} onAnother={() => setAnother(true)} />;
  const state = work.steps.push;
  if (state.kind === 'blocked') {
    const step = {
      audience: 'audience',
      mapping: 'mapping',
      check: 'check',
      contacts: 'check',
      run: 'push',
    } as const;
    return <MissingStep missing={state.missing} step={step[state.missing]} />;
  }
  if (!work.audience || !work.check) return null;
  if (!work.checkIsFresh) return <MissingStep missing="check" step="check" />;
  return <PushSetup check={work.check} contacts={work.contacts} onStarted={() => setAnother(false)} />;
}

interface OfRunProps {
  readonly runId: string;
  readonly onAnother: () => void;
}

/** A push that was started: how it goes, what it waits for, or that it is over. */
function OfRun({ runId, onAnother }: OfRunProps) {
  const { t } = useTranslation();
  const goToStep = useWork((state) => state.goToStep);
  const told = useJobs((jobs) => jobs.pushes[runId]);
  // After a restart, or before the first event, the main process is asked.
  const asked = useQuery({
    queryKey: ['push.progress', runId],
    queryFn: () => call('push.progress', { runId }),
    enabled: !told,
    staleTime: 0,
  });
  const progress = told ?? asked.data ?? null;
  const running = progress?.state === 'running';
  // A push that only begins isn't written down yet.
  const isKnown = !running && (told !== undefined || asked.isSuccess);
  const run = useRun(isKnown ? runId : null);
  const state = progress?.state ?? run.data?.state;
  const waitsForPerson = state === 'paused' || state === 'interrupted';
  const watched = useWork((work) => work.watchedRunId === runId);
  const isOver = state !== undefined && !running && !waitsForPerson;
  useEffect(() => {
    const { beginWatching, seeResult } = useWork.getState();
    if (running) beginWatching();
    // Who watched it to its end wants to see the result, whatever the end was.
    else if (watched && isOver) seeResult();
  }, [running, watched, isOver]);

  if (asked.error) return <ErrorNote error={asked.error} onRetry={() => void asked.refetch()} />;
  if (running && progress) return <PushRunning key={runId} progress={progress} />;
  if (state === undefined && !run.error) return null;
  // The run itself is asked for again when it ends: until then it still says that it goes on.
  if (waitsForPerson && run.data && canResume(run.data)) return <PushHeld key={runId} run={run.data} />;
  if (waitsForPerson && run.data?.state === 'running') return null;
  return (
    <StepPage
      sentence={run.error ? t('result.notFound') : t(`push.ended.${state ?? 'finished'}`)}
      aside={run.error ? undefined : t('push.endedAside')}
      secondary={
        <Button variant="default" onClick={onAnother}>
          {t('push.again')}
        </Button>
      }
      primary={<Button onClick={() => goToStep('result')}>{t('push.seeResult')}</Button>}
    >
      <ErrorNote error={run.error} />
    </StepPage>
  );
}
