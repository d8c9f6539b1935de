import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Oddity } from '../../shared/audience.ts';
import { failWith } from '../../shared/result.ts';
import { inOrder } from '../jobs/pool-client.ts';
import { type Beginning, readBeginning } from './beginning.ts';
import { blockOddities } from './block-oddities.ts';
import { type BlockSlot, BlockSlots } from './block-slots.ts';
import {
  beginsAsUtf8,
  type Encoding,
  guessEncoding,
  isSingleByte,
  knownEncodings,
  markedEncoding,
} from './encoding.ts';
import type { FileKind } from './file-kind.ts';
import type { ParsedBlock } from './parse-block.ts';
import { cutAfterLastRecord, toByteDialect } from './scan-records.ts';
import type { StageContext, Staged } from './stage.ts';
import { blockSize, readBytes, tellingLines, toUtf8 } from './text-source.ts';

type TextKind = Extract<FileKind, { kind: 'text' }>;

/** The longest record that is believed, in bytes. Longer ones are no table. */
const longestRecord = 1 << 26;

/** Blocks that are with the pool at once, for each of its threads. */
const blocksPerThread = 3;

/** Thrown where bytes turn out not to be UTF-8: the file is read again in another encoding. */
class NotUtf8 extends Error {}

/** Reads a text and stages its rows. @throws AppFailure `file.*` or `store.*`; the signal's reason when cancelled */
export async function stageText(kind: TextKind, context: StageContext): Promise<Omit<Staged, 'fileSize'>> {
  const { path, how, rows, signal } = context;
  const head = await firstBytes(readBytes(path, kind, signal));
  if (head.length === 0) failWith('file.empty', { file: basename(path) });
  const { encoding, markLength } = await encodingOf(head, kind, context);
  try {
    return await stageAs(kind, encoding, markLength, context);
  } catch (thrown) {
    if (!(thrown instanceof NotUtf8) || how.encoding !== undefined) throw thrown;
    // Its beginning was UTF-8 and something later isn't.
    rows.clear();
    const guessed = guessEncoding(await tellingLines(readBytes(path, kind, signal)));
    return await stageAs(kind, guessed, markLength, context);
  }
}

async function encodingOf(
  head: Uint8Array,
  kind: TextKind,
  { path, how, signal }: StageContext,
): Promise<{ encoding: Encoding; markLength: number }> {
  const marked = markedEncoding(head);
  const isChosen = how.encoding !== undefined && (knownEncodings as readonly string[]).includes(how.encoding);
  if (isChosen && how.encoding !== undefined) {
    // A mark of UTF-8 is no text in any encoding; some programs write it before whatever they write.
    const isMarked = marked !== null && (marked.label === how.encoding || marked.label === 'utf-8');
    return {
      encoding: { label: how.encoding, guessed: false },
      markLength: isMarked ? marked.markLength : 0,
    };
  }
  if (marked) return { encoding: marked, markLength: marked.markLength };
  if (!looksLikeText(head)) failWith('file.not_text', { file: basename(path) });
  if (beginsAsUtf8(head)) return { encoding: { label: 'utf-8', guessed: false }, markLength: 0 };
  return { encoding: guessEncoding(await tellingLines(readBytes(path, kind, signal))), markLength: 0 };
}

/** Control signs are rare in text. A few NULs are, in real life, not. */
function looksLikeText(head: Uint8Array): boolean {
  let controls = 0;
  for (const byte of head) {
    // Besides tab and line ends: the signs that databases put between cells and rows, and DOS' end of file.
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte < 26) controls += 1;
  }
  return controls <= Math.max(2, head.length * 0.02);
}

/** How many bytes are looked at to find out how a text is divided. */
const headLength = 1 << 18;

async function firstBytes(blocks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const block of blocks) {
    pieces.push(block.slice());
    length += block.length;
    if (length >= headLength) break;
  }
  return Buffer.concat(pieces).subarray(0, headLength);
}

