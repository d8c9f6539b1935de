import { isUtf8 } from 'node:buffer';
import { cellSign } from '../../shared/bytes/row-bytes.ts';
import { encodeRows, packChunk } from '../store/row-chunk.ts';
import { mayBeDefused, undoDefuse } from './apostrophes.ts';
import type { Dialect } from './dialect.ts';
import { createTextParser } from './parse-records.ts';
import { endOfQuoted, isDelimiter, toByteDialect } from './scan-records.ts';

/** A record-aligned run of a file's bytes, to be parsed by itself. */
export interface BlockInput {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** A WHATWG label; ASCII signs must be single bytes in it. */
  readonly encoding: string;
  /** False where broken letters are known of, and are shown as U+FFFD instead of giving up. */
  readonly isStrict: boolean;
  readonly dialect: Dialect;
  /** How many columns the header has. */
  readonly columns: number;
}

/** How often something odd was met, and the line of the first, from 1 at the beginning of the block. */
export interface OddCount {
  count: number;
  line: number;
}

/** What can be odd in a block. */
export const blockOddities = [
  'blank_rows',
  'short_rows',
  'long_rows',
  'broken_quotes',
  'stray_quotes',
  'nul_bytes',
  'broken_letters',
] as const;
export type BlockOddity = (typeof blockOddities)[number];

export interface ParsedBlock {
  /** Encoded chunks of rows, in file order. */
  readonly chunks: readonly { readonly rowCount: number; readonly bytes: Uint8Array<ArrayBuffer> }[];
  /** Lines of the block; the end of the last record counts as one, whether a line end stands there or not. */
  readonly lines: number;
  readonly oddities: Readonly<Record<BlockOddity, OddCount>>;
}

/** How many rows one staged chunk holds at most: few enough to read a page at once, enough to be cheap. */
export const rowsPerChunk = 1000;

/**
 * Parses a block into chunks of rows. A record without quotes is divided at its delimiters right here, byte by
 * byte; papaparse reads every other one. (A differential test holds the two together.)
 * @returns null where the bytes aren't in the encoding
 */
export function parseBlock({ bytes, encoding, isStrict, dialect, columns }: BlockInput): ParsedBlock | null {
  let source: Uint8Array = bytes;
  let broken: OddCount = { count: 0, line: 0 };
  if (encoding !== 'utf-8') {
    source = Buffer.from(new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes));
  } else if (!isUtf8(bytes)) {
    if (isStrict) return null;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    source = Buffer.from(text);
    const before = Buffer.from(text.slice(0, text.indexOf('\ufffd')));
    broken = { count: text.split('\ufffd').length - 1, line: 1 + countLineEnds(before, 0, before.length) };
  }
  const parsed = new BlockParser(source, dialect, columns).parse();
  return { ...parsed, oddities: { ...parsed.oddities, broken_letters: broken } };
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const apostrophe = 0x27;

