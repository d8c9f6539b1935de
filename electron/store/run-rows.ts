import * as z from 'zod';
import type { Page, RunRow, RunRowKind } from '../../shared/bridge.ts';
import { type FindingCode, isFindingCode } from '../../shared/findings.ts';
import { type Outcome, outcomes } from '../../shared/receipt.ts';
import type { Db } from './database.ts';
import type { RunStore } from './runs.ts';
import { decodeSettled, type Settled } from './settled.ts';

/** What can be listed of a run; `sent`: whatever left, with any outcome but `not_sent`. */
export type ListedKind = RunRowKind | 'sent';

const segmentRow = z.object({
  number: z.int(),
  first_contact: z.int(),
  contact_count: z.int(),
  last_row: z.int(),
  accepted: z.int(),
  unconfirmed: z.int(),
  rejected: z.int(),
  unknown: z.int(),
  not_sent: z.int(),
});
type Segment = z.infer<typeof segmentRow>;
const contentRow = z.object({ reference_ids: z.string(), rows: z.string() });
const idsSchema = z.array(z.string());
const rowsSchema = z.array(z.int());
const mergedRow = z.object({ row: z.int(), contact: z.int(), findings: z.string() });
const excludedRow = z.object({ row: z.int(), findings: z.string() });
const findingCodeList = z.array(z.string()).transform((codes): FindingCode[] => codes.filter(isFindingCode));

/** A contact of a batch with its row and outcome. */
interface BatchContact {
  readonly row: number;
  readonly externalReferenceId: string;
  readonly settled: Settled;
}

/** Which outcomes a kind of rows asks for. */
const wanted: Readonly<Record<Exclude<ListedKind, 'excluded'>, readonly Outcome[]>> = {
  accepted: ['accepted'],
  unconfirmed: ['unconfirmed'],
  rejected: ['rejected'],
  unknown: ['unknown'],
  not_sent: ['not_sent'],
  sent: ['accepted', 'unconfirmed', 'rejected', 'unknown'],
  all: outcomes,
};

/** Decoded batches that are kept at hand: pages and merged rows ask for neighbours. */
const batchesAtHand = 8;

/**
 * The rows of a run with what became of them, in file order. A merged row has the outcome of the contact that it
 * went into. Nothing is left to list of a run whose row data was forgotten.
 */
export class RunRows {
  private readonly db: Db;
  private readonly runs: RunStore;

  constructor(db: Db, runs: RunStore) {
    this.db = db;
    this.runs = runs;
  }

  /** One page. @throws AppFailure `run.not_found` */
  page(runId: string, kind: ListedKind, offset: number, limit: number): Page<RunRow> {
    const items: RunRow[] = [];
    const reader = new RunReader(this.db, this.runs.get(runId).runId, kind);
    for (const row of reader.rows(offset)) {
      items.push(row);
      if (items.length === limit) break;
    }
    return { total: reader.count(), items };
  }

  /** All rows of a kind, one by one: nothing else may write to this connection meanwhile. */
  all(runId: string, kind: ListedKind): Generator<RunRow> {
    return new RunReader(this.db, this.runs.get(runId).runId, kind).rows(0);
  }
}

class RunReader {
  private readonly db: Db;
  private readonly runId: string;
  private readonly kind: ListedKind;
  private readonly wanted: ReadonlySet<Outcome>;
  private readonly segments: readonly Segment[];
  private readonly merged: readonly RunRow[];
  private readonly atHand = new Map<number, readonly BatchContact[]>();

  constructor(db: Db, runId: string, kind: ListedKind) {
    this.db = db;
    this.runId = runId;
    this.kind = kind;
    this.wanted = new Set(kind === 'excluded' ? [] : wanted[kind]);
    const isForgotten = db.prepare('SELECT 1 FROM batch_content WHERE run_id = ? LIMIT 1').get(runId);
    this.segments =
      isForgotten === undefined
        ? []
        : db
            .prepare('SELECT * FROM batch WHERE run_id = ? ORDER BY number')
            .all(runId)
            .map((value) => segmentRow.parse(value));
    this.merged = kind === 'excluded' ? [] : this.readMerged();
  }

  count(): number {
    const contacts = this.segments.reduce((sum, segment) => sum + this.countIn(segment), 0);
    return contacts + this.merged.length + this.countExcluded();
  }

  *rows(offset: number): Generator<RunRow> {
    if (this.kind === 'excluded') yield* this.excluded(0, Number.MAX_SAFE_INTEGER, offset);
    else yield* this.bySegment(offset);
  }

