/** The computer itself, as far as a test can be it: asleep or awake, online or not. */
import { EventEmitter } from 'node:events';

export const powerMonitor = new EventEmitter();

/** Set by a test; the network that is really there doesn't matter here. */
export const network = { online: true };

const blockers = new Set<number>();
let lastBlocker = 0;

export const powerSaveBlocker = {
  start() {
    lastBlocker += 1;
    blockers.add(lastBlocker);
    return lastBlocker;
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
} satisfies Electron.PowerSaveBlocker;

/** True while the app keeps the computer awake. */
export const isKeptAwake = (): boolean => blockers.size > 0;
