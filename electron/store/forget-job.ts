import { breathe } from '../jobs/breathe.ts';
import { Retention } from './retention.ts';
import { openAppDb } from './schema.ts';

export interface ForgetInput {
  readonly dataDir: string;
  /** Runs whose row data goes. */
  readonly forget: readonly string[];
  /** Runs that go as a whole; they were hidden before. */
  readonly remove: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Forgets row data, and removes runs. Runs in a worker thread: overwriting a million people takes a while. */
export async function forgetJob(input: ForgetInput, signal: AbortSignal): Promise<{ runs: number }> {
  const db = openAppDb(input.dataDir);
  try {
    const retention = new Retention(db);
    const steps = function* (): Generator<void> {
      for (const runId of input.forget) yield* retention.forgetRun(runId, input.now);
      for (const runId of input.remove) yield* retention.removeRun(runId);
    };
    for (const _ of steps()) {
      await breathe();
      signal.throwIfAborted();
    }
    retention.shrink();
    return { runs: input.forget.length + input.remove.length };
  } finally {
    db.close();
  }
}
