/** `npm run test:phones -- [--count N] [--bare N] [--seed S]`: phone checks against millions of numbers. */
import { at, projectNode, toolEnvironment } from './lib/project.mjs';
import { handOver } from './lib/run.mjs';
import { runMain } from './lib/say.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp();
  return handOver(projectNode, [at('test/phones/run.ts'), ...process.argv.slice(2)], {
    env: toolEnvironment(),
  });
});
