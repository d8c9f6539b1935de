import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../electron/log.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'audience-push-test-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const logged = (): string => readFileSync(join(dataDir, 'logs/cli.log'), 'utf8');

describe('the log file', () => {
  it('has a line with time, level, message and data for each entry', () => {
    const log = openLog({ dataDir, name: 'cli' });
    log.warn('A batch was retried', { batch: 3, status: 429 });
    expect(logged()).toMatch(
      /^\d{4}-\d\d-\d\dT[\d:.]+Z warn A batch was retried \{"batch":3,"status":429\}\r?\n$/,
    );
  });

  it('has no phone, e-mail address or key, whether in the message or in the data', () => {
    const log = openLog({ dataDir, name: 'cli' });
    log.error('Refused +4915123456789', {
      error: new Error('ann@example.com is taken'),
      request: { headers: { 'x-api-key': 'very-secret' } },
    });
    expect(logged()).not.toMatch(/4915123456789|ann@example|very-secret/);
  });

  it.skipIf(process.platform === 'win32')('can be read by its owner only', () => {
    openLog({ dataDir, name: 'cli' }).info('x');
    expect(statSync(join(dataDir, 'logs/cli.log')).mode & 0o077).toBe(0);
  });

  it('is rotated before it gets large, and only a few old ones are kept', () => {
    const log = openLog({ dataDir, name: 'cli' });
    const line = 'x'.repeat(9_000);
    for (let i = 0; i < 600; i++) log.info(line);
    expect(readdirSync(join(dataDir, 'logs')).sort()).toEqual([
      'cli.1.log',
      'cli.2.log',
      'cli.3.log',
      'cli.log',
    ]);
    expect(statSync(join(dataDir, 'logs/cli.log')).size).toBeLessThan(1_200_000);
  });

  it('is done without where its folder cannot be made', () => {
    const log = openLog({ dataDir: join(import.meta.filename, 'under-a-file'), name: 'cli' });
    expect(() => log.info('x')).not.toThrow();
  });
});
