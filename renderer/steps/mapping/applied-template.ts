import { useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Mapping } from '../../../shared/mapping.ts';
import type { MappingTemplate, TemplateMatch } from '../../../shared/template.ts';
import { call } from '../../bridge.ts';
import { replaceDraft, restoreDraft, useDrafts } from '../../state/drafts.ts';
import { keys } from '../../state/queries.ts';
import { draftFromMapping, emptyDraft, type MappingDraft } from './draft.ts';
import { withColumns } from './draft-columns.ts';

/** A template whose mapping was taken over. */
export interface Applied {
  readonly template: MappingTemplate;
  /** True where nobody asked for it: it was the one that fits. */
  readonly byItself: boolean;
  /** Columns that it reads and the file doesn't have; what they feed was left open. */
  readonly missing: readonly string[];
  /** The mapping as it stood before, for undo. */
  readonly before: MappingDraft;
}

interface AppliedState {
  /** By audience id. */
  readonly applied: Readonly<Record<string, Applied>>;
}

/** Templates that were taken over in this window. */
export const useApplied = create<AppliedState>()(() => ({ applied: {} }));

/** Templates that share columns with an audience, the best first. */
export const useTemplateMatches = (audienceId: string) =>
  useQuery({
    queryKey: keys.templateMatches(audienceId),
    queryFn: () => call('templates.match', { audienceId }),
  });

/** The template that maps a file by itself: the file has all of the columns that it was made for. */
export const fittingTemplate = (matches: readonly TemplateMatch[]): TemplateMatch | null =>
  matches.find(({ missing, share }) => missing.length === 0 && share === 1) ?? null;

/** Takes a template's mapping over, as far as the file has its columns; undo brings back what stood before. */
export function applyTemplate(audienceId: string, match: TemplateMatch, byItself: boolean): void {
  const { template, missing } = match;
  const before = useDrafts.getState().drafts[audienceId] ?? emptyDraft();
  replaceDraft(audienceId, draftWithout(template.mapping, missing));
  useApplied.setState(({ applied }) => ({
    applied: { ...applied, [audienceId]: { template, byItself, missing, before } },
  }));
}

/** Takes a template back, also where its mapping was saved already. */
export function undoTemplate(audienceId: string, columns: readonly string[]): void {
  const { [audienceId]: gone, ...others } = useApplied.getState().applied;
  if (!gone) return;
  void restoreDraft(audienceId, columns, gone.before);
  useApplied.setState({ applied: others });
}

/** A mapping as a draft, without the columns that a file doesn't have. */
export function draftWithout(mapping: Mapping, missing: readonly string[]): MappingDraft {
  const gone = new Set(missing);
  return withColumns(draftFromMapping(mapping), (column) => (gone.has(column) ? null : column));
}

/** Takes along which template an audience was mapped by, when its file was read again. */
export function carryApplied(fromId: string, toId: string): void {
  useApplied.setState(({ applied: { [fromId]: carried, ...applied } }) => ({
    applied: carried ? { ...applied, [toId]: carried } : applied,
  }));
}
