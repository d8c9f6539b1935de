import { createRowChecker } from '../../shared/check-row.ts';
import type { Contact } from '../../shared/contact.ts';
import { mergeContacts } from '../../shared/duplicates.ts';
import { verdicts, worstVerdict } from '../../shared/findings.ts';
import type { TaskAnswer } from '../jobs/protocol.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CheckTask } from './check-range.ts';
import { type ChunkCounts, countRow, emptyCounts, emptyTotals, type Totals } from './counts.ts';
import { findingsOf, type Group, isStillSent } from './groups.ts';
import { rowsJudgeOf } from './judge-rows.ts';
import { poolStores } from './pool-store.ts';

/** Rows that comparing decided about, by the chunk that they are in. */
export type RecheckInput = CheckTask & {
  readonly parts: readonly { readonly firstRow: number; readonly groups: readonly Group[] }[];
};

export interface RecheckedPart {
  /** Each row's verdict now: indexes into `verdicts`. */
  readonly verdicts: Uint8Array;
  /** What changes in the chunk's counts. */
  readonly counts: ChunkCounts;
}

export interface RecheckResult {
  readonly parts: readonly RecheckedPart[];
  /** What changes in the counts of all rows. */
  readonly totals: Totals;
}

/** Judges single rows again, now that comparing decided about them. */
export function recheckRows(input: RecheckInput): TaskAnswer<RecheckResult> {
  const { dataDir, audienceId, mapping, catalogue, columns, parts } = input;
  const { audiences } = poolStores(dataDir);
  const judge = rowsJudgeOf(input);
  const checkRow = createRowChecker(mapping, columns, catalogue);
  const united = (group: Group): readonly string[] =>
    unite(group.mergedRows, audiences, audienceId, (some) => checkRow(some).contact)?.tags ?? [];
  const totals = emptyTotals();
  const recheck = (firstRow: number, groups: readonly Group[]): RecheckedPart => {
    const part = { verdicts: new Uint8Array(groups.length), counts: emptyCounts() };
    const chunk = audiences.stagedChunk(audienceId, firstRow);
    if (!chunk) return part;
    const places = new Map(groups.map(({ row }, index) => [row, index]));
    const edited = audiences.editedRows(audienceId, firstRow, firstRow + chunk.rowCount - 1);
    judge.judge(audiences, chunk, [...places.keys()], edited, (row, alone) => {
      const index = places.get(row);
      const group = index === undefined ? undefined : groups[index];
      if (index === undefined || !group) return;
      const findings = [...alone.findings, ...findingsOf(group)];
      const verdict = worstVerdict(findings);
      const tags = group.kind === 'carries' ? united(group) : isStillSent(group.kind) ? alone.tags : [];
      countRow(part.counts, totals, alone, -1);
      countRow(part.counts, totals, { verdict, findings, tags }, 1);
      part.verdicts[index] = verdicts.indexOf(verdict);
    });
    return part;
  };
  return { output: { parts: parts.map(({ firstRow, groups }) => recheck(firstRow, groups)), totals } };
}

/** The contact that some rows make together; null where none of them has one. */
export function unite(
  rows: readonly number[],
  store: AudienceStore,
  audienceId: string,
  contactOf: (cells: readonly string[]) => Contact | null,
): Contact | null {
  const contacts = rows.flatMap((row) => {
    const cells = store.rows(audienceId, row - 1, 1)[0]?.cells;
    return (cells && contactOf(cells)) ?? [];
  });
  return contacts.length === 0 ? null : mergeContacts(contacts);
}
