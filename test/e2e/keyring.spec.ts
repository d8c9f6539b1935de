import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { keychainService } from '../../electron/secrets-keychain.ts';
import { callBridge } from './call-bridge.ts';
import { type KeyringSession, missingForKeyring, startKeyring } from './keyring-session.ts';
import { launchApp } from './launch-app.ts';

const key = 'hc-live-7Qm2xV9tLr4Zp8Wd';

/** Types a connection into the form of the first start, as a person does. */
async function connectThroughTheWindow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connect Hello Charles' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Acme live');
  await form.getByLabel('Address').fill('acme');
  await form.getByLabel('API key').fill(key);
  await form.getByRole('button', { name: /^Save/ }).click();
  await expect(form).toBeHidden();
}

/** All files under a folder that hold the text, also inside of databases. */
function filesWith(text: string, folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text));
}

test.describe('a key that is saved through the window', () => {
  const missing = missingForKeyring();
  test.skip(missing !== null, `no keyring for a test: ${missing}`);
  let keyring: KeyringSession;

  test.beforeAll(async () => {
    keyring = await startKeyring();
  });
  test.afterAll(async () => {
    await keyring?.close();
  });

  test('is in the keyring of the system, and nowhere else', async () => {
    await using app = await launchApp({ env: keyring.env });
    expect(await callBridge(app.page, 'app.info')).toMatchObject({ value: { keychain: true } });
    await connectThroughTheWindow(app.page);

    const listed = await callBridge(app.page, 'connections.list');
    const saved = listed.ok ? listed.value.find((connection) => connection.name === 'Acme live') : undefined;
    expect(saved).toMatchObject({ key: 'keychain', baseUrl: 'https://acme.hello-charles.com' });
    expect(keyring.entries(keychainService)).toContainEqual({ account: saved?.id, password: key });

    await test.step('not in the data folder or the logs, while the app runs and after it has quit', async () => {
      expect(filesWith(key, app.dataDir)).toEqual([]);
      expect(app.output).not.toContain(key);
    });

    await test.step('on the bridge once: in the message that saves it', async () => {
      const withKey = (await app.messages()).filter((message) => JSON.stringify(message).includes(key));
      expect(withKey).toHaveLength(1);
      expect(withKey[0]).toMatchObject({ direction: 'to-main', data: ['connections.save', { apiKey: key }] });
    });

    await test.step('not in the page, once it is saved', async () => {
      const page = await app.page.evaluate(() => ({
        html: document.documentElement.outerHTML,
        fields: [...document.querySelectorAll('input')].map((input) => input.value),
        stored: JSON.stringify({ ...localStorage, ...sessionStorage }),
      }));
      expect(JSON.stringify(page)).not.toContain(key);
    });

    await test.step('still there after a restart, and not on the bridge then', async () => {
      await app.restart();
      const after = await callBridge(app.page, 'connections.list');
      expect(after).toMatchObject({ ok: true, value: expect.arrayContaining([{ ...saved }]) });
      expect(JSON.stringify(await app.messages())).not.toContain(key);
      expect(filesWith(key, app.dataDir)).toEqual([]);
    });

    await test.step('gone from the keyring when its connection is removed', async () => {
      await callBridge(app.page, 'connections.remove', { id: saved?.id ?? '' });
      expect(keyring.entries(keychainService).map((entry) => entry.password)).not.toContain(key);
    });
  });
});

test('without a keychain, a key lives in memory until the app is closed, and the form says so', async () => {
  test.skip(process.platform !== 'linux', 'only on Linux can the keychain be taken away from one program');
  await using app = await launchApp({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } });
  expect(await callBridge(app.page, 'app.info')).toMatchObject({ value: { keychain: false } });
  await app.page.getByRole('button', { name: 'Connect Hello Charles' }).click();
  await expect(app.page.getByRole('dialog')).toContainText(/no keychain/);
  await app.page.keyboard.press('Escape');

  await connectThroughTheWindow(app.page);
  const keyPlaces = async (): Promise<readonly string[]> => {
    const listed = await callBridge(app.page, 'connections.list');
    return listed.ok ? listed.value.filter((each) => !each.practice).map((each) => each.key) : [];
  };
  expect(await keyPlaces()).toEqual(['memory']);
  expect(filesWith(key, app.dataDir)).toEqual([]);
  await app.restart();
  expect(await keyPlaces()).toEqual(['none']);
});
