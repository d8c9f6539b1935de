/**
 * How a run of consecutive rows is kept: their cells as UTF-8 with a control sign between cells and another
 * between rows, after a table of where each row ends. Decoding a chunk is two `split`s, and one row of it can be
 * read without the others.
 *
 *     byte 0       kind (below)
 *     bytes 4..7   number of rows, little endian, as all numbers here
 *     then         the end of each row in the text, 4 bytes each, counted in bytes
 *     then         the text
 */

/** Between the cells of a row (ASCII "unit separator"). */
export const cellSign = 0x1f;
/** Between rows (ASCII "record separator"). */
export const rowSign = 0x1e;

/** ASCII text; UTF-8 text; JSON, for cells that hold one of the signs themselves. */
const kinds = { ascii: 0, utf8: 1, json: 2 } as const;

const headBytes = 8;

/** Rows of cells in file order. */
export type Rows = readonly (readonly string[])[];

/**
 * Puts a chunk together from text that has the signs in it already.
 * @param text the rows' bytes, a row sign between two rows and none at the end
 * @param ends where each row ends in `text`
 */
export function packChunk(text: Uint8Array, ends: Uint32Array, isAscii: boolean): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(headBytes + ends.length * 4 + text.length);
  writeHead(chunk, isAscii ? kinds.ascii : kinds.utf8, ends);
  chunk.set(text, headBytes + ends.length * 4);
  return chunk;
}

/** A chunk of these rows. */
export function encodeRows(rows: Rows): Uint8Array<ArrayBuffer> {
  const json = rows.some((cells) => cells.some((cell) => cell.includes('\u001e') || cell.includes('\u001f')));
  // JSON writes control signs as escapes, so that the row sign still divides the rows.
  const texts = rows.map((cells) => (json ? JSON.stringify(cells) : cells.join('\u001f')));
  const all = texts.join('\u001e');
  const text = Buffer.from(all);
  const ends = new Uint32Array(rows.length);
  let end = -1;
  texts.forEach((row, index) => {
    end += 1 + Buffer.byteLength(row);
    ends[index] = end;
  });
  const chunk = packChunk(text, ends, false);
  chunk[0] = json ? kinds.json : text.length === all.length ? kinds.ascii : kinds.utf8;
  return chunk;
}

/** How many rows a chunk holds. */
export function rowCountOf(chunk: Uint8Array): number {
  return new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength).getUint32(4, true);
}

/** All rows of a chunk. */
export function decodeRows(chunk: Uint8Array): string[][] {
  const count = rowCountOf(chunk);
  if (count === 0) return [];
  const text = textOf(chunk, headBytes + count * 4, chunk.length);
  return text.split('\u001e').map(chunk[0] === kinds.json ? parseJson : splitCells);
}

/**
 * Some rows of a chunk.
 * @param from index of the first, from 0
 * @param count how many; fewer come back where the chunk ends before
 */
export function decodeSome(chunk: Uint8Array, from: number, count: number): string[][] {
  const total = rowCountOf(chunk);
  const last = Math.min(total, from + count);
  if (last <= from) return [];
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const textStart = headBytes + total * 4;
  const start = from === 0 ? 0 : view.getUint32(headBytes + (from - 1) * 4, true) + 1;
  const end = view.getUint32(headBytes + (last - 1) * 4, true);
  const text = textOf(chunk, textStart + start, textStart + end);
  return text.split('\u001e').map(chunk[0] === kinds.json ? parseJson : splitCells);
}

/** The text of all rows, with signs between cells and rows: for a search that needs no cells. */
export function chunkText(chunk: Uint8Array): string {
  const text = textOf(chunk, headBytes + rowCountOf(chunk) * 4, chunk.length);
  return chunk[0] === kinds.json ? text.split('\u001e').flatMap(parseJson).join('\u001f') : text;
}

function writeHead(chunk: Uint8Array, kind: number, ends: Uint32Array): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  chunk[0] = kind;
  view.setUint32(4, ends.length, true);
  for (let index = 0; index < ends.length; index += 1) {
    view.setUint32(headBytes + index * 4, ends[index] ?? 0, true);
  }
}

function textOf(chunk: Uint8Array, from: number, to: number): string {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return bytes.toString(chunk[0] === kinds.ascii ? 'latin1' : 'utf8', from, to);
}

const splitCells = (row: string): string[] => row.split('\u001f');

const parseJson = (row: string): string[] => JSON.parse(row) as string[];
