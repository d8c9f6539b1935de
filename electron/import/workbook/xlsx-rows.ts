import { type CellFormat, plainFormat } from './cell-formats.ts';
import type { SheetRow } from './workbook.ts';
import { unescapeText } from './xlsx-parts.ts';
import { type Attributes, createXmlParser, local } from './xml-zip.ts';

/** Puts the rows of an XLSX sheet together while it is parsed. */
export class XlsxRows {
  readonly parser = createXmlParser();
  private readonly texts: readonly string[];
  private readonly formats: readonly CellFormat[];
  private readonly isFrom1904: boolean;
  private rows: SheetRow[] = [];
  private number = 0;
  private cells: string[] = [];
  private column = 0;
  private type = 'n';
  private format: CellFormat = plainFormat;
  private text = '';
  private takesText = false;
  private readings = 0;

  constructor(texts: readonly string[], formats: readonly CellFormat[], isFrom1904: boolean) {
    this.texts = texts;
    this.formats = formats;
    this.isFrom1904 = isFrom1904;
    this.parser.on('opentag', (tag) => this.open(local(tag), tag.attributes as Attributes));
    this.parser.on('text', (piece) => {
      if (this.takesText) this.text += piece;
    });
    this.parser.on('closetag', (tag) => this.close(local(tag)));
  }

  /** The rows that are whole since the last call. */
  takeRows(): SheetRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  private open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.number = Number(attributes.r ?? this.number + 1);
        this.cells = [];
        this.column = 0;
        break;
      case 'c':
        if (attributes.r !== undefined) this.column = columnIndex(attributes.r);
        this.type = attributes.t ?? 'n';
        this.format = this.formats[Number(attributes.s ?? -1)] ?? plainFormat;
        this.text = '';
        break;
      case 'rPh':
        this.readings += 1;
        break;
      case 'v':
        this.takesText = true;
        break;
      case 't':
        this.takesText = this.readings === 0;
        break;
    }
  }

  private close(name: string): void {
    if (name === 'v' || name === 't') this.takesText = false;
    else if (name === 'rPh') this.readings -= 1;
    else if (name === 'c') {
      const value = this.value();
      if (value !== '') {
        while (this.cells.length < this.column) this.cells.push('');
        this.cells[this.column] = value;
      }
      this.column += 1;
    } else if (name === 'row') this.rows.push({ number: this.number, cells: this.cells });
  }

  private value(): string {
    switch (this.type) {
      case 's':
        return this.texts[Number(this.text)] ?? '';
      case 'b':
        return this.text === '1' ? 'TRUE' : this.text === '' ? '' : 'FALSE';
      case 'n':
        return this.text === '' ? '' : this.format(this.text, this.isFrom1904);
      case 'd':
        return this.text.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?Z?$/, '');
      default:
        return unescapeText(this.text);
    }
  }
}

/** The place of `AB12`'s column, from 0. */
function columnIndex(reference: string): number {
  let index = 0;
  for (const sign of reference) {
    const letter = sign.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    index = index * 26 + letter;
  }
  return index - 1;
}
