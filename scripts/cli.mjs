/** `npm run --silent cli -- COMMAND`: the command line. Standard output is the command's alone. */
import { at, projectNode, root } from './lib/project.mjs';
import { handOver } from './lib/run.mjs';
import { runMain } from './lib/say.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp();
  // npm changes into the project: paths are meant from where the person is.
  const cwd = process.env.INIT_CWD ?? root;
  return handOver(projectNode, [at('dist/main/cli.js'), ...process.argv.slice(2)], { cwd });
});
