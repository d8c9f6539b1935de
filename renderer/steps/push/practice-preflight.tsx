import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatList } from '../../lib/format.ts';
import type { LatestCheck } from '../../state/queries.ts';
import { keys, queryClient, usePracticeStatus } from '../../state/queries.ts';

/** Names beyond this many are counted, not listed. */
const shown = 12;

/** Tags and properties that the practice workspace doesn't have: it would silently ignore them. */
export function PracticePreflight({ check }: { readonly check: LatestCheck }) {
  const { t } = useTranslation();
  const status = usePracticeStatus();
  const tags = check.summary.tags
    .map(({ tag }) => tag)
    .filter((tag) => !(status.data?.tags.includes(tag) ?? true));
  const properties = check.mapping.customProperties.filter(
    ({ technicalName }) =>
      !(status.data?.properties.some((each) => each.technicalName === technicalName) ?? true),
  );
  const create = useMutation({
    mutationFn: async () => {
      for (const tag of tags) await call('practice.addTag', { tag });
      for (const { technicalName, type } of properties) {
        await call('practice.addProperty', { technicalName, type });
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: keys.practice }),
  });
  const names = [...tags, ...properties.map(({ technicalName }) => technicalName)];
  if (status.error) return <ErrorNote error={status.error} onRetry={() => void status.refetch()} />;
  if (names.length === 0) return null;
  const listed =
    names.length > shown
      ? t('push.andMore', { names: names.slice(0, shown).join(', '), count: names.length - shown })
      : formatList(names);
  return (
    <>
      <Callout
        tone="care"
        title={t('push.missing', { count: names.length })}
        actions={
          <Button size="xs" variant="default" loading={create.isPending} onClick={() => create.mutate()}>
            {t('push.createMissing', { count: names.length })}
          </Button>
        }
      >
        {t('push.missingText', { count: names.length, names: listed })}
      </Callout>
      <ErrorNote error={create.error} />
    </>
  );
}
