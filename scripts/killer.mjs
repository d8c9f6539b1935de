/** `npm run test:killer -- [--seeds N] [--server-seeds N] [--first SEED]`: pushes that are killed, and lose nothing. */
import { at, projectNode, toolEnvironment } from './lib/project.mjs';
import { handOver } from './lib/run.mjs';
import { runMain } from './lib/say.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp();
  return handOver(projectNode, [at('test/killer/killer.ts'), ...process.argv.slice(2)], {
    env: toolEnvironment(),
  });
});
