import type { CheckSummary } from '../../../shared/audience.ts';
import { allFindingCodes, type FindingCode, findingCodes, type Severity } from '../../../shared/findings.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { Meaning } from '../../components/verdict-sign.tsx';

/** Rows that have one finding in common. */
export interface Group {
  readonly code: FindingCode;
  readonly rows: number;
  readonly severity: Severity;
  readonly meaning: Meaning;
}

/** The order in which groups are shown: what can't be sent first. */
export const groupOrder = [
  'excluded',
  'warned',
  'merged',
  'fixed',
  'notice',
] as const satisfies readonly Severity[];

/** What a finding did under this mapping: some codes are moved by the person's choices. */
function severityOf(code: FindingCode, summary: CheckSummary, mapping: Mapping): Severity {
  const usual: Severity = findingCodes[code];
  if ((summary.excludedBy[code] ?? 0) > 0) return 'excluded';
  if (usual !== 'excluded') return usual;
  if (code.startsWith('phone.') && mapping.phone.invalid === 'omit') return 'warned';
  if (code === 'row.duplicate' && mapping.duplicates === 'merge') return 'merged';
  return usual;
}

/** The groups of a check, the largest first, by what they did. */
export function groupsOf(summary: CheckSummary, mapping: Mapping): Group[] {
  return allFindingCodes
    .flatMap((code): Group[] => {
      const rows = summary.findings[code] ?? 0;
      if (rows === 0) return [];
      const severity = severityOf(code, summary, mapping);
      return [{ code, rows, severity, meaning: code === 'row.filtered' ? 'filtered' : severity }];
    })
    .sort((a, b) => groupOrder.indexOf(a.severity) - groupOrder.indexOf(b.severity) || b.rows - a.rows);
}
