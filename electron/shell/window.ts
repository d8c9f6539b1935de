import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Settings } from '../../shared/bridge.ts';
import type { Log } from '../log.ts';
import { appUrl } from './origin.ts';
import { openWindowState } from './window-memory.ts';
import { minimumSize } from './window-state.ts';

/** Colours of the window before its page is painted: the page's own background, so that nothing flashes. */
const background = { light: '#fbfaf8', dark: '#16181c' } as const;

/** Lets the system's own parts (menus, dialogs, scroll bars) follow the chosen theme. */
export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme;
}

/**
 * Opens the app's window where it was left and loads the page.
 * @param preload path of the built preload.
 */
export function openWindow(options: {
  readonly dataDir: string;
  readonly preload: string;
  readonly log: Log;
}): BrowserWindow {
  const memory = openWindowState(options.dataDir);
  const { maximized, ...bounds } = memory.read(screen.getAllDisplays().map((display) => display.workArea));
  const window = new BrowserWindow({
    ...bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Audience Push',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => memory.save(window.getNormalBounds(), window.isMaximized()));
  window.webContents.on('render-process-gone', (_event, details) => {
    options.log.error('The window crashed', { reason: details.reason, exitCode: details.exitCode });
    // The work is in the main process and its stores: a fresh page takes it up where it was.
    if (details.reason !== 'clean-exit') window.webContents.reload();
  });
  window.loadURL(appUrl).catch((error: unknown) => options.log.error('The page did not load', { error }));
  return window;
}

/** Brings a window to the front, wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