class BlockParser {
  private readonly source: Uint8Array;
  private readonly dialect: ReturnType<typeof toByteDialect>;
  private readonly columns: number;
  private readonly parseText: ReturnType<typeof createTextParser>;
  private readonly oddities: Record<BlockOddity, OddCount>;
  private readonly chunks: { rowCount: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
  /** The open chunk's text, the ends of its rows in it, and how much of both is used. */
  private text: Uint8Array;
  private length = 0;
  private readonly ends = new Uint32Array(rowsPerChunk);
  private readonly cells = new Uint32Array(rowsPerChunk);
  private rows = 0;
  private readonly wide = new Uint8Array(rowsPerChunk);
  /** Rows as cells, where the text has our own signs in it. */
  private readonly cellRows: string[][] | null;
  private line = 1;
  /** 1 for each byte that is a sign of text wherever it stands. */
  private readonly ordinary: Uint8Array;

  constructor(source: Uint8Array, dialect: Dialect, columns: number) {
    this.oddities = Object.fromEntries(blockOddities.map((code) => [code, { count: 0, line: 0 }])) as Record<
      BlockOddity,
      OddCount
    >;
    this.source = source.includes(0) ? this.withoutNuls(source) : source;
    this.dialect = toByteDialect(dialect);
    this.columns = columns;
    this.parseText = createTextParser(dialect);
    this.cellRows = source.includes(cellSign) ? [] : null;
    this.text = Buffer.allocUnsafeSlow(source.length + 4096);
    this.ordinary = Uint8Array.from({ length: 256 }, (_, byte) =>
      byte > 0x20 && byte !== this.dialect.delimiter && byte !== this.dialect.quote && byte !== apostrophe
        ? 1
        : 0,
    );
  }

  parse(): ParsedBlock {
    const { length } = this.source;
    for (let at = 0; at < length; ) {
      const next = this.cellRows === null ? this.takePlain(at) : -1;
      at = next >= 0 ? next : this.takeWithParser(at);
    }
    this.closeChunk();
    return {
      chunks: this.chunks,
      lines: this.line - 1,
      oddities: this.oddities,
    };
  }

  /**
   * Takes a record that has no quote at the beginning of a cell.
   * @returns where the next record begins; -1 where this one isn't plain (nothing was taken then)
   */
  private takePlain(from: number): number {
    const { source, dialect, ordinary, columns } = this;
    const { delimiter, quote } = dialect;
    const extra = dialect.more.length;
    const { length } = source;
    // What comes out is never longer than what goes in.
    this.makeRoom(length - from);
    const { text } = this;
    let out = this.length;
    let cells = 1;
    let signs = 0;
    let cellStart = from;
    let lastColumnEnd = -1;
    let at = from;
    for (; at < length; at += 1) {
      const byte = source[at] as number;
      if (ordinary[byte] === 1) {
        signs |= byte;
        text[out] = byte;
      } else if (byte === delimiter && (extra === 0 || isDelimiter(source, at, dialect))) {
        if (cells === columns) lastColumnEnd = out;
        at += extra;
        text[out] = cellSign;
        cells += 1;
        cellStart = at + 1;
      } else if (byte === lineFeed || byte === carriageReturn) {
        break;
      } else {
        if (at === cellStart && (byte === quote || (byte === apostrophe && mayBeDefused(source[at + 1]))))
          return -1;
        if (byte > 0x20) signs |= byte;
        text[out] = byte;
      }
      out += 1;
    }
    if (signs > 0) {
      this.countRow(cells, cells > columns && hasMore(text, lastColumnEnd + 1, out));
      this.length = out;
      this.endRow(cells, signs > 127);
    } else {
      this.countBlank();
    }
    this.line += 1;
    return at + (source[at] === carriageReturn && source[at + 1] === lineFeed ? 2 : 1);
  }

  /** Has papaparse take the record that begins here. @returns where the next one begins */
  private takeWithParser(from: number): number {
    const { source, dialect } = this;
    const { length } = source;
    const strays: number[] = [];
    let cellBegins = true;
    let inner = 0;
    let at = from;
    for (; at < length; at += 1) {
      const byte = source[at];
      if (byte === dialect.quote && cellBegins) {
        const end = endOfQuoted(source, at + 1, length, true, dialect);
        if (end >= 0) {
          inner += countLineEnds(source, at, end);
          at = end - 1;
        } else {
          strays.push(at);
        }
        cellBegins = false;
      } else if (byte === lineFeed || byte === carriageReturn) {
        break;
      } else if (isDelimiter(source, at, dialect)) {
        at += dialect.more.length;
        cellBegins = true;
      } else {
        cellBegins = false;
      }
    }
    const text = strays.length === 0 ? textOf(source, from, at) : this.quoteStrays(from, at, strays);
    const { records, brokenQuotes } = this.parseText(text);
    if (strays.length > 0) this.note('stray_quotes', strays.length);
    if (brokenQuotes > 0) this.note('broken_quotes', 1);
    this.addCells((records[0] ?? ['']).map(undoDefuse));
    this.line += 1 + inner;
    return at + (source[at] === carriageReturn && source[at + 1] === lineFeed ? 2 : 1);
  }

  /** A record's text in which the cells that begin with a stray quote are quoted as they should have been. */
  private quoteStrays(from: number, to: number, strays: readonly number[]): string {
    const { source, dialect } = this;
    const quote = String.fromCharCode(dialect.quote);
    const escaper = String.fromCharCode(dialect.escaper);
    let text = '';
    let done = from;
    for (const stray of strays) {
      let end = stray;
      while (end < to && !isDelimiter(source, end, dialect)) end += 1;
      const cell = textOf(source, stray, end).replaceAll(quote, escaper + quote);
      text += `${textOf(source, done, stray)}${quote}${cell}${quote}`;
      done = end;
    }
    return text + textOf(source, done, to);
  }

  private addCells(cells: string[]): void {
    if (cells.every((cell) => cell.trim() === '')) {
      this.countBlank();
      return;
    }
    this.countRow(
      cells.length,
      cells.slice(this.columns).some((cell) => cell !== ''),
    );
    if (this.cellRows !== null) {
      this.cellRows.push(cells);
      if (this.cellRows.length === rowsPerChunk) this.closeChunk();
      return;
    }
    const row = cells.join('\u001f');
    this.makeRoom(row.length * 3 + 4);
    const { written } = new TextEncoder().encodeInto(row, this.text.subarray(this.length));
    this.length += written;
    this.endRow(cells.length, written !== row.length);
  }

  private countRow(cells: number, hasTooMuch: boolean): void {
    if (cells < this.columns) this.note('short_rows', 1);
    else if (hasTooMuch) this.note('long_rows', 1);
  }

  private countBlank(): void {
    this.note('blank_rows', 1);
  }

  private note(code: BlockOddity, count: number): void {
    const odd = this.oddities[code];
    if (odd.count === 0) odd.line = this.line;
    odd.count += count;
  }

  private endRow(cells: number, isWide: boolean): void {
    this.wide[this.rows] = isWide ? 1 : 0;
    this.ends[this.rows] = this.length;
    this.cells[this.rows] = cells;
    this.rows += 1;
    if (this.rows === rowsPerChunk) this.closeChunk();
    else {
      this.text[this.length] = cellSign;
      this.length += 1;
    }
  }

  private closeChunk(): void {
    if (this.cellRows !== null && this.cellRows.length > 0) {
      this.chunks.push({ rowCount: this.cellRows.length, bytes: encodeRows(this.cellRows) });
      this.cellRows.length = 0;
    }
    if (this.rows === 0) return;
    const end = this.ends[this.rows - 1] ?? 0;
    const bytes = packChunk(
      this.text.subarray(0, end),
      this.ends.subarray(0, this.rows),
      this.cells.subarray(0, this.rows),
      this.wide,
    );
    this.chunks.push({ rowCount: this.rows, bytes });
    this.rows = 0;
    this.length = 0;
  }

  /** Sees to it that so many bytes more have room in the open chunk. */
  private makeRoom(bytes: number): void {
    if (this.length + bytes + 8 <= this.text.length) return;
    const larger = new Uint8Array(Math.max(this.text.length * 2, this.length + bytes + 4096));
    larger.set(this.text);
    this.text = larger;
  }

  private withoutNuls(source: Uint8Array): Uint8Array {
    const kept = source.filter((byte) => byte !== 0);
    const first = source.indexOf(0);
    this.oddities.nul_bytes.count = source.length - kept.length;
    this.oddities.nul_bytes.line = 1 + countLineEnds(source, 0, first);
    return kept;
  }
}

/** Whether there is any text between two places, delimiters aside. */
function hasMore(text: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (text[at] !== cellSign) return true;
  return false;
}

/** Line ends between two places; a carriage return with its line feed is one. */
export function countLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === lineFeed || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) count += 1;
  }
  return count;
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', from, to);
