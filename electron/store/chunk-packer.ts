import { encodeRows, packedSize, packInto, type RowPlaces } from './row-chunk.ts';

/** Chunks of rows, one after the other in one run of bytes, which moves between threads at once. */
export interface PackedChunks {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In file order; `length` in bytes. */
  readonly chunks: readonly { readonly rowCount: number; readonly length: number }[];
}

/** How many rows one staged chunk holds at most: few enough to read a page at once, enough to be cheap. */
export const rowsPerChunk = 1000;

/** Puts rows together to chunks. */
export class ChunkPacker {
  private bytes: Uint8Array<ArrayBuffer>;
  private length = 0;
  private readonly chunks: { rowCount: number; length: number }[] = [];
  /** The rows of the open chunk. */
  private readonly places: RowPlaces;
  private rows = 0;
  /** Rows as cells, where the text has our own signs in it. */
  private cellRows: string[][] = [];

  /** @param source where all rows stand, with a sign between any two cells */
  constructor(source: Uint8Array) {
    this.bytes = room(source.length + source.length / 8 + 4096);
    this.places = {
      source,
      starts: new Uint32Array(rowsPerChunk),
      ends: new Uint32Array(rowsPerChunk),
      cells: new Uint32Array(rowsPerChunk),
      wide: new Uint8Array(rowsPerChunk),
    };
  }

  /** Adds a row of the source, which must stay where it is. @param isWide whether it has more than ASCII in it */
  add(start: number, end: number, cells: number, isWide: boolean): void {
    const { places, rows } = this;
    places.starts[rows] = start;
    places.ends[rows] = end;
    places.cells[rows] = cells;
    places.wide[rows] = isWide ? 1 : 0;
    this.rows = rows + 1;
    if (this.rows === rowsPerChunk) this.close();
  }

  /** Adds a row whose cells have our own signs in them; not to be mixed with others. */
  addCells(cells: string[]): void {
    this.cellRows.push(cells);
    if (this.cellRows.length === rowsPerChunk) this.close();
  }

  finish(): PackedChunks {
    this.close();
    return { bytes: this.bytes.subarray(0, this.length), chunks: this.chunks };
  }

  private close(): void {
    if (this.rows > 0) {
      const length = packedSize(this.places, this.rows);
      this.makeRoom(length);
      packInto(this.bytes, this.length, this.places, this.rows);
      this.note(this.rows, length);
      this.rows = 0;
    }
    if (this.cellRows.length > 0) {
      const chunk = encodeRows(this.cellRows);
      this.makeRoom(chunk.length);
      this.bytes.set(chunk, this.length);
      this.note(this.cellRows.length, chunk.length);
      this.cellRows = [];
    }
  }

  private note(rowCount: number, length: number): void {
    this.chunks.push({ rowCount, length });
    this.length += length;
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = room((this.length + more) * 2);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** Bytes that are written before they are read: nothing has to clear them. Not from Node's shared pool, so that they can move. */
const room = (bytes: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.allocUnsafeSlow(Math.ceil(bytes)).buffer);