  /** Batch by batch; whole batches before the offset are skipped by their counts. */
  private *bySegment(offset: number): Generator<RunRow> {
    let skip = offset;
    let from = 0;
    let nextMerged = 0;
    for (const [position, segment] of this.segments.entries()) {
      const isLast = position === this.segments.length - 1;
      // The rows after its last contact belong to the next batch; those after the last batch to the last.
      const to = isLast ? Number.MAX_SAFE_INTEGER : segment.last_row;
      const merged: RunRow[] = [];
      for (; (this.merged[nextMerged]?.row ?? Number.POSITIVE_INFINITY) <= to; nextMerged += 1) {
        merged.push(...this.merged.slice(nextMerged, nextMerged + 1));
      }
      const excluded = this.kind === 'all' ? this.countExcluded(from, to) : 0;
      const count = this.countIn(segment) + merged.length + excluded;
      if (skip >= count) skip -= count;
      else {
        const rows = [...this.contactsIn(segment), ...merged];
        if (excluded > 0) rows.push(...this.excluded(from, to, 0));
        if (merged.length + excluded > 0) rows.sort((a, b) => a.row - b.row);
        yield* rows.slice(skip);
        skip = 0;
      }
      from = to;
    }
  }

  private countIn(segment: Segment): number {
    let count = 0;
    for (const outcome of this.wanted) count += segment[outcome];
    return count;
  }

  private contactsIn(segment: Segment): RunRow[] {
    return this.contacts(segment).flatMap(({ row, externalReferenceId, settled }) =>
      this.wanted.has(settled.outcome) ? [{ row, externalReferenceId, ...settled, findings: [] }] : [],
    );
  }

  private contacts(segment: Segment): readonly BatchContact[] {
    const { number, contact_count: count } = segment;
    const found = this.atHand.get(number);
    if (found) return found;
    const content = contentRow.parse(
      this.db
        .prepare('SELECT reference_ids, rows FROM batch_content WHERE run_id = ? AND number = ?')
        .get(this.runId, number),
    );
    const { outcomes: text } = z
      .object({ outcomes: z.string() })
      .parse(
        this.db.prepare('SELECT outcomes FROM batch WHERE run_id = ? AND number = ?').get(this.runId, number),
      );
    const ids = idsSchema.parse(JSON.parse(content.reference_ids));
    const rows = rowsSchema.parse(JSON.parse(content.rows));
    const contacts = decodeSettled(text, count).map((settled, index) => ({
      row: rows[index] ?? 0,
      externalReferenceId: ids[index] ?? '',
      settled,
    }));
    for (const oldest of this.atHand.keys()) {
      if (this.atHand.size < batchesAtHand) break;
      this.atHand.delete(oldest);
    }
    this.atHand.set(number, contacts);
    return contacts;
  }

  private readMerged(): RunRow[] {
    const rows = this.db
      .prepare('SELECT row, contact, findings FROM merged_row WHERE run_id = ? ORDER BY row')
      .all(this.runId);
    return rows.flatMap((value) => {
      const { row, contact: number, findings } = mergedRow.parse(value);
      const segment = this.segmentOf(number);
      const contact = segment && this.contacts(segment)[number - segment.first_contact];
      if (!contact || !this.wanted.has(contact.settled.outcome)) return [];
      return [
        {
          row,
          externalReferenceId: contact.externalReferenceId,
          ...contact.settled,
          findings: findingCodeList.parse(JSON.parse(findings)),
        },
      ];
    });
  }

  /** The batch of a contact, by halving. */
  private segmentOf(contact: number): Segment | null {
    let low = 0;
    let high = this.segments.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const segment = this.segments[middle];
      if (!segment) return null;
      if (contact < segment.first_contact) high = middle - 1;
      else if (contact >= segment.first_contact + segment.contact_count) low = middle + 1;
      else return segment;
    }
    return null;
  }

  private countExcluded(after = 0, to = Number.MAX_SAFE_INTEGER): number {
    if (this.kind !== 'excluded' && this.kind !== 'all') return 0;
    const row = this.db
      .prepare('SELECT count(*) AS count FROM excluded_row WHERE run_id = ? AND row > ? AND row <= ?')
      .get(this.runId, after, to);
    return z.object({ count: z.int() }).parse(row).count;
  }

  private *excluded(after: number, to: number, offset: number): Generator<RunRow> {
    const rows = this.db
      .prepare(
        'SELECT row, findings FROM excluded_row WHERE run_id = ? AND row > ? AND row <= ? ORDER BY row LIMIT -1 OFFSET ?',
      )
      .iterate(this.runId, after, to, offset);
    for (const value of rows) {
      const { row, findings } = excludedRow.parse(value);
      yield {
        row,
        externalReferenceId: null,
        outcome: null,
        status: null,
        message: null,
        findings: findingCodeList.parse(JSON.parse(findings)),
      };
    }
  }
}
