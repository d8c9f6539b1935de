import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { callBridge } from './call-bridge.ts';
import { chooseFile } from './choose-file.ts';
import { type App, launchApp } from './launch-app.ts';
import { savedMapping } from './saved-mapping.ts';

let app: App;
test.beforeAll(async () => {
  app = await launchApp();
  await app.page.getByRole('button', { name: 'Look around first' }).click();
});
test.afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

const sentence = (page: Page) => page.getByRole('heading', { level: 1 });
const field = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const step = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Steps of the push' }).getByRole('button', { name });

/** Opens a file and goes to its mapping. */
async function mapFile(name: string, content: string): Promise<void> {
  const { page } = app;
  const path = join(app.dataDir, name);
  writeFileSync(path, content);
  await page.getByRole('button', { name: 'New push' }).click();
  await step(page, 'Audience').click();
  await chooseFile(app, path);
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
}

// Nothing about these names tells a program what they are: only the person, or a template, knows.
const spring = 'ref,a,b\n+4915112345678,Anna,Gold\n+4915112345679,Ben,Silver\n';
const summer = 'b,ref,a\nGold,+4915112345670,Cleo\nSilver,+4915112345671,Dan\n';

test('a template saved on one file maps the next one by itself, says so, and can be undone', async () => {
  const { page } = app;
  await mapFile('spring.csv', spring);
  await expect(field(page, 'First name')).toHaveValue('');
  await field(page, 'First name').click();
  await page.getByRole('option', { name: 'a', exact: true }).click();
  await field(page, 'Reference ID').click();
  await page.getByRole('option', { name: 'ref', exact: true }).click();
  await page.getByRole('button', { name: 'Save as a template' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the template').fill('Weekly export');
  await dialog.getByRole('button', { name: 'Save the template' }).click();
  await expect(dialog).toBeHidden();

  await mapFile('summer.csv', summer);
  const told = page.getByRole('note').filter({ hasText: 'Mapped by your template “Weekly export”' });
  await expect(told).toBeVisible();
  await expect(field(page, 'First name')).toHaveValue('a');
  await expect(page.getByRole('button', { name: 'Go on: check everyone' })).toBeEnabled();

  await told.getByRole('button', { name: 'Undo' }).click();
  await expect(field(page, 'First name')).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Go on: check everyone' })).toBeDisabled();

  await page.getByRole('button', { name: 'Use the template Weekly export' }).click();
  await page.getByRole('button', { name: 'Go on: check everyone' }).click();
  await expect(sentence(page)).toHaveText('2 of 2 people will be sent.');
});

test('a template whose columns are missing says which, and gives the rest', async () => {
  const { page } = app;
  await mapFile('short.csv', 'ref,b\n+4915112345672,Gold\n');
  const offer = page.getByRole('note').filter({ hasText: 'You have templates for files like this' });
  await expect(offer).toContainText('The file has no column a.');
  await offer.getByRole('button', { name: 'Use what fits of the template Weekly export' }).click();
  await expect(page.getByRole('note').filter({ hasText: 'was taken over' })).toContainText(
    'what it feeds was left open',
  );
  await page.getByRole('button', { name: 'Go on: check everyone' }).click();
  await expect(sentence(page)).toHaveText('1 of 1 person will be sent.');
});

test('a template that was used already can be taken back for good', async () => {
  await step(app.page, 'Mapping').click();
  const told = app.page.getByRole('note').filter({ hasText: 'was taken over' });
  await told.getByRole('button', { name: 'Undo' }).click();
  await expect(field(app.page, 'Reference ID')).toHaveValue('');
  await expect.poll(() => savedMapping(app.page)).toBeNull();
  await app.restart();
  await step(app.page, 'Mapping').click();
  await expect(field(app.page, 'Reference ID')).toHaveValue('');
  await expect(app.page.getByRole('button', { name: 'Go on: check everyone' })).toBeDisabled();
});

test('templates are renamed, exported, deleted and imported on their page', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await expect(sentence(page)).toHaveText('1 template maps your files by itself.');

  await page.getByRole('button', { name: 'Rename Weekly export' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the template').fill('Monthly export');
  await dialog.getByRole('button', { name: 'Rename the template' }).click();
  await expect(page.getByRole('rowheader', { name: 'Monthly export' })).toBeVisible();

  await page.getByRole('button', { name: 'Export Monthly export' }).click();
  const field = dialog.getByRole('textbox', { name: 'The template as text' });
  await expect(field).toHaveValue(/audience-push-template/);
  const text = await field.inputValue();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Delete Monthly export' }).click();
  await dialog.getByRole('button', { name: 'Delete the template' }).click();
  await expect(sentence(page)).toHaveText('No mapping was saved as a template yet.');

  await page.getByRole('button', { name: 'Import a template' }).click();
  await dialog.getByRole('textbox', { name: 'Template as text' }).fill('{"kind":"something else"}');
  await dialog.getByRole('button', { name: 'Add the template' }).click();
  await expect(dialog.getByRole('alert')).toContainText('isn’t a mapping template');
  const path = join(app.dataDir, 'monthly.json');
  writeFileSync(path, text);
  await dialog.locator('xpath=//ancestor::body//input[@type="file"]').setInputFiles(path);
  await dialog.getByRole('button', { name: 'Add the template' }).click();
  await expect(page.getByRole('rowheader', { name: 'Monthly export' })).toBeVisible();

  const listed = await callBridge(page, 'templates.list');
  expect(listed.ok && listed.value.map(({ name, columns }) => ({ name, columns }))).toEqual([
    { name: 'Monthly export', columns: ['ref', 'a', 'b'] },
  ]);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ name: 'Monthly export' });
});

test('nothing is left on the console', () => {
  expect(app.pageErrors).toEqual([]);
});
