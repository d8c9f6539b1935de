import ElectronStore from 'electron-store';
import type { Settings } from '../../shared/bridge.ts';
import { readSettings } from './read-settings.ts';

/** The person's settings, kept between starts. */
export interface SettingsStore {
  get(): Settings;
  /** Changes some of them and gives them all. */
  set(change: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Settings;
}

/** Opens `settings.json` in the data folder; a file that isn't JSON is replaced. */
export function openSettings(dataDir: string): SettingsStore {
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: dataDir,
    name: 'settings',
    clearInvalidConfig: true,
  });
  return {
    get: () => readSettings(store.store),
    set(change) {
      const next = readSettings({ ...readSettings(store.store), ...change });
      store.store = { ...next };
      return next;
    },
  };
}
