/**
 * Import and check of a large file by the bundled engine, in cold processes, against papaparse alone and against the script that
 * somebody would write with papaparse and libphonenumber-js:
 * `npm run bench -- audience [--rows N] [--large N] [--rounds N] [--json] [--keep FOLDER]`.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { bundleEngine } from './audience/bundle.ts';
import { writeAudienceFile } from './audience/write-file.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    large: { type: 'string', default: '5000000' },
    rounds: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});
const rows = Number(values.rows);
const large = Number(values.large);
const rounds = Number(values.rounds);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'bench-audience-'));
mkdirSync(folder, { recursive: true });
// In the project, where the bundle finds the packages that have a native part.
const cache = resolve(import.meta.dirname, '../../node_modules/.cache/bench-audience');

interface Measured {
  readonly wallMs: number;
  readonly said: Readonly<Record<string, unknown>>;
}

/** One cold process, from its start to its end. */
async function run(script: string, ...words: string[]): Promise<Measured> {
  const start = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...words], { maxBuffer: 1 << 26 });
  return { wallMs: Math.round(performance.now() - start), said: JSON.parse(stdout) };
}

const bundle = bundleEngine(cache);
const opponent = (name: string): string => join(import.meta.dirname, 'audience', name);

async function runEngine(file: string, ...flags: string[]): Promise<Measured> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  try {
    return await run(join(await bundle, 'engine-run.js'), file, dataDir, ...flags);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

/** Of several runs, the one in the middle. */
const middle = (runs: readonly Measured[]): Measured => {
  const sorted = [...runs].sort((a, b) => a.wallMs - b.wallMs);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (!found) throw new Error('nothing was measured');
  return found;
};

function makeFile(count: number): string {
  const path = join(folder, `people-${count}.csv`);
  if (!existsSync(path)) writeAudienceFile(path, { rows: count, seed: 7, mess: 0.2 });
  return path;
}

/** Engine and opponents in turns, so that a busy moment of the machine meets all of them. */
async function compare(file: string, withScript: boolean) {
  const engine: Measured[] = [];
  const alone: Measured[] = [];
  const script: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await run(opponent('papaparse-alone.ts'), file));
    engine.push(await runEngine(file));
    if (withScript) script.push(await run(opponent('plain-script.ts'), file));
  }
  return { engine: middle(engine), alone: middle(alone), script: withScript ? middle(script) : null };
}

const ratio = (a: number, b: number): number => Math.round((a / b) * 100) / 100;

try {
  await bundle;
  const file = makeFile(rows);
  const small = await compare(file, true);
  const more = await runEngine(file, '--more');
  const largeFile = large > 0 ? makeFile(large) : null;
  const big = largeFile === null ? null : await compare(largeFile, false);
  const bigMore = largeFile === null ? null : await runEngine(largeFile, '--more');
  const perRow = (measured: Measured, count: number): number => measured.wallMs / count;
  const report = {
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version },
    rows,
    bytes: statSync(file).size,
    engine: { wallMs: small.engine.wallMs, ...small.engine.said },
    papaparseAlone: { wallMs: small.alone.wallMs },
    papaparseAndLibphonenumber: { wallMs: small.script?.wallMs ?? null },
    timesFasterThanScript: small.script ? ratio(small.script.wallMs, small.engine.wallMs) : null,
    timesPapaparseAlone: ratio(small.engine.wallMs, small.alone.wallMs),
    more: more.said,
    large:
      big === null
        ? null
        : {
            rows: large,
            engine: { wallMs: big.engine.wallMs, ...big.engine.said },
            papaparseAlone: { wallMs: big.alone.wallMs },
            timesPapaparseAlone: ratio(big.engine.wallMs, big.alone.wallMs),
            timePerRowAgainstSmall: ratio(perRow(big.engine, large), perRow(small.engine, rows)),
            more: bigMore?.said,
          },
  };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else print(report as unknown as Record<string, unknown>, '');
} finally {
  rmSync(cache, { recursive: true, force: true });
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}

function print(value: Record<string, unknown>, indent: string): void {
  for (const [key, each] of Object.entries(value)) {
    if (each !== null && typeof each === 'object' && !Array.isArray(each)) {
      console.log(`${indent}${key}:`);
      print(each as Record<string, unknown>, `${indent}  `);
    } else console.log(`${indent}${key}: ${each}`);
  }
}
