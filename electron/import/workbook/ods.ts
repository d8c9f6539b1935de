import { failWith } from '../../../shared/result.ts';
import { OdsReader } from './ods-reader.ts';
import type { Sheet, SheetRow, Workbook } from './workbook.ts';
import type { XmlZip } from './xml-zip.ts';

const content = 'content.xml';
/** Rows that are handed on at once. */
const rowsAtOnce = 1000;

/** An OpenDocument spreadsheet, as LibreOffice saves it, read as a stream. */
export class OdsWorkbook implements Workbook {
  readonly sheets: readonly Sheet[];
  private readonly zip: XmlZip;

  private constructor(zip: XmlZip, sheets: readonly Sheet[]) {
    this.zip = zip;
    this.sheets = sheets;
  }

  /**
   * Reads what its sheets are. Close it when done; where this fails, the zip is closed.
   * @throws AppFailure `file.locked` for one with a password, `file.unsupported` for other documents; what yauzl and
   * saxes throw for broken files; the signal's reason
   */
  static async read(zip: XmlZip, file: string): Promise<OdsWorkbook> {
    try {
      await zip.tags('META-INF/manifest.xml', (name) => {
        if (name === 'encryption-data') failWith('file.locked', { file });
      });
      const reader = new OdsReader(-1);
      for await (const _ of zip.parse(content, reader.parser));
      if (!reader.isSpreadsheet) failWith('file.unsupported', { file, kind: 'OpenDocument' });
      return new OdsWorkbook(zip, reader.sheets);
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  }

  async *rows(
    sheet: Sheet,
    onBytes: (read: number, total: number) => void = () => undefined,
  ): AsyncGenerator<SheetRow[]> {
    const reader = new OdsReader(this.sheets.indexOf(sheet));
    const size = this.zip.size(content);
    for await (const read of this.zip.parse(content, reader.parser)) {
      for (const rows of reader.takeRows(rowsAtOnce)) {
        onBytes(read, size);
        yield rows;
      }
      if (reader.isDone) return;
    }
  }

  close(): void {
    this.zip.close();
  }
}
