import { isUtf8 } from 'node:buffer';
import type { PackedChunks } from '../store/chunk-packer.ts';
import { type BlockOddity, blockOddities, type OddCount, type Oddities } from './block-oddities.ts';
import { BlockParser } from './block-parser.ts';
import type { Dialect } from './dialect.ts';
import { countLineEnds } from './scan-records.ts';

/** A record-aligned run of a file's bytes, to be parsed by itself. */
export interface BlockInput {
  readonly bytes: Uint8Array;
  /** Where the chunks go if there is enough room. */
  readonly output: Uint8Array;
  /** A WHATWG label; ASCII signs must be single bytes in it. */
  readonly encoding: string;
  /** False where broken letters are known of, and are shown as U+FFFD instead of giving up. */
  readonly isStrict: boolean;
  readonly dialect: Dialect;
  /** How many columns the header has. */
  readonly columns: number;
}

export interface ParsedBlock extends PackedChunks {
  /** Lines of the block; the end of the last record counts as one, whether a line end stands there or not. */
  readonly lines: number;
  readonly oddities: Oddities;
}

/**
 * Parses a block into chunks of rows. A record whose quotes are where they should be is divided right here, byte
 * by byte; papaparse reads every other one. (A differential test holds the two together.)
 * @param input its bytes are used up
 * @returns null where the bytes aren't in the encoding
 */
export function parseBlock({
  bytes,
  output,
  encoding,
  isStrict,
  dialect,
  columns,
}: BlockInput): ParsedBlock | null {
  const oddities = Object.fromEntries(
    blockOddities.map((code) => [code, { count: 0, line: 0 }]),
  ) as unknown as Record<BlockOddity, OddCount>;
  let source: Uint8Array = bytes;
  if (encoding !== 'utf-8') {
    source = Buffer.from(new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes));
  } else if (!isUtf8(bytes)) {
    if (isStrict) return null;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    source = Buffer.from(text);
    const before = Buffer.from(text.slice(0, text.indexOf('\ufffd')));
    oddities.broken_letters = {
      count: text.split('\ufffd').length - 1,
      line: 1 + countLineEnds(before, 0, before.length),
    };
  }
  if (source.includes(0)) {
    const kept = source.filter((byte) => byte !== 0);
    const line = 1 + countLineEnds(source, 0, source.indexOf(0));
    oddities.nul_bytes = { count: source.length - kept.length, line };
    source = kept;
  }
  return { ...new BlockParser({ source, output, dialect, columns, oddities }).parse(), oddities };
}
