import type { Entry, ZipFile } from 'yauzl';
import { openZip } from '../file-kind.ts';
import type { CellFormat } from './cell-formats.ts';
import type { Sheet, SheetRow, Workbook } from './workbook.ts';
import { readFormats, readSharedTexts, readSheets, readTargets } from './xlsx-parts.ts';
import { XlsxRows } from './xlsx-rows.ts';
import { parseXml } from './xml.ts';

/**
 * An Excel workbook (Office Open XML, ECMA-376 part 1, chapter 18), read as a stream. Values are those that are
 * stored: a number keeps all its digits whatever its column's width, a date is ISO 8601.
 */
export class XlsxWorkbook implements Workbook {
  readonly sheets: readonly Sheet[];
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly formats: readonly CellFormat[];
  private readonly isFrom1904: boolean;
  private texts: readonly string[] | null = null;

  private constructor(
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    about: { sheets: readonly Sheet[]; formats: readonly CellFormat[]; isFrom1904: boolean },
  ) {
    this.zip = zip;
    this.entries = entries;
    this.sheets = about.sheets;
    this.formats = about.formats;
    this.isFrom1904 = about.isFrom1904;
  }

  /** Opens a workbook. Close it when done. @throws what yauzl throws for broken files */
  static async open(path: string): Promise<XlsxWorkbook> {
    const zip = await openZip(path);
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      const targets = await readTargets(zip, entries.get('xl/_rels/workbook.xml.rels'));
      const { sheets, isFrom1904 } = await readSheets(zip, entries.get('xl/workbook.xml'), targets);
      const formats = await readFormats(zip, entries.get('xl/styles.xml'));
      return new XlsxWorkbook(zip, entries, { sheets, formats, isFrom1904 });
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  }

  async *rows(
    sheet: Sheet,
    onBytes: (read: number, total: number) => void = () => undefined,
  ): AsyncGenerator<SheetRow[]> {
    const entry = this.entries.get(sheet.part);
    if (!entry) return;
    this.texts ??= await readSharedTexts(this.zip, this.entries.get('xl/sharedStrings.xml'));
    const reader = new XlsxRows(this.texts, this.formats, this.isFrom1904);
    for await (const read of parseXml(this.zip, entry, reader.parser)) {
      onBytes(read, entry.uncompressedSize);
      const rows = reader.takeRows();
      if (rows.length > 0) yield rows;
    }
    const rows = reader.takeRows();
    if (rows.length > 0) yield rows;
  }

  close(): void {
    this.zip.close();
  }
}
