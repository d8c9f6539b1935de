import { findChromium } from './chromium.mjs';
import { at, projectNode } from './project.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { installDebianPackages } from './system-packages.mjs';

const downloadLimitMs = 5 * 60 * 1000;

/**
 * Finds a Chromium, or gets one: Debian's where it may be installed, else Playwright's own.
 * @returns {Promise<string | null>} its path
 */
export async function getChromium() {
  const there = findChromium();
  if (there !== null) return there;
  if (await installDebianPackages(['chromium'])) {
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  say("Downloading Playwright's Chromium…");
  await run(projectNode, [at('node_modules/playwright-core/cli.js'), 'install', 'chromium'], {
    limitMs: downloadLimitMs,
  });
  return findChromium();
}

/** What a person can do where there is no browser. */
export const chromiumIsMissing =
  'There is no Chromium, Chrome or Edge on this computer, and none could be installed. Install one of them ' +
  '(on Debian: apt-get install chromium), or name it in AUDIENCE_PUSH_CHROMIUM.';
