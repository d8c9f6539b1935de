import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MissingStep } from '../../components/missing-step.tsx';
import { useWork } from '../../state/work.ts';
import { RunReport } from './run-report.tsx';

/** Step 5: did it work? */
export function ResultStep() {
  const { t } = useTranslation();
  const runId = useWork((work) => work.runId);
  const startOver = useWork((work) => work.startOver);
  if (runId === null) return <MissingStep missing="run" step="push" />;
  return <RunReport runId={runId} primary={<Button onClick={startOver}>{t('result.newPush')}</Button>} />;
}
