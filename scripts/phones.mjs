// Phone checks against millions of generated numbers: npm run test:phones -- [--count N] [--bare N] [--seed S]
// Starts the tests on the Node of the project's dependencies, which reads TypeScript; needs nothing but Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const node = at(process.platform === 'win32' ? 'node_modules/.bin/node.cmd' : 'node_modules/.bin/node');
if (!existsSync(node)) {
  process.stderr.write('The dependencies are missing: run npm install first.\n');
  process.exit(1);
}
const { status } = spawnSync(node, [at('test/phones/run.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
