import type { Contact, PropertyValue } from './contact.ts';
import type { DuplicatePolicy } from './mapping.ts';

/** What becomes of one row of a group with the same reference ID. */
export type DuplicateDecision =
  | { readonly kind: 'keep' }
  /** Carries the united contact of the group. */
  | { readonly kind: 'carry'; readonly rows: readonly number[] }
  | { readonly kind: 'exclude'; readonly otherRow: number }
  | { readonly kind: 'merge'; readonly otherRow: number };

/**
 * Decides a group of surviving rows whose final reference ID is equal.
 * @param rows their numbers, in file order; at least two
 */
export function decideDuplicates(
  rows: readonly number[],
  policy: DuplicatePolicy,
): ReadonlyMap<number, DuplicateDecision> {
  const first = rows[0] ?? 0;
  const last = rows[rows.length - 1] ?? 0;
  const decide = (row: number, index: number): DuplicateDecision => {
    switch (policy) {
      case 'keep-first':
        return row === first ? { kind: 'keep' } : { kind: 'exclude', otherRow: first };
      case 'keep-last':
        return row === last ? { kind: 'keep' } : { kind: 'exclude', otherRow: last };
      case 'merge':
        return row === first ? { kind: 'carry', rows } : { kind: 'merge', otherRow: first };
      case 'exclude':
        return { kind: 'exclude', otherRow: rows[index === 0 ? 1 : 0] ?? 0 };
    }
  };
  return new Map(rows.map((row, index) => [row, decide(row, index)]));
}

/** One contact out of several of the same person: tags united in order, later non-empty fields win. */
export function mergeContacts(contacts: readonly Contact[]): Contact {
  const [first, ...others] = contacts;
  if (!first) throw new RangeError('nothing to merge');
  const tags = new Set(first.tags);
  const customProperties: Record<string, PropertyValue> = { ...first.customProperties };
  let merged: Contact = first;
  for (const other of others) {
    // Absent fields aren't there to overwrite anything: a contact never holds an empty text.
    merged = { ...merged, ...other };
    for (const tag of other.tags) tags.add(tag);
    Object.assign(customProperties, other.customProperties);
  }
  return { ...merged, tags: [...tags], customProperties };
}
