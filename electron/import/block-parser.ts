import { cellSign } from '../../shared/bytes/row-bytes.ts';
import { ChunkPacker, type PackedChunks } from '../store/chunk-packer.ts';
import { mayBeDefused, undoDefuse } from './apostrophes.ts';
import type { OddCount, Oddities } from './block-oddities.ts';
import type { Dialect } from './dialect.ts';
import { createOddReader } from './odd-record.ts';
import { isDelimiter, toByteDialect } from './scan-records.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const apostrophe = 0x27;

/** What a byte may be. */
const text = 0;
const delimiterSign = 1;
const lineEnd = 2;
/** A quote, an apostrophe, the beginning of a delimiter of several bytes: it depends on where it stands. */
const special = 3;
/** White space, and other signs that nobody sees. */
const blank = 4;

/** Most cells of a record that is divided byte by byte, and most bytes in it that are left out. */
const mostMarks = 4096;

/**
 * Divides the records of a block into cells, in place: what comes out is never longer than what goes in, so that
 * rows are moved to the front of the very bytes that they stand in.
 */
export class BlockParser {
  private readonly source: Uint8Array;
  private readonly dialect: ReturnType<typeof toByteDialect>;
  private readonly columns: number;
  private readonly readOdd: ReturnType<typeof createOddReader>;
  private readonly oddities: Oddities;
  private readonly packer: ChunkPacker;
  private readonly kindOf: Uint8Array;
  /** Rows can be kept byte by byte unless our own sign is in the text. */
  private readonly isPlain: boolean;
  /** Where the next row goes. */
  private out = 0;
  private line = 1;
  /** Of the record at hand: where its delimiters are, and the bytes that are left out. */
  private readonly delimiters = new Int32Array(mostMarks);
  private readonly dropped = new Int32Array(mostMarks);
  private cells = 0;
  private drops = 0;
  /** All its bytes above white space, together. */
  private signs = 0;
  /** Line ends in its quotes. */
  private inner = 0;

  /**
   * @param parts `source` is UTF-8 without NULs, and is used up; `output` where chunks go if there is enough room;
   * `columns` how many the header has; what is odd is counted in `oddities`
   */
  constructor({
    source,
    output,
    dialect,
    columns,
    oddities,
  }: {
    readonly source: Uint8Array;
    readonly output: Uint8Array;
    readonly dialect: Dialect;
    readonly columns: number;
    readonly oddities: Oddities;
  }) {
    this.source = source;
    this.dialect = toByteDialect(dialect);
    this.columns = columns;
    this.oddities = oddities;
    this.readOdd = createOddReader(dialect);
    this.isPlain = !source.includes(cellSign);
    this.packer = new ChunkPacker(source, columns, output);
    this.kindOf = kindsOf(this.dialect);
  }

  parse(): PackedChunks & { readonly lines: number } {
    const { length } = this.source;
    for (let at = 0; at < length; ) {
      const next = this.isPlain ? this.takePlain(at) : -1;
      at = next >= 0 ? next : this.takeOdd(at);
    }
    return { ...this.packer.finish(), lines: this.line - 1 };
  }

  /**
   * Takes a record whose quotes, if it has any, are where they should be.
   * @returns where the next record begins; -1 where this one isn't plain (nothing was taken then)
   */
  private takePlain(from: number): number {
    const { source, kindOf, delimiters } = this;
    const { length } = source;
    let signs = 0;
    let at = from;
    this.cells = 0;
    this.drops = 0;
    this.inner = 0;
    let cells = 0;
    for (; at < length; at += 1) {
      const byte = source[at] as number;
      const kind = kindOf[byte];
      if (kind === text) {
        signs |= byte;
      } else if (kind === delimiterSign) {
        if (cells === mostMarks) return -1;
        delimiters[cells] = at;
        cells += 1;
      } else if (kind === lineEnd) {
        break;
      } else if (kind === special) {
        const isFirst =
          at === (cells === 0 ? from : (delimiters[cells - 1] as number) + this.dialect.more.length + 1);
        this.cells = cells;
        this.signs = signs;
        at = this.pass(at, isFirst);
        if (at < 0) return -1;
        cells = this.cells;
        signs = this.signs;
      }
    }
    if (signs > 0) {
      for (let cell = 0; cell < cells; cell += 1) source[delimiters[cell] as number] = cellSign;
      const start = this.out;
      this.move(from, at, this.drops);
      this.countRow(cells + 1, start);
      this.endRow(start, cells + 1, signs > 127, this.drops === 0 ? delimiters : null, from);
    } else this.note('blank_rows', 1);
    this.line += 1 + this.inner;
    return at + (source[at] === carriageReturn && source[at + 1] === lineFeed ? 2 : 1);
  }

