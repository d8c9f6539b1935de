/**
 * The bridge: the only thing of ours that the page can reach. It passes three kinds of messages on and holds no
 * secret and no path. It runs sandboxed: nothing but `electron` can be required here.
 */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/bridge.ts';
import { channels, forwardedEvents } from './shell/channels.ts';

/** The two shapes that the page may call with; the generic types of {@link Bridge} exist at compile time only. */
const bridge = {
  call: (name: unknown, input?: unknown) => ipcRenderer.invoke(channels.call, name, input),

  on(name: unknown, listener: (payload: unknown) => void): () => void {
    if (typeof name !== 'string' || !Object.hasOwn(forwardedEvents, name)) {
      throw new Error(`There is no event ${String(name)}`);
    }
    const pass = (_event: IpcRendererEvent, sent: unknown, payload: unknown): void => {
      if (sent === name) listener(payload);
    };
    ipcRenderer.on(channels.event, pass);
    return () => {
      ipcRenderer.removeListener(channels.event, pass);
    };
  },

  // The path goes straight to the main process: the page gives a file that was dropped, never a path.
  openDropped: async (file: unknown) =>
    ipcRenderer.invoke(channels.openDropped, webUtils.getPathForFile(file as File)),
};

contextBridge.exposeInMainWorld('audiencePush', bridge as unknown as Bridge);
