import type { CheckSummary } from '../../shared/audience.ts';
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

export interface CheckInput {
  readonly dataDir: string;
  readonly checkId: string;
  readonly audienceId: string;
  readonly mapping: Mapping;
}

export interface CheckJobProgress {
  readonly rows: number;
  readonly rowsTotal: number;
}

/** Chunks that one task of the pool checks. */
const chunksPerTask = 8;
/** Tasks that are with the pool at once, for each of its threads. */
const tasksPerThread = 2;
/** Most tags that a summary lists. */
const listedTags = 1000;

/** A chunk while it is being checked. */
interface OpenChunk {
  readonly firstRow: number;
  readonly verdicts: Uint8Array;
  readonly counts: ChunkCounts;
  groups: Group[];
}

/**
 * Checks every row of an audience under a mapping and saves the verdicts. Runs in a worker thread, and checks in
 * the pool's. First each row by itself, then those that share an ID or a phone with another.
 */
export async function checkJob(
  { dataDir, checkId, audienceId, mapping }: CheckInput,
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
      { dataDir, audienceId, mapping, columns: audience.columns },
      audiences.chunkPlaces(audienceId),
      pool,
      signal,
    );
    await check.checkRows((rows) => report({ rows, rowsTotal: audience.rowCount }));
    await check.compareRows();
    const { summary, chunks } = check.result();
    signal.throwIfAborted();
    new CheckStore(db).save(
      { checkId, audienceId, mapping, summary, engine: engineVersion, madeAt: Date.now() },
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
  ) {
    this.task = task;
    this.places = places;
    this.pool = pool;
    this.signal = signal;
    const last = places.at(-1);
    this.comparison = new Comparison(task.mapping, last ? last.firstRow + last.rowCount - 1 : 0);
  }

  /** Every row by itself. */
  async checkRows(report: (rows: number) => void): Promise<void> {
    const tasks = this.ranges().map(
      ({ from, to }) =>
        (): Promise<RangeResult> =>
          this.pool.run('checkRange', { ...this.task, from, to }),
    );
    await inOrder(tasks, this.pool.size * tasksPerThread, ({ chunks, totals }) => {
      this.signal.throwIfAborted();
      addTotals(this.totals, totals);
      for (const chunk of chunks) {
        this.comparison.note(chunk);
        const { firstRow, verdicts: bytes, counts } = chunk;
        this.chunks.push({ firstRow, verdicts: bytes.map((byte) => byte & verdictBits), counts, groups: [] });
        report(firstRow + bytes.length - 1);
      }
    });
  }

  /** The rows that have something in common with others. */
  async compareRows(): Promise<void> {
    const decided = this.byChunk(this.comparison.decide(), (group) => group.row).map(
      ({ place, items, index }) =>
        async () => ({
          groups: items,
          chunk: this.chunks[index],
          found: await this.pool.run('recheckRows', {
            ...this.task,
            firstRow: place.firstRow,
            groups: items,
          }),
        }),
    );
    await inOrder(decided, this.pool.size * tasksPerThread, ({ groups, chunk, found }) => {
      this.signal.throwIfAborted();
      if (!chunk) return;
      addTotals(this.totals, found.totals);
      addCounts(chunk.counts, found.counts);
      chunk.groups = groups;
      groups.forEach(({ row }, place) => {
        chunk.verdicts[row - chunk.firstRow] = found.verdicts[place] ?? 0;
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
      chunks: this.chunks.map(({ counts, ...chunk }) => ({
        ...chunk,
        counts: { verdicts: counts.verdicts, codes: positive(counts.codes) },
      })),
    };
  }

  private ranges(): { from: number; to: number }[] {
    const ranges: { from: number; to: number }[] = [];
    for (let index = 0; index < this.places.length; index += chunksPerTask) {
      const first = this.places[index];
      const last = this.places[Math.min(index + chunksPerTask, this.places.length) - 1];
      if (first && last) ranges.push({ from: first.firstRow, to: last.firstRow });
    }
    return ranges;
  }

  /** Things about rows, in file order, divided by the chunk that the row is in. */
  private byChunk<Item>(
    items: Iterable<Item>,
    rowOf: (item: Item) => number,
  ): { place: { firstRow: number; rowCount: number }; index: number; items: Item[] }[] {
    const result: {
      place: { firstRow: number; rowCount: number };
      index: number;

      items: Item[];
    }[] = [];
    let index = 0;
    for (const item of items) {
      let place = this.places[index];
      while (place && rowOf(item) >= place.firstRow + place.rowCount) {
        index += 1;
        place = this.places[index];
      }
      if (!place) break;
      const last = result.at(-1);
      if (last?.index === index) last.items.push(item);
      else result.push({ place, index, items: [item] });
    }
    return result;
  }
}
