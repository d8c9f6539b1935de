import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ownerProbe } from '../../electron/jobs/owner.ts';
import { Journal } from '../../electron/push/journal.ts';
import { RunRows } from '../../electron/store/run-rows.ts';
import { RunStore } from '../../electron/store/runs.ts';
import { openAppDb } from '../../electron/store/schema.ts';
import { brokenIdentities, type Receipt } from '../../shared/receipt.ts';
import { type Chance, chanceOf } from '../phones/random.ts';
import { readLog, type ServerProcess, startCli, startServer } from './processes.ts';

/** Contacts of a trial's push. */
export const contacts = 20_000;
const batchSize = 1000;
const latencyMs = 25;
const key = 'sk-marked-key-killer-0123456789';

/** What a trial found out. It throws where something is wrong. */
export interface TrialResult {
  readonly kills: number;
  /** Kills that struck while a request was under way. */
  readonly inFlight: number;
  readonly requests: number;
  /** Batches that arrived twice. */
  readonly resent: number;
}

interface Trial {
  readonly dataDir: string;
  readonly file: string;
  readonly mapping: string;
  readonly logFile: string;
  readonly chance: Chance;
}

/** Makes a fresh folder for a trial, and removes it after. */
async function inTrial(seed: number, run: (trial: Trial) => Promise<TrialResult>): Promise<TrialResult> {
  const folder = mkdtempSync(join(tmpdir(), 'audience-push-killer-'));
  try {
    const file = join(folder, 'people.csv');
    const rows = Array.from({ length: contacts }, (_, index) => `${idOf(index)},Ann ${index}`);
    writeFileSync(file, `id,first_name\n${rows.join('\n')}\n`);
    const mapping = join(folder, 'mapping.json');
    const first = { column: 'first_name' };
    writeFileSync(
      mapping,
      JSON.stringify({ version: 1, externalReferenceId: { column: 'id' }, firstName: first }),
    );
    const trial = { dataDir: join(folder, 'data'), file, mapping, logFile: join(folder, 'requests.log') };
    return await run({ ...trial, chance: chanceOf(seed) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const idOf = (index: number): string => `person-${String(index).padStart(6, '0')}`;

/** The words that take the push on: a new one, or what there is of it. */
function nextWords({ dataDir, file, mapping }: Trial, port: number): string[] {
  const runId = lastRun(dataDir);
  if (runId !== null) return ['resume', runId, '--data-dir', dataDir];
  const baseUrl = `http://127.0.0.1:${port}`;
  return ['push', file, '--mapping', mapping, '--base-url', baseUrl, '--yes', '--data-dir', dataDir];
}

/** Kills the client at random moments, and resumes it until it is done. */
export const killClient = (seed: number, maxKills: number): Promise<TrialResult> =>
  inTrial(seed, async (trial) => {
    const server = await startServer(0, trial.logFile, latencyMs);
    /** How many requests the server had noted at each kill. */
    const marks: number[] = [];
    let inFlight = 0;
    try {
      for (;;) {
        const begun = readLog(trial.logFile).length;
        const client = startCli(nextWords(trial, server.port), key);
        if (marks.length < maxKills) {
          await momentIn(trial, begun, client.done);
          await client.kill();
        }
        const { code, stdout, stderr } = await client.done;
        if (code !== null) {
          if (code !== 0) throw new Error(`the client ended with ${code}: ${stdout}${stderr}`);
          checkReceipt(JSON.parse(stdout) as Receipt);
          break;
        }
        // A request that had left arrives whatever happened to its sender.
        await delay(2 * latencyMs);
        marks.push(readLog(trial.logFile).length);
        const found = checkStore(trial);
        if (found === 'in flight') inFlight += 1;
        // Killed between its last word to the store and its end: there is nothing to resume.
        if (found === 'finished') break;
      }
    } finally {
      await server.kill();
    }
    const log = readLog(trial.logFile);
    return { kills: marks.length, inFlight, requests: log.length, resent: checkLog(log, marks) };
  });

/** Kills the server at random moments, starts it again, and resumes the client where it stopped. */
export const killServer = (seed: number, maxKills: number): Promise<TrialResult> =>
  inTrial(seed, async (trial) => {
    let server: ServerProcess = await startServer(0, trial.logFile, latencyMs);
    const { port } = server;
    const marks: number[] = [];
    let isOver = false;
    try {
      while (!isOver) {
        const client = startCli(nextWords(trial, port), key);
        const over = client.done.then(() => {
          isOver = true;
        });
        while (!isOver && marks.length < maxKills) {
          await momentIn(trial, readLog(trial.logFile).length, over);
          if (isOver) break;
          await server.kill();
          marks.push(readLog(trial.logFile).length);
          await delay(trial.chance.below(300));
          server = await startServer(port, trial.logFile, latencyMs);
        }
        const { code, stdout, stderr } = await client.done;
        const receipt = JSON.parse(stdout) as Receipt;
        if (code === 3 && receipt.state === 'stopped') isOver = false;
        else if (code !== 0) throw new Error(`the client ended with ${code}: ${stdout}${stderr}`);
        else checkReceipt(receipt);
      }
    } finally {
      await server.kill();
    }
    const log = readLog(trial.logFile);
    return {
      kills: marks.length,
      inFlight: marks.length,
      requests: log.length,
      resent: checkLog(log, marks),
    };
  });

/** Waits for a random moment: mostly once requests flow, sometimes before, in the middle of reading or freezing. */
async function momentIn({ chance, logFile }: Trial, begun: number, done: Promise<unknown>): Promise<void> {
  let isOver = false;
  void done.then(() => {
    isOver = true;
  });
  if (chance.happens(0.2)) {
    await Promise.race([delay(chance.below(1500)), done]);
    return;
  }
  while (!isOver && readLog(logFile).length === begun) await delay(5);
  if (!isOver) await Promise.race([delay(chance.below(350)), done]);
}

function lastRun(dataDir: string): string | null {
  const db = openAppDb(dataDir);
  try {
    return new RunStore(db).list()[0]?.runId ?? null;
  } finally {
    db.close();
  }
}

/**
 * What the store says after a kill: it opens clean, the run is interrupted, and its counts are those of the
 * contacts that the server saw.
 * @returns whether a batch was in flight, or the push had come to its end just before
 */
function checkStore({ dataDir, logFile }: Trial): 'in flight' | 'finished' | 'nothing' {
  const db = openAppDb(dataDir);
  try {
    const [check] = db.pragma('integrity_check') as { integrity_check: string }[];
    if (check?.integrity_check !== 'ok') throw new Error(`the store is damaged: ${JSON.stringify(check)}`);
    new Journal(db).recover(ownerProbe(dataDir));
    const runs = new RunStore(db);
    const run = runs.list()[0];
    if (!run) return 'nothing';
    checkReceipt(runs.receipt(run));
    if (run.state === 'finished') return 'finished';
    if (run.state !== 'interrupted') throw new Error(`the run is ${run.state} after a kill`);
    const arrived = new Set(readLog(logFile).flat());
    let unknown = 0;
    for (const { externalReferenceId, outcome } of new RunRows(db, runs).all(run.runId, 'all')) {
      const isThere = arrived.has(externalReferenceId ?? '');
      if (outcome === 'not_sent' && isThere)
        throw new Error(`${externalReferenceId} arrived and is not_sent`);
      if (outcome === 'accepted' && !isThere)
        throw new Error(`${externalReferenceId} never arrived and is accepted`);
      if (outcome === 'unknown') unknown += 1;
    }
    if (unknown > batchSize) throw new Error(`${unknown} contacts are unknown: more than one batch`);
    return unknown > 0 ? 'in flight' : 'nothing';
  } finally {
    db.close();
  }
}

function checkReceipt(receipt: Receipt): void {
  const broken = brokenIdentities(receipt);
  if (broken.length > 0) throw new Error(`the receipt does not add up: ${JSON.stringify(broken)}`);
  const { accepted, sent, not_sent: notSent } = receipt.contacts;
  if (sent + notSent !== contacts) throw new Error(`${sent} + ${notSent} contacts`);
  if (receipt.state === 'finished' && accepted !== contacts) throw new Error(`${accepted} were accepted`);
}

/**
 * What the server saw: every contact, none outside its batch more than once, and no batch twice unless its request
 * was the last before a kill.
 * @returns how many batches arrived twice
 */
function checkLog(log: readonly string[][], marks: readonly number[]): number {
  const inFlight = new Set(marks.map((mark) => mark - 1));
  const seenAt = new Map<string, number>();
  let resent = 0;
  for (const [number, ids] of log.entries()) {
    const earlier = seenAt.get(ids[0] ?? '');
    if (earlier !== undefined) {
      resent += 1;
      if (!inFlight.has(earlier))
        throw new Error(`request ${number} repeats ${earlier}, which was not in flight`);
      if (log[earlier]?.join() !== ids.join())
        throw new Error(`request ${number} is not the batch it repeats`);
    }
    for (const id of ids) {
      const before = seenAt.get(id);
      if (before !== earlier) throw new Error(`${id} arrived outside its batch`);
      seenAt.set(id, number);
    }
  }
  if (seenAt.size !== contacts) throw new Error(`${contacts - seenAt.size} contacts never arrived`);
  return resent;
}
