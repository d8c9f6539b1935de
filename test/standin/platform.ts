/** The small modules of `electron`: the screen, the theme, permissions, links out. */
import { spawn } from 'node:child_process';
import { currentPage } from './browser.ts';
import { forPeople } from './mode.ts';

type PermissionCheck = Parameters<Electron.Session['setPermissionCheckHandler']>[0];

/** What the main process told the session; read when the browser opens. */
export const sessionRules: { permissionCheck: PermissionCheck } = { permissionCheck: null };

const defaultSession = {
  setPermissionRequestHandler() {},
  setPermissionCheckHandler(handler: PermissionCheck) {
    sessionRules.permissionCheck = handler;
  },
  setDevicePermissionHandler() {},
} satisfies Partial<Electron.Session>;

export const session = { defaultSession };

const opened: string[] = [];
/** Links that were handed to the person's browser, oldest first. */
export const openedExternally = (): readonly string[] => opened;

export const shell = {
  async openExternal(address: string) {
    opened.push(address);
    if (!forPeople) return;
    const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
    spawn(opener, [address], { stdio: 'ignore', detached: true }).on('error', () => {});
  },
} satisfies Partial<Electron.Shell>;

const workArea = { x: 0, y: 0, width: 1600, height: 1000 };

export const screen = {
  getAllDisplays: () => [{ workArea }] as Electron.Display[],
} satisfies Partial<Electron.Screen>;

class Theme implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'> {
  #source: Electron.NativeTheme['themeSource'] = 'system';

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.#source = source;
    void currentPage()
      ?.emulateMedia({ colorScheme: this.colorScheme })
      .catch(() => {});
  }

  /** As Chromium emulates it; null lets the system decide. */
  get colorScheme(): 'light' | 'dark' | null {
    return this.#source === 'system' ? null : this.#source;
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}

export const nativeTheme = new Theme();
