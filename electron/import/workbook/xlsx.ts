import type { CellFormat } from './cell-formats.ts';
import type { Sheet, SheetRow, Workbook } from './workbook.ts';
import { readFormats, readSharedTexts, readSheets, readTargets, type XlsxSheet } from './xlsx-parts.ts';
import { XlsxRows } from './xlsx-rows.ts';
import type { XmlZip } from './xml-zip.ts';

/**
 * An Excel workbook (Office Open XML, ECMA-376 part 1, chapter 18), read as a stream. Values are those that are
 * stored: a number keeps all its digits whatever its column's width, a date is ISO 8601.
 */
export class XlsxWorkbook implements Workbook {
  readonly sheets: readonly XlsxSheet[];
  private readonly zip: XmlZip;
  private readonly formats: readonly CellFormat[];
  private readonly isFrom1904: boolean;
  private texts: readonly string[] | null = null;

  private constructor(
    zip: XmlZip,
    about: { sheets: readonly XlsxSheet[]; formats: readonly CellFormat[]; isFrom1904: boolean },
  ) {
    this.zip = zip;
    this.sheets = about.sheets;
    this.formats = about.formats;
    this.isFrom1904 = about.isFrom1904;
  }

  /**
   * Reads what its sheets are. Close it when done; where this fails, the zip is closed.
   * @throws what yauzl and saxes throw for broken files; the signal's reason
   */
  static async read(zip: XmlZip): Promise<XlsxWorkbook> {
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
    const part = this.sheets.find((each) => each === sheet)?.part ?? '';
    const size = this.zip.size(part);
    for await (const read of this.zip.parse(part, reader.parser)) {
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
