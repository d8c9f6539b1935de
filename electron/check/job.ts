import type { CheckSummary } from '../../shared/audience.ts';
import type { CatalogueLists } from '../../shared/catalogue.ts';
import { type FindingCode, type Verdict, verdicts } from '../../shared/findings.ts';
import { type Mapping, missingColumns } from '../../shared/mapping.ts';
import { emptyRowCounts } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import { localRunner } from '../jobs/local-runner.ts';
import { inOrder, type TaskRunner } from '../jobs/pool-client.ts';
import { AudienceStore } from '../store/audiences.ts';
import { type CheckedChunk, CheckStore } from '../store/checks.ts';
import { openAudienceDb } from '../store/schema.ts';
import { engineVersion } from '../version.ts';
import { type CheckTask, type RangeResult, verdictBits } from './check-range.ts';
import { Comparison } from './compare.ts';
import { addCounts, addTotals, type ChunkCounts, emptyTotals, positive, type Totals } from './counts.ts';
import type { Group } from './groups.ts';
import type { RecheckResult } from './recheck-rows.ts';

export interface CheckInput {
  readonly dataDir: string;
  readonly checkId: string;
  readonly audienceId: string;
  readonly mapping: Mapping;
  readonly catalogue: CatalogueLists | null;
  /** For its marks (see `marksSize`); by itself it takes new memory. */
  readonly memory?: SharedArrayBuffer;
}

export interface CheckJobProgress {
  readonly rows: number;
  readonly rowsTotal: number;
}

/** Chunks that one task of the pool checks. */
const chunksPerTask = 8;
/** Chunks in which one task judges single rows again. */
const comparedChunksPerTask = 32;
/** Tasks that are with the pool at once, for each of its threads. */
const tasksPerThread = 2;
/** Most tags that a summary lists. */
const listedTags = 1000;

/** A chunk while it is being checked. */
interface OpenChunk {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly counts: ChunkCounts;
  groups: Group[];
}

/**
 * Checks every row of an audience under a mapping and saves the verdicts. Runs in a worker thread, and checks in
 * the pool's. First each row by itself, then those that share an ID or a phone with another.
 */
export async function checkJob(
  { dataDir, checkId, audienceId, mapping, catalogue, memory }: CheckInput,
  signal: AbortSignal,
  report: (progress: CheckJobProgress) => void,
  pool: TaskRunner = localRunner,
): Promise<CheckSummary> {
  const db = openAudienceDb(dataDir);
  try {
    const audiences = new AudienceStore(db);
    const audience = audiences.getReady(audienceId);
    const missing = missingColumns(mapping, audience.columns);
    if (missing.length > 0)
      failWith('mapping.missing_column', { column: missing.join(', '), file: audience.fileName });
    const check = new AudienceCheck(
      { dataDir, audienceId, mapping, catalogue, columns: audience.columns },
      audiences.chunkPlaces(audienceId),
      pool,
      signal,
      memory,
    );
    await check.checkRows((rows) => report({ rows, rowsTotal: audience.rowCount }));
    await check.compareRows();
    const { summary, chunks } = check.result();
    signal.throwIfAborted();
    new CheckStore(db).save(
      { checkId, audienceId, mapping, catalogue, summary, engine: engineVersion, madeAt: Date.now() },
      chunks,
    );
    return summary;
  } finally {
    db.close();
  }
}

class AudienceCheck {
  private readonly task: CheckTask;
  private readonly places: readonly { readonly firstRow: number; readonly rowCount: number }[];
  private readonly pool: TaskRunner;
  private readonly signal: AbortSignal;
  private readonly comparison: Comparison;
  private readonly chunks: OpenChunk[] = [];
  private readonly totals: Totals = emptyTotals();

  constructor(
    task: CheckTask,
    places: readonly { readonly firstRow: number; readonly rowCount: number }[],
    pool: TaskRunner,
    signal: AbortSignal,
    memory: SharedArrayBuffer | undefined,
  ) {
    this.task = task;
    this.places = places;
    this.pool = pool;
    this.signal = signal;
    const last = places.at(-1);
    this.comparison = new Comparison(task.mapping, last ? last.firstRow + last.rowCount - 1 : 0, memory);
  }

