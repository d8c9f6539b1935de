import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { closeBrowser } from './browser.ts';

/** An event that a listener can stop, as Electron hands it over. */
export class StoppableEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** What a quitting app must know of its windows. */
export interface ClosableWindow {
  /** Asks the window to close. False where it was prevented. */
  requestClose(): boolean;
}

interface PackageFile {
  readonly name: string;
  readonly version: string;
}

const projectRoot = resolve(import.meta.dirname, '../..');
const packageFile: PackageFile = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));

class App
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'exit'
      | 'getPath'
      | 'getVersion'
      | 'isPackaged'
      | 'quit'
      | 'requestSingleInstanceLock'
      | 'setPath'
      | 'whenReady'
    >
{
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly windows = new Set<ClosableWindow>();
  readonly #paths = new Map<string, string>();
  #lock: string | null = null;
  #ending = false;

  getVersion(): string {
    return packageFile.version;
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const path = this.#paths.get(name);
    if (path !== undefined) return path;
    if (name === 'userData') return join(homedir(), '.config', packageFile.name);
    return name === 'documents' ? homedir() : join(homedir(), name);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  /** One process per data folder: the file names the process that has it. */
  requestSingleInstanceLock(): boolean {
    const dir = this.getPath('userData');
    mkdirSync(dir, { recursive: true });
    const lock = join(dir, 'standin.lock');
    if (isAlive(readPid(lock))) {
      process.stderr.write('Audience Push is already open.\n');
      return false;
    }
    writeFileSync(lock, String(process.pid));
    this.#lock = lock;
    return true;
  }

  quit(): void {
    if (this.#ending) return;
    const event = new StoppableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    for (const window of this.windows) if (!window.requestClose()) return;
    this.emit('will-quit', new StoppableEvent());
    this.exit(0);
  }

  exit(code = 0): void {
    if (this.#ending) return;
    this.#ending = true;
    if (this.#lock) rmSync(this.#lock, { force: true });
    void closeBrowser().finally(() => process.exit(code));
  }

  /** The last window is gone and the app itself didn't ask for it. */
  windowsAreGone(): void {
    if (!this.#ending) this.emit('window-all-closed');
  }
}

function readPid(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export const app = new App();

// As Electron does: both signals quit in order.
process.on('SIGTERM', () => app.quit());
process.on('SIGINT', () => app.quit());
