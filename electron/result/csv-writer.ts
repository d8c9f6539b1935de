import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import Papa from 'papaparse';
import { AppFailure, appError } from '../../shared/result.ts';

/**
 * A cell that a spreadsheet would run as a formula is written with an apostrophe in front, which spreadsheets
 * hide and our own importer takes away. Numbers with a sign, E.164 phones among them, are left as they are.
 * Source of the list of signs: OWASP, "CSV Injection".
 */
export function defuse(cell: string): string {
  if (!/^[=+\-@\t\r]/.test(cell)) return cell;
  return /^[+-]?[\d\s().,/-]+$/.test(cell) ? cell : `'${cell}`;
}

/** How much text is gathered before it is written. */
const blockSize = 1 << 18;

/**
 * Writes a CSV file (UTF-8 with a byte order mark, so that Excel shows umlauts) beside its final place and
 * moves it there when it is complete: a file that is there is whole.
 * @param rows cells as they are; they are quoted and defused here
 * @returns how many rows were written, the header aside
 * @throws AppFailure `file.write_failed`
 */
export async function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  delimiter = ',',
): Promise<number> {
  const partial = `${path}.partial`;
  const toLine = (cells: readonly string[]): string =>
    Papa.unparse([cells.map(defuse)], { delimiter, newline: '\r\n' });
  try {
    const stream = createWriteStream(partial, { encoding: 'utf8', mode: 0o600 });
    const failed = once(stream, 'error').then(([thrown]) => Promise.reject(thrown));
    failed.catch(() => undefined);
    let block = `\ufeff${toLine(header)}\r\n`;
    let count = 0;
    const flush = async (): Promise<void> => {
      const text = block;
      block = '';
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed]);
    };
    for await (const cells of rows) {
      block += `${toLine(cells)}\r\n`;
      count += 1;
      if (block.length > blockSize) await flush();
    }
    await flush();
    stream.end();
    await Promise.race([once(stream, 'close'), failed]);
    await rename(partial, path);
    return count;
  } catch (thrown) {
    await rm(partial, { force: true }).catch(() => undefined);
    if (thrown instanceof AppFailure) throw thrown;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppFailure(appError('file.write_failed', { file: basename(path) }, detail), { cause: thrown });
  }
}
