import type { RowCheck, RowChecker } from '../../shared/check-row.ts';
import type { Contact } from '../../shared/contact.ts';
import { decideDuplicates, hashText, mergeContacts, repeatedHashes } from '../../shared/duplicates.ts';
import type { Finding } from '../../shared/findings.ts';
import type { Mapping } from '../../shared/mapping.ts';
import type { RowChunk } from '../store/audiences.ts';
import type { GroupResult } from '../store/checks.ts';

/** A row that was compared with others: what it was by itself, and what becomes of it. */
export interface Compared extends GroupResult {
  readonly alone: RowCheck;
  /** The contact that it sends now; null where it isn't sent under its own name. */
  readonly contact: Contact | null;
}

/**
 * Remembers what must be known of every row to find those that concern the same person: two numbers a row, so
 * that five million rows need 80 MB and not the texts themselves.
 */
export class Comparison {
  private readonly mapping: Mapping;
  private readonly references: Float64Array;
  private readonly phones: Float64Array | null;

  constructor(mapping: Mapping, rowCount: number) {
    this.mapping = mapping;
    this.references = new Float64Array(rowCount).fill(Number.NaN);
    // Where the ID is the phone, one phone under two IDs can't happen.
    this.phones =
      mapping.phoneNumber && mapping.referenceId === 'as-is'
        ? new Float64Array(rowCount).fill(Number.NaN)
        : null;
  }

  /** Takes note of a row: of every survivor, and of the rows that the filter took out. */
  note(row: number, check: RowCheck): void {
    if (check.externalReferenceId === null || (check.contact === null && !check.filtered)) return;
    this.references[row - 1] = hashText(check.externalReferenceId);
    if (this.phones && check.contact?.phoneNumber) this.phones[row - 1] = hashText(check.contact.phoneNumber);
  }

  /**
   * Compares the rows whose ID or phone occurs again.
   * @param chunks the staged rows, in file order; only the candidates among them are looked at again
   */
  *compare(chunks: Iterable<RowChunk>, checkRow: RowChecker): Generator<null, Map<number, Compared>> {
    const repeatedReferences = repeatedHashes(this.references);
    const repeatedPhones = this.phones ? repeatedHashes(this.phones) : new Set<number>();
    const byReference = new Map<string, { row: number; check: RowCheck }[]>();
    const byPhone = new Map<string, { row: number; check: RowCheck }[]>();
    if (repeatedReferences.size + repeatedPhones.size > 0) {
      for (const chunk of chunks) {
        chunk.rows.forEach((cells, index) => {
          const row = chunk.firstRow + index;
          const isReference = repeatedReferences.has(this.references[row - 1] ?? Number.NaN);
          const isPhone = repeatedPhones.has(this.phones?.[row - 1] ?? Number.NaN);
          if (!isReference && !isPhone) return;
          const check = checkRow(cells);
          if (isReference && check.externalReferenceId !== null) {
            push(byReference, check.externalReferenceId, { row, check });
          }
          if (isPhone && check.contact?.phoneNumber) push(byPhone, check.contact.phoneNumber, { row, check });
        });
        yield null;
      }
    }
    const compared = new Map<number, Compared>();
    for (const group of byReference.values()) {
      if (group.length > 1) this.decide(group, compared);
    }
    for (const group of byPhone.values()) markShared(group, compared);
    return compared;
  }

  private decide(group: readonly { row: number; check: RowCheck }[], compared: Map<number, Compared>): void {
    const filtered = group.find(({ check }) => check.filtered);
    let survivors = group.filter(({ check }) => check.contact !== null);
    if (filtered && this.mapping.filterConflicts === 'exclude') {
      for (const { row, check } of survivors) {
        const finding: Finding = {
          code: 'row.filter_conflict',
          severity: 'excluded',
          field: 'row',
          params: { otherRow: filtered.row },
        };
        compared.set(row, { row, alone: check, findings: [finding], mergedRows: null, contact: null });
      }
      survivors = [];
    }
    if (survivors.length < 2) return;
    const decisions = decideDuplicates(
      survivors.map(({ row }) => row),
      this.mapping.duplicates,
    );
    for (const { row, check } of survivors) {
      const decision = decisions.get(row) ?? { kind: 'keep' };
      if (decision.kind === 'keep') continue;
      if (decision.kind === 'carry') {
        const contacts = survivors.flatMap((each) => each.check.contact ?? []);
        compared.set(row, {
          row,
          alone: check,
          findings: [],
          mergedRows: decision.rows,
          contact: mergeContacts(contacts),
        });
        continue;
      }
      const finding: Finding = {
        code: 'row.duplicate',
        severity: decision.kind === 'merge' ? 'merged' : 'excluded',
        field: 'row',
        params: { otherRow: decision.otherRow },
      };
      compared.set(row, { row, alone: check, findings: [finding], mergedRows: null, contact: null });
    }
  }
}

/** One phone under different IDs, among the rows that are still sent: shown, and sent all the same. */
function markShared(
  group: readonly { row: number; check: RowCheck }[],
  compared: Map<number, Compared>,
): void {
  const sent = group.filter(({ row }) => {
    const known = compared.get(row);
    return !known || known.contact !== null;
  });
  const first = sent[0];
  const other = sent.find(({ check }) => check.externalReferenceId !== first?.check.externalReferenceId);
  if (!first || !other) return;
  for (const { row, check } of sent) {
    const known = compared.get(row);
    const otherRow = check.externalReferenceId === first.check.externalReferenceId ? other.row : first.row;
    const finding: Finding = {
      code: 'phone.shared',
      severity: 'warned',
      field: 'phoneNumber',
      params: { otherRow },
    };
    compared.set(row, {
      row,
      alone: check,
      findings: [...(known?.findings ?? []), finding],
      mergedRows: known?.mergedRows ?? null,
      contact: known ? known.contact : check.contact,
    });
  }
}

function push<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
