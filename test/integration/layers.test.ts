import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

/** Files that break a layer, each with the import that does. */
const refused = [
  ['renderer/to-electron.ts', "import { redact } from '../electron/redact.ts';\nredact(1);\n"],
  ['renderer/steps/check/to-the-module.tsx', "import { app } from 'electron';\napp.quit();\n"],
  ['renderer/to-node.ts', "import { readFile } from 'node:fs/promises';\nvoid readFile('x');\n"],
  ['shared/to-node.ts', "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n"],
  ['shared/phone/to-old-node.ts', "import { readFileSync } from 'fs';\nreadFileSync('x');\n"],
  ['shared/to-electron.ts', "import { redact } from '../electron/redact.ts';\nredact(1);\n"],
  ['shared/to-renderer.ts', "import { work } from '../renderer/state/work.ts';\nwork();\n"],
  ['electron/push/to-the-module.ts', "import { app } from 'electron';\napp.quit();\n"],
  ['electron/push/to-the-shell.ts', "import { isOwnUrl } from '../shell/origin.ts';\nisOwnUrl('');\n"],
  ['electron/shell/to-renderer.ts', "import { work } from '../../renderer/state/work.ts';\nwork();\n"],
] as const;

const allowed = [
  ['electron/push/to-shared.ts', "import { ok } from '../../shared/result.ts';\nok(1);\n"],
  ['electron/push/to-node.ts', "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n"],
  ['electron/shell/to-the-module.ts', "import { app } from 'electron';\napp.quit();\n"],
  ['renderer/to-shared.ts', "import { ok } from '../shared/result.ts';\nok(1);\n"],
] as const;

let project: string;
/** What the linter says of all planted files, one complaint a line. */
let complaints: readonly string[];

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'audience-push-test-'));
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(join(project, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const [path, text] of [...refused, ...allowed]) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=github', '.'], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(run.status).toBe(1);
  complaints = run.stdout.split('\n').filter((line) => line.startsWith('::error'));
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

const complaintsAbout = (path: string): readonly string[] =>
  complaints.filter((line) => new RegExp(`file=[^,]*${path},`).test(line));

describe('the linter keeps the layers apart', () => {
  it.each(refused)('it refuses %s: %j', (path) => {
    expect(complaintsAbout(path).join('\n')).toMatch(/noRestrictedImports|noNodejsModules/);
  });

  it.each(allowed)('it allows %s: %j', (path) => {
    expect(complaintsAbout(path)).toEqual([]);
  });
});
