import { type ElectronApplication, _electron as electron } from '@playwright/test';
import type { RecordedMessage } from '../../standin/ipc.ts';
import { projectRoot, quitLimitMs, type RunningApp, startLimitMs } from './host.ts';

/** What is put into the main process of a test: answers for dialogs, and what was seen. */
interface Probe {
  readonly open: (string | null)[];
  readonly save: (string | null)[];
  readonly message: number[];
  readonly messageTitles: string[];
  readonly opened: string[];
  readonly messages: RecordedMessage[];
}

type Scope = typeof globalThis & { audiencePushProbe: Probe };

/** Replaces the dialogs and watches the bridge, in the running main process. */
async function installProbe(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog, shell, ipcMain, webContents }) => {
    const probe: Probe = { open: [], save: [], message: [], messageTitles: [], opened: [], messages: [] };
    (globalThis as Scope).audiencePushProbe = probe;
    dialog.showOpenDialog = async () => {
      const path = probe.open.shift() ?? null;
      return { canceled: path === null, filePaths: path === null ? [] : [path] };
    };
    dialog.showSaveDialog = async () => {
      const path = probe.save.shift() ?? null;
      return { canceled: path === null, filePath: path ?? '' };
    };
    dialog.showMessageBox = async (...args: readonly unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions;
      probe.messageTitles.push(options.message);
      return { response: probe.message.shift() ?? options.cancelId ?? 0, checkboxChecked: false };
    };
    shell.openExternal = async (address) => {
      probe.opened.push(address);
    };
    // Electron offers no hook for invoked messages: its own table of handlers is wrapped.
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers?: Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>;
    };
    for (const [channel, handler] of handlers ?? []) {
      handlers?.set(channel, async (event, ...data) => {
        probe.messages.push({ direction: 'to-main', channel, data });
        const answer = await handler(event, ...data);
        probe.messages.push({ direction: 'to-window', channel, data: answer });
        return answer;
      });
    }
    for (const contents of webContents.getAllWebContents()) {
      const send = contents.send.bind(contents);
      contents.send = (channel, ...data) => {
        probe.messages.push({ direction: 'to-window', channel, data });
        send(channel, ...data);
      };
    }
  });
}

/** Starts the built app on the installed Electron. */
export async function startElectron(env: NodeJS.ProcessEnv): Promise<RunningApp> {
  const app = await electron.launch({
    args: [projectRoot, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    cwd: projectRoot,
    env: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    timeout: startLimitMs,
  });
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  await installProbe(app);
  const seen = async <Name extends keyof Probe>(name: Name): Promise<Probe[Name]> => {
    const probe = await app.evaluate(() => (globalThis as Scope).audiencePushProbe);
    return probe[name];
  };
  const answer = (kind: 'open' | 'save' | 'message', value: string | number | null): Promise<void> =>
    app.evaluate(
      (_electron, given) => {
        const answers = (globalThis as Scope).audiencePushProbe[given.kind] as (string | number | null)[];
        answers.push(given.value);
      },
      { kind, value },
    );
  const hasEnded = (): boolean => app.process().exitCode !== null || app.process().signalCode !== null;

  const requestQuit = (): Promise<void> =>
    app.evaluate(({ app: running }) => {
      // After this call has been answered.
      setImmediate(() => running.quit());
    });

  return {
    page,
    requestQuit,
    output: () => output,
    answerOpenDialog: (path) => answer('open', path),
    answerSaveDialog: (path) => answer('save', path),
    answerMessageBox: (button) => answer('message', button),
    shownMessageBoxes: () => seen('messageTitles'),
    openedExternally: () => seen('opened'),
    messages: () => seen('messages'),
    power: (event) =>
      app.evaluate(({ powerMonitor }, name) => {
        powerMonitor.emit(name);
      }, event),
    // Blockers are numbered from 0.
    isKeptAwake: () =>
      app.evaluate(({ powerSaveBlocker }) =>
        Array.from({ length: 50 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
      ),
    async clickMenu(id) {
      await app.evaluate(({ Menu }, wanted) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
        if (!item) throw new Error(`The menu has no item ${wanted}`);
        item.click();
      }, id);
    },
    async quit() {
      if (hasEnded()) return;
      const gone = app.waitForEvent('close', { timeout: quitLimitMs });
      await requestQuit();
      await gone;
    },
    async kill() {
      if (hasEnded()) return;
      const gone = app.waitForEvent('close', { timeout: quitLimitMs });
      app.process().kill('SIGKILL');
      await gone;
    },
  };
}
