import type { Dialect } from './dialect.ts';

/** A dialect as bytes. Only for encodings in which ASCII signs are single bytes and nothing else holds them. */
export interface ByteDialect {
  /** First byte of the delimiter. */
  readonly delimiter: number;
  /** The other bytes of a delimiter of several; empty for most. */
  readonly more: Uint8Array;
  /** -1 where nothing is quoted. */
  readonly quote: number;
  /** Equal to `quote` where quotes are doubled. */
  readonly escaper: number;
}

/** The longest quoted cell that is believed, in bytes. A quote that stays open for longer was opened by mistake. */
export const longestQuoted = 1 << 20;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The bytes of a dialect. */
export function toByteDialect({ delimiter, quote, escaper }: Dialect): ByteDialect {
  const bytes = new TextEncoder().encode(delimiter);
  return {
    delimiter: bytes[0] ?? 0x2c,
    more: bytes.subarray(1),
    quote: quote === '' ? -1 : quote.charCodeAt(0),
    escaper: escaper === '' ? -1 : escaper.charCodeAt(0),
  };
}

/** What `endOfQuoted` answers where there is no end. */
export const quotedEnds = {
  /** The bytes end before the quote is closed. */
  open: -1,
  /** The quote was opened by mistake: it is a sign like any other. */
  stray: -2,
} as const;

/**
 * Where a quoted cell ends. As papaparse has it: a quote closes where the delimiter, a line end or the end of
 * the text follows, white space aside; any other quote inside is odd, and part of the text. Unlike papaparse,
 * a quote that swallows a line end *and* meets an odd quote is taken for a stray one.
 * @param from the byte after the opening quote
 * @param atEnd true where nothing comes after these bytes
 * @returns the place of the delimiter or line end after it (or the end of the bytes), or one of `quotedEnds`
 */
export function endOfQuoted(
  bytes: Uint8Array,
  from: number,
  to: number,
  atEnd: boolean,
  dialect: ByteDialect,
): number {
  const { quote, escaper } = dialect;
  let odd = false;
  let lineEnds = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === lineFeed || byte === carriageReturn) {
      if (odd) return quotedEnds.stray;
      lineEnds += 1;
      continue;
    }
    if (byte !== quote) {
      if (byte === escaper && bytes[at + 1] === quote) at += 1;
      continue;
    }
    if (escaper === quote && bytes[at + 1] === quote && at + 1 < to) {
      at += 1;
      continue;
    }
    let after = at + 1;
    while (after < to && isBlank(bytes[after]) && !isDelimiter(bytes, after, dialect)) after += 1;
    if (after >= to) return atEnd ? to : quotedEnds.open;
    const next = bytes[after];
    if (next === lineFeed || next === carriageReturn || isDelimiter(bytes, after, dialect)) return after;
    odd = true;
    if (lineEnds > 0) return quotedEnds.stray;
  }
  return quotedEnds.open;
}

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x09;

/** Whether a delimiter begins at a place. */
export function isDelimiter(bytes: Uint8Array, at: number, { delimiter, more }: ByteDialect): boolean {
  if (bytes[at] !== delimiter) return false;
  for (let index = 0; index < more.length; index += 1) {
    if (bytes[at + 1 + index] !== more[index]) return false;
  }
  return true;
}

/**
 * Where the last whole record of a run of bytes ends, line end included: there it can be cut.
 * @param bytes begin at the beginning of a record
 * @returns 0 where no record is whole
 */
export function cutAfterLastRecord(
  bytes: Uint8Array,
  length: number,
  atEnd: boolean,
  dialect: ByteDialect,
): number {
  if (atEnd) return length;
  const { quote } = dialect;
  const hasQuotes = quote >= 0 && bytes.subarray(0, length).includes(quote);
  if (!hasQuotes) return lastLineEnd(bytes, length);
  if (isSparse(bytes, length, quote)) return cutBetweenQuotes(bytes, length, dialect);
  const { delimiter, more } = dialect;
  let cut = 0;
  let cellBegins = true;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === quote && cellBegins) {
      const end = endOfQuoted(bytes, at + 1, length, false, dialect);
      if (end === quotedEnds.open && length - at <= longestQuoted) return cut;
      if (end >= 0) at = end - 1;
      cellBegins = false;
    } else if (byte === lineFeed) {
      cut = at + 1;
      cellBegins = true;
    } else if (byte === carriageReturn) {
      // At the very end the line feed that belongs to it may still come.
      if (at + 1 === length) return cut;
      if (bytes[at + 1] !== lineFeed) cut = at + 1;
      cellBegins = true;
    } else if (byte === delimiter && (more.length === 0 || isDelimiter(bytes, at, dialect))) {
      at += more.length;
      cellBegins = true;
    } else {
      cellBegins = false;
    }
  }
  return cut;
}

