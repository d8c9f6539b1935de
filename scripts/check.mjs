/** `npm run check`: format, lint, layers, types and dead code, all at once, changing nothing. */
import { at, projectNode, toolEnvironment } from './lib/project.mjs';
import { run } from './lib/run.mjs';
import { runMain, say } from './lib/say.mjs';
import { setUp } from './setup.mjs';

/** Each check with the script that runs it and its arguments. */
const checks = [
  ['format, lint, layers', 'node_modules/@biomejs/biome/bin/biome', ['check', '--colors=off']],
  ['types: main, tests, scripts', 'node_modules/typescript/bin/tsc', ['-p', '.']],
  ['types: shared', 'node_modules/typescript/bin/tsc', ['-p', 'shared']],
  ['types: renderer', 'node_modules/typescript/bin/tsc', ['-p', 'renderer']],
  ['dead code', 'node_modules/knip/bin/knip.js', ['--no-progress']],
];

await runMain(async () => {
  await setUp({ build: false });
  const results = await Promise.all(
    checks.map(async ([name, script, args]) => {
      const started = performance.now();
      const { code, output } = await run(projectNode, [at(script), ...args], { env: toolEnvironment() });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
      return { name, code, output };
    }),
  );
  const failed = results.filter((result) => result.code !== 0);
  for (const { name, output } of failed) process.stdout.write(`\n— ${name}\n${output.trim()}\n`);
  say(failed.length === 0 ? 'All checks passed.' : `${failed.length} of ${checks.length} checks failed.`);
  return failed.length === 0 ? 0 : 1;
});
