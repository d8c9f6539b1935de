import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Oddity } from '../../shared/audience.ts';
import { failWith } from '../../shared/result.ts';
import { breathe } from '../jobs/breathe.ts';
import { rowsPerChunk } from '../store/chunk-packer.ts';
import { encodeRows } from '../store/row-chunk.ts';
import { undoDefuse } from './apostrophes.ts';
import { fileFailure } from './file-kind.ts';
import { findHeader } from './find-header.ts';
import { nameColumns } from './headers.ts';
import type { StageContext, Staged } from './stage.ts';
import { readBytes } from './text-source.ts';
import type { Sheet, SheetRow, Workbook } from './workbook/workbook.ts';
import { XlsxWorkbook } from './workbook/xlsx.ts';

/** Rows among which the header is. */
const headRows = 60;

/** Reads a sheet into the store. @throws AppFailure `file.*` or `store.*`; the signal's reason when cancelled */
export async function stageWorkbook(context: StageContext): Promise<Omit<Staged, 'fileSize'>> {
  const { path, how, signal } = context;
  const file = basename(path);
  const fingerprint = createHash('sha256');
  let fileSize = 0;
  const bytes = readBytes(path, { kind: 'text', container: null }, signal, (block) => {
    fingerprint.update(block);
    fileSize += block.length;
  });
  for await (const _ of bytes);
  let workbook: Workbook | null = null;
  try {
    workbook = await XlsxWorkbook.open(path, signal);
    const sheet = await chooseSheet(workbook, how.sheet, file);
    const staged = await stageSheet(workbook, sheet, fileSize, context);
    return { fingerprint: fingerprint.digest('hex'), ...staged };
  } catch (thrown) {
    signal.throwIfAborted();
    // The store's own failures are told as such.
    if (thrown instanceof Error && thrown.name === 'SqliteError') throw thrown;
    throw fileFailure(thrown, file);
  } finally {
    workbook?.close();
  }
}

/** The sheet that was asked for; else the first that can be seen and has something on it. */
async function chooseSheet(workbook: Workbook, name: string | undefined, file: string): Promise<Sheet> {
  if (name !== undefined) {
    const named = workbook.sheets.find((sheet) => sheet.name === name);
    return named ?? failWith('file.no_such_sheet', { file, sheet: name });
  }
  for (const sheet of workbook.sheets.filter(({ isHidden }) => !isHidden)) {
    for await (const rows of workbook.rows(sheet)) {
      if (rows.some(isFilled)) return sheet;
    }
  }
  return failWith('file.empty', { file });
}

const isFilled = ({ cells }: SheetRow): boolean => cells.some((cell) => cell.trim() !== '');

async function stageSheet(
  workbook: Workbook,
  sheet: Sheet,
  fileSize: number,
  { path, how, rows: staged, signal, onProgress }: StageContext,
): Promise<Omit<Staged, 'fileSize' | 'fingerprint'>> {
  const file = basename(path);
  const rows: SheetRow[] = [];
  const collector = new SheetCollector(how.headerLine, (chunk) => staged.add([chunk]));
  const blocks = workbook.rows(sheet, (read, total) => {
    onProgress(collector.rowCount, Math.round((read / Math.max(1, total)) * fileSize));
  });
  for await (const block of blocks) {
    if (collector.hasHeader) collector.take(block);
    else {
      rows.push(...block);
      if (rows.length >= Math.max(headRows, how.headerLine ?? 0)) collector.begin(rows);
    }
    await breathe();
    signal.throwIfAborted();
  }
  if (!collector.hasHeader) collector.begin(rows);
  collector.end();
  if (collector.rowCount === 0) failWith('file.only_header', { file });
  return {
    readAs: {
      encoding: 'utf-8',
      encodingGuessed: false,
      delimiter: ',',
      headerLine: collector.headerLine,
      sheet: sheet.name,
      sheets: workbook.sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    },
    columns: collector.columns,
    rowCount: collector.rowCount,
    oddities: collector.oddities(),
  };
}

/** Names the columns by the header, numbers the rows after it, and hands them on in chunks. */
class SheetCollector {
  columns: readonly string[] = [];
  headerLine = 0;
  rowCount = 0;
  hasHeader = false;
  private readonly chosenLine: number | undefined;
  private readonly stage: (chunk: { firstRow: number; rowCount: number; bytes: Uint8Array }) => void;
  private readonly found: Oddity[] = [];
  private readonly odd = new Map<Oddity['code'], { count: number; line: number }>();
  private rows: (readonly string[])[] = [];

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
    const width = Math.max(
      header?.cells.length ?? 0,
      ...(header ? [] : rows.map(({ cells }) => cells.length)),
    );
    const named = nameColumns(header?.cells ?? Array.from({ length: width }, () => ''));
    this.columns = named.columns;
    this.headerLine = header?.number ?? 0;
    const above = rows.slice(0, index ?? 0);
    const titles = above.filter(isFilled).length;
    if (titles > 0)
      this.found.push({ code: 'title_rows', count: titles, line: above.find(isFilled)?.number ?? 1 });
    if (header) this.found.push(...named.oddities);
    for (const row of above) if (!isFilled(row)) this.note('blank_rows', row.number);
    this.take(rows.slice(index === null ? 0 : index + 1));
  }

  take(rows: readonly SheetRow[]): void {
    for (const row of rows) {
      if (!isFilled(row)) {
        this.note('blank_rows', row.number);
        continue;
      }
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

  private note(code: Oddity['code'], line: number): void {
    const known = this.odd.get(code);
    if (known) known.count += 1;
    else this.odd.set(code, { count: 1, line });
  }

  private flush(): void {
    if (this.rows.length === 0) return;
    const firstRow = this.rowCount + 1;
    this.rowCount += this.rows.length;
    this.stage({ firstRow, rowCount: this.rows.length, bytes: encodeRows(this.rows) });
    this.rows = [];
  }
}
