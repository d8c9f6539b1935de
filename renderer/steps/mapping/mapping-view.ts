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
  /** A value of each column, where it has one. */
  readonly examples: ReadonlyMap<string, string>;
  readonly change: (change: (draft: MappingDraft) => MappingDraft) => void;
}

/** The distinct values of a column in the sample, the most frequent first. */
export function valuesOf(view: MappingView, column: string): string[] {
  const counts = new Map<string, number>();
  for (const cell of cellsOf(view, column)) {
    const value = cell.trim();
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** The sampled cells of a column, in file order. */
export function cellsOf({ columns, rows }: Pick<MappingView, 'columns' | 'rows'>, column: string): string[] {
  const index = columns.indexOf(column);
  return rows.map(({ cells }) => cells[index] ?? '');
}

/** A value of each column, so that people recognise it whatever it is called. */
export function examplesOf(columns: readonly string[], rows: readonly Row[]): Map<string, string> {
  return new Map(
    columns.flatMap((column, index) => {
      const example = rows.map(({ cells }) => (cells[index] ?? '').trim()).find((text) => text !== '');
      return example === undefined ? [] : [[column, example] as const];
    }),
  );
}
