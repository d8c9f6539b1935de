import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { call } from '../../bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatCount, formatTime } from '../../lib/format.ts';
import { stableJson } from '../../lib/stable-json.ts';
import { replaceDraft } from '../../state/drafts.ts';
import { keys, queryClient, useSavedMapping } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { draftFromMapping } from '../mapping/draft.ts';

/** Tells that a file of the same content was here before, and offers what was done with it. */
export function EarlierOffer({ audience }: { readonly audience: Audience }) {
  const { t } = useTranslation();
  const saved = useSavedMapping(audience.id);
  const { openAudience, openRun } = useWork.getState();
  const earlier = useQuery({
    queryKey: keys.earlier(audience.id),
    queryFn: () => call('audiences.earlier', { id: audience.id }),
  });
  const take = useMutation({
    mutationFn: (mapping: Mapping) => call('mapping.set', { audienceId: audience.id, mapping }),
    onSuccess: (_, mapping) => {
      replaceDraft(audience.id, draftFromMapping(mapping));
      queryClient.setQueryData(keys.mapping(audience.id), mapping);
    },
  });
  if (earlier.error) return <ErrorNote error={earlier.error} onRetry={() => void earlier.refetch()} />;
  if (!earlier.data || saved.data === undefined) return null;
  const { audiences, runIds, firstImportedAt, mapping } = earlier.data;
  const other = mapping !== null && stableJson(mapping) !== stableJson(saved.data) ? mapping : null;
  const [before] = audiences;
  const [run] = runIds;
  if (!before && !run && !other && !take.isSuccess) return null;
  return (
    <Callout
      title={
        firstImportedAt === audience.importedAt
          ? t('earlier.pushedAlready')
          : t('earlier.title', { time: formatTime(firstImportedAt) })
      }
      actions={
        <>
          {other ? (
            <Button size="xs" variant="default" loading={take.isPending} onClick={() => take.mutate(other)}>
              {t('earlier.takeMapping')}
            </Button>
          ) : null}
          {before ? (
            <Button size="xs" variant="default" onClick={() => openAudience(before.id)}>
              {t('earlier.open')}
            </Button>
          ) : null}
          {run ? (
            <Button size="xs" variant="default" onClick={() => openRun(run)}>
              {t('earlier.seePush')}
            </Button>
          ) : null}
        </>
      }
    >
      <p role="status">
        {take.isSuccess
          ? t('earlier.taken')
          : run
            ? t('earlier.pushed', { count: runIds.length, formatted: formatCount(runIds.length) })
            : t('earlier.notPushed')}
      </p>
      <ErrorNote error={take.error} />
    </Callout>
  );
}
