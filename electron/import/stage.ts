import { basename } from 'node:path';
import type { Oddity, ReadAs } from '../../shared/audience.ts';
import { failWith } from '../../shared/result.ts';
import { type AudienceStore, type RowChunk, rowsPerChunk } from '../store/audiences.ts';
import { parseCsv, sniffDelimiter } from './csv.ts';
import { decodeFile, type Encoding, inspectFile, NotInEncoding } from './decode.ts';
import { nameColumns } from './headers.ts';

export interface StageProgress {
  readonly rows: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export interface Staged {
  /** Bytes. */
  readonly fileSize: number;
  readonly readAs: ReadAs;
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly oddities: readonly Oddity[];
}

/** Chunks that are staged in one transaction. */
const chunksPerCommit = 16;

/**
 * Reads a file into the store as an audience's rows. Every record becomes a row or is counted in an oddity.
 * @throws AppFailure `file.*` or `store.*`; the signal's reason when cancelled
 */
export async function stageFile(
  path: string,
  audienceId: string,
  store: AudienceStore,
  signal: AbortSignal,
  onProgress: (progress: StageProgress) => void,
): Promise<Staged> {
  const { encoding, size } = await inspectFile(path);
  const read = async (as: Encoding): Promise<Staged> => ({
    fileSize: size,
    ...(await stageAs(path, as, audienceId, store, signal, (rows, bytesRead) =>
      onProgress({ rows, bytesRead, bytesTotal: size }),
    )),
  });
  try {
    return await read(encoding);
  } catch (thrown) {
    if (!(thrown instanceof NotInEncoding)) throw thrown;
    // Strictly not UTF-8: what Western spreadsheets write instead.
    store.unstage(audienceId);
    return await read({ label: 'windows-1252', guessed: true });
  }
}

async function stageAs(
  path: string,
  encoding: Encoding,
  audienceId: string,
  store: AudienceStore,
  signal: AbortSignal,
  onProgress: (rows: number, bytesRead: number) => void,
): Promise<Omit<Staged, 'fileSize'>> {
  let bytesRead = 0;
  const text = decodeFile(path, encoding.label, signal, (bytes) => {
    bytesRead = bytes;
  });
  const first = await text.next();
  if (first.done) return failWith('file.empty', { file: basename(path) });
  const delimiter = sniffDelimiter(first.value.slice(0, 1 << 16));
  const collector = new RowCollector(audienceId, store);
  for await (const block of parseCsv(rejoin(first.value, text), delimiter)) {
    signal.throwIfAborted();
    collector.take(block.records);
    collector.brokenQuotes += block.brokenQuotes;
    onProgress(collector.rowCount, bytesRead);
  }
  collector.end();
  if (collector.columns === null) return failWith('file.empty', { file: basename(path) });
  if (collector.rowCount === 0) return failWith('file.only_header', { file: basename(path) });
  return {
    readAs: {
      encoding: encoding.label,
      encodingGuessed: encoding.guessed,
      delimiter,
      headerLine: collector.headerLine,
    },
    columns: collector.columns,
    rowCount: collector.rowCount,
    oddities: collector.oddities(),
  };
}

async function* rejoin(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** Takes records, names the columns by the first that isn't blank, numbers the rows and stages them in chunks. */
class RowCollector {
  columns: readonly string[] | null = null;
  headerLine = 1;
  rowCount = 0;
  brokenQuotes = 0;
  private readonly audienceId: string;
  private readonly store: AudienceStore;
  private headerOddities: readonly Oddity[] = [];
  private blank = 0;
  private endsBlank = false;
  private short = 0;
  private long = 0;
  private rows: (readonly string[])[] = [];
  private chunks: RowChunk[] = [];

  constructor(audienceId: string, store: AudienceStore) {
    this.audienceId = audienceId;
    this.store = store;
  }

  take(records: readonly (readonly string[])[]): void {
    for (const cells of records) {
      if (cells.length === 1 && (cells[0] ?? '').trim() === '') {
        if (this.columns === null) this.headerLine += 1;
        else this.blank += 1;
        this.endsBlank = true;
        continue;
      }
      this.endsBlank = false;
      if (this.columns === null) {
        const named = nameColumns(cells);
        this.columns = named.columns;
        this.headerOddities = named.oddities;
      } else {
        this.addRow(cells, this.columns.length);
      }
    }
  }

  end(): void {
    this.closeChunk();
    this.commit();
  }

  oddities(): Oddity[] {
    const oddities: Oddity[] = [...this.headerOddities];
    const add = (code: Oddity['code'], count: number): void => {
      if (count > 0) oddities.push({ code, count });
    };
    // The line break at the end of a file makes no row, and isn't odd.
    add('blank_rows', this.blank - (this.endsBlank && this.blank > 0 ? 1 : 0));
    add('short_rows', this.short);
    add('long_rows', this.long);
    add('broken_quotes', this.brokenQuotes);
    return oddities;
  }

  private addRow(cells: readonly string[], columns: number): void {
    this.rowCount += 1;
    if (cells.length < columns) this.short += 1;
    else if (cells.length > columns) this.long += 1;
    this.rows.push(cells);
    if (this.rows.length === rowsPerChunk) this.closeChunk();
    if (this.chunks.length === chunksPerCommit) this.commit();
  }

  private closeChunk(): void {
    if (this.rows.length === 0) return;
    this.chunks.push({ firstRow: this.rowCount - this.rows.length + 1, rows: this.rows });
    this.rows = [];
  }

  private commit(): void {
    if (this.chunks.length > 0) this.store.stage(this.audienceId, this.chunks);
    this.chunks = [];
  }
}
