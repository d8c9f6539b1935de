import type { Clock } from '../../electron/push/clock.ts';

/** A clock that nobody waits for: sleeping moves it on. `slept` are the waits, in milliseconds. */
export interface VirtualClock extends Clock {
  readonly slept: readonly number[];
}

/** @param chance what `random()` gives, always */
export function virtualClock(chance = 0.5, begin = Date.UTC(2026, 10, 22)): VirtualClock {
  const slept: number[] = [];
  let now = begin;
  return {
    slept,
    now: () => now,
    random: () => chance,
    async sleep(ms) {
      slept.push(ms);
      now += ms;
      // Real timers and sockets get their turn, too.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
