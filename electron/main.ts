import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { defaultDataDir } from './data-dir.ts';
import { openEngine } from './engine.ts';
import { openLog } from './log.ts';
import { openSecrets } from './secrets-keychain.ts';
import { runAsCommandLine } from './shell/cli-mode.ts';
import { commandLineIn } from './shell/command-line.ts';
import { openDialogs } from './shell/dialogs.ts';
import { sendTo } from './shell/events.ts';
import { guardNavigation, guardPermissions, openHelpLink } from './shell/guards.ts';
import { makeHandlers } from './shell/handlers.ts';
import { registerBridge } from './shell/ipc.ts';
import { installMenu } from './shell/menu.ts';
import { netTransport } from './shell/net-transport.ts';
import { followComputer } from './shell/power.ts';
import { registerAppScheme, serveRenderer } from './shell/protocol.ts';
import { quitInOrder } from './shell/quit.ts';
import { openSettings } from './shell/settings.ts';
import { reportCrashes, showStartFailure } from './shell/start-failure.ts';
import { applyTheme, focusWindow, openWindow } from './shell/window.ts';

/** The window and the preload as they were built, beside this file's folder. */
const rendererDir = join(import.meta.dirname, '../renderer');
const preload = join(import.meta.dirname, '../preload/preload.cjs');

async function startApp(dataDir: string): Promise<void> {
  const log = openLog({ dataDir, name: 'app' });
  reportCrashes(log);
  guardNavigation(log);
  await app.whenReady();
  log.info('Start', { version: app.getVersion(), platform: process.platform });

  const secrets = await openSecrets(log);
  const engine = await openEngine({ dataDir, secrets, transport: netTransport, log });
  const settings = openSettings(dataDir);

  let window: BrowserWindow | null = null;
  const currentWindow = (): BrowserWindow | null => window;
  const dialogs = openDialogs(dataDir, currentWindow);
  const send = sendTo(currentWindow);

  applyTheme(settings.get().theme);
  guardPermissions(session.defaultSession);
  serveRenderer(rendererDir);
  registerBridge(makeHandlers({ engine, dialogs, settings, secrets }), engine.openFile, log);
  engine.subscribe(send);
  installMenu({
    openFile: () => send('menu.openFile', null),
    openHelp: (address) => openHelpLink(address, log),
  });

  followComputer(engine, log);
  const quitting = quitInOrder(engine, dialogs, log);
  const showWindow = (): void => {
    if (window !== null) {
      focusWindow(window);
      return;
    }
    window = openWindow({ dataDir, preload, log });
    quitting.watch(window);
    window.on('closed', () => {
      window = null;
    });
  };
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  showWindow();
}

registerAppScheme();
const dataDir = defaultDataDir();
app.setPath('userData', dataDir);
const commandLine = commandLineIn(process.argv, app.isPackaged);
if (commandLine !== null) {
  await runAsCommandLine(commandLine);
} else if (app.requestSingleInstanceLock()) {
  startApp(dataDir).catch(showStartFailure);
} else {
  app.quit();
}
