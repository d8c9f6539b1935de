import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { failWith } from '../../shared/result.ts';
import { fileFailure } from './file-failure.ts';
import { gzipBytes, refuseByHead, startsWith, zipBytes } from './file-heads.ts';
import type { ZipKind } from './zip-kind.ts';

/** What a file is, by its content: extensions lie. */
export type FileKind = { readonly kind: 'text'; readonly container: null | 'gzip' } | ZipKind;

/** Bytes of a file that tell what it is. */
const headLength = 4096;
/** Bytes at each end of a file among which the directory of a compound file is. */
const endLength = 1 << 20;

/**
 * Looks at a file.
 * @returns what it is, and its size in bytes
 * @throws AppFailure `file.*`: not there, a folder, empty, old or locked spreadsheets, archives of many files...
 */
export async function inspectFile(path: string): Promise<FileKind & { readonly size: number }> {
  const file = basename(path);
  try {
    const handle = await open(path, 'r');
    try {
      const info = await handle.stat();
      if (info.isDirectory()) failWith('file.is_folder', { file });
      if (info.size === 0) failWith('file.empty', { file });
      return { ...(await kindOf(handle, path, info.size)), size: info.size };
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw fileFailure(thrown, file);
  }
}

async function kindOf(handle: FileHandle, path: string, size: number): Promise<FileKind> {
  const head = await readAt(handle, 0, headLength);
  await refuseByHead(head, basename(path), async () => [
    await readAt(handle, 0, endLength),
    await readAt(handle, Math.max(0, size - endLength), endLength),
  ]);
  if (startsWith(head, gzipBytes)) return { kind: 'text', container: 'gzip' };
  if (startsWith(head, zipBytes)) {
    const { lookIntoZip } = await import('./zip-kind.ts');
    return await lookIntoZip(path);
  }
  return { kind: 'text', container: null };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
