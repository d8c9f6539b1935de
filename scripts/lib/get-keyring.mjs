import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './say.mjs';
import { installDebianPackages } from './system-packages.mjs';

/** @param {string} command */
const isOnPath = (command) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));

const isThere = () => isOnPath('dbus-run-session') && isOnPath('gnome-keyring-daemon');

/** Gets what the keyring test needs on Linux; elsewhere the system has a keychain of its own that tests leave alone. */
export async function getKeyring() {
  if (process.platform !== 'linux' || isThere()) return;
  await installDebianPackages(['dbus', 'dbus-daemon', 'gnome-keyring', 'libsecret-1-0']);
  if (!isThere()) {
    say(
      'The keyring test is left out: dbus-run-session and gnome-keyring are missing and could not be installed.',
    );
  }
}
