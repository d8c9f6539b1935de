import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './hosts/host.ts';

/** A D-Bus session of its own with a real, empty, unlocked gnome-keyring in it. */
export interface KeyringSession {
  /** What a program needs in its environment to use this keyring. */
  readonly env: Readonly<Record<string, string>>;
  /** All entries of a service, read through keytar in another process. */
  entries(service: string): readonly { readonly account: string; readonly password: string }[];
  close(): Promise<void>;
}

/** Why the session can't be had here; null where it can. */
export function missingForKeyring(): string | null {
  if (process.platform !== 'linux') return 'only Linux lets a test have a keychain of its own';
  for (const command of ['dbus-run-session', 'gnome-keyring-daemon']) {
    if (spawnSync('which', [command]).status !== 0) return `${command} is not installed`;
  }
  return null;
}

/** Starts the session; the person's own keyring is not touched. */
export async function startKeyring(): Promise<KeyringSession> {
  const home = mkdtempSync(join(tmpdir(), 'audience-push-keyring-'));
  const folders = { XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home, HOME: home };
  const script =
    'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ' +
    // The session lasts as long as somebody holds the other end of its input.
    'printf "%s\\n" "$DBUS_SESSION_BUS_ADDRESS"; cat >/dev/null';
  const session = spawn('dbus-run-session', ['--', 'sh', '-c', script], {
    env: { ...process.env, ...folders },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    session.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    session.once('error', reject);
    session.once('exit', (code) => reject(new Error(`dbus-run-session ended with code ${code}`)));
  });
  const env = { XDG_RUNTIME_DIR: home, DBUS_SESSION_BUS_ADDRESS: address };

  return {
    env,
    entries(service) {
      const program =
        'const { default: keytar } = await import("keytar");' +
        `process.stdout.write(JSON.stringify(await keytar.findCredentials(${JSON.stringify(service)})));`;
      const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
        cwd: projectRoot,
        env: { ...process.env, ...env },
        encoding: 'utf8',
      });
      return JSON.parse(printed);
    },
    async close() {
      session.removeAllListeners('exit');
      const gone = new Promise<void>((resolve) => session.once('exit', () => resolve()));
      session.stdin.end();
      await gone;
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
