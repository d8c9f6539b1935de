/**
 * The push against a plain fetch loop that builds the same bodies, on loopback, in one run:
 * `npm run bench -- push [--json] [--contacts N] [--rounds N] [--no-memory]`.
 *
 * The loop keeps nothing: no journal, no retries, no outcomes. The push writes every request down before it leaves
 * and every outcome after it, each with a sync to disk. Its contacts were frozen before, as every push's are; how
 * long that takes is told beside.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../electron/push/clock.ts';
import { fetchTransport } from '../../electron/push/fetch-transport.ts';
import { type FrozenRun, freezeRun } from '../support/frozen-run.ts';
import { contactOf } from './push/people.ts';
import { plainLoop } from './push/plain-loop.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    contacts: { type: 'string', default: '30000' },
    rounds: { type: 'string', default: '15' },
    'no-memory': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'audience-push-bench-'));
const here = import.meta.dirname;

async function startServer(latencyMs: number): Promise<{ baseUrl: string; stop(): void }> {
  const child = spawn(process.execPath, [join(here, 'push/server.ts'), String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^listening (\d+)$/.exec(line)?.[1];
    if (port) return { baseUrl: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
  }
  throw new Error('the server did not start');
}

let frozen = 0;
const freeze = (contacts: number, baseUrl: string): FrozenRun =>
  freezeRun(join(folder, String(++frozen)), { contacts, baseUrl, contactOf });

/** Contacts per second of a push. */
async function push(contacts: number, baseUrl: string): Promise<number> {
  const run = freeze(contacts, baseUrl);
  const started = performance.now();
  const receipt = await run.push(fetchTransport, { clock: systemClock });
  const rate = contacts / ((performance.now() - started) / 1000);
  if (receipt.contacts.accepted !== contacts) throw new Error(JSON.stringify(receipt));
  run.close();
  return rate;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Both in turn, round by round: what disturbs one disturbs the other. */
async function compare(
  latencyMs: number,
  contacts: number,
  times: number,
): Promise<{ loop: number; push: number; ratio: number }> {
  const server = await startServer(latencyMs);
  try {
    await plainLoop(Math.min(contacts, 20_000), server.baseUrl);
    await push(Math.min(contacts, 20_000), server.baseUrl);
    const loops: number[] = [];
    const pushes: number[] = [];
    for (let round = 0; round < times; round += 1) {
      loops.push(await plainLoop(contacts, server.baseUrl));
      pushes.push(await push(contacts, server.baseUrl));
    }
    const [loop, ours] = [median(loops), median(pushes)];
    return { loop, push: ours, ratio: ours / loop };
  } finally {
    server.stop();
  }
}

interface Memory {
  readonly push: number;
  readonly loop: number;
  readonly freezeSeconds: number;
}

/** Most memory of processes that send so many contacts, in megabytes, and how long freezing them took. */
async function memoryOf(contacts: number): Promise<Memory> {
  const server = await startServer(0);
  try {
    const started = performance.now();
    const run = freeze(contacts, server.baseUrl);
    const freezeSeconds = (performance.now() - started) / 1000;
    run.close();
    const push = await measure([join(folder, String(frozen)), run.runId, server.baseUrl], contacts);
    const loop = await measure(['loop', String(contacts), server.baseUrl], contacts);
    return { push, loop, freezeSeconds };
  } finally {
    server.stop();
    rmSync(join(folder, String(frozen)), { recursive: true, force: true });
  }
}

async function measure(words: readonly string[], contacts: number): Promise<number> {
  const child = spawn(process.execPath, [join(here, 'push/measure.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  for await (const block of child.stdout) told += String(block);
  const { megabytes, accepted } = JSON.parse(told) as { megabytes: number; accepted: number };
  if (accepted !== contacts) throw new Error(told);
  return megabytes;
}

try {
  const results = {
    loopback: await compare(0, Number(values.contacts), rounds),
    latency200: await compare(200, 20_000, 3),
    memory: values['no-memory']
      ? null
      : { few: await memoryOf(10_000), some: await memoryOf(100_000), many: await memoryOf(1_000_000) },
  };
  if (values.json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else report(results);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function report({
  loopback,
  latency200,
  memory,
}: {
  loopback: Awaited<ReturnType<typeof compare>>;
  latency200: Awaited<ReturnType<typeof compare>>;
  memory: { few: Memory; some: Memory; many: Memory } | null;
}): void {
  const number = (value: number): string => Math.round(value).toLocaleString('en').padStart(10);
  const line = (name: string, { loop, push: ours, ratio }: typeof loopback, wanted: number): string =>
    `${name.padEnd(28)}${number(ours)}${number(loop)}${ratio.toFixed(3).padStart(9)}   wanted ${wanted}\n`;
  process.stdout.write(
    `${'contacts a second'.padEnd(28)}${'push'.padStart(10)}${'plain loop'.padStart(10)}${'ratio'.padStart(9)}\n` +
      line('loopback', loopback, 0.6) +
      line('200 ms latency', latency200, 0.97),
  );
  if (!memory) return;
  const { few, some, many } = memory;
  const row = (name: string, which: 'push' | 'loop'): string =>
    `${name.padEnd(28)}${[few, some, many].map((each) => `${Math.round(each[which])} MB`.padStart(12)).join('')}\n`;
  process.stdout.write(
    `\n${'most memory, contacts:'.padEnd(28)}${['10,000', '100,000', '1,000,000'].map((each) => each.padStart(12)).join('')}\n` +
      row('push', 'push') +
      row('plain loop', 'loop') +
      `\nfreezing 1,000,000 contacts (once, before the first request): ${many.freezeSeconds.toFixed(1)} s\n`,
  );
}
