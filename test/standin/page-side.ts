/**
 * What runs in the page before anything of its own: it gives the built preload the renderer's half of `electron`.
 * The function is sent to the browser as text, so it uses nothing from outside itself.
 */

export interface PageSideConfig {
  /** Name of the binding that leads to the main process. */
  readonly binding: string;
  /** Leave the raw binding in child frames, so that a test can try what a hijacked frame would. */
  readonly exposeToChildFrames: boolean;
  /** Keys of the menu, such as `CmdOrCtrl+O`. */
  readonly menuKeys: readonly string[];
}

/** What the page sends to the main process of the stand-in. */
export type PageMessage =
  | { readonly kind: 'invoke'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'upload'; readonly token: string; readonly name: string; readonly base64: string }
  | { readonly kind: 'menu'; readonly keys: string }
  | { readonly kind: 'open'; readonly address: string };

export type PageAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** Key of the function, hidden in the page, through which `webContents.send` arrives. */
export const deliveryKey = 'audience-push-standin-delivery';

type Preload = (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void;

export function pageSide(config: PageSideConfig, deliverAs: string, preload: Preload): void {
  const scope = window as unknown as Record<string, unknown>;
  const send = scope[config.binding] as (message: PageMessage) => Promise<PageAnswer>;
  // Electron runs a preload in the main frame only.
  if (window !== window.top) {
    if (!config.exposeToChildFrames) delete scope[config.binding];
    return;
  }
  delete scope[config.binding];

  type Listener = (event: unknown, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  Object.defineProperty(window, Symbol.for(deliverAs), {
    value: (channel: string, args: unknown[]) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
  });

  /** Files on their way to the main process, by the token that stands for their path. */
  const uploads = new Map<string, Promise<void>>();
  const chunkBytes = 3 * 1024 * 1024;
  async function upload(token: string, file: File): Promise<void> {
    for (let from = 0; from === 0 || from < file.size; from += chunkBytes) {
      const bytes = new Uint8Array(await file.slice(from, from + chunkBytes).arrayBuffer());
      let binary = '';
      for (let i = 0; i < bytes.length; i += 0x8000) {
        binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
      }
      const answer = await send({ kind: 'upload', token, name: file.name, base64: btoa(binary) });
      if (!answer.ok) throw new Error(answer.message);
    }
  }
  function pathFor(file: File): string {
    const token = `standin-file:${crypto.randomUUID()}`;
    uploads.set(token, upload(token, file));
    return token;
  }

  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      for (const arg of args) if (typeof arg === 'string') await uploads.get(arg);
      const answer = await send({ kind: 'invoke', channel, args });
      if (answer.ok) return answer.value;
      throw new Error(`Error invoking remote method '${channel}': ${answer.message}`);
    },
    on(channel: string, listener: Listener): void {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
    },
    removeListener(channel: string, listener: Listener): void {
      listeners.get(channel)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: object): void {
      Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true });
    },
  };
  const electron = { contextBridge, ipcRenderer, webUtils: { getPathForFile: pathFor } };
  const module = { exports: {} };
  preload(
    (name) => {
      if (name === 'electron') return electron;
      throw new Error(`A sandboxed preload can't require ${name}`);
    },
    module,
    module.exports,
  );

  /** For the stand-in's own file picker. */
  Object.defineProperty(window, Symbol.for(`${deliverAs}-path`), {
    value: async (file: File) => {
      const token = pathFor(file);
      await uploads.get(token);
      return token;
    },
  });

  // New windows are the main process's to decide on, before the browser makes one.
  const askForWindow = (address: string): void => {
    void send({ kind: 'open', address: new URL(address, location.href).href });
  };
  window.open = (address) => {
    askForWindow(String(address ?? 'about:blank'));
    return null;
  };
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target]') : null;
    if (!(link instanceof HTMLAnchorElement) || link.target === '_self' || event.defaultPrevented) return;
    event.preventDefault();
    askForWindow(link.href);
  });

  window.addEventListener(
    'keydown',
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.length !== 1) return;
      const keys = `CmdOrCtrl+${event.shiftKey ? 'Shift+' : ''}${event.key.toUpperCase()}`;
      if (!config.menuKeys.includes(keys)) return;
      event.preventDefault();
      void send({ kind: 'menu', keys });
    },
    true,
  );
}
