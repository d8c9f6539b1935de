import { useTranslation } from 'react-i18next';
import { AppFailure } from '../../../shared/result.ts';
import { useJobs } from '../../state/jobs.ts';
import { useAudience } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { AudienceReady } from './audience-ready.tsx';
import { ChooseAudience } from './choose-audience.tsx';
import { ImportRunning } from './import-running.tsx';

/** Step 1: is this the right file? */
export function AudienceStep() {
  const { t } = useTranslation();
  const audienceId = useWork((work) => work.audienceId);
  const audience = useAudience(audienceId);
  const progress = useJobs((jobs) => (audienceId === null ? undefined : jobs.imports[audienceId]));

  if (audienceId === null) return <ChooseAudience />;
  if (audience.data?.state === 'ready') return <AudienceReady audience={audience.data} />;
  const failure = progress?.error ?? null;
  const ended = progress ? progress.state !== 'running' : false;
  if (
    failure ||
    audience.error ||
    audience.data?.state === 'failed' ||
    audience.data?.state === 'cancelled'
  ) {
    if (progress?.state === 'cancelled' || audience.data?.state === 'cancelled') {
      return <ChooseAudience note={t('audience.importCancelled')} />;
    }
    // A file that can't be read is no place to stay: another one can be chosen right here.
    return failure || audience.error ? (
      <ChooseAudience failure={failure ? new AppFailure(failure) : audience.error} />
    ) : (
      <ChooseAudience
        note={t('audience.couldNotRead', { file: audience.data?.fileName ?? t('audience.thisFile') })}
      />
    );
  }
  // Between the last event and the refreshed audience there is a moment that must not flash.
  return (
    <ImportRunning
      audienceId={audienceId}
      audience={audience.data ?? null}
      progress={ended ? null : (progress ?? null)}
    />
  );
}
