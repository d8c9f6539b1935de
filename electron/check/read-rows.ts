import type { CheckedRow } from '../../shared/audience.ts';
import { createRowChecker } from '../../shared/check-row.ts';
import type { Contact } from '../../shared/contact.ts';
import { mergeContacts } from '../../shared/duplicates.ts';
import { worstVerdict } from '../../shared/findings.ts';
import type { AudienceStore, RowChunk } from '../store/audiences.ts';
import type { CheckStore, StoredCheck } from '../store/checks.ts';

/** A checked row with the contact that it sends. */
export interface JudgedRow extends CheckedRow {
  /** Null where the row isn't sent under its own name. */
  readonly contact: Contact | null;
}

/**
 * Judges staged chunks again as a saved check did. Judging a row is pure, so a check keeps only its verdicts
 * and what comparing rows added; findings and contacts are made when somebody looks.
 */
export function createChunkReader(
  check: StoredCheck,
  columns: readonly string[],
  audiences: AudienceStore,
  checks: CheckStore,
): (chunk: RowChunk) => JudgedRow[] {
  const checkRow = createRowChecker(check.mapping, columns);
  const contactOf = (row: number): Contact[] => {
    const chunk = audiences.chunkOf(check.audienceId, row);
    const cells = chunk?.rows[row - chunk.firstRow];
    return cells ? [checkRow(cells).contact ?? []].flat() : [];
  };
  return (chunk) => {
    const groups = checks.groups(check.checkId, chunk.firstRow, chunk.firstRow + chunk.rows.length - 1);
    return chunk.rows.map((cells, index) => {
      const row = chunk.firstRow + index;
      const alone = checkRow(cells);
      const group = groups.get(row);
      const findings = group ? [...alone.findings, ...group.findings] : alone.findings;
      const verdict = group ? worstVerdict(findings) : alone.verdict;
      const sent = verdict !== 'excluded' && verdict !== 'merged';
      const contact = !sent
        ? null
        : group?.mergedRows
          ? mergeContacts(group.mergedRows.flatMap(contactOf))
          : alone.contact;
      return {
        row,
        cells,
        verdict,
        findings,
        externalReferenceId: alone.externalReferenceId,
        phoneNumber: (contact ?? alone.contact)?.phoneNumber ?? phoneIn(findings),
        contact,
      };
    });
  };
}

/** The phone of a row that isn't sent, where its number was good all the same. */
function phoneIn(findings: readonly { readonly field: string; readonly after?: string }[]): string | null {
  return findings.find((finding) => finding.field === 'phoneNumber' && finding.after)?.after ?? null;
}
