import type { CellFormat } from './cell-formats.ts';
import type { Sheet, SheetRow, Workbook } from './workbook.ts';
import { readFormats, readSharedTexts, readSheets, readTargets } from './xlsx-parts.ts';
import { XlsxRows } from './xlsx-rows.ts';
import { XmlZip } from './xml-zip.ts';

/**
 * An Excel workbook (Office Open XML, ECMA-376 part 1, chapter 18), read as a stream. Values are those that are
 * stored: a number keeps all its digits whatever its column's width, a date is ISO 8601.
 */
export class XlsxWorkbook implements Workbook {
  readonly sheets: readonly Sheet[];
  private readonly zip: XmlZip;
  private readonly formats: readonly CellFormat[];
  private readonly isFrom1904: boolean;
  private texts: readonly string[] | null = null;

  private constructor(
    zip: XmlZip,
    about: { sheets: readonly Sheet[]; formats: readonly CellFormat[]; isFrom1904: boolean },
  ) {
    this.zip = zip;
    this.sheets = about.sheets;
    this.formats = about.formats;
    this.isFrom1904 = about.isFrom1904;
  }

  /** Opens a workbook. Close it when done. @throws what yauzl and saxes throw for broken files; the signal's reason */
  static async open(path: string, signal: AbortSignal): Promise<XlsxWorkbook> {
    const zip = await XmlZip.open(path, signal);
    try {
      const targets = await readTargets(zip);
      const { sheets, isFrom1904 } = await readSheets(zip, targets);
      return new XlsxWorkbook(zip, { sheets, formats: await readFormats(zip), isFrom1904 });
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  }

  async *rows(
    sheet: Sheet,
    onBytes: (read: number, total: number) => void = () => undefined,
  ): AsyncGenerator<SheetRow[]> {
    this.texts ??= await readSharedTexts(this.zip);
    const reader = new XlsxRows(this.texts, this.formats, this.isFrom1904);
    const size = this.zip.size(sheet.part);
    for await (const read of this.zip.parse(sheet.part, reader.parser)) {
      onBytes(read, size);
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
