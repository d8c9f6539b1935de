import type { CheckedRow, Row } from '../../shared/audience.ts';
import { createRowChecker } from '../../shared/check-row.ts';
import type { Contact } from '../../shared/contact.ts';
import { worstVerdict } from '../../shared/findings.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CheckStore, StoredCheck } from '../store/checks.ts';
import type { RowChunk } from '../store/staged-rows.ts';
import { findingsOf, type Group, isStillSent } from './groups.ts';
import { unite } from './recheck-rows.ts';

/** A checked row with the contact that it sends. */
export interface JudgedRow extends CheckedRow {
  /** Null where the row isn't sent under its own name. */
  readonly contact: Contact | null;
}

type AboutCheck = Pick<StoredCheck, 'checkId' | 'audienceId' | 'mapping' | 'catalogue'>;

/**
 * Judges single rows again as a saved check did. Judging a row is pure, so a check keeps only its verdicts and
 * what comparing rows added; findings and contacts are made when somebody looks.
 * @returns judges a row, given what comparing added to it
 */
export function createRowJudge(
  check: AboutCheck,
  columns: readonly string[],
  audiences: AudienceStore,
): (row: Row, group: Group | undefined) => JudgedRow {
  const checkRow = createRowChecker(check.mapping, columns, check.catalogue);
  return ({ row, cells }, group) => {
    const alone = checkRow(cells);
    const findings = group ? [...alone.findings, ...findingsOf(group)] : alone.findings;
    const contact =
      group?.kind === 'carries'
        ? unite(group.mergedRows, audiences, check.audienceId, (some) => checkRow(some).contact)
        : !group || isStillSent(group.kind)
          ? alone.contact
          : null;
    return {
      row,
      cells,
      verdict: group ? worstVerdict(findings) : alone.verdict,
      findings,
      externalReferenceId: alone.externalReferenceId,
      phoneNumber: (contact ?? alone.contact)?.phoneNumber ?? phoneIn(findings),
      contact,
    };
  };
}

/** Judges whole staged chunks again as a saved check did. */
export function createChunkReader(
  check: AboutCheck,
  columns: readonly string[],
  audiences: AudienceStore,
  checks: CheckStore,
): (chunk: RowChunk) => JudgedRow[] {
  const judge = createRowJudge(check, columns, audiences);
  return ({ firstRow, rows }) => {
    const groups = checks.groups(check.checkId, firstRow);
    return rows.map((cells, index) => judge({ row: firstRow + index, cells }, groups.get(firstRow + index)));
  };
}

/** The phone of a row that isn't sent, where its number was good all the same. */
function phoneIn(findings: readonly { readonly field: string; readonly after?: string }[]): string | null {
  return findings.find((finding) => finding.field === 'phoneNumber' && finding.after)?.after ?? null;
}
