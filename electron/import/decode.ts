import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppFailure, appError, failWith } from '../../shared/result.ts';

/** An encoding that a file can be read in, by its WHATWG label. */
export interface Encoding {
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** True where nothing in the file says so. */
  readonly guessed: boolean;
}

/** Bytes read at once. */
const blockSize = 1 << 20;

/** First bytes of files that people take for a table and that aren't text. */
const signatures: readonly { readonly bytes: readonly number[]; readonly kind: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], kind: 'xlsx' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], kind: 'xls' },
  { bytes: [0x1f, 0x8b], kind: 'gzip' },
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'pdf' },
];

/**
 * Looks at the beginning of a file.
 * @returns the encoding to begin with, and the size in bytes
 * @throws AppFailure `file.*`: not there, not readable, a folder, empty, not text
 */
export async function inspectFile(path: string): Promise<{ encoding: Encoding; size: number }> {
  const file = basename(path);
  const handle = await open(path, 'r').catch((thrown: unknown) => {
    throw fileFailure(thrown, file);
  });
  try {
    const info = await handle.stat();
    if (info.isDirectory()) failWith('file.is_folder', { file });
    if (info.size === 0) failWith('file.empty', { file });
    const head = new Uint8Array(Math.min(info.size, 1 << 16));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return { encoding: sniffEncoding(head.subarray(0, bytesRead), file), size: info.size };
  } catch (thrown) {
    throw fileFailure(thrown, file);
  } finally {
    await handle.close();
  }
}

/** The encoding that the first bytes speak for. @throws AppFailure if they aren't text */
export function sniffEncoding(head: Uint8Array, file: string): Encoding {
  for (const { bytes, kind } of signatures) {
    if (bytes.every((byte, index) => head[index] === byte)) failWith('file.unsupported', { file, kind });
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', guessed: false };
  if (head[0] === 0xfe && head[1] === 0xff) return { label: 'utf-16be', guessed: false };
  let zeros = 0;
  let zerosAtOdd = 0;
  let controls = 0;
  head.forEach((byte, index) => {
    if (byte === 0) {
      zeros += 1;
      zerosAtOdd += index % 2;
    } else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls += 1;
  });
  // Latin text in UTF-16 without a mark has a zero in every other byte, always on the same side.
  if (zeros > head.length * 0.3) {
    if (zerosAtOdd > zeros * 0.9) return { label: 'utf-16le', guessed: true };
    if (zerosAtOdd < zeros * 0.1) return { label: 'utf-16be', guessed: true };
  }
  if (zeros + controls > Math.max(2, head.length * 0.02)) failWith('file.not_text', { file });
  return { label: 'utf-8', guessed: false };
}

/** Thrown where bytes turn out not to be in the encoding that was tried: the file is read again in another. */
export class NotInEncoding extends Error {}

/**
 * The text of a file, decoded block by block, without its byte order mark.
 * @param onBytes called with the bytes read so far
 * @throws NotInEncoding if UTF-8 was tried and the bytes aren't; AppFailure `file.*`; the signal's reason
 */
export async function* decodeFile(
  path: string,
  encoding: Encoding['label'],
  signal: AbortSignal,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  const file = basename(path);
  const handle = await open(path, 'r').catch((thrown: unknown) => {
    throw fileFailure(thrown, file);
  });
  const decode = (bytes: Uint8Array | undefined): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new NotInEncoding(encoding);
    }
  };
  try {
    const block = new Uint8Array(blockSize);
    for (let position = 0; ; ) {
      signal.throwIfAborted();
      const { bytesRead } = await handle.read(block, 0, block.length, position).catch((thrown: unknown) => {
        throw fileFailure(thrown, file);
      });
      if (bytesRead === 0) break;
      position += bytesRead;
      onBytes(position);
      const text = decode(block.subarray(0, bytesRead));
      if (text !== '') yield text;
    }
    const rest = decode(undefined);
    if (rest !== '') yield rest;
  } finally {
    await handle.close();
  }
}

function fileFailure(thrown: unknown, file: string): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const detail = code || (thrown instanceof Error ? thrown.message : String(thrown));
  if (code === 'ENOENT') return new AppFailure(appError('file.not_found', { file }));
  if (code === 'EISDIR') return new AppFailure(appError('file.is_folder', { file }));
  return new AppFailure(appError('file.not_readable', { file }, detail));
}
