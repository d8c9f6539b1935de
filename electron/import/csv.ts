import { Readable } from 'node:stream';
import Papa from 'papaparse';

/** Delimiters that are looked for in the content. */
const delimiters = [',', ';', '\t', '|'];

/**
 * The delimiter that makes the most regular table of the first lines.
 * @param sample the beginning of the text
 * @returns `,` where there is only one column
 */
export function sniffDelimiter(sample: string): string {
  const { data, meta } = Papa.parse<string[]>(sample, {
    preview: 20,
    delimitersToGuess: delimiters,
    // An empty line at the end would count as a row of one cell, and hide a delimiter of two columns.
    skipEmptyLines: true,
  });
  const several = data.some((cells) => cells.length > 1);
  return several ? meta.delimiter : ',';
}

/** Records as they stand in the file, and what was odd about their quotes. */
export interface CsvBlock {
  readonly records: readonly (readonly string[])[];
  readonly brokenQuotes: number;
}

/**
 * Parses a stream of text into blocks of records. Nothing is dropped here: an empty line is a record with one
 * empty cell. Reading waits until each block was taken.
 */
export async function* parseCsv(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvBlock> {
  const blocks: CsvBlock[] = [];
  let failure: unknown;
  let ended = false;
  let wake: (() => void) | null = null;
  let parser: Papa.Parser | null = null;
  const notify = (): void => {
    wake?.();
    wake = null;
  };
  const stream = Readable.from(text, { objectMode: false, encoding: 'utf8' });
  Papa.parse<string[]>(stream, {
    delimiter,
    chunk(results, handle) {
      parser = handle;
      blocks.push({
        records: results.data,
        brokenQuotes: results.errors.filter((error) => error.type === 'Quotes').length,
      });
      handle.pause();
      notify();
    },
    complete() {
      ended = true;
      notify();
    },
    error(thrown) {
      failure = thrown;
      ended = true;
      notify();
    },
  });
  stream.on('error', (thrown) => {
    failure = thrown;
    ended = true;
    notify();
  });
  try {
    for (;;) {
      const block = blocks.shift();
      if (block) {
        yield block;
        continue;
      }
      if (failure !== undefined) throw failure;
      if (ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        (parser as Papa.Parser | null)?.resume();
      });
    }
  } finally {
    stream.destroy();
  }
}
