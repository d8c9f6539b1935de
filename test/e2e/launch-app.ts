/**
 * Starts the built app for a test: real Electron where its binary is installed, else the stand-in. Both are driven
 * alike, so a spec doesn't know which one it runs on (unless it asks for `host`).
 */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { RecordedMessage } from '../standin/ipc.ts';
import { filesWithKey, markedKey } from '../support/marked-key.ts';
import { electronBinary } from './hosts/electron-binary.ts';
import { startElectron } from './hosts/electron-host.ts';
import type { Host, RunningApp } from './hosts/host.ts';
import { startStandin } from './hosts/standin-host.ts';

export interface LaunchOptions {
  /** The app's data folder; without it, a new one that is deleted when the app has quit. */
  readonly dataDir?: string;
  /** Added to the environment of the app. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The running app, as a test sees it. */
export interface App {
  readonly host: Host;
  readonly dataDir: string;
  /** The window's page. After {@link App.restart} it is a new one. */
  readonly page: Page;
  /** What the main process wrote to stdout and stderr so far. */
  readonly output: string;
  /** Errors of the page: thrown ones, and those on its console. */
  readonly pageErrors: readonly string[];
  /** Answers the next native dialog of its kind; null closes it. Call it before what opens the dialog. */
  answerOpenDialog(path: string | null): Promise<void>;
  answerSaveDialog(path: string | null): Promise<void>;
  /** Presses the button with this number in the next message box. */
  answerMessageBox(button: number): Promise<void>;
  /** Titles of the message boxes that were shown. */
  shownMessageBoxes(): Promise<readonly string[]>;
  /** Links that were handed to the person's browser. */
  openedExternally(): Promise<readonly string[]>;
  /** Chooses an item of the application menu. */
  clickMenu(id: string): Promise<void>;
  /** The computer goes to sleep, or wakes up. */
  power(event: 'suspend' | 'resume'): Promise<void>;
  /** True while the app keeps the computer from sleeping by itself. */
  isKeptAwake(): Promise<boolean>;
  /** What went over the bridge so far, both ways. */
  messages(): Promise<readonly RecordedMessage[]>;
  /** Asks the app to quit, as the menu does, and doesn't wait: it may ask first, or stay. */
  requestQuit(): Promise<void>;
  /** Asks the app to quit and waits until it has. */
  quit(): Promise<void>;
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same data folder; quits it first, if it runs. */
  restart(): Promise<void>;
  /** For the end of a test: quits if it runs, and deletes a data folder of its own. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the app and waits for its window. */
export async function launchApp(options: LaunchOptions = {}): Promise<App> {
  const host: Host = electronBinary() === null ? 'standin' : 'electron';
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'audience-push-data-'));
  const pageErrors: string[] = [];

  const start = async (): Promise<RunningApp> => {
    const env = { ...process.env, ...options.env, AUDIENCE_PUSH_DATA_DIR: dataDir };
    const started = await (host === 'electron' ? startElectron(env) : startStandin(env));
    started.page.on('pageerror', (error) => pageErrors.push(String(error)));
    started.page.on('console', (message) => {
      if (message.type() === 'error') pageErrors.push(message.text());
    });
    return started;
  };
  const forgetData = async (printed: string): Promise<void> => {
    const withKey = filesWithKey(dataDir);
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    if (withKey.length > 0) throw new Error(`The API key stands in ${withKey.join(', ')}`);
    if (printed.includes(markedKey)) throw new Error('The app printed the API key');
  };
  const first = await start().catch(async (error: unknown) => {
    await forgetData('');
    throw error;
  });
  let running: RunningApp | null = first;
  let last = first;

  const quit = async (): Promise<void> => {
    await running?.quit();
    running = null;
  };

  return {
    host,
    dataDir,
    pageErrors,
    get page() {
      return last.page;
    },
    get output() {
      return last.output();
    },
    answerOpenDialog: (path) => last.answerOpenDialog(path),
    answerSaveDialog: (path) => last.answerSaveDialog(path),
    answerMessageBox: (button) => last.answerMessageBox(button),
    shownMessageBoxes: () => last.shownMessageBoxes(),
    openedExternally: () => last.openedExternally(),
    clickMenu: (id) => last.clickMenu(id),
    power: (event) => last.power(event),
    isKeptAwake: () => last.isKeptAwake(),
    messages: () => last.messages(),
    requestQuit: () => last.requestQuit(),
    quit,
    async kill() {
      await running?.kill();
      running = null;
    },
    async restart() {
      await quit();
      running = await start();
      last = running;
    },
    async [Symbol.asyncDispose]() {
      await quit();
      await forgetData(last.output());
    },
  };
}
