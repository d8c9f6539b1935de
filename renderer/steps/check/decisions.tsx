import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import type { LatestCheck } from '../../state/progress-of-work.ts';
import styles from './decisions.module.css';
import { useFixWords } from './fix-words.ts';
import { undoFix } from './group-fix.ts';

/** The rules that the person made for groups; each can be taken back. */
export function Decisions({ audience, check }: { readonly audience: Audience; readonly check: LatestCheck }) {
  const { t } = useTranslation();
  const wordsOf = useFixWords();
  const { fixes } = check.mapping.phone;
  const undo = useMutation({ mutationFn: (index: number) => undoFix(audience, check.mapping, index) });
  if (fixes.length === 0) return null;
  return (
    <section className={styles.root} aria-label={t('fix.decisions')}>
      <h3>{t('fix.decisions')}</h3>
      <ul>
        {fixes.map((fix, index) => (
          <li key={JSON.stringify(fix)}>
            <span>{wordsOf(fix)}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconArrowBackUp size={14} aria-hidden />}
              aria-label={t('fix.undoNamed', { fix: wordsOf(fix) })}
              loading={undo.isPending && undo.variables === index}
              onClick={() => undo.mutate(index)}
            >
              {t('fix.undo')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorNote error={undo.error} />
    </section>
  );
}
