import { createRowChecker, createRowJudge, type RowJudgement } from '../../shared/check-row.ts';
import type { Contact } from '../../shared/contact.ts';
import { mergeContacts } from '../../shared/duplicates.ts';
import { verdicts, worstVerdict } from '../../shared/findings.ts';
import type { TaskAnswer } from '../jobs/protocol.ts';
import type { AudienceStore } from '../store/audiences.ts';
import { type CheckTask, comparedReference } from './check-range.ts';
import { type ChunkCounts, countRow, emptyCounts, emptyTotals, type Totals } from './counts.ts';
import { findingsOf, type Group, isStillSent } from './groups.ts';
import { poolStores } from './pool-store.ts';
import { secondHash } from './second-hash.ts';

/** Either rows to be told apart for sure, or rows that comparing decided about. All in one chunk. */
export type RecheckInput = CheckTask & { readonly firstRow: number; readonly rowCount: number } & (
    | { readonly rows: Uint32Array }
    | { readonly groups: readonly Group[] }
  );

export interface RecheckResult {
  /** For `rows`: a second hash of each ID and phone; together with the first it stands for the text. */
  readonly references: Float64Array<ArrayBuffer>;
  readonly phones: Float64Array<ArrayBuffer>;
  /** For `groups`: each row's verdict now, and what changes in the counts. */
  readonly verdicts: Uint8Array<ArrayBuffer>;
  readonly counts: ChunkCounts;
  readonly totals: Totals;
}

/** Looks again at single rows of a chunk, after all rows were checked by themselves. */
export function recheckRows(input: RecheckInput): TaskAnswer<RecheckResult> {
  const store = poolStores(input.dataDir).audiences;
  const judge = createRowJudge(input.mapping, input.columns);
  const checkRow = createRowChecker(input.mapping, input.columns);
  const rows = store.rows(input.audienceId, input.firstRow - 1, input.rowCount);
  const checkOf = (row: number): RowJudgement | null => {
    const cells = rows[row - input.firstRow]?.cells;
    return cells ? judge(cells) : null;
  };
  if ('rows' in input) {
    const references = new Float64Array(input.rows.length).fill(Number.NaN);
    const phones = new Float64Array(input.rows.length).fill(Number.NaN);
    input.rows.forEach((row, index) => {
      const check = checkOf(row);
      if (!check) return;
      const reference = comparedReference(check);
      if (reference !== null) references[index] = secondHash(reference);
      if (check.phoneNumber !== null) phones[index] = secondHash(check.phoneNumber);
    });
    return answer({ ...nothing(), references, phones });
  }
  const result = { ...nothing(), verdicts: new Uint8Array(input.groups.length) };
  input.groups.forEach((group, index) => {
    const alone = checkOf(group.row);
    if (!alone) return;
    const findings = [...alone.findings, ...findingsOf(group)];
    const verdict = worstVerdict(findings);
    const tags =
      group.kind === 'carries'
        ? (unite(group.mergedRows, store, input.audienceId, (cells) => checkRow(cells).contact)?.tags ?? [])
        : isStillSent(group.kind)
          ? alone.tags
          : [];
    countRow(result.counts, result.totals, alone, -1);
    countRow(result.counts, result.totals, { verdict, findings, tags }, 1);
    result.verdicts[index] = verdicts.indexOf(verdict);
  });
  return answer(result);
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

const nothing = (): RecheckResult => ({
  references: new Float64Array(0),
  phones: new Float64Array(0),
  verdicts: new Uint8Array(0),
  counts: emptyCounts(),
  totals: emptyTotals(),
});

const answer = (output: RecheckResult): TaskAnswer<RecheckResult> => ({
  output,
  transfer: [output.references.buffer, output.phones.buffer, output.verdicts.buffer],
});
