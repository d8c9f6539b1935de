import type { SaxesTagPlain } from 'saxes';
import { odsValue } from './ods-value.ts';
import type { SheetRow } from './workbook.ts';
import { type Attributes, createXmlParser } from './xml-zip.ts';

/** A sheet as it is named in the document. */
export interface OdsSheet {
  readonly name: string;
  readonly isHidden: boolean;
}

/** Rows that follow one another and hold the same: a document stores them once. */
interface RowRun {
  readonly number: number;
  readonly cells: readonly string[];
  readonly count: number;
}

/** What the largest sheets have. Nothing is believed beyond it. */
const mostColumns = 16_384;

/** Content of a cell that isn't its value: notes, drawings; and what was there before a tracked change. */
const aside = new Set(['office:annotation', 'table:shapes', 'table:tracked-changes', 'text:ruby-text']);
const isAside = (name: string): boolean => aside.has(name) || name.startsWith('draw:');

/** How XML is broken into lines is no part of the text. Spaces are left alone: LibreOffice writes several as they are. */
const lineBreaks = /[\t ]*[\r\n]+[\t\r\n ]*/g;

/**
 * Reads the content of an OpenDocument spreadsheet while it is parsed: the names of its sheets, and the rows of one of
 * them. Source: OASIS OpenDocument 1.3 part 3, chapters 9 (tables), 6.1 (white space) and 19.385 (values).
 */
export class OdsReader {
  readonly parser = createXmlParser();
  readonly sheets: OdsSheet[] = [];
  /** Whether it is a spreadsheet at all. */
  isSpreadsheet = false;
  /** True once the wanted sheet is read to its end. */
  isDone = false;
  /** The sheet whose rows are taken, by its place; -1 for none. */
  private readonly wanted: number;
  private readonly hiddenStyles = new Set<string>();
  private style = '';
  private runs: RowRun[] = [];
  /** How deep the parser is in something that is no part of the values, and in tables. */
  private asideDepth = 0;
  private tableDepth = 0;
  private nextRow = 1;
  private rowCount = 1;
  private cells: string[] = [];
  private column = 0;
  private cell: Attributes | null = null;
  private cellRepeat = 1;
  private text = '';
  private paragraphs = 0;
  private inParagraph = false;

  constructor(wanted: number) {
    this.wanted = wanted;
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('closetag', (tag) => this.close(tag.name));
    this.parser.on('text', (piece) => {
      if (this.inParagraph && this.asideDepth === 0) this.text += piece.replace(lineBreaks, ' ');
    });
  }

  /** The rows that are whole since the last call, at most so many at a time. */
  *takeRows(most: number): Generator<SheetRow[]> {
    const { runs } = this;
    this.runs = [];
    let rows: SheetRow[] = [];
    for (const { number, cells, count } of runs) {
      for (let copy = 0; copy < count; copy += 1) {
        rows.push({ number: number + copy, cells });
        if (rows.length < most) continue;
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  }

  private get isWanted(): boolean {
    return this.tableDepth === 1 && this.sheets.length - 1 === this.wanted;
  }

  private open({ name, attributes }: SaxesTagPlain): void {
    const given = attributes as Attributes;
    if (this.asideDepth > 0 || isAside(name)) {
      this.asideDepth += 1;
      return;
    }
    if (name === 'table:table') {
      this.tableDepth += 1;
      if (this.tableDepth === 1) this.openSheet(given);
    } else if (this.isWanted) this.openInSheet(name, given);
    else if (name === 'office:spreadsheet') this.isSpreadsheet = true;
    else if (name === 'style:style') this.style = given['style:name'] ?? '';
    else if (name === 'style:table-properties' && given['table:display'] === 'false')
      this.hiddenStyles.add(this.style);
  }

  private openSheet(given: Attributes): void {
    this.sheets.push({
      name: given['table:name'] ?? `${this.sheets.length + 1}`,
      isHidden: this.hiddenStyles.has(given['table:style-name'] ?? ''),
    });
    this.nextRow = 1;
  }

  private openInSheet(name: string, given: Attributes): void {
    switch (name) {
      case 'table:table-row':
        this.rowCount = repeat(given['table:number-rows-repeated']);
        this.cells = [];
        this.column = 0;
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.cell = given;
        this.cellRepeat = repeat(given['table:number-columns-repeated']);
        this.text = '';
        this.paragraphs = 0;
        break;
      case 'text:p':
        if (this.paragraphs > 0) this.text += '\n';
        this.paragraphs += 1;
        this.inParagraph = true;
        break;
      case 'text:s':
        this.text += ' '.repeat(Math.min(repeat(given['text:c']), 1000));
        break;
      case 'text:tab':
        this.text += '\t';
        break;
      case 'text:line-break':
        this.text += '\n';
        break;
    }
  }

  private close(name: string): void {
    if (this.asideDepth > 0) {
      this.asideDepth -= 1;
      return;
    }
    if (name === 'table:table') {
      if (this.isWanted) this.isDone = true;
      this.tableDepth -= 1;
    } else if (this.isWanted) this.closeInSheet(name);
  }

  private closeInSheet(name: string): void {
    switch (name) {
      case 'text:p':
        this.inParagraph = false;
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell':
        this.closeCell();
        break;
      case 'table:table-row':
        if (this.cells.length > 0)
          this.runs.push({ number: this.nextRow, cells: this.cells, count: this.rowCount });
        this.nextRow += this.rowCount;
        break;
    }
  }

  private closeCell(): void {
    const value = this.cell ? odsValue(this.cell, this.text) : '';
    const end = Math.min(this.column + this.cellRepeat, mostColumns);
    if (value !== '') {
      while (this.cells.length < this.column) this.cells.push('');
      for (; this.column < end; this.column += 1) this.cells.push(value);
    }
    this.column = end;
    this.cell = null;
  }
}

/** How often something is there: once, where nothing sensible is said. */
function repeat(text: string | undefined): number {
  const count = Number(text ?? 1);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}
