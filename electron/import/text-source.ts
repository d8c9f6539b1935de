import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { failWith } from '../../shared/result.ts';
import { createDecoder } from './decode.ts';
import { fileFailure } from './file-failure.ts';
import type { FileKind } from './file-kind.ts';

/** Bytes that are read at once. */
export const blockSize = 1 << 20;

type TextKind = Extract<FileKind, { kind: 'text' }>;

/** Watches the bytes of the file itself, packed or not. */
export type OnBytes = (bytes: Uint8Array, readSoFar: number) => void;

/**
 * The bytes of a text, unpacked, block by block. A block is there until the next one is asked for.
 * @param onBytes is given every byte of the file, in order
 * @throws AppFailure `file.*`; the signal's reason
 */
export async function* readBytes(
  path: string,
  kind: TextKind,
  signal: AbortSignal,
  onBytes: OnBytes = () => undefined,
): AsyncGenerator<Uint8Array> {
  const blocks = kind.container === null ? readPlain(path, onBytes) : readPacked(path, kind, onBytes);
  try {
    for await (const block of blocks) {
      signal.throwIfAborted();
      yield block;
    }
  } catch (thrown) {
    signal.throwIfAborted();
    throw fileFailure(thrown, basename(path));
  }
}

async function* readPlain(path: string, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const block = new Uint8Array(blockSize);
    for (let position = 0; ; ) {
      const { bytesRead } = await handle.read(block, 0, blockSize, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      const bytes = block.subarray(0, bytesRead);
      onBytes(bytes, position);
      yield bytes;
    }
  } finally {
    await handle.close();
  }
}

async function* readPacked(path: string, kind: TextKind, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  if (kind.container === 'gzip') {
    const file = createReadStream(path, { highWaterMark: 1 << 18 });
    const unpacked = file.pipe(createGunzip({ chunkSize: 1 << 18 }));
    file.on('error', (thrown) => unpacked.destroy(thrown));
    let read = 0;
    file.on('data', (bytes: string | Buffer) => {
      if (typeof bytes === 'string') return;
      read += bytes.length;
      onBytes(bytes, read);
    });
    try {
      yield* gathered(unpacked);
    } finally {
      file.destroy();
      unpacked.destroy();
    }
    return;
  }
  if (kind.container !== 'zip') return;
  const { openZip } = await import('./zip-kind.ts');
  const zip = await openZip(path);
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== kind.entry) continue;
      if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
        failWith('file.unsupported', { file: basename(path), kind: `ZIP ${entry.compressionMethod}` });
      const stream = await zip.openReadStreamPromise(entry);
      let unpackedBytes = 0;
      for await (const block of gathered(stream)) {
        unpackedBytes += block.length;
        // How far it is in the packed bytes can only be estimated.
        const share = unpackedBytes / Math.max(1, entry.uncompressedSize);
        onBytes(block, Math.round(share * entry.compressedSize));
        yield block;
      }
      return;
    }
  } finally {
    zip.close();
  }
}

/** Small pieces of a stream put together to blocks worth sending to a thread. */
async function* gathered(stream: Readable): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    pieces.push(piece);
    length += piece.length;
    if (length >= blockSize) {
      yield Buffer.concat(pieces);
      pieces = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(pieces);
}

/**
 * Text in an encoding whose bytes can't be cut (UTF-16, Shift_JIS...) as UTF-8. Byte order marks are gone.
 * @param blocks may end in the middle of a letter
 */
export async function* toUtf8(
  blocks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  const decoder = createDecoder(encoding);
  for await (const block of blocks) yield Buffer.from(decoder.decode(block));
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest);
}

/** How many bytes of telling lines are enough to tell an encoding. */
const tellingBytes = 1 << 16;

/** Lines of a text that have bytes above 127, from anywhere in it: what its encoding shows in. */
export async function tellingLines(blocks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const lines: Uint8Array[] = [];
  let length = 0;
  for await (const block of blocks) {
    let lineStart = 0;
    for (let at = 0; at < block.length && length < tellingBytes; at += 1) {
      const byte = block[at] ?? 0;
      if (byte === 0x0a || byte === 0x0d) lineStart = at + 1;
      if (byte < 128) continue;
      let end = at;
      while (end < block.length && end - lineStart < 4096 && block[end] !== 0x0a && block[end] !== 0x0d)
        end += 1;
      lines.push(block.slice(lineStart, end), new Uint8Array([0x0a]));
      length += end - lineStart + 1;
      at = end;
      lineStart = end + 1;
    }
    if (length >= tellingBytes) break;
  }
  return Buffer.concat(lines);
}
