import type { Audience } from '../../../shared/audience.ts';
import { createTagIndex, nearDuplicateTags } from '../../../shared/catalogue.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { TagFix } from '../../../shared/values/tag-fixes.ts';
import type { LatestCheck } from '../../state/queries.ts';
import { changeChecked } from './group-fix.ts';

/** A tag of the audience that somebody should decide about. */
export interface DoubtfulTag {
  readonly tag: string;
  readonly contacts: number;
  /** `unknown`: it doesn't exist where the contacts go. `alike`: it differs from another by case or spaces only. */
  readonly why: 'unknown' | 'alike';
  /** The spelling that it could have instead: the known one, or the most frequent one. */
  readonly instead: string | null;
}

/** The tags of a check that don't exist where the contacts go, or are written in two ways; most frequent first. */
export function doubtfulTags({ summary, catalogue }: LatestCheck): DoubtfulTag[] {
  const index = createTagIndex(catalogue);
  const frequent = new Map(summary.tags.map(({ tag, contacts }) => [tag, contacts]));
  const other = new Map<string, string>();
  for (const group of nearDuplicateTags(summary.tags.map(({ tag }) => tag))) {
    const [first, ...rest] = group.toSorted((a, b) => (frequent.get(b) ?? 0) - (frequent.get(a) ?? 0));
    for (const tag of rest) if (first !== undefined) other.set(tag, first);
  }
  return summary.tags.flatMap(({ tag, contacts }): DoubtfulTag[] => {
    const finding = index.judge(tag);
    if (finding?.code === 'tag.near_duplicate')
      return [{ tag, contacts, why: 'alike', instead: String(finding.params?.known ?? '') || null }];
    const alike = other.get(tag);
    if (alike !== undefined) return [{ tag, contacts, why: 'alike', instead: alike }];
    return finding ? [{ tag, contacts, why: 'unknown', instead: null }] : [];
  });
}

const setTagFixes = (audience: Audience, mapping: Mapping, tagFixes: TagFix[]): Promise<void> =>
  changeChecked(audience, mapping, (draft) => ({ ...draft, tagFixes }));

/** Adds decisions; one about a tag takes the place of an earlier one about it. */
export const applyTagFixes = (
  audience: Audience,
  mapping: Mapping,
  fixes: readonly TagFix[],
): Promise<void> =>
  setTagFixes(audience, mapping, [
    ...mapping.tagFixes.filter(({ tag }) => !fixes.some((fix) => fix.tag === tag)),
    ...fixes,
  ]);

export const undoTagFix = (audience: Audience, mapping: Mapping, tag: string): Promise<void> =>
  setTagFixes(
    audience,
    mapping,
    mapping.tagFixes.filter((fix) => fix.tag !== tag),
  );
