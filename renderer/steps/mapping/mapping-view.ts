import type { Row } from '../../../shared/audience.ts';
import type { Match, Proposal } from '../../../shared/match-headers.ts';
import type { MappingDraft } from './draft.ts';
import type { LiveCheck } from './samples.ts';

/** What every section of the mapping step reads and changes. */
export interface MappingView {
  readonly columns: readonly string[];
  /** The first rows of the file. */
  readonly rows: readonly Row[];
  readonly draft: MappingDraft;
  readonly live: LiveCheck;
  readonly matches: readonly Match[];
  /** The column that could be the reference ID; the person confirms it. */
  readonly proposedReference: Proposal['reference'];
  readonly change: (change: (draft: MappingDraft) => MappingDraft) => void;
}

/** The distinct values of a column in the sample, the most frequent first. */
export function valuesOf(view: MappingView, column: string): string[] {
  const index = view.columns.indexOf(column);
  const counts = new Map<string, number>();
  for (const { cells } of view.rows) {
    const value = (cells[index] ?? '').trim();
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
