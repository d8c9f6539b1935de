import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconAction } from '../../components/icon-action.tsx';
import { Panel } from '../../components/panel.tsx';
import { Select } from '../../components/select.tsx';
import { TypedInput } from '../../components/typed-input.tsx';
import { formatList } from '../../lib/format.ts';
import { ColumnSelect } from './column-select.tsx';
import { type DraftTag, newKey } from './draft.ts';
import type { MappingView } from './mapping-view.ts';
import { SampleList } from './sample-list.tsx';
import { valueSamples } from './samples.ts';
import styles from './sections.module.css';

const separators = [';', ',', '|', ' '] as const;
const separatorNames = { ';': 'semicolon', ',': 'comma', '|': 'pipe', ' ': 'space' } as const;
const oneTag = 'one';

/** Tags: the same for everybody, or from a column that may hold several. */
export function TagsSection({ view }: { readonly view: MappingView }) {
  const { t } = useTranslation();
  const { draft, change } = view;
  const add = (kind: DraftTag['kind']): void =>
    change((now) => ({ ...now, tags: [...now.tags, { key: newKey(), kind, value: '', separator: null }] }));
  return (
    <Panel title={t('mapping.tags')} hint={t('mapping.tagsHint')} flush>
      <div className={styles.list}>
        {draft.tags.map((tag, index) => (
          <TagRow key={tag.key} view={view} tag={tag} number={index + 1} />
        ))}
      </div>
      <div className={styles.add}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add('constant')}
        >
          {t('mapping.addTag')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add('column')}
        >
          {t('mapping.addTagColumn')}
        </Button>
      </div>
    </Panel>
  );
}

function TagRow({
  view,
  tag,
  number,
}: {
  readonly view: MappingView;
  readonly tag: DraftTag;
  readonly number: number;
}) {
  const { t } = useTranslation();
  const { columns, rows, live, change } = view;
  const set = (part: Partial<DraftTag>): void =>
    change((now) => ({
      ...now,
      tags: now.tags.map((each) => (each.key === tag.key ? { ...each, ...part } : each)),
    }));
  const name = t('mapping.tagNumber', { number });
  const separatorName = (sign: string): string => {
    const known = separatorNames[sign as keyof typeof separatorNames];
    return known ? t(`mapping.separator.${known}`) : sign;
  };
  const signs =
    tag.separator !== null && !separators.some((sign) => sign === tag.separator)
      ? [...separators, tag.separator]
      : separators;
  return (
    <div className={styles.item} role="group" aria-label={name}>
      <div className={styles.controls}>
        {tag.kind === 'constant' ? (
          <TypedInput
            className={styles.grow ?? ''}
            label={t('mapping.tagText')}
            placeholder={t('mapping.tagExample')}
            value={tag.value}
            onChange={(value) => set({ value })}
          />
        ) : (
          <>
            <div className={styles.grow}>
              <ColumnSelect
                label={t('mapping.tagColumn')}
                hideLabel={false}
                columns={columns}
                value={tag.value === '' ? null : tag.value}
                onChange={(value) => set({ value: value ?? '' })}
                placeholder={t('mapping.chooseColumn')}
                clearable={false}
              />
            </div>
            <Select
              className={styles.narrow ?? ''}
              label={t('mapping.separatedBy')}
              data={[
                { value: oneTag, label: t('mapping.separator.none') },
                ...signs.map((sign) => ({ value: `s:${sign}`, label: separatorName(sign) })),
              ]}
              value={tag.separator === null ? oneTag : `s:${tag.separator}`}
              onChange={(value) =>
                set({ separator: value === null || value === oneTag ? null : value.slice(2) })
              }
              allowDeselect={false}
            />
          </>
        )}
        <IconAction
          label={t('mapping.removeTag', { number })}
          onClick={() => change((now) => ({ ...now, tags: now.tags.filter((each) => each.key !== tag.key) }))}
        >
          <IconTrash size={16} stroke={1.7} />
        </IconAction>
      </div>
      {tag.kind === 'column' && tag.value !== '' ? (
        <div className={styles.samples}>
          <SampleList
            field={name}
            samples={valueSamples(
              { column: tag.value },
              columns,
              rows,
              live,
              (check) => formatList(check.contact?.tags.filter((each) => !constants(view).has(each)) ?? []),
              'tags',
            )}
          />
        </div>
      ) : null}
    </div>
  );
}

/** The tags that everybody gets: not part of what a column gives. */
const constants = (view: MappingView): Set<string> =>
  new Set(view.draft.tags.filter(({ kind }) => kind === 'constant').map(({ value }) => value.trim()));
