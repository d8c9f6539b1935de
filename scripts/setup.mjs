/**
 * What every command needs before it can run: the packages, and the built app. Both are skipped when nothing has
 * changed, so that it costs a fraction of a second then. Needs nothing but Node 20.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { at, projectNode, root, toolEnvironment } from './lib/project.mjs';
import { run } from './lib/run.mjs';
import { Problem, say } from './lib/say.mjs';

const oldestNode = 20;

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNode) {
    throw new Problem(
      `This is Node ${process.versions.node}; Audience Push needs ${oldestNode} or newer. Get it from https://nodejs.org.`,
    );
  }
}

/** @param {string} path */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Whether `node_modules` is what the lock file says. npm writes its own list of what it installed there; packages for
 * other systems are missing in it and don't count.
 */
export function packagesAreInstalled() {
  const installedList = at('node_modules/.package-lock.json');
  if (!existsSync(installedList) || !existsSync(projectNode)) return false;
  const wanted = readJson(at('package-lock.json')).packages;
  const installed = readJson(installedList).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      (installed[path] === undefined
        ? entry.optional === true || entry.devOptional === true || entry.peer === true
        : installed[path].version === entry.version),
  );
}

/**
 * Runs something that takes long, and shows that it is alive.
 * @param {string} what
 * @param {() => Promise<{ code: number, output: string }>} work
 */
async function withProgress(what, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  say(`${what}…`);
  const timer = setInterval(() => say(`  still at it (${seconds()} s)`), 15_000);
  try {
    const result = await work();
    if (result.code === 0) say(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

async function installPackages() {
  const { code, output } = await withProgress('Installing packages (some minutes the first time)', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      shell: process.platform === 'win32',
    }),
  );
  if (code === 127) throw new Problem('npm was not found. It comes with Node: https://nodejs.org.');
  if (code !== 0 || !packagesAreInstalled()) {
    throw new Problem(`${output.trim()}\nnpm could not install the packages. Is there a network connection?`);
  }
}

/** What the build is made of. */
const sources = [
  'electron',
  'renderer',
  'shared',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const stamp = at('dist/.built-from');

/** A hash over all sources of the build: names and contents. */
function hashOfSources() {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  };
  const walk = (/** @type {string} */ folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else add(path);
    }
  };
  for (const source of sources) {
    if (source.includes('.')) add(source);
    else walk(source);
  }
  return hash.digest('hex');
}

async function build() {
  const hash = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  rmSync(stamp, { force: true });
  const { code, output } = await withProgress('Building the app', () =>
    run(projectNode, [at('node_modules/vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn'], {
      env: toolEnvironment(),
    }),
  );
  if (code !== 0) {
    throw new Problem(`${stripVTControlCharacters(output).trim()}\nThe app could not be built.`);
  }
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(stamp, hash);
}

/**
 * Makes everything ready. Tells on standard error what it does; says nothing where there is nothing to do.
 * @param {{ build?: boolean }} [options] `build: false` leaves the app as it is
 */
export async function setUp(options = {}) {
  checkNode();
  if (!packagesAreInstalled()) await installPackages();
  if (options.build !== false) await build();
}
