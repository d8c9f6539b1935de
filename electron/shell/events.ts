import type { BrowserWindow } from 'electron';
import type { EventName, Events } from '../../shared/bridge.ts';
import { channels } from './channels.ts';

/**
 * Sends an event to the window, if there is one.
 * @param window gives the window at this moment.
 */
export function sendTo(
  window: () => BrowserWindow | null,
): <Name extends EventName>(name: Name, payload: Events[Name]) => void {
  return (name, payload) => {
    const target = window();
    if (target === null || target.isDestroyed() || target.webContents.isDestroyed()) return;
    target.webContents.send(channels.event, name, payload);
  };
}
