/**
 * A million rows through the window. What is timed here is recorded with the test, not judged: a test machine may be
 * busy with other things.
 */
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { writeAudienceFile } from '../bench/audience/write-file.ts';
import { CsvLines } from '../support/csv-lines.ts';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';
import { watchLongTasks } from './long-tasks.ts';
import { rowGrid, type ShownRow } from './row-grid.ts';

const rows = 1_000_000;
const rowHeight = 34;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let app: App;
let file: CsvLines;
let takeLongTasks: () => Promise<readonly number[]>;

test.beforeAll(async () => {
  app = await launchApp();
  const path = join(app.dataDir, 'people.csv');
  writeAudienceFile(path, { rows, seed: 7, mess: 0.1 });
  file = new CsvLines(path);
  await app.page.getByRole('button', { name: 'Look around first' }).click();
  takeLongTasks = await watchLongTasks(app.page);
});
test.afterAll(async () => {
  await app[Symbol.asyncDispose]();
});
test.afterEach(async () => {
  const tasks = await takeLongTasks();
  const longest = Math.max(0, ...tasks);
  test.info().annotations.push({
    type: 'tasks over 50 ms in the window',
    description: tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${longest} ms`,
  });
});

const sentence = () => app.page.getByRole('heading', { level: 1 });
const grid = () => rowGrid(app.page);
const number = (value: number): string => value.toLocaleString('en');

async function photograph(name: string): Promise<void> {
  const path = test.info().outputPath(`${name}.png`);
  await app.page.screenshot({ path });
  await test.info().attach(name, { path, contentType: 'image/png' });
}

/** Rows in view must be neighbours, and as in the file. */
function expectNeighboursOfFile(shown: readonly ShownRow[]): void {
  const first = shown[0]?.row ?? 0;
  expect(shown.map(({ row }) => row)).toEqual(shown.map((_, index) => first + index));
  expectRowsOfFile(shown);
}

function expectRowsOfFile(shown: readonly ShownRow[]): void {
  expect(shown.length).toBeGreaterThan(10);
  for (const { row, cells } of shown) {
    // The phone has two columns of its own, before and after.
    const { phone = '', ...others } = file.cells(row);
    expect(cells).toMatchObject(others);
    expect(cells['In the file']?.replaceAll('␣', ' ')).toBe(phone === '' ? 'empty' : phone);
  }
}

/** Looks at another page of the app, and comes back. */
async function lookElsewhere(): Promise<void> {
  await app.page.getByRole('button', { name: 'History' }).click();
  await expect(sentence()).toHaveText('Nothing has been pushed yet.');
  await app.page.getByRole('button', { name: 'New push', exact: true }).click();
}

test('a million rows are read, while the person looks elsewhere', async () => {
  const { page } = app;
  await app.answerOpenDialog(join(app.dataDir, 'people.csv'));
  await page.getByRole('button', { name: 'Choose a file', exact: true }).click();
  await page.getByRole('progressbar').waitFor();
  await lookElsewhere();
  await expect(sentence()).toHaveText('1,000,000 people in 8 columns.', { timeout: 60_000 });
});

test('they are mapped', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  await page.getByRole('button', { name: 'Use “phone” as reference ID' }).click();
  await expect(page.getByRole('button', { name: 'Go on: check everyone' })).toBeEnabled();
});

test('they are checked while the person looks elsewhere, and every row has a verdict', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Go on: check everyone' }).click();
  const bar = page.getByRole('progressbar', { name: 'Checking all rows' });
  /** In per cent; all where there is no bar any more. */
  const share = async (): Promise<number> => {
    const [now = 100] = await bar.evaluateAll((bars) => bars.map((each) => Number(each.ariaValueNow)));
    return now;
  };
  await bar.waitFor();
  await expect.poll(share, { intervals: [50] }).toBeGreaterThan(20);
  const before = await share();
  await lookElsewhere();
  await expect(sentence()).toHaveText(/^Checking 1,000,000 people| will be sent\.$/);
  expect(await share()).toBeGreaterThanOrEqual(before);
  await expect(sentence()).toHaveText(/ of 1,000,000 people will be sent\.$/, { timeout: 60_000 });
  await grid().expectFirst(1);
  expectNeighboursOfFile(await grid().shown());
  const [audience] = await answered(callBridge(page, 'audiences.list'));
  const check = await answered(callBridge(page, 'check.latest', { audienceId: audience?.id ?? '' }));
  const { total, ...verdicts } = check?.summary.rows ?? { total: 0 };
  expect(total).toBe(rows);
  expect(Object.values(verdicts).reduce((sum, count) => sum + count, 0)).toBe(rows);
  await photograph('at rest');
});

test('the wheel moves by exactly as many rows as it is turned', async () => {
  await grid().wheel(10 * rowHeight);
  await grid().expectFirst(11);
  for (let turn = 0; turn < 50; turn += 1) {
    await grid().wheel(9 * rowHeight);
    if (turn === 25) await photograph('while the wheel turns');
  }
  await grid().expectFirst(11 + 50 * 9);
  expectNeighboursOfFile(await grid().shown());
  // A quick wheel turns more than once before the next frame is drawn.
  await grid().locator.evaluate((element, deltaY) => {
    for (let turn = 0; turn < 5; turn += 1)
      element.dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true }));
  }, 4 * rowHeight);
  await grid().expectFirst(11 + 50 * 9 + 5 * 4);
  await grid().wheel(-480 * rowHeight);
  await grid().expectFirst(1);
});

test('the scrollbar leads to the middle, to the very end, and back', async () => {
  await grid().drag(0, 0.5, 60);
  const middle = await grid().shown();
  expect(Math.abs((middle[0]?.row ?? 0) - rows / 2)).toBeLessThan(20);
  expectNeighboursOfFile(middle);

  await grid().drag(0.5, 1, 60);
  await grid().expectLast(rows);
  expectNeighboursOfFile(await grid().shown());

  await grid().drag(1, 0, 120);
  await grid().expectFirst(1);
  expectNeighboursOfFile(await grid().shown());
});

test('however far the scrollbar jumps, there are rows in view at any moment', async () => {
  // Chromium scrolls before the page has had a chance to draw: this is what stands there until then.
  const drawn = await grid().locator.evaluate((element) => {
    const counts = [0.9, 0.2, 1, 0].map((share) => {
      element.scrollTop = share * (element.scrollHeight - element.clientHeight);
      const view = element.getBoundingClientRect();
      return [...element.querySelectorAll('[aria-rowindex]')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > view.top && top < view.bottom;
      }).length;
    });
    return Math.min(...counts);
  });
  expect(drawn).toBeGreaterThan(10);
});

test('a row that races by shows its number at once, and its cells as soon as it stays', async () => {
  const drag = grid().drag(0, 0.75, 60);
  await app.page.waitForTimeout(200);
  await photograph('while the scrollbar is dragged');
  const numbers = await grid().locator.evaluate((element) =>
    [...element.querySelectorAll('[role=row]')].slice(1).map((row) => row.firstChild?.textContent),
  );
  expect(numbers.length).toBeGreaterThan(10);
  for (const shown of numbers) expect(shown).toMatch(/^[\d,]+$/);
  await drag;
  expectNeighboursOfFile(await grid().shown());
});

test('End, Home, Page Up and Page Down lead there too', async () => {
  await grid().press('End');
  await grid().expectLast(rows);
  await grid().press('PageUp');
  await grid().press('PageUp');
  const nearEnd = await grid().shown();
  expect(nearEnd[0]?.row).toBeLessThan(rows - 20);
  expectNeighboursOfFile(nearEnd);

  await grid().press('Home');
  await grid().expectFirst(1);
  for (let press = 0; press < 30; press += 1) await grid().press('PageDown');
  await photograph('while Page Down is pressed');
  const further = await grid().shown();
  expect(further[0]?.row).toBeGreaterThan(200);
  expectNeighboursOfFile(further);
  await grid().press('Home');
  await grid().expectFirst(1);
});

test('a reason shows the rows behind it, from the first to the last', async () => {
  const { page } = app;
  const empty = file.rowsWhere((line) => line.includes(',,'));
  const reason = page
    .getByRole('region', { name: 'Reasons' })
    .getByRole('button', { name: 'No reference ID' });
  await expect(reason).toContainText(number(empty.length));
  await reason.click();
  await grid().expectFirst(empty[0] ?? 0);
  const shown = await grid().shown();
  expect(shown.map(({ row }) => row)).toEqual(empty.slice(0, shown.length));
  expectRowsOfFile(shown);
  await grid().press('End');
  await grid().expectLast(empty.at(-1) ?? 0);
  await photograph('the rows of a reason');
  await page.getByRole('button', { name: 'Show all rows' }).click();
  await grid().expectFirst(1);
});

test('a search finds its rows wherever they are', async () => {
  const { page } = app;
  const text = 'marie.90000';
  const found = file.rowsWhere((line) => line.includes(text));
  expect(found.length).toBeGreaterThan(0);
  await page.getByRole('searchbox', { name: 'Search the rows' }).fill(text.toUpperCase());
  await expect(grid().locator).toHaveAttribute('aria-rowcount', String(found.length + 1));
  expect((await grid().shown()).map(({ row }) => row)).toEqual(found);
  await page.getByRole('searchbox', { name: 'Search the rows' }).fill('');
  await grid().expectFirst(1);
});

/** Gives a row another phone; if nothing else is said, one that nobody else has. */
async function edit(row: number, text = '+491639999999'): Promise<void> {
  const { phone = '' } = file.cells(row);
  await grid().drag(0, row / rows, 10);
  const first = (await grid().shown())[0]?.row ?? 0;
  await grid().wheel((row - first - 5) * rowHeight);
  await grid().row(row).getByText(phone, { exact: true }).dblclick();
  await grid().locator.getByRole('textbox').fill(text);
  await app.page.keyboard.press('Enter');
}
/** A row near the end whose phone has too few digits. */
const rowToEdit = (): number =>
  file.rowsWhere((line) => /,\d{6},/.test(line)).find((each) => each > 900_000) ?? 0;
const sentNow = async (): Promise<number> =>
  Number((await sentence().textContent())?.replace(/ of .*|,/g, ''));
const expectSent = (count: number) =>
  expect(sentence()).toHaveText(`${number(count)} of 1,000,000 people will be sent.`, { timeout: 30_000 });

test('a cell near the end is edited, everyone is judged again, and the edit is taken back', async () => {
  const { page } = app;
  const sent = await sentNow();
  const row = rowToEdit();
  await edit(row);
  await expect(page.getByRole('progressbar', { name: 'Checking everyone again' })).toBeVisible();
  await photograph('while everyone is checked again');
  await expectSent(sent + 1);
  await expect(grid().row(row)).toContainText('Ready');
  await expect(grid().row(row).getByRole('img', { name: 'Edited' })).toBeVisible();
  await photograph('an edited cell');

  await page.getByRole('button', { name: 'Undo the last edit' }).click();
  await expectSent(sent);
  await expect(grid().row(row)).toContainText(file.cells(row).phone ?? '');
  expectNeighboursOfFile(await grid().shown());
});

const cancel = () => app.page.getByRole('button', { name: 'Cancel the new check' });
const notChecked = () => app.page.getByText('Your last change isn’t checked yet');

test('the new check after an edit can be cancelled: the edit stays, and is checked when the person says so', async () => {
  const { page } = app;
  const sent = await sentNow();
  const row = rowToEdit();
  await edit(row);
  // Without a look around: it takes a second.
  await cancel().click();
  await expect(notChecked()).toBeVisible();
  await photograph('a change that is not checked');
  await expectSent(sent);
  await expect(grid().row(row).getByRole('img', { name: 'Edited' })).toBeVisible();

  await page.getByRole('button', { name: 'Check again' }).click();
  await expectSent(sent + 1);
  await expect(notChecked()).toBeHidden();
  await page.getByRole('button', { name: 'Undo the last edit' }).click();
  await expectSent(sent);
});

test('so can the one after a rule; without the rule the check before holds again, at once', async () => {
  const { page } = app;
  await edit(rowToEdit(), '+49 163 9999999 ext. 12');
  const reason = page
    .getByRole('region', { name: 'Reasons' })
    .getByRole('button', { name: 'Has an extension' });
  await reason.click({ timeout: 30_000 });
  const sent = await sentNow();
  await page.getByRole('button', { name: 'Fix this group' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Fix 1 number' }).click();
  await cancel().click();
  await expect(notChecked()).toBeVisible();
  await expectSent(sent);
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled();

  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect(page.getByRole('button', { name: 'Go on: push' })).toBeEnabled({ timeout: 1000 });
  await expect(notChecked()).toBeHidden();
  await expectSent(sent);
  await page.getByRole('button', { name: 'Undo the last edit' }).click();
  // The reason is gone, and with it what was filtered by it.
  await expect(reason).toBeHidden({ timeout: 30_000 });
  await grid().expectFirst(1);
});

test('in the dark, in a narrow window, it is the same', async () => {
  const { page } = app;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 760, height: 860 });
  await grid().locator.scrollIntoViewIfNeeded();
  await grid().drag(0.9, 0.3, 30);
  await photograph('narrow, while the scrollbar is dragged');
  expectNeighboursOfFile(await grid().shown());
  await photograph('narrow, at rest');
});

test('nothing is left on the console', () => {
  expect(app.pageErrors).toEqual([]);
});

async function answered<Value>(
  answer: Promise<{ readonly ok: true; readonly value: Value } | { readonly ok: false }>,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error('the command failed');
  return result.value;
}
