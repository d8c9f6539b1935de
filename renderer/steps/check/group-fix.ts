import type { Audience, CheckedRow } from '../../../shared/audience.ts';
import type { FindingCode } from '../../../shared/findings.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { PhoneFix } from '../../../shared/phone/fix-rules.ts';
import {
  type FixPreview,
  fixesFor,
  groupKey,
  groupOf,
  type PhoneCell,
  type PhoneGroup,
  previewFix,
} from '../../../shared/phone/group-fixes.ts';
import type { CountryCode } from '../../../shared/phone/types.ts';
import { replaceDraft, saveDraft, useDrafts } from '../../state/drafts.ts';
import { expectRecheck, recheck } from '../../state/ongoing-checks.ts';
import { draftFromMapping, type MappingDraft, mappingFromDraft } from '../mapping/draft.ts';

const fixable: readonly FindingCode[] = [
  'phone.ambiguous',
  'phone.multiple',
  'phone.letters',
  'phone.extension',
  'phone.country_needed',
];

/** Whether one decision can repair a whole group with this finding. */
export const canBeFixed = (code: FindingCode): boolean => fixable.includes(code);

/** Rows of a finding that one decision serves alike. */
export interface FixGroup {
  readonly key: string;
  readonly group: PhoneGroup;
  readonly cells: readonly PhoneCell[];
}

/** A rule that can be chosen, and what it would do. */
export interface FixOption {
  readonly fix: PhoneFix;
  readonly preview: FixPreview;
}

/** Takes the rows of a finding apart into groups, the largest first. */
export function fixGroups(
  rows: readonly CheckedRow[],
  code: FindingCode,
  mapping: Mapping,
  audience: Audience,
): FixGroup[] {
  const phone = audience.columns.indexOf(mapping.phoneNumber?.column ?? mapping.externalReferenceId.column);
  const country = mapping.phone.countryColumn ? audience.columns.indexOf(mapping.phone.countryColumn) : -1;
  const groups = new Map<string, { group: PhoneGroup; cells: PhoneCell[] }>();
  for (const row of rows) {
    const finding = row.findings.find((each) => each.code === code);
    if (!finding) continue;
    const group = groupOf({
      code: finding.code as PhoneGroup['code'],
      ...(finding.params ? { params: finding.params } : {}),
    });
    const there = groups.get(groupKey(group)) ?? { group, cells: [] };
    there.cells.push({
      text: row.cells[phone] ?? '',
      ...(country >= 0 ? { country: row.cells[country] ?? '' } : {}),
    });
    groups.set(groupKey(group), there);
  }
  return [...groups]
    .map(([key, { group, cells }]) => ({ key, group, cells }))
    .sort((a, b) => b.cells.length - a.cells.length);
}

/** The rules for a group, each tried on its cells. */
export function fixOptions({ group, cells }: FixGroup, mapping: Mapping, chosen: string | null): FixOption[] {
  const options = {
    defaultCountry: mapping.phone.defaultCountry as CountryCode | null,
    possibleButInvalid: mapping.phone.possibleButInvalid,
    fixes: mapping.phone.fixes,
  };
  return fixesFor(group, chosen as CountryCode | null).map((fix) => ({
    fix,
    preview: previewFix(fix, cells, options),
  }));
}

/**
 * Changes the mapping that everyone is checked under; then everyone is checked again, with the last result in view.
 * Throws an AppFailure where it can't be saved.
 */
export async function changeChecked(
  audience: Audience,
  mapping: Mapping,
  change: (draft: MappingDraft) => MappingDraft,
): Promise<void> {
  // After a restart the mapping is saved, but no draft of it is open yet.
  const draft = change(useDrafts.getState().drafts[audience.id] ?? draftFromMapping(mapping));
  const changed = mappingFromDraft(draft, audience.columns).mapping ?? mapping;
  expectRecheck(audience.id, changed);
  replaceDraft(audience.id, draft);
  try {
    await saveDraft(audience.id, audience.columns);
  } finally {
    void recheck(audience.id, changed);
  }
}

const setFixes = (audience: Audience, mapping: Mapping, fixes: PhoneFix[]): Promise<void> =>
  changeChecked(audience, mapping, (draft) => ({ ...draft, phone: { ...draft.phone, fixes } }));

export const applyFix = (audience: Audience, mapping: Mapping, fix: PhoneFix): Promise<void> =>
  setFixes(audience, mapping, [...mapping.phone.fixes, fix]);

export const undoFix = (audience: Audience, mapping: Mapping, index: number): Promise<void> =>
  setFixes(
    audience,
    mapping,
    mapping.phone.fixes.filter((_, each) => each !== index),
  );
