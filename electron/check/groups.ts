import * as z from 'zod';
import type { Finding } from '../../shared/findings.ts';

/**
 * What comparing a row with the others decided: `shared` has its phone under another ID and nothing else,
 * `duplicate` isn't sent for another row's sake, `merged` goes out with another, `carries` sends a united
 * contact, `conflict` shares its ID with a row that the filter took out.
 */
export const groupKinds = ['shared', 'duplicate', 'merged', 'carries', 'conflict'] as const;
export type GroupKind = (typeof groupKinds)[number];

export interface Group {
  readonly row: number;
  readonly kind: GroupKind;
  /** The row that decides about this one; 0 where none does. */
  readonly otherRow: number;
  /** A row with the same phone under another ID; 0 where there is none. */
  readonly sharedWith: number;
  /** For `carries`: the rows that go into the contact, itself first. */
  readonly mergedRows: readonly number[];
}

const packedSchema = z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.array(z.int())]));

/** Groups as a short text. */
export const packGroups = (groups: readonly Group[]): string =>
  JSON.stringify(
    groups.map(({ row, kind, otherRow, sharedWith, mergedRows }) => [
      row,
      groupKinds.indexOf(kind),
      otherRow,
      sharedWith,
      mergedRows,
    ]),
  );

/** What `packGroups` wrote. */
export const unpackGroups = (text: string): Group[] =>
  packedSchema.parse(JSON.parse(text)).map(([row, kind, otherRow, sharedWith, mergedRows]) => ({
    row,
    kind: groupKinds[kind] ?? 'shared',
    otherRow,
    sharedWith,
    mergedRows,
  }));

/** Whether a row that comparing decided about still goes out under its own name, if it would by itself. */
export const isStillSent = (kind: GroupKind): boolean => kind === 'shared' || kind === 'carries';

/** The findings that a decision adds to the row's own. */
export function findingsOf({ kind, otherRow, sharedWith }: Omit<Group, 'row' | 'mergedRows'>): Finding[] {
  const findings: Finding[] = [];
  if (kind === 'conflict') {
    findings.push({ code: 'row.filter_conflict', severity: 'excluded', field: 'row', params: { otherRow } });
  } else if (kind === 'duplicate' || kind === 'merged') {
    const severity = kind === 'merged' ? 'merged' : 'excluded';
    findings.push({ code: 'row.duplicate', severity, field: 'row', params: { otherRow } });
  }
  if (sharedWith > 0) {
    const params = { otherRow: sharedWith };
    findings.push({ code: 'phone.shared', severity: 'warned', field: 'phoneNumber', params });
  }
  return findings;
}
