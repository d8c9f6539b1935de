import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { ImportProgress } from '../../../shared/bridge.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { ProgressPanel } from '../../components/progress-panel.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { formatBytes, formatCount, formatDuration } from '../../lib/format.ts';

interface ImportRunningProps {
  readonly audienceId: string;
  readonly audience: Audience | null;
  readonly progress: ImportProgress | null;
}

/** A file being read: how far, how fast, how long still. */
export function ImportRunning({ audienceId, audience, progress }: ImportRunningProps) {
  const { t } = useTranslation();
  const cancel = useMutation({ mutationFn: () => call('audiences.cancelImport', { id: audienceId }) });
  const pace = usePace(progress?.bytesRead ?? 0, progress?.rows ?? 0);
  const share = progress && progress.bytesTotal > 0 ? progress.bytesRead / progress.bytesTotal : null;
  const left =
    progress && pace.bytesPerSecond > 0
      ? (progress.bytesTotal - progress.bytesRead) / pace.bytesPerSecond
      : null;
  return (
    <StepPage sentence={t('audience.reading', { file: audience?.fileName ?? t('audience.yourFile') })}>
      <ProgressPanel
        label={t('audience.readingLabel')}
        share={share}
        facts={[
          progress
            ? t('audience.rowsRead', { count: progress.rows, formatted: formatCount(progress.rows) })
            : null,
          progress
            ? t('audience.bytesRead', {
                read: formatBytes(progress.bytesRead),
                total: formatBytes(progress.bytesTotal),
              })
            : null,
          pace.rowsPerSecond > 0
            ? t('common.rowsPerSecond', { rate: formatCount(Math.round(pace.rowsPerSecond)) })
            : null,
          left !== null && left > 1 ? t('common.timeLeft', { time: formatDuration(left) }) : null,
        ].filter((fact) => fact !== null)}
        onCancel={() => cancel.mutate()}
        cancelLabel={t('audience.cancelImport')}
      />
      <ErrorNote error={cancel.error} />
    </StepPage>
  );
}

/** Speed since the reading began to be watched. */
function usePace(bytes: number, rows: number): { bytesPerSecond: number; rowsPerSecond: number } {
  const start = useRef<{ at: number; bytes: number; rows: number } | null>(null);
  useEffect(() => {
    start.current ??= { at: performance.now(), bytes, rows };
  }, [bytes, rows]);
  if (!start.current) return { bytesPerSecond: 0, rowsPerSecond: 0 };
  const seconds = Math.max(0.05, (performance.now() - start.current.at) / 1000);
  return {
    bytesPerSecond: (bytes - start.current.bytes) / seconds,
    rowsPerSecond: (rows - start.current.rows) / seconds,
  };
}
