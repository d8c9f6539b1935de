import type { Oddity } from '../../shared/audience.ts';
import type { ReadHow } from '../../shared/read-how.ts';
import { failWith } from '../../shared/result.ts';
import { undoDefuse } from './apostrophes.ts';
import type { Dialect } from './dialect.ts';
import { refuseByBeginning } from './file-heads.ts';
import { findHeader } from './find-header.ts';
import { nameColumns } from './headers.ts';
import { createOddReader } from './odd-record.ts';
import { firstRecords, type RecordPlace, toByteDialect } from './scan-records.ts';
import { sniffDialect } from './sniff-dialect.ts';

/** What the first lines of a text say about the rest. */
export interface Beginning {
  readonly dialect: Dialect;
  readonly columns: readonly string[];
  /** Line of the header, from 1; 0 where there is none. */
  readonly headerLine: number;
  /** Line on which the data begins. */
  readonly dataLine: number;
  readonly oddities: readonly Oddity[];
  /** The data's bytes. */
  readonly rest: AsyncGenerator<Uint8Array>;
}

/** Bytes that are looked at. */
const lookAt = 1 << 18;
/** Signs of them that tell the delimiter. */
const sniffLength = 1 << 16;
/** Records among which the header is. */
const headRecords = 60;

/**
 * Reads the beginning of a text: how it is divided, and what its columns are called.
 * @param blocks bytes in an encoding in which ASCII signs are single bytes
 * @throws AppFailure `file.empty`, `file.unsupported`
 */
export async function readBeginning(
  blocks: AsyncIterator<Uint8Array> & AsyncIterable<Uint8Array>,
  encoding: string,
  how: ReadHow,
  file: string,
): Promise<Beginning> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let atEnd = false;
  while (length < lookAt && !atEnd) {
    const { done, value } = await blocks.next();
    if (done) atEnd = true;
    else {
      // The block is gone with the next one.
      pieces.push(value.slice());
      length += value.length;
    }
  }
  const head = Buffer.concat(pieces);
  const decode = (bytes: Uint8Array): string => new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  refuseByBeginning(decode(head.subarray(0, 1024)), file);
  const sniffed = sniffDialect(decode(head.subarray(0, sniffLength)), how.delimiter ?? null);
  const { dialect, sepLength } = sniffed;
  const table = head.subarray(sepLength);
  const sepLines = sepLength > 0 ? 1 : 0;
  const places = firstRecords(
    table.subarray(0, lookAt),
    atEnd && table.length <= lookAt,
    toByteDialect(dialect),
    Math.max(headRecords, (how.headerLine ?? 0) + 1),
  );
  const read = createOddReader(dialect);
  const cellsAt = ({ start, end }: RecordPlace): readonly string[] =>
    read(Buffer.from(decode(table.subarray(start, end))), 0).cells.map(undoDefuse);
  const records = places.map(cellsAt);
  if (!records.some(isFilled)) {
    if (atEnd || records.length > 0) failWith('file.empty', { file });
    failWith('file.not_text', { file });
  }
  const index = headerIndex(how, places, records, sepLines);
  const header = index === null ? null : places[index];
  const width = widest(records.slice(index === null ? 0 : index));
  const named = nameColumns(
    index === null ? Array.from({ length: width }, () => '') : (records[index] ?? []),
  );
  const above = records.slice(0, index ?? 0);
  const titles = above.filter(isFilled).length;
  const blanks = above.length - titles;
  const firstBlank = places[above.findIndex((cells) => !isFilled(cells))]?.line ?? 1;
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    const begun = table.subarray(header?.next ?? 0);
    if (begun.length > 0) yield begun;
    if (!atEnd) yield* blocks;
  };
  const oddities: Oddity[] = [];
  if (titles > 0) oddities.push({ code: 'title_rows', count: titles, line: 1 + sepLines });
  if (blanks > 0) oddities.push({ code: 'blank_rows', count: blanks, line: firstBlank + sepLines });
  return {
    dialect,
    columns: named.columns,
    headerLine: header ? header.line + sepLines : 0,
    dataLine: (header ? (places[(index ?? 0) + 1]?.line ?? header.line + 1) : 1) + sepLines,
    oddities: index === null ? oddities : [...oddities, ...named.oddities],
    rest: rest(),
  };
}

const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '');

function headerIndex(
  { headerLine }: ReadHow,
  places: readonly RecordPlace[],
  records: readonly (readonly string[])[],
  sepLines: number,
): number | null {
  if (headerLine === 0) return null;
  if (headerLine !== undefined) {
    const line = headerLine - sepLines;
    // The record that the line is in, where a quoted cell has several.
    const index = places.findLastIndex((place) => place.line <= line);
    return Math.max(0, index);
  }
  return findHeader(records);
}

/** The most cells that a record without a header has, among those that are usual. */
function widest(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of records.filter(isFilled)) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}
