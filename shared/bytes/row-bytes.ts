/** Makes text of a run of UTF-8 bytes. Given from outside: each runtime has a quickest way of its own. */
export type TextOf = (bytes: Uint8Array, from: number, to: number) => string;

/** Between any two cells of a row's bytes (ASCII "unit separator"). */
export const cellSign = 0x1f;

/**
 * One row as bytes, divided into cells. The same object is used for row after row: five million of them are
 * looked at, and most need no text at all.
 */
export class RowBytes {
  /** UTF-8 in which the row stands. */
  bytes: Uint8Array = new Uint8Array(0);
  /** How many cells the row has; more than there are columns only say that there are too many. */
  cells = 0;
  /** First byte of each cell, and the byte after its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private readonly columns: number;

  constructor(columns: number) {
    this.columns = columns;
    this.starts = new Int32Array(columns + 1);
    this.ends = new Int32Array(columns + 1);
  }

  /** Takes the row that stands from one place to another, with a sign between any two cells. */
  take(bytes: Uint8Array, from: number, to: number): void {
    const { starts, ends, columns } = this;
    this.bytes = bytes;
    let cell = 0;
    starts[0] = from;
    for (let at = from; at < to; at += 1) {
      if (bytes[at] !== cellSign) continue;
      ends[cell] = at;
      if (cell === columns) break;
      cell += 1;
      starts[cell] = at + 1;
    }
    ends[cell] = to;
    this.cells = cell + 1;
  }

  /**
   * Takes a row whose cells were measured.
   * @param from where it begins
   * @param lengths where the lengths of its cells stand in the same bytes, a byte each
   * @param cells how many it has
   */
  takeMeasured(bytes: Uint8Array, from: number, lengths: number, cells: number): void {
    const { starts, ends } = this;
    this.bytes = bytes;
    this.cells = cells;
    const few = Math.min(cells, starts.length);
    let start = from;
    for (let cell = 0; cell < few; cell += 1) {
      const end = start + (bytes[lengths + cell] as number);
      starts[cell] = start;
      ends[cell] = end;
      start = end + 1;
    }
  }

  /** Whether a cell begins and ends with a visible ASCII sign: then there is nothing to trim. */
  isTrim(cell: number): boolean {
    const first = this.bytes[this.starts[cell] as number] as number;
    const last = this.bytes[(this.ends[cell] as number) - 1] as number;
    return first > 32 && first < 127 && last > 32 && last < 127;
  }

  isEmpty(cell: number): boolean {
    return this.starts[cell] === this.ends[cell];
  }
}
