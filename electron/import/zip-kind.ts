import { basename } from 'node:path';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { failWith } from '../../shared/result.ts';
import { refuseByHead, startsWith, zipBytes } from './file-heads.ts';

/** What is in a zip file. */
export type ZipKind =
  /** One text, by its name there. */
  | { readonly kind: 'text'; readonly container: 'zip'; readonly entry: string }
  | {
      readonly kind: 'workbook';
      readonly format: 'xlsx' | 'ods';
      /** Its name in the zip file, where it isn't one itself but packed in one. */
      readonly entry?: string;
    };

/** Parts that tell what kind of document a zip file is. */
const workbooks: Readonly<Record<string, 'xlsx' | 'ods'>> = {
  'xl/workbook.xml': 'xlsx',
  'content.xml': 'ods',
};
/** Those of documents that hold no table that can be read. */
const otherDocuments: Readonly<Record<string, string>> = {
  'xl/workbook.bin': 'XLSB',
  'word/document.xml': 'DOCX',
  'ppt/presentation.xml': 'PPTX',
  'Index/Document.iwa': 'Numbers',
  'Index.zip': 'Numbers',
};

/** Entries that are looked at. */
const mostEntries = 1000;
/** The largest workbook that is unpacked from a zip file, in bytes: it is held in memory. */
const mostUnpacked = 1 << 30;

/**
 * Looks into a zip file.
 * @throws AppFailure `file.*`: documents that are no table, archives of many files, passwords; what yauzl throws for
 * broken files
 */
export async function lookIntoZip(path: string): Promise<ZipKind> {
  const file = basename(path);
  const zip = await openZip(path);
  try {
    const found = await documentIn(zip, file);
    if (typeof found === 'string') return { kind: 'workbook', format: found };
    const [only, ...others] = found;
    if (!only) return failWith('file.empty', { file });
    if (others.length > 0) failWith('file.many_in_zip', { file, count: found.length });
    if (only.isEncrypted()) failWith('file.locked', { file });
    return await lookAtOnly(zip, only, path);
  } finally {
    zip.close();
  }
}

/** What a zip file is by its parts: a workbook, or, if none of the kinds that are known, its files. */
async function documentIn(zip: ZipFile, file: string): Promise<'xlsx' | 'ods' | Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    const format = workbooks[fileName];
    if (format !== undefined) return format;
    // The whole of an OpenDocument file with a password, since LibreOffice 24.8.
    if (fileName === 'encrypted-package') failWith('file.locked', { file });
    const kind = otherDocuments[fileName];
    if (kind !== undefined) failWith('file.unsupported', { file, kind });
    // Folders, and what macOS adds beside every file.
    if (!fileName.endsWith('/') && !fileName.startsWith('__MACOSX/')) entries.push(entry);
    if (entries.length > mostEntries) break;
  }
  return entries;
}

/** The one file in a zip file: a text, or a workbook, which is a zip file itself. */
async function lookAtOnly(zip: ZipFile, entry: Entry, path: string): Promise<ZipKind> {
  const file = basename(path);
  const head = await firstBytes(zip, entry);
  await refuseByHead(head, file);
  if (!startsWith(head, zipBytes)) return { kind: 'text', container: 'zip', entry: entry.fileName };
  const inner = await openZip(path, entry.fileName);
  try {
    const found = await documentIn(inner, file);
    if (typeof found === 'string') return { kind: 'workbook', format: found, entry: entry.fileName };
    return failWith('file.unsupported', { file, kind: 'ZIP' });
  } finally {
    inner.close();
  }
}

async function firstBytes(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return new Uint8Array();
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const bytes of stream as AsyncIterable<Buffer>) return bytes;
    return new Uint8Array();
  } finally {
    stream.destroy();
  }
}

/**
 * Opens a zip file so that its entries can be read one by one. Close it when done.
 * @param packed the name of a zip file in it, which is opened instead
 */
export async function openZip(path: string, packed?: string): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true };
  const zip = await openPromise(path, options);
  if (packed === undefined) return zip;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName === packed) return await fromBufferPromise(await unpack(zip, entry, path), options);
    }
    throw new Error(`${packed} is not there any more`);
  } finally {
    zip.close();
  }
}

async function unpack(zip: ZipFile, entry: Entry, path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > mostUnpacked) failWith('file.unsupported', { file: basename(path), kind: 'ZIP' });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
