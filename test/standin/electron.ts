/**
 * The part of the `electron` module that our main process uses, without Electron: windows are pages of an installed
 * Chromium. The built main, preload and renderer run on it unchanged. What it can't show: the system's own dialogs,
 * OS sandboxing, fuses, signing.
 */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { listenToTests } from './control.ts';
import { dialog } from './dialogs.ts';
import { ipcMain } from './ipc.ts';
import { Menu } from './menu.ts';
import { net } from './net.ts';
import { nativeTheme, screen, session, shell } from './platform.ts';
import { powerMonitor, powerSaveBlocker } from './power.ts';
import { protocol } from './protocol.ts';

listenToTests();

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
};

/** electron-store takes the module as one object. */
export default {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
};
