import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { markedKey } from '../support/marked-key.ts';
import { type App, launchApp } from './launch-app.ts';

let app: App;
test.beforeAll(async () => {
  app = await launchApp();
  await app.page.getByRole('button', { name: 'Look around first' }).click();
});
test.afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

async function choose(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const path = join(app.dataDir, name);
  writeFileSync(path, content);
  await app.answerOpenDialog(path);
  await page.getByRole('button', { name: 'Choose a file', exact: true }).click();
}

test.describe('a file that can not be imported', () => {
  for (const [name, content, words] of [
    ['empty.csv', '', /empty/i],
    ['only-header.csv', 'name,phone\n', /header|column names/i],
    ['photo.csv', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256), /text/i],
  ] as const) {
    test(`${name}: the message names the file and says what to do`, async () => {
      await choose(app.page, name, content);
      const alert = app.page.getByRole('alert').filter({ hasText: name });
      await expect(alert).toBeVisible();
      await expect(alert).toContainText(words);
      // The way out is right there.
      await expect(app.page.getByRole('button', { name: 'Choose a file', exact: true })).toBeEnabled();
    });
  }
});

test.describe('a connection that can not be used', () => {
  test.beforeEach(async () => {
    await app.page.getByRole('button', { name: 'Connections' }).click();
    await app.page.getByRole('button', { name: 'Add a connection' }).first().click();
  });
  test.afterEach(async () => {
    await app.page.keyboard.press('Escape');
  });

  for (const [typed, words] of [
    ['not a url', /address/i],
    ['http://acme.example.com', /https|clear|secure/i],
  ] as const) {
    test(`with the address "${typed}": the form says so, and saves nothing`, async () => {
      const form = app.page.getByRole('dialog');
      await form.getByLabel('Name').fill('Acme');
      await form.getByLabel(/address|Base URL/i).fill(typed);
      await form.getByLabel(/API key/).fill(markedKey);
      await form.getByRole('button', { name: /^Save|^Add/ }).click();
      await expect(form).toContainText(words);
      await expect(form).toBeVisible();
    });
  }
});
