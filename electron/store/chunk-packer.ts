import {
  type CellLengths,
  encodeRows,
  packedSize,
  packInto,
  type RowPlaces,
  unmeasured,
} from './row-chunk.ts';

/** Chunks of rows, one after the other in one run of bytes, which moves between threads at once. */
export interface PackedChunks {
  readonly bytes: Uint8Array;
  /** In file order; `length` in bytes. */
  readonly chunks: readonly { readonly rowCount: number; readonly length: number }[];
}

/** How many rows one staged chunk holds at most: few enough to read a page at once, enough to be cheap. */
export const rowsPerChunk = 1000;

/** Puts rows together to chunks. */
export class ChunkPacker {
  private bytes: Uint8Array;
  private length = 0;
  private readonly chunks: { rowCount: number; length: number }[] = [];
  /** The rows of the open chunk. */
  private readonly places: RowPlaces & { readonly lengths: CellLengths };
  private readonly lengths: Uint8Array;
  private readonly columns: number;
  private rows = 0;
  /** Rows as cells, where the text has our own signs in it. */
  private cellRows: string[][] = [];

  /**
   * @param source where all rows stand, with a sign between any two cells
   * @param columns how many cells rows usually have
   * @param output where chunks go as long as there is room; then they go to memory of their own
   */
  constructor(source: Uint8Array, columns: number, output: Uint8Array) {
    this.bytes = output;
    this.places = {
      source,
      starts: new Uint32Array(rowsPerChunk),
      ends: new Uint32Array(rowsPerChunk),
      cells: new Uint32Array(rowsPerChunk),
      wide: new Uint8Array(rowsPerChunk),
      lengths: { columns, bytes: new Uint8Array(rowsPerChunk * columns) },
    };
    this.lengths = this.places.lengths.bytes;
    this.columns = columns;
  }

  /**
   * Adds a row of the source, which must stay where it is.
   * @param isWide whether it has more than ASCII in it
   * @param signs where the signs between its cells stood before it was moved; null where not only they were moved
   * @param from where it began then
   */
  add(
    start: number,
    end: number,
    cells: number,
    isWide: boolean,
    signs: Int32Array | null,
    from: number,
  ): void {
    const { places, rows } = this;
    places.starts[rows] = start;
    places.ends[rows] = end;
    places.cells[rows] = cells;
    places.wide[rows] = isWide ? 1 : 0;
    this.rows = rows + 1;
    if (cells === this.columns) this.measure(rows * cells, end - start, signs, from);
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

  /** Tells the lengths of a row's cells. @param at where in the list */
  private measure(at: number, length: number, signs: Int32Array | null, from: number): void {
    const { lengths, columns } = this;
    if (signs === null) {
      lengths[at] = unmeasured;
      return;
    }
    let start = from;
    let longest = 0;
    for (let cell = 0; cell < columns; cell += 1) {
      const end = cell === columns - 1 ? from + length : (signs[cell] as number);
      const each = end - start;
      if (each > longest) longest = each;
      lengths[at + cell] = each;
      start = end + 1;
    }
    if (longest >= unmeasured) lengths[at] = unmeasured;
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
    const larger = new Uint8Array((this.length + more) * 2);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
