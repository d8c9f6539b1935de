import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { failWith } from '../../shared/result.ts';
import { breathe } from '../jobs/breathe.ts';
import { fileFailure } from './file-failure.ts';
import type { FileKind } from './file-kind.ts';
import { SheetCollector } from './sheet-collector.ts';
import type { StageContext, Staged } from './stage.ts';
import { readBytes } from './text-source.ts';
import { OdsWorkbook } from './workbook/ods.ts';
import type { Sheet, SheetRow, Workbook } from './workbook/workbook.ts';
import { XlsxWorkbook } from './workbook/xlsx.ts';
import { XmlZip } from './workbook/xml-zip.ts';

/** Rows among which the header is. */
const headRows = 60;

/** Stages the rows of a sheet. @throws AppFailure `file.*` or `store.*`; the signal's reason when cancelled */
export async function stageWorkbook(
  kind: Extract<FileKind, { kind: 'workbook' }>,
  context: StageContext,
): Promise<Omit<Staged, 'fileSize'>> {
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
    workbook = await openWorkbook(kind, path, signal);
    const sheet = await chooseSheet(workbook, how.sheet, file);
    const staged = await stageSheet(workbook, sheet, fileSize, context);
    const readAs = kind.entry === undefined ? staged.readAs : { ...staged.readAs, container: 'zip' as const };
    return { fingerprint: fingerprint.digest('hex'), ...staged, readAs };
  } catch (thrown) {
    signal.throwIfAborted();
    // The store's own failures are told as such.
    if (thrown instanceof Error && thrown.name === 'SqliteError') throw thrown;
    throw fileFailure(thrown, file);
  } finally {
    workbook?.close();
  }
}

async function openWorkbook(
  { format, entry }: Extract<FileKind, { kind: 'workbook' }>,
  path: string,
  signal: AbortSignal,
): Promise<Workbook> {
  const zip = await XmlZip.open(path, signal, entry);
  return format === 'ods' ? await OdsWorkbook.read(zip, basename(path)) : await XlsxWorkbook.read(zip);
}

/** Rows of a sheet that tell whether it holds a table. */
const tellingRows = 100;

/**
 * The sheet that was asked for; else the first that can be seen and holds a table. Without one, a list of one column
 * will do, and then whatever holds anything: titles are often on a sheet of their own.
 */
async function chooseSheet(workbook: Workbook, name: string | undefined, file: string): Promise<Sheet> {
  if (name !== undefined) {
    const named = workbook.sheets.find((sheet) => sheet.name === name);
    return named ?? failWith('file.no_such_sheet', { file, sheet: name });
  }
  let list: Sheet | null = null;
  let anything: Sheet | null = null;
  for (const sheet of workbook.sheets.filter(({ isHidden }) => !isHidden)) {
    const filled = await firstFilled(workbook, sheet);
    if (filled.filter((cells) => cells >= 2).length >= 2) return sheet;
    if (filled.length >= 2) list ??= sheet;
    if (filled.length >= 1) anything ??= sheet;
  }
  return list ?? anything ?? failWith('file.empty', { file });
}

/** How many cells are filled in each of the first rows that have any. */
async function firstFilled(workbook: Workbook, sheet: Sheet): Promise<number[]> {
  const filled: number[] = [];
  for await (const rows of workbook.rows(sheet)) {
    for (const { cells } of rows) {
      const count = cells.filter((cell) => cell.trim() !== '').length;
      if (count > 0) filled.push(count);
    }
    if (filled.length >= tellingRows) break;
  }
  return filled;
}

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