  /** Every row by itself. */
  async checkRows(report: (rows: number) => void): Promise<void> {
    const tasks = this.ranges().map(
      ({ from, to }) =>
        (): Promise<RangeResult> =>
          this.pool.run('checkRange', { ...this.task, from, to, marks: this.comparison.marks }),
    );
    await inOrder(tasks, this.pool.size * tasksPerThread, (range) => {
      this.signal.throwIfAborted();
      this.comparison.note(range.firstRow, range.rowCount);
      addTotals(this.totals, range.totals);
      for (const { firstRow, rowCount, counts } of range.chunks) {
        this.chunks.push({
          firstRow,
          rowCount,
          counts,
          groups: [],
        });
      }
      report(range.firstRow + range.rowCount - 1);
    });
  }

  /** The rows that have something in common with others. */
  async compareRows(): Promise<void> {
    const decided = this.byChunk(this.comparison.decide());
    const tasks: (() => Promise<{ chunks: typeof decided; found: RecheckResult }>)[] = [];
    for (let from = 0; from < decided.length; from += comparedChunksPerTask) {
      const chunks = decided.slice(from, from + comparedChunksPerTask);
      const parts = chunks.map(({ chunk, groups }) => ({ firstRow: chunk.firstRow, groups }));
      tasks.push(async () => ({
        chunks,
        found: await this.pool.run('recheckRows', { ...this.task, parts }),
      }));
    }
    await inOrder(tasks, this.pool.size * tasksPerThread, ({ chunks, found }) => {
      this.signal.throwIfAborted();
      addTotals(this.totals, found.totals);
      chunks.forEach(({ chunk, groups }, index) => {
        const part = found.parts[index];
        if (!part) return;
        addCounts(chunk.counts, part.counts);
        chunk.groups = groups;
        groups.forEach(({ row }, place) => {
          this.comparison.marks.verdicts[row - 1] = part.verdicts[place] ?? 0;
        });
      });
    });
  }

  result(): { summary: CheckSummary; chunks: CheckedChunk[] } {
    const rows = emptyRowCounts();
    const findings: Partial<Record<FindingCode, number>> = {};
    for (const { counts } of this.chunks) {
      verdicts.forEach((verdict: Verdict, index) => {
        rows[verdict] += counts.verdicts[index] ?? 0;
        rows.total += counts.verdicts[index] ?? 0;
      });
      for (const [code, count] of Object.entries(positive(counts.codes)) as [FindingCode, number][])
        findings[code] = (findings[code] ?? 0) + count;
    }
    const tags = [...this.totals.tags]
      .filter(([, contacts]) => contacts > 0)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, listedTags)
      .map(([tag, contacts]) => ({ tag, contacts }));
    return {
      summary: { rows, excludedBy: positive(this.totals.excludedBy), findings, tags },
      chunks: this.chunks.map(({ firstRow, rowCount, counts, groups }) => ({
        firstRow,
        verdicts: this.comparison.marks.verdicts
          .slice(firstRow - 1, firstRow - 1 + rowCount)
          .map((byte) => byte & verdictBits),
        counts: { verdicts: counts.verdicts, codes: positive(counts.codes) },
        groups,
      })),
    };
  }

  private ranges(): { from: number; to: number }[] {
    const ranges: { from: number; to: number }[] = [];
    for (let index = 0; index < this.places.length; index += chunksPerTask) {
      const first = this.places[index];
      const last = this.places[Math.min(index + chunksPerTask, this.places.length) - 1];
      if (first && last) ranges.push({ from: first.firstRow, to: last.firstRow + last.rowCount - 1 });
    }
    return ranges;
  }

  /** Decisions, in file order, divided by the chunk that their rows are in. */
  private byChunk(groups: readonly Group[]): { chunk: OpenChunk; groups: Group[] }[] {
    const result: { chunk: OpenChunk; groups: Group[] }[] = [];
    let index = 0;
    for (const group of groups) {
      let chunk = this.chunks[index];
      while (chunk && group.row >= chunk.firstRow + chunk.rowCount) {
        index += 1;
        chunk = this.chunks[index];
      }
      if (!chunk) break;
      const last = result.at(-1);
      if (last?.chunk === chunk) last.groups.push(group);
      else result.push({ chunk, groups: [group] });
    }
    return result;
  }
}