/** Whether quotes are so rare that going from one to the next is quicker than looking at every byte. */
function isSparse(bytes: Uint8Array, length: number, quote: number): boolean {
  const sample = Math.min(length, 16_384);
  let quotes = 0;
  for (let at = 0; at < sample; at += 1) if (bytes[at] === quote) quotes += 1;
  return quotes * 100 < sample;
}

function cutBetweenQuotes(bytes: Uint8Array, length: number, dialect: ByteDialect): number {
  const text = bytes.subarray(0, length);
  const { quote } = dialect;
  let cut = 0;
  for (let at = 0; ; ) {
    const found = text.indexOf(quote, at);
    const stretchEnd = found < 0 ? length : found;
    // Line ends between here and the quote stand outside of quotes.
    const lineEnd = lastLineEnd(text.subarray(at, stretchEnd), stretchEnd - at);
    if (lineEnd > 0) cut = at + lineEnd;
    if (found < 0) return cut;
    const next = found + 1;
    if (!beginsCell(text, found, dialect)) {
      at = next;
      continue;
    }
    // The carriage return right before the quote ends a line, though nothing more is known of what follows it.
    if (text[found - 1] === carriageReturn) cut = found;
    const end = endOfQuoted(text, next, length, false, dialect);
    if (end === quotedEnds.open && length - found <= longestQuoted) return cut;
    at = end >= 0 ? end : next;
  }
}

/** Whether a cell begins at a place, as far as the bytes before it tell. */
function beginsCell(bytes: Uint8Array, at: number, dialect: ByteDialect): boolean {
  const before = bytes[at - 1];
  if (at === 0 || before === lineFeed || before === carriageReturn) return true;
  const start = at - 1 - dialect.more.length;
  return start >= 0 && isDelimiter(bytes, start, dialect);
}

function lastLineEnd(bytes: Uint8Array, length: number): number {
  const feed = bytes.lastIndexOf(lineFeed, length - 1);
  if (feed >= 0) return feed + 1;
  // Old Macs end lines with a carriage return alone; the last byte's line feed may still come.
  const carriage = length < 2 ? -1 : bytes.lastIndexOf(carriageReturn, length - 2);
  return carriage + 1;
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

/** Where a record stands in its text. */
export interface RecordPlace {
  /** First byte of it. */
  readonly start: number;
  /** The byte after its last, line end left out. */
  readonly end: number;
  /** Where the next record begins. */
  readonly next: number;
  /** Its first line, from 1. */
  readonly line: number;
}

/**
 * Finds the first records of a text.
 * @param atEnd false where the text goes on: then the last record found is whole all the same
 */
export function firstRecords(
  bytes: Uint8Array,
  atEnd: boolean,
  dialect: ByteDialect,
  most: number,
): RecordPlace[] {
  const places: RecordPlace[] = [];
  let start = 0;
  let line = 1;
  let inner = 0;
  let cellBegins = true;
  const { length } = bytes;
  for (let at = 0; at < length && places.length < most; at += 1) {
    const byte = bytes[at];
    if (byte === dialect.quote && cellBegins) {
      const end = endOfQuoted(bytes, at + 1, length, atEnd, dialect);
      if (end >= 0) {
        for (let inside = at; inside < end; inside += 1) {
          if (
            bytes[inside] === lineFeed ||
            (bytes[inside] === carriageReturn && bytes[inside + 1] !== lineFeed)
          )
            inner += 1;
        }
        at = end - 1;
      }
      cellBegins = false;
    } else if (byte === lineFeed || byte === carriageReturn) {
      const next = at + (byte === carriageReturn && bytes[at + 1] === lineFeed ? 2 : 1);
      places.push({ start, end: at, next, line });
      line += 1 + inner;
      inner = 0;
      start = next;
      at = next - 1;
      cellBegins = true;
    } else if (isDelimiter(bytes, at, dialect)) {
      at += dialect.more.length;
      cellBegins = true;
    } else {
      cellBegins = false;
    }
  }
  if (atEnd && start < length && places.length < most)
    places.push({ start, end: length, next: length, line });
  return places;
}
