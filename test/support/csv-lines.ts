import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

/** A CSV file without line breaks in its cells, read line by line where it is asked for: however long it is. */
export class CsvLines {
  private readonly bytes: Buffer;
  /** Where each line begins; the first is the header. */
  private readonly starts: number[] = [0];

  constructor(path: string) {
    this.bytes = readFileSync(path);
    for (let at = this.bytes.indexOf(10); at >= 0; at = this.bytes.indexOf(10, at + 1))
      this.starts.push(at + 1);
  }

  /** Data records; the last line ends with a line break. */
  get rowCount(): number {
    return this.starts.length - 2;
  }

  /** The text of a data record, numbered from 1; the header is 0. */
  line(row: number): string {
    const start = this.starts[row];
    const end = this.starts[row + 1];
    if (start === undefined || end === undefined) throw new Error(`the file has no row ${row}`);
    return this.bytes.toString('utf8', start, end - 1);
  }

  /** The cells of a data record, by the names of their columns. */
  cells(row: number): Readonly<Record<string, string>> {
    const [names = [], cells = []] = [0, row].map((each) => Papa.parse<string[]>(this.line(each)).data[0]);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  }

  /** The numbers of all records whose line fits. */
  rowsWhere(fits: (line: string) => boolean): number[] {
    const rows: number[] = [];
    for (let row = 1; row <= this.rowCount; row += 1) if (fits(this.line(row))) rows.push(row);
    return rows;
  }
}
