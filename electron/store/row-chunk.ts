/**
 * How a run of consecutive rows is kept: all their cells as UTF-8 with a control sign between any two, after
 * tables of where each row ends and how many cells it has. Decoding a chunk is one `split` and one slice a row,
 * and a row of it can be read without the others.
 *
 *     byte 0       kind (below)
 *     bytes 4..7   number of rows, little endian, as all numbers here
 *     bytes 8..11  cells of each row; 0 where the rows differ in it
 *     then         the end of each row in the text, 4 bytes each, counted in bytes
 *     then         the cells of each row, 4 bytes each, only where the rows differ
 *     then         the text
 */

/** Between any two cells (ASCII "unit separator"). */
export const cellSign = 0x1f;
const cellText = '\u001f';

/** ASCII text; UTF-8 text; a JSON array for each row, where cells have the sign in them. */
const kinds = { ascii: 0, utf8: 1, json: 2 } as const;

const headBytes = 12;

/** Rows of cells in file order. */
export type Rows = readonly (readonly string[])[];

/**
 * Puts a chunk together from text that has the signs in it already.
 * @param text the rows' bytes, with a sign between any two cells and none at the end
 * @param ends where each row ends in `text`
 * @param cells how many cells each row has
 */
export function packChunk(
  text: Uint8Array,
  ends: Uint32Array,
  cells: Uint32Array,
  isAscii: boolean,
): Uint8Array<ArrayBuffer> {
  const width = cells[0] ?? 0;
  const differ = cells.some((each) => each !== width);
  const tables = ends.length * (differ ? 8 : 4);
  const chunk = new Uint8Array(headBytes + tables + text.length);
  const view = new DataView(chunk.buffer);
  chunk[0] = isAscii ? kinds.ascii : kinds.utf8;
  view.setUint32(4, ends.length, true);
  view.setUint32(8, differ ? 0 : width, true);
  for (let index = 0; index < ends.length; index += 1) {
    view.setUint32(headBytes + index * 4, ends[index] ?? 0, true);
    if (differ) view.setUint32(headBytes + (ends.length + index) * 4, cells[index] ?? 0, true);
  }
  chunk.set(text, headBytes + tables);
  return chunk;
}

/** A chunk of these rows. */
export function encodeRows(rows: Rows): Uint8Array<ArrayBuffer> {
  const json = rows.some((cells) => cells.some((cell) => cell.includes(cellText)));
  // JSON writes control signs as escapes, so that the sign still divides the rows.
  const texts = rows.map((cells) => (json ? JSON.stringify(cells) : cells.join(cellText)));
  const all = texts.join(cellText);
  const text = Buffer.from(all);
  const ends = new Uint32Array(rows.length);
  let end = -1;
  texts.forEach((row, index) => {
    end += 1 + Buffer.byteLength(row);
    ends[index] = end;
  });
  const cells = Uint32Array.from(rows, (row) => (json ? 1 : row.length));
  const chunk = packChunk(text, ends, cells, text.length === all.length);
  if (json) chunk[0] = kinds.json;
  return chunk;
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
  const endOf = (row: number): number => view.getUint32(headBytes + row * 4, true);
  const start = from === 0 ? 0 : endOf(from - 1) + 1;
  const flat = textOf(chunk, textStart + start, textStart + endOf(to - 1)).split(cellText);
  if (chunk[0] === kinds.json) return flat.map((row) => JSON.parse(row) as string[]);
  const result: string[][] = [];
  let at = 0;
  for (let row = from; row < to; row += 1) {
    const cells = width > 0 ? width : view.getUint32(headBytes + (rows + row) * 4, true);
    result.push(flat.slice(at, at + cells));
    at += cells;
  }
  return result;
}

/** The text of all rows, with signs between cells: for a search that needs no cells. */
export function chunkText(chunk: Uint8Array): string {
  const text = textOf(chunk, headOf(chunk).textStart, chunk.length);
  if (chunk[0] !== kinds.json) return text;
  return text
    .split(cellText)
    .flatMap((row) => JSON.parse(row) as string[])
    .join(cellText);
}

function headOf(chunk: Uint8Array): { view: DataView; rows: number; width: number; textStart: number } {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const rows = view.getUint32(4, true);
  const width = view.getUint32(8, true);
  return { view, rows, width, textStart: headBytes + rows * (width > 0 ? 4 : 8) };
}

function textOf(chunk: Uint8Array, from: number, to: number): string {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return bytes.toString(chunk[0] === kinds.ascii ? 'latin1' : 'utf8', from, to);
}
