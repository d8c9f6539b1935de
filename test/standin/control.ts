/** What a test can ask of the stand-in, over the channel of the child process. */
import { app } from './app.ts';
import { whereToJoin } from './browser.ts';
import { answers, shownDialogs } from './dialogs.ts';
import { recordedMessages } from './ipc.ts';
import { clickMenu } from './menu.ts';
import { openedExternally } from './platform.ts';
import { isKeptAwake, powerMonitor } from './power.ts';

/** Each command with its arguments and its answer. */
export interface ControlCommands {
  answerOpenDialog(path: string | null): null;
  answerSaveDialog(path: string | null): null;
  answerMessageBox(button: number): null;
  shownDialogs(): ReturnType<typeof shownDialogs>;
  openedExternally(): ReturnType<typeof openedExternally>;
  messages(): ReturnType<typeof recordedMessages>;
  clickMenu(id: string): boolean;
  /** The computer goes to sleep, or wakes up. */
  power(event: 'suspend' | 'resume'): null;
  isKeptAwake(): boolean;
  quit(): null;
}

export interface ControlRequest {
  readonly id: number;
  readonly command: keyof ControlCommands;
  readonly args: readonly unknown[];
}

export type ControlReport =
  | { readonly kind: 'open'; readonly debuggingAddress: string; readonly profile: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown };

const commands: ControlCommands = {
  answerOpenDialog(path) {
    answers.open.push(path);
    return null;
  },
  answerSaveDialog(path) {
    answers.save.push(path);
    return null;
  },
  answerMessageBox(button) {
    answers.message.push(button);
    return null;
  },
  shownDialogs,
  openedExternally,
  messages: recordedMessages,
  clickMenu,
  power(event) {
    powerMonitor.emit(event);
    return null;
  },
  isKeptAwake,
  quit() {
    // After the answer has left.
    setImmediate(() => app.quit());
    return null;
  },
};

const report = (message: ControlReport): void => {
  process.send?.(message);
};

/** Listens, if a test started this process. */
export function listenToTests(): void {
  if (!process.send) return;
  process.on('message', (request: ControlRequest) => {
    const run = commands[request.command] as (...args: readonly unknown[]) => unknown;
    report({ kind: 'answer', id: request.id, value: run(...request.args) });
  });
  // A test that is gone leaves nothing behind.
  process.on('disconnect', () => app.exit(1));
}

/** Tells the test where to join. */
export async function windowIsOpen(): Promise<void> {
  if (process.send) report({ kind: 'open', ...(await whereToJoin()) });
}
