/** `npm run bench [NAME…]`: the benchmarks in test/bench, all of them or the named ones. */
import { readdirSync } from 'node:fs';
import { at, projectNode, toolEnvironment } from './lib/project.mjs';
import { handOver } from './lib/run.mjs';
import { Problem, runMain, say } from './lib/say.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp();
  const known = readdirSync(at('test/bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  const [first, ...rest] = process.argv.slice(2);
  if (first !== undefined && !known.includes(first)) {
    throw new Problem(`There is no benchmark ${first}. There are: ${known.join(', ') || 'none'}.`);
  }
  let worst = 0;
  for (const name of first === undefined ? known : [first]) {
    say(`— ${name}`);
    const args = [at('test/bench', `${name}.ts`), ...(first === undefined ? [] : rest)];
    worst = Math.max(worst, await handOver(projectNode, args, { env: toolEnvironment() }));
  }
  return worst;
});
