import { createRowChecker, createRowJudge } from '../../shared/check-row.ts';
import type { Contact } from '../../shared/contact.ts';
import { mergeContacts } from '../../shared/duplicates.ts';
import { verdicts, worstVerdict } from '../../shared/findings.ts';
import type { TaskAnswer } from '../jobs/protocol.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CheckTask } from './check-range.ts';
import { type ChunkCounts, countRow, emptyCounts, emptyTotals, type Totals } from './counts.ts';
import { findingsOf, type Group, isStillSent } from './groups.ts';
import { poolStores } from './pool-store.ts';

/** Rows of one chunk that comparing decided about. */
export type RecheckInput = CheckTask & { readonly firstRow: number; readonly groups: readonly Group[] };

export interface RecheckResult {
  /** Each row's verdict now: indexes into `verdicts`. */
  readonly verdicts: Uint8Array<ArrayBuffer>;
  /** What changes in the counts. */
  readonly counts: ChunkCounts;
  readonly totals: Totals;
}

/** Judges single rows again, now that comparing decided about them. */
export function recheckRows(input: RecheckInput): TaskAnswer<RecheckResult> {
  const { audiences } = poolStores(input.dataDir);
  const judge = createRowJudge(input.mapping, input.columns);
  const checkRow = createRowChecker(input.mapping, input.columns);
  const wanted = input.groups.map(({ row }) => row);
  const rows = audiences.someRows(input.audienceId, input.firstRow, wanted);
  const result: RecheckResult = {
    verdicts: new Uint8Array(input.groups.length),
    counts: emptyCounts(),
    totals: emptyTotals(),
  };
  input.groups.forEach((group, index) => {
    const cells = rows.get(group.row);
    if (!cells) return;
    const alone = judge(cells);
    const findings = [...alone.findings, ...findingsOf(group)];
    const verdict = worstVerdict(findings);
    const tags =
      group.kind === 'carries'
        ? (unite(group.mergedRows, audiences, input.audienceId, (some) => checkRow(some).contact)?.tags ?? [])
        : isStillSent(group.kind)
          ? alone.tags
          : [];
    countRow(result.counts, result.totals, alone, -1);
    countRow(result.counts, result.totals, { verdict, findings, tags }, 1);
    result.verdicts[index] = verdicts.indexOf(verdict);
  });
  return { output: result, transfer: [result.verdicts.buffer] };
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
