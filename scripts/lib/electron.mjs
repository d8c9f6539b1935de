/** The Electron binary: whether it is there, and getting it once. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { at, projectNode } from './project.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const downloadLimitMs = 60_000;
/** After a failed download, the next try is a day later, so that starting stays quick. */
const retryAfterMs = 24 * 60 * 60 * 1000;
const failureMark = at('node_modules/.cache/audience-push/electron-download-failed');

/** @returns {string | null} path of the binary; null where it was never downloaded */
export function findElectron() {
  const pathFile = at('node_modules/electron/path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = at('node_modules/electron/dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

function failedLately() {
  return existsSync(failureMark) && Date.now() - statSync(failureMark).mtimeMs < retryAfterMs;
}

/** Downloads Electron, if that wasn't tried in vain within the last day. @returns {Promise<string | null>} */
export async function downloadElectron() {
  if (failedLately()) return null;
  say('Downloading Electron (once, up to a minute)…');
  const { code } = await run(projectNode, [at('node_modules/electron/install.js')], {
    limitMs: downloadLimitMs,
  });
  const binary = code === 0 ? findElectron() : null;
  if (binary === null) {
    mkdirSync(dirname(failureMark), { recursive: true });
    writeFileSync(failureMark, '');
  } else {
    rmSync(failureMark, { force: true });
  }
  return binary;
}
