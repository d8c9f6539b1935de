import { failWith } from '../../shared/result.ts';

/** First bytes of files that people take for a table and that aren't one. */
const refused: readonly { readonly bytes: readonly number[]; readonly kind: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'PNG' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'JPEG' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], kind: '7z' },
  { bytes: [0x52, 0x61, 0x72, 0x21], kind: 'RAR' },
];

/** First signs of texts that hold no lines and cells: pages that a program calls `.xls`, and data for programs. */
const refusedTexts: readonly { readonly begins: RegExp; readonly kind: string }[] = [
  { begins: /^\s*(?:<!doctype\s+html|<html[\s>]|<table[\s>]|<head[\s>]|<meta\s)/i, kind: 'HTML' },
  { begins: /^\s*<(?:\?xml|!--|[a-z][\w:.-]*\s+[\w:.-]+\s*=)/i, kind: 'XML' },
  { begins: /^\s*(?:\[\s*)?\{\s*"[^"]*"\s*:/, kind: 'JSON' },
  { begins: /^\{\\rtf/, kind: 'RTF' },
];

/** A zip file with something in it, and one with nothing. Source: PKWARE APPNOTE.TXT 4.3. */
export const zipBytes = [0x50, 0x4b, 0x03, 0x04];
const emptyZipBytes = [0x50, 0x4b, 0x05, 0x06];

export const gzipBytes = [0x1f, 0x8b];

/** Compound File Binary: old Excel files, and new ones with a password. Source: [MS-CFB] 2.2. */
const compoundBytes = [0xd0, 0xcf, 0x11, 0xe0];

export const startsWith = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/**
 * Refuses what is no table by its first bytes.
 * @param readEnds the first and the last bytes of the file, up to a mebibyte each; without it, the first ones will do
 * @throws AppFailure `file.unsupported`, `file.old_workbook`, `file.locked`, `file.empty`
 */
export async function refuseByHead(
  head: Uint8Array,
  file: string,
  readEnds: () => Promise<readonly Buffer[]> = async () => [Buffer.from(head)],
): Promise<void> {
  for (const { bytes, kind } of refused) {
    if (startsWith(head, bytes)) failWith('file.unsupported', { file, kind });
  }
  if (startsWith(head, emptyZipBytes)) failWith('file.empty', { file });
  if (startsWith(head, compoundBytes)) {
    const ends = await readEnds();
    failWith(ends.some((bytes) => bytes.includes(lockedStream)) ? 'file.locked' : 'file.old_workbook', {
      file,
    });
  }
}

/** Refuses a text that is no table by its first signs. @throws AppFailure `file.unsupported` */
export function refuseByBeginning(text: string, file: string): void {
  for (const { begins, kind } of refusedTexts) {
    if (begins.test(text)) failWith('file.unsupported', { file, kind });
  }
}

/** A workbook with a password keeps its content in a stream of this name. Source: [MS-OFFCRYPTO] 2.3.4.4. */
const lockedStream = Buffer.from('EncryptedPackage', 'utf16le');
