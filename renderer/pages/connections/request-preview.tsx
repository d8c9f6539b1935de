import { SegmentedControl, Textarea } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProfile } from '../../../shared/api-profile.ts';
import type { RequestPreview as Request } from '../../../shared/bridge.ts';
import { call } from '../../bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { keys, useLatestCheck } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import styles from './request-preview.module.css';

interface RequestPreviewProps {
  readonly connectionId: string;
  /** The profile as it stands on the screen, saved or not. */
  readonly profile: ApiProfile;
}

/** The exact request that a push would send, with the key masked, and the same as a line for curl. */
export function RequestPreview({ connectionId, profile }: RequestPreviewProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<'request' | 'curl'>('request');
  const audienceId = useWork((work) => work.audienceId);
  const check = useLatestCheck(audienceId);
  const checkId = check.data && !check.data.isStale ? check.data.checkId : null;
  const preview = useQuery({
    queryKey: [...keys.preview(connectionId), profile, checkId],
    queryFn: () =>
      call('connections.preview', { id: connectionId, profile, ...(checkId ? { checkId } : {}) }),
    enabled: audienceId === null || !check.isPending,
    placeholderData: keepPreviousData,
  });
  const text = preview.data ? (view === 'curl' ? preview.data.curl : asText(preview.data)) : '';
  return (
    <Panel
      className={styles.panel}
      title={t('profile.preview')}
      hint={checkId ? t('profile.previewOfCheck') : t('profile.previewMadeUp')}
      aside={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('profile.preview')}
            data={(['request', 'curl'] as const).map((each) => ({
              value: each,
              label: t(`profile.previewAs.${each}`),
            }))}
            value={view}
            onChange={(next) => setView(next === 'curl' ? 'curl' : 'request')}
          />
          <CopyButton text={text} label={t('profile.copyPreview')} />
        </>
      }
    >
      <ErrorNote error={preview.error} onRetry={() => void preview.refetch()} />
      <Textarea
        className={styles.text ?? ''}
        aria-label={t('profile.preview')}
        rows={26}
        readOnly
        value={text}
      />
      {view === 'curl' ? <p className={styles.note}>{t('profile.curlKey')}</p> : null}
    </Panel>
  );
}

const asText = ({ method, url, headers, body }: Request): string =>
  [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\n');
