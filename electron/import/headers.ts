import type { Oddity } from '../../shared/audience.ts';
import { trimCell } from '../../shared/values/text.ts';

/**
 * Names for the columns: trimmed, each once. An empty one is called by its place (`Column 3`), a repeated one
 * gets a number (`phone (2)`).
 */
export function nameColumns(header: readonly string[]): { columns: string[]; oddities: Oddity[] } {
  const columns: string[] = [];
  const taken = new Set<string>();
  /** The highest number that each name got. */
  const copies = new Map<string, number>();
  let empty = 0;
  let repeated = 0;
  header.forEach((cell, index) => {
    let name = trimCell(cell);
    if (name === '') {
      empty += 1;
      name = `Column ${index + 1}`;
    }
    const base = name;
    for (let copy = (copies.get(base) ?? 1) + 1; taken.has(name); copy += 1) {
      name = `${base} (${copy})`;
      copies.set(base, copy);
    }
    if (name !== base) repeated += 1;
    taken.add(name);
    columns.push(name);
  });
  const oddities: Oddity[] = [];
  if (empty > 0) oddities.push({ code: 'empty_headers', count: empty });
  if (repeated > 0) oddities.push({ code: 'duplicate_headers', count: repeated });
  return { columns, oddities };
}
