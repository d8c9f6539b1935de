import { expect, it } from 'vitest';
import { killClient, killServer } from '../../killer/trial.ts';

// The short version of `npm run test:killer`, which takes fifty seeds.
it('a push whose process is killed four times loses nothing, and sends nothing twice that was not in flight', {
  timeout: 180_000,
}, async () => {
  const { kills, resent, inFlight } = await killClient(7, 4);
  expect(kills).toBe(4);
  expect(resent).toBeLessThanOrEqual(inFlight);
});

it('a push whose server is killed three times loses nothing', { timeout: 180_000 }, async () => {
  const { kills } = await killServer(7, 3);
  expect(kills).toBe(3);
});
