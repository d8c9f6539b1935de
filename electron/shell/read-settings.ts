import { type Settings, settingsSchema } from '../../shared/bridge.ts';

/** What a new installation starts with. */
export const defaultSettings: Settings = { theme: 'system', welcomed: false, current: null };

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
