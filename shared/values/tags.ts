import { trimCell } from './text.ts';

/**
 * The tags in a cell, in order, trimmed, without empty ones. Without a separator the whole cell is one tag.
 */
export function splitTags(cell: string, separator: string | null): string[] {
  const parts = separator === null ? [cell] : cell.split(separator);
  const tags: string[] = [];
  for (const part of parts) {
    const tag = trimCell(part);
    if (tag !== '') tags.push(tag);
  }
  return tags;
}
