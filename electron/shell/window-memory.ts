import ElectronStore from 'electron-store';
import { type Bounds, usableState, type WindowState } from './window-state.ts';

/** Keeps the state of the window between starts, in `window.json` of the data folder. */
export function openWindowState(dataDir: string): {
  read(displays: readonly Bounds[]): WindowState;
  save(bounds: Bounds, maximized: boolean): void;
} {
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: dataDir,
    name: 'window',
    clearInvalidConfig: true,
  });
  return {
    read: (displays) => usableState(store.store, displays),
    save(bounds, maximized) {
      const { x, y, width, height } = bounds;
      store.store = { x, y, width, height, maximized };
    },
  };
}
