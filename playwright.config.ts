import { defineConfig } from '@playwright/test';

/** The app end to end, on real Electron or the stand-in (`launchApp()` decides). */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Two apps at a time: each has a Chromium, a main process and worker threads of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: process.env.AUDIENCE_PUSH_E2E_REPORT
    ? [['list'], ['json', { outputFile: process.env.AUDIENCE_PUSH_E2E_REPORT }]]
    : [['list']],
});
