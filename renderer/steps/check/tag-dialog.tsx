import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { TagFix } from '../../../shared/values/tag-fixes.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Select } from '../../components/select.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './tag-dialog.module.css';
import { applyTagFixes, type DoubtfulTag } from './tag-fix.ts';

interface TagDialogProps {
  readonly audience: Audience;
  readonly mapping: Mapping;
  readonly tags: readonly DoubtfulTag[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Tags that don't exist where the contacts go, or are written in two ways: what is to become of each. */
export function TagDialog({ audience, mapping, tags, opened, onClose }: TagDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Readonly<Record<string, TagFix['action']>>>({});
  const apply = useMutation({
    mutationFn: (fixes: readonly TagFix[]) => applyTagFixes(audience, mapping, fixes),
    onSuccess: () => {
      setChosen({});
      onClose();
    },
  });
  const fixes = tags.flatMap((each): TagFix[] => {
    const action = chosen[each.tag];
    if (action === undefined) return [];
    if (action !== 'rename') return [{ tag: each.tag, action }];
    return each.instead === null ? [] : [{ tag: each.tag, action, to: each.instead }];
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={680}
      title={t('tags.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.root}>
        <p className={styles.note}>{t('tags.explain')}</p>
        <ul className={styles.list}>
          {tags.map((each) => (
            <li key={each.tag}>
              <span>
                <code>{each.tag}</code>
                <small>
                  {each.why === 'alike' && each.instead !== null
                    ? t('tags.alike', { instead: each.instead })
                    : t('tags.unknown')}{' '}
                  {t('tags.contacts', { count: each.contacts, formatted: formatCount(each.contacts) })}
                </small>
              </span>
              <Select
                aria-label={t('tags.whatOf', { tag: each.tag })}
                size="xs"
                allowDeselect={false}
                value={chosen[each.tag] ?? 'keep'}
                data={[
                  { value: 'keep', label: t('tags.keep') },
                  ...(each.instead === null
                    ? []
                    : [{ value: 'rename', label: t('tags.rename', { instead: each.instead }) }]),
                  { value: 'drop', label: t('tags.drop') },
                  { value: 'exclude', label: t('tags.exclude') },
                ]}
                onChange={(value) => {
                  const { [each.tag]: _, ...others } = chosen;
                  const isAction = value === 'rename' || value === 'drop' || value === 'exclude';
                  setChosen(isAction ? { ...others, [each.tag]: value } : others);
                }}
              />
            </li>
          ))}
        </ul>
        <ErrorNote error={apply.error} />
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={fixes.length === 0} loading={apply.isPending} onClick={() => apply.mutate(fixes)}>
            {t('tags.apply', { count: fixes.length })}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
