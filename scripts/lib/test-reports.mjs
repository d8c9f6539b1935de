/** Counting tests in the reports of the two runners. */
import { existsSync, readFileSync, rmSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const nothingCounted = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export const addCounts = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** Reads a report and deletes it, so that the next run can't be judged by this one's. @param {string} path */
function takeReport(path) {
  if (!existsSync(path)) return null;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  return report;
}

/**
 * A runner that failed although no test did (a file that doesn't load, a crash) counts as one failure.
 * @param {Counts} counts
 * @param {number} exitCode
 */
const withExitCode = (counts, exitCode) =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

/**
 * @param {string} path
 * @param {number} exitCode
 */
export function readVitestReport(path, exitCode) {
  const report = takeReport(path);
  if (report === null) return withExitCode(nothingCounted, exitCode);
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return withExitCode(counts, exitCode);
}

/**
 * @param {string} path
 * @param {number} exitCode
 */
export function readPlaywrightReport(path, exitCode) {
  const report = takeReport(path);
  if (report === null) return withExitCode(nothingCounted, exitCode);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected + flaky, failed: unexpected, skipped }, exitCode);
}
