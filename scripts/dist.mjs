/** `npm run dist`: builds the app and packages it for this system, as installers or (`--dir`) as a folder. */
import { downloadElectron, findElectron } from './lib/electron.mjs';
import { at, projectNode, toolEnvironment } from './lib/project.mjs';
import { handOver } from './lib/run.mjs';
import { Problem, runMain } from './lib/say.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp();
  if ((findElectron() ?? (await downloadElectron())) === null && !process.argv.includes('--force')) {
    throw new Problem(
      'The app was built (dist/), but not packaged: Electron could not be downloaded on this computer. ' +
        'Installers are built by the release workflow.',
    );
  }
  const args = process.argv.slice(2).filter((argument) => argument !== '--force');
  return handOver(projectNode, [at('node_modules/electron-builder/cli.js'), '--publish', 'never', ...args], {
    env: toolEnvironment(),
  });
});
