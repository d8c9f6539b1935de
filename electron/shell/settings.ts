import ElectronStore from 'electron-store';
import { type Settings, settingsSchema } from '../../shared/bridge.ts';

/** What a new installation starts with. */
export const defaultSettings: Settings = { theme: 'system', welcomed: false, current: null };

/** The person's settings, kept between starts. */
export interface SettingsStore {
  get(): Settings;
  /** Changes some of them and gives them all. */
  set(change: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }): Settings;
}

/**
 * Reads stored settings one by one: what doesn't fit the schema (an older version, a damaged file) becomes the
 * default, the rest is kept.
 */
export function readSettings(stored: unknown): Settings {
  const found: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    const parsed = schema.safeParse(found[name]);
    if (parsed.success) settings[name] = parsed.data;
  }
  return settingsSchema.parse(settings);
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
