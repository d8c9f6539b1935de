import * as z from 'zod';
import { emptyContactCounts, type Outcome, outcomes } from '../../shared/receipt.ts';
import { fromRanges, toRanges } from './ranges.ts';

/** What became of one contact. */
export interface Settled {
  readonly outcome: Outcome;
  /** HTTP status of the answer that settled it. */
  readonly status: number | null;
  /** The API's or the system's own words. */
  readonly message: string | null;
}

/** A contact that nothing was tried for. */
export const untouched: Settled = { outcome: 'not_sent', status: null, message: null };

const groupsSchema = z.array(
  z.tuple([z.enum(outcomes), z.int().nullable(), z.string().nullable(), z.string()]),
);

/** The outcomes of a batch as text: contacts that ended alike stand together. */
export function encodeSettled(settled: readonly Settled[]): string {
  const groups = new Map<string, { readonly settled: Settled; readonly indexes: number[] }>();
  let last: { readonly settled: Settled; readonly indexes: number[] } | undefined;
  for (const [index, each] of settled.entries()) {
    // Most contacts of a batch share one object.
    if (last?.settled === each) {
      last.indexes.push(index);
      continue;
    }
    if (each.outcome === 'not_sent' && each.status === null && each.message === null) continue;
    const key = `${each.outcome} ${each.status} ${each.message}`;
    const group = groups.get(key);
    if (group) group.indexes.push(index);
    else groups.set(key, { settled: each, indexes: [index] });
    last = groups.get(key);
  }
  return JSON.stringify(
    [...groups.values()].map(({ settled: { outcome, status, message }, indexes }) => [
      outcome,
      status,
      message,
      toRanges(indexes),
    ]),
  );
}

/** The outcomes of a batch of `count` contacts, read back. */
export function decodeSettled(text: string, count: number): Settled[] {
  const settled: Settled[] = new Array<Settled>(count).fill(untouched);
  for (const [outcome, status, message, ranges] of groupsSchema.parse(JSON.parse(text))) {
    const each: Settled = { outcome, status, message };
    for (const index of fromRanges(ranges)) settled[index] = each;
  }
  return settled;
}

/** Messages of the rejected contacts of a batch, with how many got each. */
export function rejectedMessages(text: string): [message: string, count: number][] {
  return groupsSchema
    .parse(JSON.parse(text))
    .flatMap(([outcome, , message, ranges]): [string, number][] =>
      outcome === 'rejected' ? [[message ?? '', fromRanges(ranges).length]] : [],
    );
}

export type OutcomeCounts = Record<Outcome, number>;

/** How many contacts of a batch have each outcome. */
export function countSettled(settled: readonly Settled[]): OutcomeCounts {
  const { sent: _, ...counts } = emptyContactCounts();
  const result: OutcomeCounts = { ...counts };
  for (const { outcome } of settled) result[outcome] += 1;
  return result;
}
