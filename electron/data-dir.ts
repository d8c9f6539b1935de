import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Set to a folder, it is used instead of the person's own data folder: for tests and for trying things out. */
export const dataDirVariable = 'AUDIENCE_PUSH_DATA_DIR';

/**
 * The folder in which the app keeps everything: stores, settings, logs. The window and the command line use the
 * same one, so that a run begun in one is seen in the other.
 * @param platform as in `process.platform`; decides where the system wants such folders.
 * @param environment as in `process.env`.
 * @returns an absolute path; nothing is made on disk.
 */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const override = environment[dataDirVariable];
  if (override) return resolve(override);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Audience Push');
  if (platform === 'win32') {
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Audience Push');
  }
  return join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'audience-push');
}
