/**
 * How a run of consecutive rows is kept: all their cells as UTF-8 with a control sign between any two, after
 * tables of where each row ends and how many cells it has. Decoding a chunk is one `split` and one slice a row,
 * and a row of it can be read without the others.
 *
 *     byte 0       kind (below)
 *     byte 1       1 where the length of each cell is told
 *     bytes 4..7   number of rows, little endian, as all numbers here
 *     bytes 8..11  cells of each row; 0 where the rows differ in it
 *     then         the end of each row in the text, 4 bytes each, counted in bytes; the highest bit is set
 *                  where the row has more than ASCII in it
 *     then         the cells of each row, 4 bytes each, only where the rows differ
 *     then         the length of each cell in bytes, 1 byte each, only where they are told; a row whose first one is
 *                  255 has longer cells, or is not measured
 *     then         the text
 */
import { cellSign, type RowBytes } from '../../shared/bytes/row-bytes.ts';

const cellText = String.fromCharCode(cellSign);

/** Cells as they are; a JSON array for each row, where cells have the sign in them. */
const kinds = { plain: 0, json: 1 } as const;

/** In the table of ends: the row has more than ASCII in it. */
const wideBit = 0x8000_0000;

const headBytes = 12;

/** Rows of cells in file order. */
export type Rows = readonly (readonly string[])[];

/** Where rows stand in some bytes, one after the other with one byte between any two. */
export interface RowPlaces {
  /** UTF-8, with a sign between any two cells of a row. */
  readonly source: Uint8Array;
  readonly starts: Uint32Array;
  /** The byte after the last of each row. */
  readonly ends: Uint32Array;
  /** How many cells each row has. */
  readonly cells: Uint32Array;
  /** 1 for each row that has more than ASCII in it. */
  readonly wide: Uint8Array;
  /** The lengths of their cells, as a chunk keeps them; null where nobody measured. */
  readonly lengths: CellLengths | null;
}

/** The lengths of cells in bytes, where each row has as many cells. */
export interface CellLengths {
  readonly columns: number;
  /** Row after row, each as long as there are columns. */
  readonly bytes: Uint8Array;
}

/** In place of a row's first length: its cells are not measured. */
export const unmeasured = 255;

/** How many cells all of some rows have; 0 where they differ in it. */
function widthOf(cells: Uint32Array, rows: number): number {
  const width = cells[0] ?? 0;
  for (let row = 1; row < rows; row += 1) if (cells[row] !== width) return 0;
  return width;
}

/** Bytes of the tables of a chunk: of ends, of cells where the rows differ, of lengths where they are told. */
const tableBytes = (rows: number, width: number, isMeasured: boolean): number =>
  rows * ((width === 0 ? 8 : 4) + (isMeasured ? width : 0));

/** Bytes that a chunk of the first so many rows takes. */
export function packedSize({ starts, ends, cells, lengths }: RowPlaces, rows: number): number {
  const width = widthOf(cells, rows);
  const table = tableBytes(rows, width, lengths?.columns === width);
  return headBytes + table + (ends[rows - 1] ?? 0) - (starts[0] ?? 0);
}

/** Puts a chunk of the first so many rows together. @param at where in `into` */
export function packInto(into: Uint8Array, at: number, places: RowPlaces, rows: number): void {
  const { source, starts, ends, cells, wide, lengths } = places;
  const width = widthOf(cells, rows);
  const isMeasured = lengths?.columns === width;
  const view = new DataView(into.buffer, into.byteOffset + at);
  const start = starts[0] ?? 0;
  view.setUint32(0, kinds.plain | (isMeasured ? 0x100 : 0), true);
  view.setUint32(4, rows, true);
  view.setUint32(8, width, true);
  for (let row = 0; row < rows; row += 1) {
    const end = (ends[row] as number) - start;
    view.setUint32(headBytes + row * 4, (wide[row] === 1 ? end | wideBit : end) >>> 0, true);
    if (width === 0) view.setUint32(headBytes + (rows + row) * 4, cells[row] as number, true);
  }
  if (isMeasured) into.set(lengths.bytes.subarray(0, rows * width), at + headBytes + rows * 4);
  const text = at + headBytes + tableBytes(rows, width, isMeasured);
  into.set(source.subarray(start, ends[rows - 1] ?? 0), text);
  // What stood between two rows becomes a sign, as between two cells.
  for (let row = 1; row < rows; row += 1) into[text + (starts[row] as number) - start - 1] = cellSign;
}

/** A chunk of these rows. */
export function encodeRows(rows: Rows): Uint8Array<ArrayBuffer> {
  const json = rows.some((cells) => cells.some((cell) => cell.includes(cellText)));
  // JSON writes control signs as escapes, so that the sign still divides the rows.
  const texts = rows.map((cells) => (json ? JSON.stringify(cells) : cells.join(cellText)));
  const text = Buffer.from(texts.join(cellText));
  const ends = new Uint32Array(rows.length);
  const wide = new Uint8Array(rows.length);
  let end = -1;
  texts.forEach((row, index) => {
    const bytes = Buffer.byteLength(row);
    end += 1 + bytes;
    ends[index] = end;
    wide[index] = bytes === row.length ? 0 : 1;
  });
  const cells = Uint32Array.from(rows, (row) => (json ? 1 : row.length));
  const starts = ends.map((_, row) => (row === 0 ? 0 : (ends[row - 1] ?? 0) + 1));
  const places = { source: text, starts, ends, cells, wide, lengths: json ? null : lengthsOf(rows) };
  const chunk = new Uint8Array(packedSize(places, rows.length));
  packInto(chunk, 0, places, rows.length);
  if (json) chunk[0] = kinds.json;
  return chunk;
}

