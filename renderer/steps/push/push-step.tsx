import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { MissingStep } from '../../components/missing-step.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { useJobs } from '../../state/jobs.ts';
import { useWorkInProgress } from '../../state/progress-of-work.ts';
import { useWork } from '../../state/work.ts';
import { PushRunning } from './push-running.tsx';
import { PushSetup } from './push-setup.tsx';

/** Step 4: where to, and off it goes. */
export function PushStep() {
  const work = useWorkInProgress();
  const runId = useWork((state) => state.runId);
  const [another, setAnother] = useState(false);
  const [begun, setBegun] = useState(false);
  if (runId !== null && !another)
    return <OfRun runId={runId} begun={begun} onAnother={() => setAnother(true)} />;
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
  return (
    <PushSetup
      check={work.check}
      contacts={work.contacts}
      onStarted={() => {
        setBegun(true);
        setAnother(false);
      }}
    />
  );
}

interface OfRunProps {
  readonly runId: string;
  /** It was started just now, on this page. */
  readonly begun: boolean;
  readonly onAnother: () => void;
}

/** A push that was started: how it goes, or that it is over. */
function OfRun({ runId, begun, onAnother }: OfRunProps) {
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
  const [watched, setWatched] = useState(begun);
  const state = progress?.state;
  const running = state === 'running';
  useEffect(() => {
    if (running) setWatched(true);
    // Who watched it to its end wants to see the result, whatever the end was.
    else if (watched && state !== undefined) goToStep('result');
  }, [running, watched, state, goToStep]);

  if (asked.error) return <ErrorNote error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!told && asked.isPending) return null;
  if (running && progress) return <PushRunning progress={progress} />;
  return (
    <StepPage
      sentence={t(`push.ended.${progress?.state ?? 'finished'}`)}
      aside={t('push.endedAside')}
      secondary={
        <Button variant="default" onClick={onAnother}>
          {t('push.again')}
        </Button>
      }
      primary={<Button onClick={() => goToStep('result')}>{t('push.seeResult')}</Button>}
    >
      {null}
    </StepPage>
  );
}
