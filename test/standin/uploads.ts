/**
 * Files that came from the page. A browser tells no paths, so the bytes are copied to a folder of this process and
 * the main process gets the copy's path.
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const paths = new Map<string, string>();
let folder: string | null = null;

function uploadFolder(): string {
  if (folder === null) {
    const made = mkdtempSync(join(tmpdir(), 'audience-push-files-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}

/** Adds bytes to the file behind a token; the first ones make it, under its own name. */
export function appendUpload(token: string, name: string, bytes: Uint8Array): void {
  let path = paths.get(token);
  if (path === undefined) {
    const dir = join(uploadFolder(), String(paths.size));
    mkdirSync(dir);
    path = join(dir, basename(name) || 'file');
    paths.set(token, path);
  }
  appendFileSync(path, bytes);
}

/** A token's path; any other value as it is. */
export const pathOfUpload = (value: unknown): unknown =>
  typeof value === 'string' ? (paths.get(value) ?? value) : value;
