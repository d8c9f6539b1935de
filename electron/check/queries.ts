import type { CheckedRow } from '../../shared/audience.ts';
import type { Page, RowFilter } from '../../shared/bridge.ts';
import { verdicts } from '../../shared/findings.ts';
import { breathe } from '../jobs/breathe.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CheckedChunk, CheckStore } from '../store/checks.ts';
import { createChunkReader, type JudgedRow } from './read-rows.ts';

/** A page of a check's rows in file order, and how many rows the filter lets through in all. */
export async function checkedRows(
  audiences: AudienceStore,
  checks: CheckStore,
  checkId: string,
  filter: RowFilter,
  offset: number,
  limit: number,
): Promise<Page<CheckedRow>> {
  const check = checks.get(checkId);
  const audience = audiences.getReady(check.audienceId);
  const readChunk = createChunkReader(check, audience.columns, audiences, checks);
  const judged = (chunk: CheckedChunk): JudgedRow[] => {
    const staged = audiences.chunkOf(check.audienceId, chunk.firstRow);
    return staged ? readChunk(staged) : [];
  };
  const text = filter.text?.trim().toLowerCase() ?? '';
  const fits = (row: JudgedRow): boolean =>
    (filter.verdict === undefined || row.verdict === filter.verdict) &&
    (filter.code === undefined || row.findings.some((finding) => finding.code === filter.code)) &&
    (text === '' || row.cells.some((cell) => cell.toLowerCase().includes(text)));
  // With one condition on verdict or code the counts tell; otherwise the rows must be looked at.
  const counted = text === '' && (filter.verdict === undefined || filter.code === undefined);
  const items: CheckedRow[] = [];
  let passed = 0;
  for (const chunk of checks.chunks(checkId)) {
    if (mayFit(chunk, filter)) {
      if (counted) {
        const here = countIn(chunk, filter);
        if (items.length < limit && here > 0 && passed + here > offset) {
          const from = Math.max(0, offset - passed);
          items.push(
            ...judged(chunk)
              .filter(fits)
              .slice(from, from + limit - items.length)
              .map(withoutContact),
          );
        }
        passed += here;
      } else {
        for (const row of judged(chunk).filter(fits)) {
          if (passed >= offset && items.length < limit) items.push(withoutContact(row));
          passed += 1;
        }
        await breathe();
      }
    }
  }
  return { total: passed, items };
}

function mayFit(chunk: CheckedChunk, filter: RowFilter): boolean {
  if (filter.verdict !== undefined && !chunk.counts.verdicts[filter.verdict]) return false;
  return filter.code === undefined || Boolean(chunk.counts.codes[filter.code]);
}

function countIn(chunk: CheckedChunk, filter: RowFilter): number {
  if (filter.verdict !== undefined) return chunk.counts.verdicts[filter.verdict] ?? 0;
  if (filter.code !== undefined) return chunk.counts.codes[filter.code] ?? 0;
  return verdicts.reduce((sum, verdict) => sum + (chunk.counts.verdicts[verdict] ?? 0), 0);
}

function withoutContact({ contact: _, ...row }: JudgedRow): CheckedRow {
  return row;
}
