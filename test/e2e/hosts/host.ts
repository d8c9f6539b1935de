import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { RecordedMessage } from '../../standin/ipc.ts';

/** What the app runs on. */
export type Host = 'electron' | 'standin';

/** One process of the app, on either host. */
export interface RunningApp {
  readonly page: Page;
  output(): string;
  answerOpenDialog(path: string | null): Promise<void>;
  answerSaveDialog(path: string | null): Promise<void>;
  answerMessageBox(button: number): Promise<void>;
  shownMessageBoxes(): Promise<readonly string[]>;
  openedExternally(): Promise<readonly string[]>;
  clickMenu(id: string): Promise<void>;
  power(event: 'suspend' | 'resume'): Promise<void>;
  isKeptAwake(): Promise<boolean>;
  messages(): Promise<readonly RecordedMessage[]>;
  requestQuit(): Promise<void>;
  quit(): Promise<void>;
  kill(): Promise<void>;
}

export const projectRoot = resolve(import.meta.dirname, '../../..');

/** Milliseconds until the window must be there, and until a quitting app must be gone. */
export const startLimitMs = 30_000;
export const quitLimitMs = 20_000;
