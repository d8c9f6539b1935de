import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';
import { type CellFormat, formatOf, plainFormat } from './cell-formats.ts';
import { openZip } from './file-kind.ts';

/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Its part of the zip file. */
  readonly part: string;
}

/** A row of a sheet, as it is numbered there. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/**
 * An Excel workbook (Office Open XML, ECMA-376 part 1, chapter 18), read as a stream. Values are those that are
 * stored: a number keeps all its digits whatever its column's width, a date is ISO 8601.
 */
export class Workbook {
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
  static async open(path: string): Promise<Workbook> {
    const zip = await openZip(path);
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      const targets = await readTargets(zip, entries.get('xl/_rels/workbook.xml.rels'));
      const { sheets, isFrom1904 } = await readSheets(zip, entries.get('xl/workbook.xml'), targets);
      const formats = await readFormats(zip, entries.get('xl/styles.xml'));
      return new Workbook(zip, entries, { sheets, formats, isFrom1904 });
    } catch (thrown) {
      zip.close();
      throw thrown;
    }
  }

  /**
   * The rows of a sheet that are there, a few at a time. Cells that are missing are empty; rows that are missing
   * are left out.
   * @param onBytes is told how many unpacked bytes of how many were read
   */
  async *rows(
    sheet: Sheet,
    onBytes: (read: number, total: number) => void = () => undefined,
  ): AsyncGenerator<SheetRow[]> {
    const entry = this.entries.get(sheet.part);
    if (!entry) return;
    this.texts ??= await readSharedTexts(this.zip, this.entries.get('xl/sharedStrings.xml'));
    const reader = new RowReader(this.texts, this.formats, this.isFrom1904);
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

type Attributes = Readonly<Record<string, string>>;

/** Name of a tag without its namespace prefix. */
const local = ({ name }: SaxesTagPlain): string => name.slice(name.indexOf(':') + 1);

/** Feeds an entry to a parser. Yields the unpacked bytes read so far. */
async function* parseXml(zip: ZipFile, entry: Entry, parser: SaxesParser): AsyncGenerator<number> {
  const decoder = new TextDecoder();
  const stream = await zip.openReadStreamPromise(entry);
  let read = 0;
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) {
      read += bytes.length;
      parser.write(decoder.decode(bytes, { stream: true }));
      yield read;
    }
    parser.close();
  } finally {
    stream.destroy();
  }
}

async function readTags(
  zip: ZipFile,
  entry: Entry | undefined,
  onTag: (name: string, attributes: Attributes) => void,
): Promise<void> {
  if (!entry) return;
  const parser = new SaxesParser();
  parser.on('error', throwIt);
  parser.on('opentag', (tag) => onTag(local(tag), tag.attributes as Attributes));
  for await (const _ of parseXml(zip, entry, parser));
}

const throwIt = (error: Error): never => {
  throw error;
};

async function readTargets(zip: ZipFile, entry: Entry | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readTags(zip, entry, (name, { Id, Target }) => {
    if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
    targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
  });
  return targets;
}

async function readSheets(
  zip: ZipFile,
  entry: Entry | undefined,
  targets: ReadonlyMap<string, string>,
): Promise<{ sheets: Sheet[]; isFrom1904: boolean }> {
  const sheets: Sheet[] = [];
  let isFrom1904 = false;
  await readTags(zip, entry, (name, attributes) => {
    if (name === 'workbookPr') isFrom1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
    if (name !== 'sheet') return;
    const relation = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1];
    const part = targets.get(relation ?? '');
    // Chart sheets and macro sheets hold no table.
    if (part === undefined || !part.includes('worksheets/')) return;
    sheets.push({
      name: attributes.name ?? `${sheets.length + 1}`,
      isHidden: (attributes.state ?? 'visible') !== 'visible',
      part,
    });
  });
  return { sheets, isFrom1904 };
}

async function readFormats(zip: ZipFile, entry: Entry | undefined): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  let inCells = false;
  await readTags(zip, entry, (name, attributes) => {
    if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    if (name === 'cellXfs') inCells = true;
    else if (name === 'cellStyles' || name === 'dxfs') inCells = false;
    else if (name === 'xf' && inCells) {
      const id = Number(attributes.numFmtId ?? 0);
      formats.push(formatOf(id, codes.get(id)));
    }
  });
  return formats;
}

/** The texts that cells point to. Readings for Japanese names (`rPh`) are no part of the text. */
async function readSharedTexts(zip: ZipFile, entry: Entry | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (!entry) return texts;
  const parser = new SaxesParser();
  let text = '';
  let inText = false;
  let readings = 0;
  parser.on('error', throwIt);
  parser.on('opentag', (tag) => {
    const name = local(tag);
    if (name === 'si') text = '';
    else if (name === 'rPh') readings += 1;
    else if (name === 't') inText = readings === 0;
  });
  parser.on('text', (piece) => {
    if (inText) text += piece;
  });
  parser.on('closetag', (tag) => {
    const name = local(tag);
    if (name === 't') inText = false;
    else if (name === 'rPh') readings -= 1;
    else if (name === 'si') texts.push(unescapeText(text));
  });
  for await (const _ of parseXml(zip, entry, parser));
  return texts;
}

/** Signs that XML can't hold are written `_x000D_`. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring). */
const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;

/** Puts rows together while a sheet is parsed. */
class RowReader {
  readonly parser = new SaxesParser();
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
    this.parser.on('error', throwIt);
    this.parser.on('opentag', (tag) => this.open(local(tag), tag.attributes as Attributes));
    this.parser.on('text', (piece) => {
      if (this.takesText) this.text += piece;
    });
    this.parser.on('closetag', (tag) => this.close(local(tag)));
  }

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
