import type { CheckedRow } from '../../shared/audience.ts';
import type { Page, RowFilter } from '../../shared/bridge.ts';
import type { Pool } from '../jobs/pool.ts';
import { runJob } from '../jobs/run-job.ts';
import type { AudienceStore } from '../store/audiences.ts';
import type { CheckStore, StoredCheck } from '../store/checks.ts';
import type { CountedChunk } from '../store/count-table.ts';
import { createRowJudge, type JudgedRow } from './read-rows.ts';
import { countIn, isCounted, mayFit, type NormalFilter, normalise } from './row-search.ts';

/** Searches whose rows are remembered: paging through one is then as quick as through all rows. */
const rememberedSearches = 8;

/** What is kept of the check that somebody looks at. */
interface OpenCheck {
  readonly check: StoredCheck;
  readonly columns: readonly string[];
  readonly chunks: readonly CountedChunk[];
  readonly judge: ReturnType<typeof createRowJudge>;
  readonly searches: Map<string, Promise<Uint32Array>>;
}

/** Pages of checked rows, in file order, by verdict, finding and text. */
export class CheckQueries {
  private readonly dataDir: string;
  private readonly audiences: AudienceStore;
  private readonly checks: CheckStore;
  private readonly pool: Pool;
  private open: OpenCheck | null = null;
  /** The search under way, or the last one. */
  private searching = new AbortController();

  constructor(dataDir: string, audiences: AudienceStore, checks: CheckStore, pool: Pool) {
    this.dataDir = dataDir;
    this.audiences = audiences;
    this.checks = checks;
    this.pool = pool;
  }

  /**
   * A page of a check's rows in file order, and how many rows the filter lets through in all. With at most one
   * condition on verdict or finding, counts lead straight to the page; else all rows are searched once, in the
   * pool, and the result is remembered. A new search ends the one under way: whoever types on has no use for it.
   * @throws AppFailure `check.not_found`; `cancelled` where another search began
   */
  async rows(checkId: string, filter: RowFilter, offset: number, limit: number): Promise<Page<CheckedRow>> {
    const open = this.openCheck(checkId);
    const normal = normalise(filter);
    const page = isCounted(normal)
      ? this.countedPage(open, normal, offset, limit)
      : await this.searchedPage(open, normal, offset, limit);
    return { total: page.total, items: this.shown(open, page.items) };
  }

  /** Ends searches under way. */
  close(): void {
    this.searching.abort();
    this.open = null;
  }

  private countedPage(
    open: OpenCheck,
    filter: NormalFilter,
    offset: number,
    limit: number,
  ): { total: number; items: JudgedRow[] } {
    const isAll = filter.verdict === undefined && filter.code === undefined;
    const items: JudgedRow[] = [];
    let passed = 0;
    for (const chunk of open.chunks) {
      const here = countIn(chunk, filter);
      if (here > 0 && items.length < limit && passed + here > offset) {
        const skip = Math.max(0, offset - passed);
        const wanted = limit - items.length;
        if (isAll) items.push(...this.judge(open, chunk, skip, wanted));
        else {
          const fitting = this.judge(open, chunk, 0, chunk.rowCount).filter(
            (row) =>
              (filter.verdict === undefined || row.verdict === filter.verdict) &&
              (filter.code === undefined || row.findings.some(({ code }) => code === filter.code)),
          );
          items.push(...fitting.slice(skip, skip + wanted));
        }
      }
      passed += here;
    }
    return { total: passed, items };
  }

  private async searchedPage(
    open: OpenCheck,
    filter: NormalFilter,
    offset: number,
    limit: number,
  ): Promise<{ total: number; items: JudgedRow[] }> {
    const rows = await this.search(open, filter);
    const items: JudgedRow[] = [];
    let place = 0;
    for (const row of rows.subarray(offset, offset + limit)) {
      let chunk = open.chunks[place];
      while (chunk && row >= chunk.firstRow + chunk.rowCount) {
        place += 1;
        chunk = open.chunks[place];
      }
      if (chunk) items.push(...this.judge(open, chunk, row - chunk.firstRow, 1));
    }
    return { total: rows.length, items };
  }

  private search(open: OpenCheck, filter: NormalFilter): Promise<Uint32Array> {
    const key = JSON.stringify(filter);
    const known = open.searches.get(key);
    if (known) return known;
    const { checkId, audienceId, mapping, catalogue } = open.check;
    const chunks = open.chunks.filter(({ counts }) => mayFit(counts, filter)).map(({ firstRow }) => firstRow);
    this.searching.abort();
    this.searching = new AbortController();
    const found = runJob(
      'search',
      {
        dataDir: this.dataDir,
        audienceId,
        mapping,
        catalogue,
        columns: open.columns,
        checkId,
        filter,
        chunks,
      },
      this.searching.signal,
      () => undefined,
      this.pool,
    );
    open.searches.set(key, found);
    found.catch(() => open.searches.delete(key));
    const oldest = open.searches.keys().next().value;
    if (open.searches.size > rememberedSearches && oldest !== undefined) open.searches.delete(oldest);
    return found;
  }

  /** Judges some rows of a chunk. @param from index of the first in the chunk */
  private judge(open: OpenCheck, chunk: CountedChunk, from: number, count: number): JudgedRow[] {
    const some = Math.min(count, chunk.rowCount - from);
    const groups = this.checks.groups(open.check.checkId, chunk.firstRow);
    return this.audiences
      .rows(open.check.audienceId, chunk.firstRow - 1 + from, some)
      .map((row) => open.judge(row, groups.get(row.row)));
  }

  /** Rows as the window gets them: without their contacts, with what was edited in them. */
  private shown({ check, columns }: OpenCheck, rows: readonly JudgedRow[]): CheckedRow[] {
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return [];
    const edited = new Map<number, string[]>();
    for (const { row, column } of this.audiences.edits.between(check.audienceId, first.row, last.row))
      edited.set(row, [...(edited.get(row) ?? []), columns[column] ?? '']);
    return rows.map(({ contact: _, ...row }) => {
      const inRow = edited.get(row.row);
      return inRow ? { ...row, edited: inRow } : row;
    });
  }

  private openCheck(checkId: string): OpenCheck {
    if (this.open?.check.checkId === checkId) return this.open;
    const check = this.checks.look(checkId);
    const { columns } = this.audiences.getReady(check.audienceId);
    this.open = {
      check,
      columns,
      chunks: this.checks.counts(checkId),
      judge: createRowJudge(check, columns, this.audiences),
      searches: new Map(),
    };
    return this.open;
  }
}
