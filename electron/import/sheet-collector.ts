import type { Oddity } from '../../shared/audience.ts';
import { rowsPerChunk } from '../store/chunk-packer.ts';
import { encodeRows } from '../store/row-chunk.ts';
import { undoDefuse } from './apostrophes.ts';
import { findHeader } from './find-header.ts';
import { nameColumns } from './headers.ts';
import type { SheetRow } from './workbook/workbook.ts';

const isFilled = ({ cells }: SheetRow): boolean => cells.some((cell) => cell.trim() !== '');

/** Names the columns by the header, numbers the rows after it, and hands them on in chunks. */
export class SheetCollector {
  columns: readonly string[] = [];
  headerLine = 0;
  rowCount = 0;
  hasHeader = false;
  private readonly chosenLine: number | undefined;
  private readonly stage: (chunk: { firstRow: number; rowCount: number; bytes: Uint8Array }) => void;
  private readonly found: Oddity[] = [];
  private readonly odd = new Map<Oddity['code'], { count: number; line: number }>();
  private rows: (readonly string[])[] = [];
  /** The row before, blank or not. */
  private lastNumber: number | null = null;

  constructor(
    chosenLine: number | undefined,
    stage: (chunk: { firstRow: number; rowCount: number; bytes: Uint8Array }) => void,
  ) {
    this.chosenLine = chosenLine;
    this.stage = stage;
  }

  /** Takes the first rows, with the header among them. */
  begin(rows: readonly SheetRow[]): void {
    this.hasHeader = true;
    const index =
      this.chosenLine === 0
        ? null
        : this.chosenLine === undefined
          ? findHeader(rows.map(({ cells }) => cells))
          : Math.max(
              0,
              rows.findLastIndex(({ number }) => number <= (this.chosenLine ?? 0)),
            );
    const header = index === null ? undefined : rows[index];
    // A sheet's columns go as far as any of its rows: text beside a shorter header is not lost.
    const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
    const named = nameColumns(header?.cells ?? Array.from({ length: width }, () => ''));
    this.columns = named.columns;
    this.headerLine = header?.number ?? 0;
    const above = rows.slice(0, index ?? 0);
    const titles = above.filter(isFilled).length;
    if (titles > 0)
      this.found.push({ code: 'title_rows', count: titles, line: above.find(isFilled)?.number ?? 1 });
    if (header) this.found.push(...named.oddities);
    for (const row of above) this.countBlank(row);
    if (header) this.countBlank(header);
    this.take(rows.slice(index === null ? 0 : index + 1));
  }

  take(rows: readonly SheetRow[]): void {
    for (const row of rows) {
      this.countBlank(row);
      if (!isFilled(row)) continue;
      if (row.cells.length > this.columns.length) this.note('long_rows', row.number);
      // A sheet stores no empty cells: a row is as wide as the sheet, wherever its last cell is.
      const cells = row.cells.map(undoDefuse);
      while (cells.length < this.columns.length) cells.push('');
      this.rows.push(cells);
      if (this.rows.length === rowsPerChunk) this.flush();
    }
  }

  end(): void {
    this.flush();
  }

  oddities(): Oddity[] {
    return [...this.found, ...[...this.odd].map(([code, { count, line }]) => ({ code, count, line }))];
  }

  /** Counts the row, if it is blank, and the blank ones before it that are not even stored. */
  private countBlank(row: SheetRow): void {
    const missing = this.lastNumber === null ? 0 : Math.max(0, row.number - this.lastNumber - 1);
    if (missing > 0) this.note('blank_rows', row.number - missing, missing);
    if (!isFilled(row)) this.note('blank_rows', row.number);
    this.lastNumber = row.number;
  }

  private note(code: Oddity['code'], line: number, count = 1): void {
    const known = this.odd.get(code);
    if (known) known.count += count;
    else this.odd.set(code, { count, line });
  }

  private flush(): void {
    if (this.rows.length === 0) return;
    const firstRow = this.rowCount + 1;
    this.rowCount += this.rows.length;
    this.stage({ firstRow, rowCount: this.rows.length, bytes: encodeRows(this.rows) });
    this.rows = [];
  }
}
