import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { filesWithKey } from './marked-key.ts';

/** A folder of a test's own, removed after it. */
export interface TempDir {
  readonly path: string;
  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string;
  join(...parts: string[]): string;
}

/** Gives each test that asks a fresh folder. Call it at the top of a test file. */
export function tempDirs(): () => TempDir {
  const made: string[] = [];
  afterEach(() => {
    const folders = made.splice(0);
    const withKey = folders.flatMap(filesWithKey);
    for (const path of folders) rmSync(path, { recursive: true, force: true });
    expect(withKey, 'files that hold the API key').toEqual([]);
  });
  return () => {
    const path = mkdtempSync(join(tmpdir(), 'audience-push-test-'));
    made.push(path);
    return {
      path,
      join: (...parts) => join(path, ...parts),
      write(name, content) {
        const file = join(path, name);
        writeFileSync(file, content);
        return file;
      },
    };
  };
}
