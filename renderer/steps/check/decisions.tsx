import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { TagFix } from '../../../shared/values/tag-fixes.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import type { LatestCheck } from '../../state/queries.ts';
import styles from './decisions.module.css';
import { useFixWords } from './fix-words.ts';
import { undoFix } from './group-fix.ts';
import { TagDialog } from './tag-dialog.tsx';
import { doubtfulTags, undoTagFix } from './tag-fix.ts';

/** One decision with the way to take it back. */
interface Decision {
  readonly key: string;
  readonly words: string;
  readonly undo: () => Promise<void>;
}

interface DecisionsProps {
  readonly audience: Audience;
  readonly check: LatestCheck;
  /** The mapping with what was decided last, checked or not. */
  readonly mapping: Mapping;
}

/** What the person decided for groups of numbers and for tags, each with undo; and tags that need a decision. */
export function Decisions({ audience, check, mapping }: DecisionsProps) {
  const { t } = useTranslation();
  const fixWords = useFixWords();
  const tags = useMemo(() => doubtfulTags(check), [check]);
  const [deciding, setDeciding] = useState(false);
  const tagWords = (fix: TagFix): string =>
    fix.action === 'rename'
      ? t('tags.renamed', { tag: fix.tag, to: fix.to })
      : t(fix.action === 'drop' ? 'tags.dropped' : 'tags.excluded', { tag: fix.tag });
  const decisions: Decision[] = [
    ...mapping.phone.fixes.map((fix, index) => ({
      key: JSON.stringify(fix),
      words: fixWords(fix),
      undo: () => undoFix(audience, mapping, index),
    })),
    ...mapping.tagFixes.map((fix) => ({
      key: `tag ${fix.tag}`,
      words: tagWords(fix),
      undo: () => undoTagFix(audience, mapping, fix.tag),
    })),
  ];
  const undo = useMutation({ mutationFn: (decision: Decision) => decision.undo() });
  if (decisions.length === 0 && tags.length === 0) return null;
  return (
    <section className={styles.root} aria-label={t('fix.decisions')}>
      <h3>{t('fix.decisions')}</h3>
      <ul>
        {decisions.map((decision) => (
          <li key={decision.key}>
            <span>{decision.words}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconArrowBackUp size={14} aria-hidden />}
              aria-label={t('fix.undoNamed', { fix: decision.words })}
              loading={undo.isPending && undo.variables.key === decision.key}
              onClick={() => undo.mutate(decision)}
            >
              {t('fix.undo')}
            </Button>
          </li>
        ))}
      </ul>
      {tags.length > 0 ? (
        <Button size="xs" variant="default" onClick={() => setDeciding(true)}>
          {t('tags.open', { count: tags.length })}
        </Button>
      ) : null}
      <TagDialog
        audience={audience}
        mapping={mapping}
        tags={tags}
        opened={deciding}
        onClose={() => setDeciding(false)}
      />
      <ErrorNote error={undo.error} />
    </section>
  );
}
