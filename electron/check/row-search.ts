import type { RowFilter } from '../../shared/bridge.ts';
import { verdicts } from '../../shared/findings.ts';
import type { CountedChunk } from '../store/count-table.ts';
import type { ChunkCounts } from './counts.ts';

/** A filter without white space around its text, in lower case. */
export interface NormalFilter extends Omit<RowFilter, 'text'> {
  /** Empty where any will do. */
  readonly text: string;
}

export const normalise = ({ verdict, code, text }: RowFilter): NormalFilter => ({
  ...(verdict === undefined ? null : { verdict }),
  ...(code === undefined ? null : { code }),
  text: text?.trim().toLowerCase() ?? '',
});

/** Whether the counts of a chunk tell how many of its rows a filter lets through. */
export const isCounted = ({ verdict, code, text }: NormalFilter): boolean =>
  text === '' && (verdict === undefined || code === undefined);

/** Whether a chunk can have rows that a filter lets through. */
export function mayFit(counts: ChunkCounts, { verdict, code }: NormalFilter): boolean {
  if (verdict !== undefined && !counts.verdicts[verdicts.indexOf(verdict)]) return false;
  return code === undefined || Boolean(counts.codes[code]);
}

/** How many rows of a chunk a counted filter lets through. */
export function countIn({ counts, rowCount }: CountedChunk, { verdict, code }: NormalFilter): number {
  if (verdict !== undefined) return counts.verdicts[verdicts.indexOf(verdict)] ?? 0;
  return code === undefined ? rowCount : (counts.codes[code] ?? 0);
}

/** Whether a row has a text in any cell. @param text in lower case, not empty */
export const hasText = (cells: readonly string[], text: string): boolean =>
  cells.some((cell) => cell.toLowerCase().includes(text));
