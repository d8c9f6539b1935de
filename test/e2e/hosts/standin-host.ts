import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { ControlCommands, ControlReport } from '../../standin/control.ts';
import { projectRoot, quitLimitMs, type RunningApp, startLimitMs } from './host.ts';

/** Node of the project: the same major version as in Electron. */
const node = join(projectRoot, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The program and its arguments that start the built app on the stand-in. */
export const standinCommand = [
  node,
  '--import',
  pathToFileURL(join(projectRoot, 'test/standin/register.mjs')).href,
  join(projectRoot, 'dist/main/main.js'),
] as const;

type OpenReport = Extract<ControlReport, { kind: 'open' }>;

type Control = <Name extends keyof ControlCommands>(
  command: Name,
  ...args: Parameters<ControlCommands[Name]>
) => Promise<ReturnType<ControlCommands[Name]>>;

/** Starts the built main process on the stand-in and joins its Chromium. */
export async function startStandin(env: NodeJS.ProcessEnv): Promise<RunningApp> {
  const [command, ...args] = standinCommand;
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const { debuggingAddress, profile } = await untilOpen(child, () => output);
  const browser = await chromium.connectOverCDP(debuggingAddress);
  const control = controlOf(child);

  return {
    page: thePage(browser),
    output: () => output,
    answerOpenDialog: async (path) => void (await control('answerOpenDialog', path)),
    answerSaveDialog: async (path) => void (await control('answerSaveDialog', path)),
    answerMessageBox: async (button) => void (await control('answerMessageBox', button)),
    shownMessageBoxes: async () =>
      (await control('shownDialogs')).filter((shown) => shown.kind === 'message').map((shown) => shown.title),
    openedExternally: () => control('openedExternally'),
    messages: () => control('messages'),
    power: async (event) => void (await control('power', event)),
    isKeptAwake: () => control('isKeptAwake'),
    async clickMenu(id) {
      if (!(await control('clickMenu', id))) throw new Error(`The menu has no item ${id}`);
    },
    requestQuit: async () => void (await control('quit')),
    async quit() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit', { signal: AbortSignal.timeout(quitLimitMs) });
      await control('quit');
      await gone.catch(() => {
        child.kill('SIGKILL');
        throw new Error(`The app did not quit within ${quitLimitMs} ms.\n${output}`);
      });
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      // Its browser ends by itself when the pipe between them is gone; wait, so that nothing is left behind.
      if (browser.isConnected()) {
        await new Promise<void>((resolve) => browser.once('disconnected', () => resolve()));
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function thePage(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('The stand-in has no window');
  return page;
}

function untilOpen(child: ChildProcess, output: () => string): Promise<OpenReport> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${why}\n${output()}`));
    };
    const timer = setTimeout(() => fail(`No window within ${startLimitMs} ms.`), startLimitMs);
    child.once('exit', (code) => fail(`The app ended with code ${code} before its window opened.`));
    child.on('message', (report: ControlReport) => {
      if (report.kind !== 'open') return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(report);
    });
  });
}

function controlOf(child: ChildProcess): Control {
  const waiting = new Map<number, (value: unknown) => void>();
  let lastId = 0;
  child.on('message', (report: ControlReport) => {
    if (report.kind === 'answer') waiting.get(report.id)?.(report.value);
  });
  return ((command: keyof ControlCommands, ...args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      child.send({ id, command, args }, (error) => {
        if (error) reject(error);
      });
    })) as Control;
}