async function stageAs(
  kind: TextKind,
  encoding: Encoding,
  markLength: number,
  { path, how, rows, pool, signal, onProgress }: StageContext,
): Promise<Omit<Staged, 'fileSize'>> {
  const file = basename(path);
  const hash = createHash('sha256');
  let bytesRead = 0;
  const raw = readBytes(path, kind, signal, (bytes, readSoFar) => {
    hash.update(bytes);
    bytesRead = readSoFar;
  });
  const single = isSingleByte(encoding.label);
  const inBytes = single ? encoding.label : 'utf-8';
  const unmarked = withoutMark(raw, markLength);
  const blocks = single ? unmarked : toUtf8(unmarked, encoding.label);
  const beginning: Beginning = await readBeginning(blocks, inBytes, how, file);
  const { dialect, columns } = beginning;
  const collected = new Collector(beginning);
  // What isn't in the encoding that the person chose is shown as broken, and counted.
  const isStrict = !encoding.guessed && how.encoding === undefined;
  const slots = new BlockSlots();
  const parse = async ({
    slot,
    length,
  }: CutBlock): Promise<{ slot: BlockSlot; block: ParsedBlock | null }> => ({
    slot,
    block: await pool.run('parseBlock', {
      bytes: slot.input.subarray(0, length),
      output: slot.output,
      encoding: inBytes,
      isStrict,
      dialect,
      columns: columns.length,
    }),
  });
  const tasks = async function* () {
    for await (const cut of cutRecords(beginning.rest, toByteDialect(dialect), slots, file))
      yield () => parse(cut);
  };
  await inOrder(tasks(), pool.size * blocksPerThread, ({ slot, block }) => {
    signal.throwIfAborted();
    if (block === null) throw new NotUtf8();
    rows.add(collected.take(block));
    slots.give(slot);
    onProgress(collected.rowCount, bytesRead);
  });
  if (collected.rowCount === 0) failWith('file.only_header', { file });
  return {
    fingerprint: hash.digest('hex'),
    readAs: {
      encoding: encoding.label,
      encodingGuessed: encoding.guessed,
      delimiter: dialect.delimiter,
      headerLine: beginning.headerLine,
      ...(kind.container === null ? null : { container: kind.container }),
    },
    columns,
    rowCount: collected.rowCount,
    oddities: [...beginning.oddities, ...collected.oddities()],
  };
}

async function* withoutMark(blocks: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const block of blocks) {
    yield isFirst ? block.subarray(length) : block;
    isFirst = false;
  }
}

/** Whole records at the beginning of a slot's input. */
interface CutBlock {
  readonly slot: BlockSlot;
  /** Bytes of them. */
  readonly length: number;
}

/** Cuts a stream of bytes into runs of whole records. */
async function* cutRecords(
  blocks: AsyncIterable<Uint8Array>,
  dialect: ReturnType<typeof toByteDialect>,
  slots: BlockSlots,
  file: string,
): AsyncGenerator<CutBlock> {
  let open: Uint8Array = new Uint8Array(0);
  const put = (block: Uint8Array): CutBlock => {
    const length = open.length + block.length;
    const slot = slots.take(length);
    slot.input.set(open);
    slot.input.set(block, open.length);
    return { slot, length };
  };
  for await (const block of blocks) {
    const { slot, length } = put(block);
    // Small pieces wait for company; a thread is worth its message only with something to do.
    const cut = length < blockSize / 4 ? 0 : cutAfterLastRecord(slot.input, length, false, dialect);
    if (cut === 0 && length > longestRecord) failWith('file.not_text', { file });
    open = slot.input.slice(cut, length);
    if (cut > 0) yield { slot, length: cut };
    else slots.give(slot);
  }
  if (open.length === 0) return;
  const rest = open;
  open = new Uint8Array(0);
  yield put(rest);
}

/** Numbers the rows of parsed blocks, and adds up what was odd. */
class Collector {
  rowCount = 0;
  private line: number;
  private readonly odd = new Map<Oddity['code'], { count: number; line: number }>();

  constructor({ dataLine }: Beginning) {
    this.line = dataLine;
  }

  /** The block's chunks, with the number of their first row. */
  take(block: ParsedBlock): { firstRow: number; rowCount: number; bytes: Uint8Array }[] {
    for (const code of blockOddities) {
      const { count, line } = block.oddities[code];
      if (count === 0) continue;
      const known = this.odd.get(code);
      if (known) known.count += count;
      else this.odd.set(code, { count, line: this.line - 1 + line });
    }
    this.line += block.lines;
    let from = 0;
    return block.chunks.map(({ rowCount, length }) => {
      const firstRow = this.rowCount + 1;
      this.rowCount += rowCount;
      const bytes = block.bytes.subarray(from, from + length);
      from += length;
      return { firstRow, rowCount, bytes };
    });
  }

  oddities(): Oddity[] {
    return [...this.odd].map(([code, { count, line }]) => ({ code, count, line }));
  }
}
