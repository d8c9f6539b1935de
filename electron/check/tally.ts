import type { CheckSummary } from '../../shared/audience.ts';
import type { Contact } from '../../shared/contact.ts';
import {
  type Finding,
  type FindingCode,
  type Verdict,
  verdicts,
  worstVerdict,
} from '../../shared/findings.ts';
import { type ExcludedBy, emptyRowCounts } from '../../shared/receipt.ts';
import type { CheckedChunk } from '../store/checks.ts';

/** Most tags that a summary lists. More distinct ones are a mapping mistake (an ID column as tags). */
const maxTags = 1000;

interface ChunkTally {
  readonly firstRow: number;
  readonly verdicts: Uint8Array;
  readonly verdictCounts: Map<Verdict, number>;
  readonly codeCounts: Map<FindingCode, number>;
}

/** Counts verdicts, findings and tags chunk by chunk; a row that comparing changed is counted anew. */
export class Tally {
  private readonly chunks: ChunkTally[] = [];
  private readonly excludedBy = new Map<FindingCode, number>();
  private readonly tags = new Map<string, number>();
  private readonly chunkSize: number;

  /** @param chunkSize rows in every chunk but the last */
  constructor(chunkSize: number) {
    this.chunkSize = chunkSize;
  }

  /** Counts the next row of the file. */
  add(row: number, findings: readonly Finding[], verdict: Verdict, contact: Contact | null): void {
    const index = (row - 1) % this.chunkSize;
    if (index === 0) {
      this.chunks.push({
        firstRow: row,
        verdicts: new Uint8Array(this.chunkSize),
        verdictCounts: new Map(),
        codeCounts: new Map(),
      });
    }
    this.count(row, findings, verdict, contact, 1);
  }

  /** Takes a row's own counts back and puts those in their place that comparing gave. */
  change(
    row: number,
    before: {
      readonly findings: readonly Finding[];
      readonly verdict: Verdict;
      readonly contact: Contact | null;
    },
    after: { readonly findings: readonly Finding[]; readonly contact: Contact | null },
  ): void {
    this.count(row, before.findings, before.verdict, before.contact, -1);
    this.count(row, after.findings, worstVerdict(after.findings), after.contact, 1);
  }

  result(rowCount: number): { summary: CheckSummary; chunks: CheckedChunk[] } {
    const rows = emptyRowCounts();
    const findings: Partial<Record<FindingCode, number>> = {};
    const chunks = this.chunks.map((chunk) => {
      for (const [verdict, count] of chunk.verdictCounts) {
        rows[verdict] += count;
        rows.total += count;
      }
      for (const [code, count] of chunk.codeCounts) {
        if (count > 0) findings[code] = (findings[code] ?? 0) + count;
      }
      return {
        firstRow: chunk.firstRow,
        verdicts: chunk.verdicts.subarray(0, Math.min(this.chunkSize, rowCount - chunk.firstRow + 1)),
        counts: { verdicts: positive(chunk.verdictCounts), codes: positive(chunk.codeCounts) },
      };
    });
    const excludedBy: ExcludedBy = positive(this.excludedBy);
    const tags = [...this.tags]
      .filter(([, contacts]) => contacts > 0)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, maxTags)
      .map(([tag, contacts]) => ({ tag, contacts }));
    return { summary: { rows, excludedBy, findings, tags }, chunks };
  }

  private count(
    row: number,
    findings: readonly Finding[],
    verdict: Verdict,
    contact: Contact | null,
    by: 1 | -1,
  ): void {
    const chunk = this.chunks[Math.floor((row - 1) / this.chunkSize)];
    if (!chunk) throw new RangeError(`row ${row} was not counted yet`);
    chunk.verdicts[row - chunk.firstRow] = verdicts.indexOf(verdict);
    bump(chunk.verdictCounts, verdict, by);
    findings.forEach((finding, index) => {
      // A code counts rows: two findings of one code in a row (ID and phone, say) count once.
      if (findings.findIndex((each) => each.code === finding.code) === index)
        bump(chunk.codeCounts, finding.code, by);
    });
    if (verdict === 'excluded') {
      const reason = findings.find((finding) => finding.severity === 'excluded');
      if (reason) bump(this.excludedBy, reason.code, by);
    }
    if (contact) for (const tag of contact.tags) bump(this.tags, tag, by);
  }
}

function bump<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function positive<Key extends string>(counts: Map<Key, number>): Partial<Record<Key, number>> {
  const result: Partial<Record<Key, number>> = {};
  for (const [key, count] of counts) if (count > 0) result[key] = count;
  return result;
}
