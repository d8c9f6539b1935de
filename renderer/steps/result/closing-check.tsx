import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RunDetail, SegmentHint } from '../../../shared/bridge.ts';
import { call } from '../../bridge.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './closing-check.module.css';

const shown = 6;

/** The last look: which segment to create in Hello Charles, and the count to expect there. */
export function ClosingCheck({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation();
  const hints = [...run.segments].sort((a, b) => b.contacts - a.contacts).slice(0, shown);
  return (
    <Panel
      title={t('result.closing')}
      hint={
        hints.length === 0
          ? t('result.noSegments')
          : run.practice
            ? t('result.closingPractice')
            : t('result.closingHint')
      }
    >
      <ul className={styles.list}>
        {hints.map((hint) => (
          <Hint key={`${hint.kind}:${hint.name}:${hint.value}`} hint={hint} practice={run.practice} />
        ))}
      </ul>
    </Panel>
  );
}

function Hint({ hint, practice }: { readonly hint: SegmentHint; readonly practice: boolean }) {
  const { t } = useTranslation();
  const count = useMutation({
    mutationFn: () => call('practice.segment', { kind: hint.kind, name: hint.name, value: hint.value }),
  });
  const condition =
    hint.kind === 'tag'
      ? t('result.conditionTag', { name: hint.name })
      : t('result.conditionProperty', { name: hint.name, value: hint.value ?? '' });
  return (
    <li className={styles.hint}>
      <div className={styles.text}>
        <code>{condition}</code>
        <span>{t('result.expect', { count: hint.contacts, formatted: formatCount(hint.contacts) })}</span>
        {count.data ? (
          <span role="status">
            <VerdictSign meaning={count.data.count === hint.contacts ? 'accepted' : 'warned'}>
              {count.data.count === hint.contacts
                ? t('result.countMatches', { formatted: formatCount(count.data.count) })
                : t('result.countDiffers', { formatted: formatCount(count.data.count) })}
            </VerdictSign>
          </span>
        ) : null}
      </div>
      <div className={styles.actions}>
        {practice ? (
          <Button size="xs" variant="default" loading={count.isPending} onClick={() => count.mutate()}>
            {t('result.countPractice')}
          </Button>
        ) : null}
        <CopyButton text={condition} label={t('result.copyCondition')} />
      </div>
      <ErrorNote error={count.error} />
    </li>
  );
}
