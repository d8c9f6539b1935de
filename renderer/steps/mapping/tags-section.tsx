import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/panel.tsx';
import { Select } from '../../components/select.tsx';
import { TypedInput } from '../../components/typed-input.tsx';
import { ColumnSelect } from './column-select.tsx';
import { type DraftTag, newKey } from './draft.ts';
import { AddButtons, ItemRow, NarrowField, WideField } from './item-row.tsx';
import type { MappingView } from './mapping-view.ts';
import { SampleList } from './sample-list.tsx';
import { valueSamples } from './samples.ts';

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
      {draft.tags.map((tag, index) => (
        <TagRow key={tag.key} view={view} tag={tag} number={index + 1} />
      ))}
      <AddButtons
        actions={[
          { label: t('mapping.addTag'), onClick: () => add('constant') },
          { label: t('mapping.addTagColumn'), onClick: () => add('column') },
        ]}
      />
    </Panel>
  );
}

interface TagRowProps {
  readonly view: MappingView;
  readonly tag: DraftTag;
  readonly number: number;
}

function TagRow({ view, tag, number }: TagRowProps) {
  const { t } = useTranslation();
  const { columns, rows, live, change, draft } = view;
  const set = (part: Partial<DraftTag>): void =>
    change((now) => ({
      ...now,
      tags: now.tags.map((each) => (each.key === tag.key ? { ...each, ...part } : each)),
    }));
  const name = t('mapping.tagNumber', { number });
  // The tags that everybody gets are not part of what a column gives.
  const forEveryone = new Set(
    draft.tags.filter(({ kind }) => kind === 'constant').map(({ value }) => value.trim()),
  );
  return (
    <ItemRow
      label={name}
      removeLabel={t('mapping.removeTag', { number })}
      onRemove={() => change((now) => ({ ...now, tags: now.tags.filter((each) => each.key !== tag.key) }))}
      samples={
        tag.kind === 'column' && tag.value !== '' ? (
          <SampleList
            field={name}
            samples={valueSamples(
              { column: tag.value },
              columns,
              rows,
              live,
              (check) => check.contact?.tags.filter((each) => !forEveryone.has(each)),
              'tags',
            )}
          />
        ) : null
      }
    >
      {tag.kind === 'constant' ? (
        <WideField>
          <TypedInput
            label={t('mapping.tagText')}
            placeholder={t('mapping.tagExample')}
            value={tag.value}
            onChange={(value) => set({ value })}
          />
        </WideField>
      ) : (
        <>
          <WideField>
            <ColumnSelect
              label={t('mapping.tagColumn')}
              hideLabel={false}
              view={view}
              value={tag.value === '' ? null : tag.value}
              onChange={(value) => set({ value: value ?? '' })}
              placeholder={t('mapping.chooseColumn')}
              clearable={false}
            />
          </WideField>
          <NarrowField>
            <SeparatorSelect value={tag.separator} onChange={(separator) => set({ separator })} />
          </NarrowField>
        </>
      )}
    </ItemRow>
  );
}

interface SeparatorSelectProps {
  readonly value: string | null;
  readonly onChange: (separator: string | null) => void;
}

/** What separates several tags in a cell: one of the usual signs, or the one that a template brought. */
function SeparatorSelect({ value, onChange }: SeparatorSelectProps) {
  const { t } = useTranslation();
  const nameOf = (sign: string): string => {
    const known = separatorNames[sign as keyof typeof separatorNames];
    return known ? t(`mapping.separator.${known}`) : sign;
  };
  const isUsual = value === null || separators.some((sign) => sign === value);
  return (
    <Select
      label={t('mapping.separatedBy')}
      data={[
        { value: oneTag, label: t('mapping.separator.none') },
        ...[...separators, ...(isUsual ? [] : [value])].map((sign) => ({
          value: `s:${sign}`,
          label: nameOf(sign),
        })),
      ]}
      value={value === null ? oneTag : `s:${value}`}
      onChange={(chosen) => onChange(chosen === null || chosen === oneTag ? null : chosen.slice(2))}
      allowDeselect={false}
    />
  );
}
