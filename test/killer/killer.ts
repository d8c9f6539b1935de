/**
 * Kills pushes of 20,000 contacts with SIGKILL at random moments, client and server, and checks that nothing is
 * lost, nothing is counted wrong and nothing is sent twice that wasn't in flight:
 * `npm run test:killer -- [--seeds N] [--first SEED] [--server-seeds N]`.
 */
import { parseArgs } from 'node:util';
import { killClient, killServer, type TrialResult } from './trial.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    'server-seeds': { type: 'string' },
    first: { type: 'string', default: '1' },
  },
});
const first = Number(values.first);
const trials = [
  ['client', killClient, Number(values.seeds)],
  ['server', killServer, Number(values['server-seeds'] ?? values.seeds)],
] as const;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Kills of one push, at most: then it may come to its end. */
const maxKills = 4;

let failed = 0;
for (const [what, trial, seeds] of trials) {
  const total = { kills: 0, inFlight: 0, requests: 0, resent: 0 };
  for (let seed = first; seed < first + seeds; seed += 1) {
    try {
      const result: TrialResult = await trial(seed, maxKills);
      for (const name of ['kills', 'inFlight', 'requests', 'resent'] as const) total[name] += result[name];
      say(
        `${what} seed ${seed}: ${result.kills} kills, ${result.inFlight} with a batch in flight, ${result.requests} requests, ${result.resent} batches sent again`,
      );
    } catch (thrown) {
      failed += 1;
      say(`${what} seed ${seed} FAILED: ${String(thrown)}`);
    }
  }
  say(
    `${what} killed: ${seeds} seeds, ${total.kills} kills, ${total.inFlight} with a batch in flight, ${total.requests} requests, ${total.resent} batches sent again`,
  );
}
say(failed === 0 ? 'Nothing was lost.' : `${failed} trials FAILED.`);
process.exitCode = failed === 0 ? 0 : 1;
