import { app, dialog } from 'electron';
import { errorText } from '../../shared/locales/words.ts';
import { AppFailure } from '../../shared/result.ts';
import type { Log } from '../log.ts';
import { redactText } from '../redact.ts';
import { say } from './words.ts';

/** Logs what nobody caught. The app goes on: its work is journalled, and a half-answer is worse than none. */
export function reportCrashes(log: Log): void {
  process.on('uncaughtException', (error) => log.error('An error was not caught', { error }));
  process.on('unhandledRejection', (error) => log.error('A rejection was not caught', { error }));
}

/** Says in a native box why the app can't start (a newer data folder, a full disk), and ends it. */
export function showStartFailure(error: unknown): void {
  const words = error instanceof AppFailure ? errorText(error.error) : String(error);
  dialog.showErrorBox(say('start.failed'), redactText(words));
  app.exit(1);
}
