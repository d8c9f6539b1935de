import { app, type BrowserWindow } from 'electron';
import type { Engine } from '../engine.ts';
import type { Log } from '../log.ts';
import type { Dialogs } from './dialogs.ts';

/**
 * Makes quitting orderly: a running push is asked about first, then the engine finishes the batch on its way and
 * closes its stores, and only then the app ends.
 * @returns a function that lets a closing window follow the same way.
 */
export function quitInOrder(
  engine: Engine,
  dialogs: Dialogs,
  log: Log,
): { watch(window: BrowserWindow): void } {
  let state: 'open' | 'asking' | 'closing' | 'closed' = 'open';

  const leave = async (): Promise<void> => {
    state = 'asking';
    if (engine.isPushing() && !(await dialogs.confirmQuit())) {
      state = 'open';
      return;
    }
    state = 'closing';
    try {
      await engine.close();
    } catch (error) {
      log.error('The engine did not close cleanly', { error });
    }
    state = 'closed';
    log.info('Quit');
    app.quit();
  };

  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'open') void leave();
  });

  return {
    watch(window) {
      window.on('close', (event) => {
        // On macOS an app lives on without windows, and so does its push.
        if (state === 'closed' || process.platform === 'darwin') return;
        event.preventDefault();
        app.quit();
      });
    },
  };
}
