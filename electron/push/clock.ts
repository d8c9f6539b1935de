/** Time and chance as the push sees them: passed in, so that tests don't wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 (included) to 1 (excluded). */
  random(): number;
}

export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
    }),
};

const firstDelay = 500;
const longestDelay = 30_000;

/**
 * How long to wait before a try: exponential backoff with full jitter (a random share of 0.5 s, 1 s, 2 s...,
 * at most 30 s), and never less than the API asked for.
 * @param failedTries how many tries there were, from 1
 */
export function backoff(failedTries: number, afterMs: number | null, random: () => number): number {
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** (failedTries - 1));
  return Math.max(afterMs ?? 0, Math.round(random() * ceiling));
}
