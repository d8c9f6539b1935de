import { app } from 'electron';
import type { AppInfo, Handlers } from '../../shared/bridge.ts';
import type { Engine } from '../engine.ts';
import type { Secrets } from '../secrets.ts';
import type { Dialogs } from './dialogs.ts';
import type { SettingsStore } from './settings.ts';
import { applyTheme } from './window.ts';

/** Electron puts its version here; the stand-in doesn't. */
const host = (): AppInfo['host'] => (process.versions.electron === undefined ? 'standin' : 'electron');

const platform = (): AppInfo['platform'] =>
  process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';

/** The answers to all commands: the engine's, and those that need a dialog, the settings or the app itself. */
export function makeHandlers(parts: {
  readonly engine: Engine;
  readonly dialogs: Dialogs;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
}): Handlers {
  const { engine, dialogs, settings, secrets } = parts;
  return {
    ...engine.handlers,

    'app.info': () => ({
      version: app.getVersion(),
      platform: platform(),
      host: host(),
      keychain: secrets.place === 'keychain',
    }),

    'settings.get': () => settings.get(),
    'settings.set': (change) => {
      const next = settings.set(change);
      applyTheme(next.theme);
      return next;
    },

    'audiences.choose': async () => {
      const path = await dialogs.chooseAudience();
      return path === null ? null : engine.openFile(path);
    },
    'audiences.openSample': () => engine.openSample(),

    'check.export': async ({ checkId, what }) => {
      const path = await dialogs.chooseTarget(engine.suggestName({ checkId, what }));
      return path === null ? null : engine.exportCheck(checkId, what, path);
    },
    'runs.export': async ({ runId, kind }) => {
      const path = await dialogs.chooseTarget(engine.suggestName({ runId, kind }));
      return path === null ? null : engine.exportRun(runId, kind, path);
    },
  };
}
