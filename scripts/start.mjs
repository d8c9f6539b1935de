/** `npm start`: sets up what is missing and opens the app, in the best way that this computer allows. */
import { pathToFileURL } from 'node:url';
import { downloadElectron, findElectron } from './lib/electron.mjs';
import { chromiumIsMissing, getChromium } from './lib/get-chromium.mjs';
import { at, projectNode, root } from './lib/project.mjs';
import { handOver } from './lib/run.mjs';
import { Problem, runMain, say } from './lib/say.mjs';
import { setUp } from './setup.mjs';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

await runMain(async () => {
  await setUp();
  if (!hasDisplay) {
    say(
      'There is no display here: the sample audience goes into the practice workspace in this terminal instead.',
    );
    return handOver(projectNode, [at('dist/main/cli.js'), 'demo']);
  }

  const electron = findElectron() ?? (await downloadElectron());
  if (electron !== null) return handOver(electron, [root]);

  say('Electron is not installed and could not be downloaded: the app opens in a browser window instead.');
  const chromium = await getChromium();
  if (chromium === null) throw new Problem(chromiumIsMissing);
  return handOver(
    projectNode,
    ['--import', pathToFileURL(at('test/standin/register.mjs')).href, at('dist/main/main.js')],
    { env: { ...process.env, AUDIENCE_PUSH_CHROMIUM: chromium } },
  );
});
