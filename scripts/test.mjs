/**
 * `npm test`: sets up what is missing and runs all tests: unit, integration, and end to end.
 * `npm test -- unit e2e` runs only those. The last line is the sum.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { findElectron } from './lib/electron.mjs';
import { chromiumIsMissing, getChromium } from './lib/get-chromium.mjs';
import { getKeyring } from './lib/get-keyring.mjs';
import { at, projectNode, toolEnvironment } from './lib/project.mjs';
import { handOver } from './lib/run.mjs';
import { Problem, runMain, say } from './lib/say.mjs';
import { addCounts, nothingCounted, readPlaywrightReport, readVitestReport } from './lib/test-reports.mjs';
import { setUp } from './setup.mjs';

const kinds = ['unit', 'integration', 'e2e'];
const reportDir = at('node_modules/.cache/audience-push');

/** Colours are for terminals; a log of a machine stays readable. */
const testEnvironment = () => ({
  ...toolEnvironment(),
  ...(process.stderr.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }),
});

/** @param {'unit' | 'integration'} project */
async function runVitest(project) {
  const report = at(reportDir, `${project}.json`);
  const code = await handOver(
    projectNode,
    [
      at('node_modules/vitest/vitest.mjs'),
      'run',
      `--project=${project}`,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: testEnvironment(), stdout: 'stderr' },
  );
  return readVitestReport(report, code);
}

/** @param {string} chromium */
async function runPlaywright(chromium) {
  const report = at(reportDir, 'e2e.json');
  const code = await handOver(projectNode, [at('node_modules/@playwright/test/cli.js'), 'test'], {
    env: { ...testEnvironment(), AUDIENCE_PUSH_CHROMIUM: chromium, AUDIENCE_PUSH_E2E_REPORT: report },
    stdout: 'stderr',
  });
  return readPlaywrightReport(report, code);
}

await runMain(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((kind) => !kinds.includes(kind));
  if (unknown !== undefined)
    throw new Problem(`There are no ${unknown} tests. There are: ${kinds.join(', ')}.`);
  const wanted = asked.length === 0 ? kinds : asked;

  await setUp();
  mkdirSync(reportDir, { recursive: true });
  let chromium = null;
  if (wanted.includes('e2e')) {
    chromium = await getChromium();
    if (chromium === null) throw new Problem(chromiumIsMissing);
    await getKeyring();
  }

  const nodeVersion = JSON.parse(readFileSync(at('node_modules/node/package.json'), 'utf8')).version;
  const lines = [];
  let sum = nothingCounted;
  for (const kind of kinds.filter((each) => wanted.includes(each))) {
    say(`— ${kind} tests`);
    const counts =
      kind === 'e2e' ? await runPlaywright(chromium ?? '') : await runVitest(/** @type {'unit'} */ (kind));
    const host = findElectron() === null ? 'the stand-in (built app in Chromium)' : 'Electron';
    lines.push(
      `${kind.padEnd(11)} ${counts.passed} passed, ${counts.failed} failed` +
        (counts.skipped > 0 ? `, ${counts.skipped} skipped` : '') +
        `, on ${kind === 'e2e' ? host : `Node ${nodeVersion}`}`,
    );
    sum = addCounts(sum, counts);
  }
  say('');
  for (const line of lines) say(line);
  process.stdout.write(
    `${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}\n`,
  );
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
});
