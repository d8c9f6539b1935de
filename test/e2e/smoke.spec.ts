import { expect, test } from '@playwright/test';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

test.describe('the window', () => {
  let app: App;

  test.beforeAll(async () => {
    app = await launchApp();
  });
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]();
  });

  test('opens with the app in it', async () => {
    await expect(app.page).toHaveTitle('Audience Push');
    await expect(app.page.locator('h1').first()).toBeVisible();
  });

  test('talks to the main process', async () => {
    const info = await callBridge(app.page, 'app.info');
    expect(info).toMatchObject({
      ok: true,
      value: { host: app.host, version: expect.stringMatching(/^\d+\./) },
    });
  });

  test('starts without an error on its console', async () => {
    expect(app.pageErrors).toEqual([]);
  });

  test('keeps settings over a restart', async () => {
    await callBridge(app.page, 'settings.set', { theme: 'dark' });
    await app.restart();
    const settings = await callBridge(app.page, 'settings.get');
    expect(settings).toMatchObject({ ok: true, value: { theme: 'dark' } });
  });
});

test('the app quits when it is asked to, and its process ends', async () => {
  const app = await launchApp();
  await app.quit();
  expect(app.page.isClosed()).toBe(true);
  await app[Symbol.asyncDispose]();
});

test('the app starts again after its process was killed', async () => {
  await using app = await launchApp();
  await callBridge(app.page, 'settings.set', { welcomed: true });
  await app.kill();
  await app.restart();
  expect(await callBridge(app.page, 'settings.get')).toMatchObject({ ok: true, value: { welcomed: true } });
});
