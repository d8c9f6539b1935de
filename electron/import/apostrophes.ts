import { defuse } from '../result/csv-writer.ts';

/** The signs that `defuse` puts an apostrophe before, as bytes: = + - @, tab and carriage return. */
const dangerous = new Set([0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d]);

/** Whether an apostrophe before this byte may be one of ours. */
export const mayBeDefused = (next: number | undefined): boolean => next !== undefined && dangerous.has(next);

/**
 * Takes away the apostrophe that our own exports put before a cell that a spreadsheet would run as a formula,
 * so that an export can be imported again as it is. Only what `defuse` would have written is undone: `'=1+1`
 * becomes `=1+1`; `'tis` and `'0171` stay as they are.
 */
export function undoDefuse(cell: string): string {
  if (cell.charCodeAt(0) !== 0x27 || !mayBeDefused(cell.charCodeAt(1))) return cell;
  const plain = cell.slice(1);
  return defuse(plain) === cell ? plain : cell;
}
