import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

const people = [
  'name,phone',
  'Anna,+4915112345678',
  'Ben,+4915112345679',
  'Cleo,not a number',
  'Dan,+4915112345670',
  '',
].join('\n');

let app: App;
test.beforeAll(async () => {
  app = await launchApp();
  const { page } = app;
  const path = join(app.dataDir, 'people.csv');
  writeFileSync(path, people);
  await page.getByRole('button', { name: 'Look around first' }).click();
  await app.answerOpenDialog(path);
  await page.getByRole('button', { name: 'Choose a file', exact: true }).click();
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  await page.getByRole('button', { name: 'Use “phone” as reference ID' }).click();
  await page.getByRole('button', { name: 'Go on: check everyone' }).click();
});
test.afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

const sentence = () => app.page.getByRole('heading', { level: 1 });
const grid = () => app.page.getByRole('grid', { name: 'Rows' });
const rowOf = (name: string) => grid().getByRole('row').filter({ hasText: name });
const editor = () => grid().getByRole('textbox');

test('a double click edits a cell, Escape leaves it as it was', async () => {
  await expect(sentence()).toHaveText('3 of 4 people will be sent.');
  await rowOf('Cleo').getByText('not a number').dblclick();
  await editor().fill('something');
  await editor().press('Escape');
  await expect(rowOf('Cleo')).toContainText('not a number');
  await expect(sentence()).toHaveText('3 of 4 people will be sent.');
});

test('Enter saves it: the row is judged again, and the cell is marked', async () => {
  await rowOf('Cleo').getByText('not a number').dblclick();
  await editor().fill('+4915112345671');
  await editor().press('Enter');
  await expect(sentence()).toHaveText('4 of 4 people will be sent.');
  await expect(rowOf('Cleo')).toContainText('+4915112345671');
  await expect(rowOf('Cleo').getByRole('img', { name: 'Edited' })).toBeVisible();
  await expect(rowOf('Anna').getByRole('img', { name: 'Edited' })).toBeHidden();
  await expect(app.page.getByText('1 cell edited')).toBeVisible();
});

test('undo and redo go back and forth, by button and by key', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Undo the last edit' }).click();
  await expect(sentence()).toHaveText('3 of 4 people will be sent.');
  await expect(rowOf('Cleo')).toContainText('not a number');
  await expect(rowOf('Cleo').getByRole('img', { name: 'Edited' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Undo the last edit' })).toBeDisabled();

  await page.getByRole('button', { name: 'Redo the edit' }).click();
  await expect(sentence()).toHaveText('4 of 4 people will be sent.');

  await grid().focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(sentence()).toHaveText('3 of 4 people will be sent.');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(sentence()).toHaveText('4 of 4 people will be sent.');
});

test('the keyboard alone gets to a cell and edits it', async () => {
  const { page } = app;
  await grid().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await expect(editor()).toHaveValue('+4915112345679');
  // The number of Anna: two rows are one person now.
  await editor().fill('+4915112345678');
  await page.keyboard.press('Enter');
  await expect(sentence()).toHaveText('3 of 4 people will be sent.');
  await expect(rowOf('Ben')).toContainText(/same|twice|duplicate|another row/i);
  await expect(grid()).toBeFocused();
});

test('edits are what is sent, and are still there after a restart', async () => {
  await app.restart();
  await expect(sentence()).toHaveText('3 of 4 people will be sent.');
  await expect(rowOf('Cleo')).toContainText('+4915112345671');
  for (const name of ['Ben', 'Cleo'])
    await expect(rowOf(name).getByRole('img', { name: 'Edited' })).toBeVisible();
  await expect(rowOf('Dan').getByRole('img', { name: 'Edited' })).toBeHidden();
  await app.page.getByRole('button', { name: 'Undo the last edit' }).click();
  await expect(sentence()).toHaveText('4 of 4 people will be sent.');
  await expect(rowOf('Ben').getByRole('img', { name: 'Edited' })).toBeHidden();
  const audiences = await callBridge(app.page, 'audiences.list');
  if (!audiences.ok || !audiences.value[0]) throw new Error('there is no audience');
  const rows = await callBridge(app.page, 'audiences.rows', {
    id: audiences.value[0].id,
    offset: 1,
    limit: 2,
  });
  expect(rows.ok && rows.value.items.map(({ cells }) => cells)).toEqual([
    ['Ben', '+4915112345679'],
    ['Cleo', '+4915112345671'],
  ]);
});

test('nothing is left on the console', () => {
  expect(app.pageErrors).toEqual([]);
});
