import { decideDuplicates, repeatedHashes } from '../../shared/duplicates.ts';
import { verdicts } from '../../shared/findings.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { comparesPhones, filteredBit, type RangeChunk, verdictBits } from './check-range.ts';
import { type Group, type GroupKind, isStillSent } from './groups.ts';

const excluded = verdicts.indexOf('excluded');

/**
 * Finds the rows that concern the same person. Remembers a few numbers of every row, so that five million rows
 * need 100 MB and not the texts themselves.
 */
export class Comparison {
  private readonly mapping: Mapping;
  private readonly references: Float64Array;
  private readonly phones: Float64Array | null;
  private readonly verdicts: Uint8Array;
  /** Rows that have an ID or phone in common with another, and their second hashes. */
  private candidates: Uint32Array = new Uint32Array(0);
  private secondReferences: Float64Array = new Float64Array(0);
  private secondPhones: Float64Array = new Float64Array(0);
  private readonly groups = new Map<number, Group>();

  constructor(mapping: Mapping, rowCount: number) {
    this.mapping = mapping;
    this.references = new Float64Array(rowCount);
    this.phones = comparesPhones(mapping) ? new Float64Array(rowCount) : null;
    this.verdicts = new Uint8Array(rowCount);
  }

  /** Takes note of a chunk of rows. */
  note({ firstRow, verdicts: bytes, references, phones }: RangeChunk): void {
    this.verdicts.set(bytes, firstRow - 1);
    this.references.set(references, firstRow - 1);
    if (phones) this.phones?.set(phones, firstRow - 1);
  }

  /** The rows whose ID or phone occurs again, if their hashes don't deceive. In file order. */
  findCandidates(): Uint32Array {
    const { references, phones } = this;
    const repeatedReferences = repeatedHashes(references);
    const repeatedPhones = phones ? repeatedHashes(phones) : new Set<number>();
    const found: number[] = [];
    if (repeatedReferences.size + repeatedPhones.size > 0) {
      for (let index = 0; index < references.length; index += 1) {
        if (
          repeatedReferences.has(references[index] ?? Number.NaN) ||
          (phones && repeatedPhones.has(phones[index] ?? Number.NaN))
        ) {
          found.push(index + 1);
        }
      }
    }
    this.candidates = Uint32Array.from(found);
    this.secondReferences = new Float64Array(found.length).fill(Number.NaN);
    this.secondPhones = new Float64Array(found.length).fill(Number.NaN);
    return this.candidates;
  }

  /** Takes the second hashes of some candidates. @param at the place of the first of them among all */
  noteSecond(at: number, references: Float64Array, phones: Float64Array): void {
    this.secondReferences.set(references, at);
    this.secondPhones.set(phones, at);
  }

  /** Decides about all rows that have something in common. @returns in file order; rows that stay as they are left out */
  decide(): Group[] {
    this.eachGroup(this.references, this.secondReferences, (places) => this.decideReference(places));
    if (this.phones) this.eachGroup(this.phones, this.secondPhones, (places) => this.markShared(places));
    return [...this.groups.values()].sort((a, b) => a.row - b.row);
  }

  /** Calls back with the candidates of equal hashes, by their places in `candidates`, in file order. */
  private eachGroup(
    first: Float64Array,
    second: Float64Array,
    take: (places: readonly number[]) => void,
  ): void {
    const { candidates } = this;
    const firstOf = (place: number): number => first[(candidates[place] ?? 0) - 1] ?? Number.NaN;
    const secondOf = (place: number): number => second[place] ?? Number.NaN;
    const order = Uint32Array.from(candidates.keys()).filter((place) => !Number.isNaN(secondOf(place)));
    order.sort((a, b) => firstOf(a) - firstOf(b) || secondOf(a) - secondOf(b) || a - b);
    for (let from = 0; from < order.length; ) {
      const start = order[from] ?? 0;
      let to = from + 1;
      while (
        to < order.length &&
        firstOf(order[to] ?? 0) === firstOf(start) &&
        secondOf(order[to] ?? 0) === secondOf(start)
      ) {
        to += 1;
      }
      if (to - from > 1) take([...order.subarray(from, to)]);
      from = to;
    }
  }

  private decideReference(places: readonly number[]): void {
    const rows = places.map((place) => this.candidates[place] ?? 0);
    const byteOf = (row: number): number => this.verdicts[row - 1] ?? 0;
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
  private markShared(places: readonly number[]): void {
    const sent = places.filter((place) => {
      const group = this.groups.get(this.candidates[place] ?? 0);
      return !group || isStillSent(group.kind);
    });
    const first = sent[0];
    if (first === undefined) return;
    const other = sent.find((place) => !this.isSameReference(place, first));
    if (other === undefined) return;
    for (const place of sent) {
      const sharedWith = this.candidates[this.isSameReference(place, first) ? other : first] ?? 0;
      const row = this.candidates[place] ?? 0;
      const known = this.groups.get(row);
      this.groups.set(row, {
        row,
        kind: known?.kind ?? 'shared',
        otherRow: known?.otherRow ?? 0,
        mergedRows: known?.mergedRows ?? [],
        sharedWith,
      });
    }
  }

  private isSameReference(a: number, b: number): boolean {
    const first = (place: number): number => this.references[(this.candidates[place] ?? 0) - 1] ?? Number.NaN;
    return first(a) === first(b) && this.secondReferences[a] === this.secondReferences[b];
  }

  private set(row: number, kind: GroupKind, otherRow: number, mergedRows: readonly number[] = []): void {
    this.groups.set(row, { row, kind, otherRow, sharedWith: 0, mergedRows });
  }
}
