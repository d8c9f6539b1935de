import { createChunkReader, type JudgedRow } from '../check/read-rows.ts';
import { breathe } from '../jobs/breathe.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CheckStore } from '../store/checks.ts';
import { writeCsv } from './csv-writer.ts';

/**
 * `clean`: the rows that would be sent, with their repaired phone. `rejects`: those that wouldn't, with why.
 * `checked`: every row with its verdict. The first two have the file's own columns and order, and can be
 * imported again as they are.
 */
export type CheckExport = 'clean' | 'rejects' | 'checked';

/** Columns that an export adds at the end of a row. */
const findingsColumn = 'audience_push_findings';

/** Writes one export of a check. @returns the rows written. @throws AppFailure `check.*`, `file.write_failed` */
export async function exportCheck(
  audiences: AudienceStore,
  checks: CheckStore,
  checkId: string,
  what: CheckExport,
  path: string,
): Promise<number> {
  const check = checks.get(checkId);
  const audience = audiences.getReady(check.audienceId);
  const readChunk = createChunkReader(check, audience.columns, audiences, checks);
  const phoneColumn = check.mapping.phoneNumber
    ? audience.columns.indexOf(check.mapping.phoneNumber.column)
    : -1;
  // The file may be such an export itself: its findings are out of date.
  const oldFindings = audience.columns.indexOf(findingsColumn);
  const pad = (cells: readonly string[]): string[] => [
    ...cells,
    ...new Array<string>(Math.max(0, audience.columns.length - cells.length)).fill(''),
  ];
  const toCells: Record<CheckExport, (row: JudgedRow) => string[] | null> = {
    checked: (row) => [
      String(row.row),
      row.verdict,
      codesOf(row),
      row.contact?.externalReferenceId ?? '',
      row.contact?.phoneNumber ?? '',
    ],
    clean: (row) => {
      if (!row.contact) return null;
      const cells = pad(row.cells).slice(0, audience.columns.length);
      if (phoneColumn >= 0 && row.contact.phoneNumber) cells[phoneColumn] = row.contact.phoneNumber;
      return cells;
    },
    rejects: (row) => {
      if (row.verdict !== 'excluded') return null;
      const cells = pad(row.cells);
      const own = cells.slice(0, audience.columns.length).filter((_, index) => index !== oldFindings);
      // Cells too many come after the findings: nothing of the file is lost, and the row is too long again.
      return [...own, codesOf(row), ...cells.slice(audience.columns.length)];
    },
  };
  const headers: Record<CheckExport, readonly string[]> = {
    checked: ['row', 'verdict', 'findings', 'external_reference_id', 'phone_number'],
    clean: audience.columns,
    rejects: [...audience.columns.filter((column) => column !== findingsColumn), findingsColumn],
  };
  async function* rows(): AsyncGenerator<readonly string[]> {
    for (const chunk of audiences.chunks(check.audienceId)) {
      for (const row of readChunk(chunk)) {
        const cells = toCells[what](row);
        if (cells) yield cells;
      }
      await breathe();
    }
  }
  // The check file is for programs, the other two go back to where the file came from.
  return await writeCsv(path, headers[what], rows(), what === 'checked' ? ',' : audience.readAs.delimiter);
}

function codesOf(row: JudgedRow): string {
  return [...new Set(row.findings.map((finding) => finding.code))].join(' ');
}
