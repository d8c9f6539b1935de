import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The API key of all tests. Every folder that a test made is searched for it before it is deleted, so that a key
 * which reaches any store, log, export or crash dump fails the test that did it.
 */
export const markedKey = 'sk-marked-key-0123456789abcdef';

/** Files below a folder that hold the marked key, whatever they are. */
export function filesWithKey(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(
      (path) => statSync(path, { throwIfNoEntry: false })?.isFile() && readFileSync(path).includes(markedKey),
    );
}