  /**
   * Passes what is special.
   * @param isFirst whether it begins a cell
   * @returns its last byte; -1 where the record isn't plain
   */
  private pass(at: number, isFirst: boolean): number {
    const { source, dialect } = this;
    const byte = source[at] as number;
    if (byte === dialect.delimiter && isDelimiter(source, at, dialect)) {
      if (this.cells === mostMarks) return -1;
      this.delimiters[this.cells] = at;
      this.cells += 1;
      for (let extra = 1; extra <= dialect.more.length; extra += 1) if (!this.drop(at + extra)) return -1;
      return at + dialect.more.length;
    }
    if (isFirst && byte === dialect.quote) return this.passQuoted(at);
    if (isFirst && byte === apostrophe && mayBeDefused(source[at + 1])) return -1;
    this.signs |= byte;
    return at;
  }

  /** Passes a quoted cell, whose last quote must stand right before a delimiter or line end. As `pass`. */
  private passQuoted(from: number): number {
    const { source, dialect } = this;
    const { quote } = dialect;
    const { length } = source;
    if (dialect.escaper !== quote || !this.drop(from)) return -1;
    if (source[from + 1] === apostrophe && mayBeDefused(source[from + 2])) return -1;
    let at = from + 1;
    for (; at < length; at += 1) {
      const byte = source[at] as number;
      if (byte === quote) {
        if (!this.drop(at)) return -1;
        if (source[at + 1] !== quote) break;
        this.signs |= byte;
        at += 1;
      } else if (byte > 0x20) this.signs |= byte;
      else if (byte === lineFeed || (byte === carriageReturn && source[at + 1] !== lineFeed)) this.inner += 1;
    }
    if (at >= length) return -1;
    const after = source[at + 1];
    const isEnd =
      at + 1 === length ||
      after === lineFeed ||
      after === carriageReturn ||
      isDelimiter(source, at + 1, dialect);
    return isEnd ? at : -1;
  }

  /** Leaves a byte out. @returns false where there are too many */
  private drop(at: number): boolean {
    if (this.drops === mostMarks) return false;
    this.dropped[this.drops] = at;
    this.drops += 1;
    return true;
  }

  /** Moves a record to where it goes, without the bytes that are left out. */
  private move(from: number, to: number, drops: number): void {
    const { source, dropped } = this;
    let begin = from;
    for (let index = 0; index <= drops; index += 1) {
      const end = index < drops ? (dropped[index] as number) : to;
      if (end > begin) {
        if (begin !== this.out) source.copyWithin(this.out, begin, end);
        this.out += end - begin;
      }
      begin = end + 1;
    }
  }

  /** Takes a record that isn't plain. @returns where the next one begins */
  private takeOdd(from: number): number {
    const { source } = this;
    const { cells, end, strayQuotes, hasBrokenQuotes, innerLines } = this.readOdd(source, from);
    const next = end + (source[end] === carriageReturn && source[end + 1] === lineFeed ? 2 : 1);
    if (strayQuotes > 0) this.note('stray_quotes', strayQuotes);
    if (hasBrokenQuotes) this.note('broken_quotes', 1);
    this.addCells(cells.map(undoDefuse), end);
    this.line += 1 + innerLines;
    return next;
  }

  /** @param end the byte after the record, which is read already: its place is free */
  private addCells(cells: string[], end: number): void {
    if (cells.every((cell) => cell.trim() === '')) {
      this.note('blank_rows', 1);
      return;
    }
    if (cells.length < this.columns) this.note('short_rows', 1);
    else if (cells.slice(this.columns).some((cell) => cell !== '')) this.note('long_rows', 1);
    if (!this.isPlain) {
      this.packer.addCells(cells);
      return;
    }
    const row = cells.join(String.fromCharCode(cellSign));
    const start = this.out;
    const { read, written } = new TextEncoder().encodeInto(row, this.source.subarray(start, end));
    if (read !== row.length) throw new Error('a record came out longer than it went in');
    this.out += written;
    this.endRow(start, cells.length, written !== row.length, null, start);
  }

  /** A row ends where the next one goes, but for the byte between them. */
  private endRow(
    start: number,
    cells: number,
    isWide: boolean,
    delimiters: Int32Array | null,
    from: number,
  ): void {
    this.packer.add(start, this.out, cells, isWide, delimiters, from);
    this.out += 1;
  }

  /** @param start of the row, which ends where the next one goes */
  private countRow(cells: number, start: number): void {
    if (cells < this.columns) this.note('short_rows', 1);
    else if (cells > this.columns && this.hasMore(start)) this.note('long_rows', 1);
  }

  /** Whether there is any text in a row after its last column. */
  private hasMore(start: number): boolean {
    let left = this.columns;
    for (let at = start; at < this.out; at += 1) {
      if (this.source[at] === cellSign) left -= 1;
      else if (left <= 0) return true;
    }
    return false;
  }

  private note(code: keyof Oddities, count: number): void {
    const odd: OddCount = this.oddities[code];
    if (odd.count === 0) odd.line = this.line;
    odd.count += count;
  }
}

function kindsOf({ delimiter, more, quote }: ReturnType<typeof toByteDialect>): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte === delimiter) return more.length === 0 ? delimiterSign : special;
    if (byte === lineFeed || byte === carriageReturn) return lineEnd;
    if (byte === quote || byte === apostrophe) return special;
    return byte > 0x20 ? text : blank;
  });
}
