import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesWithKey, markedKey } from '../support/marked-key.ts';

describe('the search for the key after each test', () => {
  it('finds it in any file, however deep, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'audience-push-test-'));
    try {
      mkdirSync(join(folder, 'logs'));
      writeFileSync(join(folder, 'logs', 'app.log'), `x${markedKey}y`);
      writeFileSync(join(folder, 'store.sqlite'), Buffer.from([0, 255, 1]));
      expect(filesWithKey(folder)).toEqual([join(folder, 'logs', 'app.log')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
