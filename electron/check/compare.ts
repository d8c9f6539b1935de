import { decideDuplicates } from '../../shared/duplicates.ts';
import { verdicts } from '../../shared/findings.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { filteredBit, verdictBits } from './check-range.ts';
import { type Group, type GroupKind, isStillSent } from './groups.ts';
import { RepeatedHashes } from './repeated-hashes.ts';
import { comparesPhones, makeRowMarks, type RowMarks } from './row-marks.ts';

const excluded = verdicts.indexOf('excluded');

/** Finds the rows that concern the same person. Rows are counted from 1, their places in the marks from 0. */
export class Comparison {
  /** Where the rows' checks put what must be known of them. */
  readonly marks: RowMarks;
  private readonly mapping: Mapping;
  private readonly references: RepeatedHashes;
  private readonly phones: RepeatedHashes | null;
  private readonly groups = new Map<number, Group>();

  /** @param memory for the marks, see `makeRowMarks` */
  constructor(mapping: Mapping, rowCount: number, memory?: SharedArrayBuffer) {
    this.mapping = mapping;
    this.marks = makeRowMarks(rowCount, comparesPhones(mapping), memory);
    this.references = new RepeatedHashes(this.marks.references);
    this.phones = this.marks.phones && new RepeatedHashes(this.marks.phones);
  }

  /** Takes note of rows whose marks are there. */
  note(firstRow: number, rowCount: number): void {
    this.references.note(firstRow - 1, rowCount);
    this.phones?.note(firstRow - 1, rowCount);
  }

  /**
   * Decides about all rows that have an ID or a phone in common with another.
   * @returns in file order; rows that stay as they are are left out
   */
  decide(): Group[] {
    for (const places of this.references.groups()) this.decideReference(places.map((place) => place + 1));
    for (const places of this.phones?.groups() ?? []) this.markShared(places.map((place) => place + 1));
    return [...this.groups.values()].sort((a, b) => a.row - b.row);
  }

  private decideReference(rows: readonly number[]): void {
    const byteOf = (row: number): number => this.marks.verdicts[row - 1] ?? 0;
    const filtered = rows.find((row) => byteOf(row) & filteredBit);
    const survivors = rows.filter((row) => (byteOf(row) & verdictBits) !== excluded);
    if (filtered !== undefined && this.mapping.filterConflicts === 'exclude') {
      for (const row of survivors) this.set(row, 'conflict', filtered);
      return;
    }
    if (survivors.length < 2) return;
    for (const [row, decision] of decideDuplicates(survivors, this.mapping.duplicates)) {
      if (decision.kind === 'carry') this.set(row, 'carries', 0, decision.rows);
      else if (decision.kind !== 'keep')
        this.set(row, decision.kind === 'merge' ? 'merged' : 'duplicate', decision.otherRow);
    }
  }

  /** One phone under different IDs, among the rows that are still sent: shown, and sent all the same. */
  private markShared(rows: readonly number[]): void {
    const isSame = (a: number, b: number): boolean => this.references.isSame(a - 1, b - 1);
    const sent = rows.filter((row) => {
      const group = this.groups.get(row);
      return !group || isStillSent(group.kind);
    });
    const first = sent[0];
    if (first === undefined) return;
    const other = sent.find((row) => !isSame(row, first));
    if (other === undefined) return;
    for (const row of sent) {
      const known = this.groups.get(row);
      this.groups.set(row, {
        row,
        kind: known?.kind ?? 'shared',
        otherRow: known?.otherRow ?? 0,
        mergedRows: known?.mergedRows ?? [],
        sharedWith: isSame(row, first) ? other : first,
      });
    }
  }

  private set(row: number, kind: GroupKind, otherRow: number, mergedRows: readonly number[] = []): void {
    this.groups.set(row, { row, kind, otherRow, sharedWith: 0, mergedRows });
  }
}
