import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { AppFailure, appError, failWith } from '../../shared/result.ts';

/** What a file is, by its content: extensions lie. */
export type FileKind =
  | { readonly kind: 'text'; readonly container: null | 'gzip' }
  /** A text in a zip file, by its name there. */
  | { readonly kind: 'text'; readonly container: 'zip'; readonly entry: string }
  | { readonly kind: 'workbook' };

/** First bytes of files that people take for a table and that aren't one. */
const refused: readonly { readonly bytes: readonly number[]; readonly kind: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'PNG' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'JPEG' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], kind: '7z' },
  { bytes: [0x52, 0x61, 0x72, 0x21], kind: 'RAR' },
];

const zipBytes = [0x50, 0x4b, 0x03, 0x04];
const gzipBytes = [0x1f, 0x8b];
/** Compound File Binary: old Excel files, and new ones with a password. Source: [MS-CFB] 2.2. */
const compoundBytes = [0xd0, 0xcf, 0x11, 0xe0];

const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/**
 * Looks at a file.
 * @returns what it is, and its size in bytes
 * @throws AppFailure `file.*`: not there, a folder, empty, old or locked spreadsheets, archives of many files...
 */
export async function inspectFile(path: string): Promise<FileKind & { readonly size: number }> {
  const file = basename(path);
  try {
    const { head, size } = await readHead(path, file);
    for (const { bytes, kind } of refused) {
      if (startsWith(head, bytes)) failWith('file.unsupported', { file, kind });
    }
    if (startsWith(head, compoundBytes)) await refuseCompound(path, file);
    if (startsWith(head, gzipBytes)) return { kind: 'text', container: 'gzip', size };
    if (startsWith(head, zipBytes)) return { ...(await lookIntoZip(path, file)), size };
    return { kind: 'text', container: null, size };
  } catch (thrown) {
    throw fileFailure(thrown, file);
  }
}

async function readHead(path: string, file: string): Promise<{ head: Uint8Array; size: number }> {
  const handle = await open(path, 'r');
  try {
    const info = await handle.stat();
    if (info.isDirectory()) failWith('file.is_folder', { file });
    if (info.size === 0) failWith('file.empty', { file });
    const head = new Uint8Array(Math.min(info.size, 4096));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return { head: head.subarray(0, bytesRead), size: info.size };
  } finally {
    await handle.close();
  }
}

/** A workbook with a password keeps its content in a stream of this name. Source: [MS-OFFCRYPTO] 2.3.4.4. */
const lockedStream = Buffer.from('EncryptedPackage', 'utf16le');

async function refuseCompound(path: string, file: string): Promise<never> {
  const handle = await open(path, 'r');
  try {
    // The directory may be anywhere in the file, but its entries are never far from one of its ends.
    const { size } = await handle.stat();
    const part = Math.min(size, 1 << 20);
    for (const from of [0, size - part]) {
      const bytes = Buffer.alloc(part);
      await handle.read(bytes, 0, part, from);
      if (bytes.includes(lockedStream)) failWith('file.locked', { file });
    }
  } finally {
    await handle.close();
  }
  return failWith('file.old_workbook', { file });
}

async function lookIntoZip(path: string, file: string): Promise<FileKind> {
  const zip = await openZip(path);
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === 'xl/workbook.xml') return { kind: 'workbook' };
      if (entry.fileName === 'xl/workbook.bin') failWith('file.unsupported', { file, kind: 'XLSB' });
      if (entry.fileName === 'content.xml') failWith('file.unsupported', { file, kind: 'ODS' });
      // Folders, and what macOS adds beside every file.
      const isFile = !entry.fileName.endsWith('/') && !entry.fileName.startsWith('__MACOSX/');
      if (isFile) entries.push(entry);
      if (entries.length > 1000) break;
    }
    const [only, ...others] = entries;
    if (!only) return failWith('file.empty', { file });
    if (others.length > 0) failWith('file.many_in_zip', { file, count: entries.length });
    if (only.isEncrypted()) failWith('file.locked', { file });
    return { kind: 'text', container: 'zip', entry: only.fileName };
  } finally {
    zip.close();
  }
}

/** Opens a zip file so that its entries can be read one by one. Close it when done. */
export const openZip = (path: string): Promise<ZipFile> =>
  openPromise(path, { autoClose: false, lazyEntries: true });

/** Why a file can't be read, in our own codes. */
export function fileFailure(thrown: unknown, file: string): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const detail = code || (thrown instanceof Error ? thrown.message : String(thrown));
  if (code === 'ENOENT') return new AppFailure(appError('file.not_found', { file }));
  if (code === 'EISDIR') return new AppFailure(appError('file.is_folder', { file }));
  // zlib's codes begin with Z_; yauzl has no codes, and says what is wrong in words.
  if (code.startsWith('Z_') || (code === '' && thrown instanceof Error))
    return new AppFailure(appError('file.broken', { file }, detail), { cause: thrown });
  return new AppFailure(appError('file.not_readable', { file }, detail), { cause: thrown });
}
