import type { Dialect } from './dialect.ts';
import { createTextParser } from './parse-records.ts';
import { countLineEnds, endOfQuoted, isDelimiter, toByteDialect } from './scan-records.ts';

/** A record that can't be divided by simple means. */
export interface OddRecord {
  readonly cells: readonly string[];
  /** The byte after its last, line end left out. */
  readonly end: number;
  /** Quotes that were opened by mistake: they stay in their cells. */
  readonly strayQuotes: number;
  /** Whether there are quotes within quotes that should have been escaped. */
  readonly hasBrokenQuotes: boolean;
  /** Line ends in its quoted cells. */
  readonly innerLines: number;
}

/** Where a cell stands. */
interface CellPlace {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Compiles a dialect for records with quotes, which papaparse reads.
 * @returns reads the record that begins at a place in UTF-8 bytes. None of its text is ever lost
 */
export function createOddReader(dialect: Dialect): (source: Uint8Array, from: number) => OddRecord {
  const bytes = toByteDialect(dialect);
  const parseText = createTextParser(dialect);
  return (source, from) => {
    const places: CellPlace[] = [];
    let strayQuotes = 0;
    let innerLines = 0;
    let start = from;
    let isQuoted = false;
    let at = from;
    for (; at < source.length; at += 1) {
      const byte = source[at];
      if (byte === bytes.quote && at === start) {
        const end = endOfQuoted(source, at + 1, source.length, true, bytes);
        isQuoted = end >= 0;
        if (isQuoted) {
          innerLines += countLineEnds(source, at, end);
          at = end - 1;
        } else strayQuotes += 1;
      } else if (byte === lineFeed || byte === carriageReturn) {
        break;
      } else if (isDelimiter(source, at, bytes)) {
        places.push({ start, end: at, isQuoted });
        at += bytes.more.length;
        start = at + 1;
        isQuoted = false;
      }
    }
    places.push({ start, end: at, isQuoted });
    const about = { end: at, strayQuotes, innerLines };
    if (strayQuotes === 0) {
      const { records, brokenQuotes } = parseText(textOf(source, from, at));
      const [cells, ...more] = records;
      // Where papaparse sees other cells than these, each is read by itself.
      if (cells?.length === places.length && more.length === 0)
        return { ...about, cells, hasBrokenQuotes: brokenQuotes > 0 };
    }
    let broken = 0;
    const cells = places.map((place) => {
      const text = textOf(source, place.start, place.end);
      if (!place.isQuoted) return text;
      const { records, brokenQuotes } = parseText(text);
      broken += brokenQuotes;
      // What can't be read as a quoted cell is kept as it stands.
      return (records.length === 1 && records[0]?.length === 1 ? records[0][0] : undefined) ?? text;
    });
    return { ...about, cells, hasBrokenQuotes: broken > 0 };
  };
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', from, to);
