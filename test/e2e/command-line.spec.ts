import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { electronBinary } from './hosts/electron-binary.ts';
import { projectRoot } from './hosts/host.ts';
import { standinCommand } from './hosts/standin-host.ts';

/** Starts the app as `audience-push WORDS…` does once it is installed. */
function runApp(dataDir: string, ...words: string[]) {
  const electron = electronBinary();
  const [command, ...args] = electron === null ? standinCommand : [electron, projectRoot];
  return spawnSync(command, [...args, ...words], {
    encoding: 'utf8',
    env: {
      ...process.env,
      AUDIENCE_PUSH_DATA_DIR: dataDir,
      // With a browser that isn't one, a window could not even open.
      AUDIENCE_PUSH_CHROMIUM: process.execPath,
    },
  });
}

test.describe('the app with a command behind its name', () => {
  let dataDir: string;
  test.beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'audience-push-data-'));
  });
  test.afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('runs the command without a window', () => {
    const run = runApp(dataDir, 'runs', '--json');
    expect(run.status, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual([]);
  });

  test('gives its exit code', () => {
    expect(runApp(dataDir, 'show', 'no-such-run').status).toBe(1);
  });
});
