import { net, powerMonitor, powerSaveBlocker } from 'electron';
import type { Engine } from '../engine.ts';
import type { Log } from '../log.ts';

/** How often the network is looked at while something is sent over it, in milliseconds. */
const lookEvery = 2_000;

/**
 * Lets a push follow the computer: it doesn't sleep by itself while one runs; when the person closes the lid or the
 * network is gone, the push waits, and goes on by itself afterwards. What a person paused stays paused.
 */
export function followComputer(engine: Engine, log: Log): void {
  let blocker: number | null = null;
  let isOffline = false;

  const keepAwake = (wanted: boolean): void => {
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const look = (): void => {
    keepAwake(engine.isPushing());
    // The practice workspace is on this computer and needs no network.
    const offline = engine.isPushingOverNetwork() && !net.isOnline();
    if (offline === isOffline) return;
    isOffline = offline;
    log.info(offline ? 'The network is gone: the push waits' : 'The network is back: the push goes on');
    if (offline) engine.suspend('offline');
    else engine.release('offline');
  };

  powerMonitor.on('suspend', () => {
    log.info('The computer goes to sleep');
    engine.suspend('asleep');
  });
  powerMonitor.on('resume', () => {
    log.info('The computer is awake again');
    engine.release('asleep');
  });
  engine.subscribe((name) => {
    if (name === 'push.progress') look();
  });
  setInterval(look, lookEvery).unref();
}