/** The lengths of the cells of rows, if all have as many as the first. */
function lengthsOf(rows: Rows): CellLengths | null {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || rows.some((cells) => cells.length !== columns)) return null;
  const bytes = new Uint8Array(rows.length * columns);
  rows.forEach((cells, row) => {
    const lengths = cells.map((cell) => Buffer.byteLength(cell));
    bytes.set(lengths, row * columns);
    if (lengths.some((length) => length >= unmeasured)) bytes[row * columns] = unmeasured;
  });
  return { columns, bytes };
}

/** All rows of a chunk. */
export function decodeRows(chunk: Uint8Array): string[][] {
  return decodeSome(chunk, 0, headOf(chunk).rows);
}

/**
 * Some rows of a chunk.
 * @param from index of the first, from 0
 * @param count how many; fewer come back where the chunk ends before
 */
export function decodeSome(chunk: Uint8Array, from: number, count: number): string[][] {
  const { view, rows, width, textStart } = headOf(chunk);
  const to = Math.min(rows, from + count);
  if (to <= from) return [];
  const tableAt = (row: number): number => view.getUint32(headBytes + row * 4, true);
  const endOf = (row: number): number => tableAt(row) & ~wideBit;
  const start = textStart + (from === 0 ? 0 : endOf(from - 1) + 1);
  const end = textStart + endOf(to - 1);
  if (chunk[0] === kinds.json) {
    return textOf(chunk, 'utf8', start, end)
      .split(cellText)
      .map((row) => JSON.parse(row) as string[]);
  }
  // Bytes become signs one by one, which is by far the quickest, and most cells are ASCII and right that way.
  const flat = textOf(chunk, 'latin1', start, end).split(cellText);
  const result: string[][] = [];
  let at = 0;
  for (let row = from; row < to; row += 1) {
    const cells = width > 0 ? width : view.getUint32(headBytes + (rows + row) * 4, true);
    const some = flat.slice(at, at + cells);
    if (tableAt(row) >= wideBit) decodeCells(some);
    result.push(some);
    at += cells;
  }
  return result;
}

/** Whether bytes are a chunk of so many rows, all of which are there: text has no zeros, lost pages have nothing else. */
export function isWholeChunk(chunk: Uint8Array, rows: number): boolean {
  if (chunk.length < headBytes) return false;
  const head = headOf(chunk);
  return head.rows === rows && head.textStart <= chunk.length && chunk.indexOf(0, head.textStart) < 0;
}

/** Looks at single rows of a chunk without making text of them. */
export class ChunkRows {
  readonly count: number;
  private readonly chunk: Uint8Array;
  private readonly view: DataView;
  private readonly textStart: number;
  /** How many cells each row has, where their lengths are told; 0 where they aren't. */
  private readonly measured: number;

  constructor(chunk: Uint8Array) {
    const { view, rows, width, isMeasured, textStart } = headOf(chunk);
    this.count = rows;
    this.measured = isMeasured ? width : 0;
    this.chunk = chunk;
    this.view = view;
    this.textStart = textStart;
  }

  /**
   * @param index of a row, from 0
   * @param into becomes the row
   * @returns false where only the row's texts tell what its cells are
   */
  look(index: number, into: RowBytes): boolean {
    if (this.chunk[0] === kinds.json) return false;
    const { chunk, textStart, measured } = this;
    const from = textStart + (index === 0 ? 0 : this.endOf(index - 1) + 1);
    const lengths = headBytes + this.count * 4 + index * measured;
    if (measured > 0 && chunk[lengths] !== unmeasured) into.takeMeasured(chunk, from, lengths, measured);
    else into.take(chunk, from, textStart + this.endOf(index));
    return true;
  }

  private endOf(index: number): number {
    return this.view.getUint32(headBytes + index * 4, true) & ~wideBit;
  }
}

/** A run of UTF-8 bytes as text. Most are ASCII, which is quicker to read sign by sign. */
export function textBetween(bytes: Uint8Array, from: number, to: number): string {
  let all = 0;
  for (let at = from; at < to; at += 1) all |= bytes[at] as number;
  return textOf(bytes, all < 128 ? 'latin1' : 'utf8', from, to);
}

/** The text of all rows, with signs between cells: for a search that needs no cells. */
export function chunkText(chunk: Uint8Array): string {
  const text = textOf(chunk, 'utf8', headOf(chunk).textStart, chunk.length);
  if (chunk[0] !== kinds.json) return text;
  return text
    .split(cellText)
    .flatMap((row) => JSON.parse(row) as string[])
    .join(cellText);
}

function headOf(chunk: Uint8Array): {
  view: DataView;
  rows: number;
  width: number;
  isMeasured: boolean;
  textStart: number;
} {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const rows = view.getUint32(4, true);
  const width = view.getUint32(8, true);
  const isMeasured = chunk[1] === 1;
  return { view, rows, width, isMeasured, textStart: headBytes + tableBytes(rows, width, isMeasured) };
}

function textOf(chunk: Uint8Array, encoding: 'latin1' | 'utf8', from: number, to: number): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString(encoding, from, to);
}

/** Turns cells whose signs are the bytes of UTF-8 into text. */
function decodeCells(cells: string[]): void {
  cells.forEach((cell, index) => {
    if (isWide(cell)) cells[index] = fromBytes(cell);
  });
}

function isWide(cell: string): boolean {
  for (let at = 0; at < cell.length; at += 1) if (cell.charCodeAt(at) > 127) return true;
  return false;
}

const fromBytes = (cell: string): string => Buffer.from(cell, 'latin1').toString('utf8');
