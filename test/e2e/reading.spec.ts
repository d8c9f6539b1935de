import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { sheetRow, workbookOf } from '../fixtures/workbook.ts';
import { chooseFile } from './choose-file.ts';
import { type App, launchApp } from './launch-app.ts';

let app: App;
test.beforeAll(async () => {
  app = await launchApp();
  await app.page.getByRole('button', { name: 'Look around first' }).click();
});
test.afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

const sentence = (page: Page) => page.getByRole('heading', { level: 1 });
const firstRows = (page: Page) => page.getByRole('region', { name: 'First rows' }).getByRole('table');
const howRead = (page: Page) => page.getByRole('region', { name: 'How the file was read' });

async function open(name: string, content: string | Uint8Array): Promise<void> {
  const { page } = app;
  const path = join(app.dataDir, name);
  writeFileSync(path, content);
  await page
    .getByRole('navigation', { name: 'Steps of the push' })
    .getByRole('button', { name: 'Audience' })
    .click();
  await chooseFile(app, path);
  await expect(firstRows(page)).toBeVisible();
}

const readAgain = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Read it again like this' }).click();
};

/** Windows-1252 and ISO-8859-1 agree on all of these letters: a sign each. */
const western = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.codePointAt(0) ?? 0);

test.describe('how a file was read can be changed', () => {
  test('a Windows-1252 file is read with another encoding, chosen by its names, and back', async () => {
    const { page } = app;
    await open(
      'western.csv',
      western('Vorname;Name;Handy\nJörg;Müller;0151 23456789\nBärbel;Groß;0151 23456780\n'),
    );
    await expect(firstRows(page)).toContainText('Müller');

    await howRead(page).getByRole('button', { name: 'Change how it is read' }).click();
    const right = page.getByRole('radio', { name: /WINDOWS-1252 .*Jörg · Müller/ });
    await expect(right).toBeChecked();
    await page.getByRole('button', { name: /^Show \d+ more/ }).click();
    await page.getByRole('radio', { name: /^MACINTOSH/ }).check();
    await readAgain(page);
    await expect(howRead(page)).toContainText('MACINTOSH');
    await expect(firstRows(page)).not.toContainText('Müller');
    await expect(firstRows(page)).toContainText('0151 23456789');

    await howRead(page).getByRole('button', { name: 'Change how it is read' }).click();
    await right.check();
    await readAgain(page);
    await expect(firstRows(page)).toContainText('Müller');
    await expect(sentence(page)).toHaveText('2 people in 3 columns.');
  });

  test('any sign between the cells can be typed', async () => {
    const { page } = app;
    await open('tilde.csv', 'name~phone\nAnna~+4915112345678\nBen~+4915112345679\n');
    await howRead(page).getByRole('button', { name: 'Change how it is read' }).click();
    await page.getByRole('combobox', { name: 'Between the cells' }).click();
    await page.getByRole('option', { name: 'Another sign' }).click();
    await page.getByLabel('Sign', { exact: true }).fill('~');
    await readAgain(page);
    await expect(sentence(page)).toHaveText('2 people in 2 columns.');
    await expect(howRead(page)).toContainText('~');
  });

  test('a file without column names gives its first line back as a person', async () => {
    const { page } = app;
    await open('people.csv', 'name,phone\nAnna,+4915112345678\nBen,+4915112345679\n');
    await howRead(page).getByRole('button', { name: 'Change how it is read' }).click();
    await page.getByRole('combobox', { name: 'Column names' }).click();
    await page.getByRole('option', { name: 'There are none' }).click();
    await readAgain(page);
    await expect(sentence(page)).toHaveText('3 people in 2 columns.');
    await expect(firstRows(page)).toContainText('Anna');
  });

  test('another sheet of a workbook is chosen by its name', async () => {
    const { page } = app;
    await open(
      'book.xlsx',
      workbookOf([
        { name: 'Buyers', data: sheetRow('name', 'phone') + sheetRow('Anna', 4915112345678) },
        {
          name: 'Guests',
          data:
            sheetRow('name', 'phone', 'city') +
            sheetRow('Ben', 4915112345679, 'Bonn') +
            sheetRow('Cleo', 4915112345670, 'Ulm'),
        },
      ]),
    );
    await expect(howRead(page)).toContainText('Buyers');
    await expect(howRead(page)).toContainText('one of 2 in this workbook');
    await howRead(page).getByRole('button', { name: 'Change how it is read' }).click();
    await page.getByRole('combobox', { name: 'Sheet' }).click();
    await page.getByRole('option', { name: 'Guests' }).click();
    await readAgain(page);
    await expect(sentence(page)).toHaveText('2 people in 3 columns.');
    await expect(firstRows(page)).toContainText('4915112345679');
  });

  test('what can’t be read like that leaves the file as it was, and says why', async () => {
    const { page } = app;
    await open('short.csv', 'name,phone\nAnna,+4915112345678\n');
    await howRead(page).getByRole('button', { name: 'Change how it is read' }).click();
    await page.getByLabel('Line', { exact: true }).fill('90');
    await readAgain(page);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(firstRows(page)).toContainText('Anna');
    await expect(sentence(page)).toHaveText('1 person in 2 columns.');
  });
});

test('a table from the clipboard becomes an audience', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.getByRole('button', { name: 'Paste a table' }).click();
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Copied cells' });
  await field.fill('first_name\tphone\nAnna\t+4915112345678\nBen\t+4915112345679\n');
  await page.getByRole('button', { name: 'Read the table' }).click();
  await expect(sentence(page)).toHaveText('2 people in 2 columns.');
});

test('the paste keys do the same anywhere on the empty step', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await expect(page.getByRole('button', { name: 'Paste a table' })).toBeVisible();
  await page.evaluate(() => navigator.clipboard.writeText('name\tphone\nCleo\t+4915112345670\n'));
  await page.keyboard.press('ControlOrMeta+V');
  await expect(sentence(page)).toHaveText('1 person in 2 columns.');
  await expect(firstRows(page)).toContainText('Cleo');
});

test('a file that was opened before says so, and offers its mapping', async () => {
  const { page } = app;
  const content = 'name,phone\nDora,+4915112345671\nEmil,+4915112345672\n';
  await open('again.csv', content);
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  await page.getByRole('button', { name: 'Use “phone” as reference ID' }).click();
  await page.getByRole('button', { name: 'Go on: check everyone' }).click();
  await expect(sentence(page)).toHaveText('2 of 2 people will be sent.');

  await open('copy-of-again.csv', content);
  const offer = page.getByRole('note').filter({ hasText: 'You opened this file before' });
  await expect(offer).toBeVisible();
  await offer.getByRole('button', { name: 'Take over its mapping' }).click();
  await expect(offer).toContainText('Its mapping was taken over');
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  await page.getByRole('button', { name: 'Go on: check everyone' }).click();
  await expect(sentence(page)).toHaveText('2 of 2 people will be sent.');
});

test('dates and numbers that can be read in two ways are asked for, the others are recognised', async () => {
  const { page } = app;
  await open(
    'orders.csv',
    'phone,bought,paid,born\n+4915112345678,03/04/2025,1.234,24.12.1990\n+4915112345679,05/06/2025,2.500,31.01.1985\n',
  );
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  const property = (number: number) => page.getByRole('group', { name: `Property ${number}`, exact: true });
  const which = (example: string) =>
    page.getByRole('group', { name: `${example} can be read in two ways. What is it?` });
  await which('03/04/2025').getByRole('button', { name: 'It is April 3, 2025' }).click();
  await expect(property(1).getByLabel('Date format')).toHaveValue('dd/MM/yyyy');
  await expect(property(1)).toContainText('2025-04-03');

  await which('1.234').getByRole('button', { name: 'It is 1234 (decimal comma)' }).click();
  await expect(property(2)).toContainText('1234');
  await expect(property(2).getByRole('combobox', { name: 'Decimal sign' })).toHaveValue('Comma (1,5)');

  await page.getByRole('button', { name: 'Send born as a property' }).click();
  await expect(property(3).getByLabel('Date format')).toHaveValue('dd.MM.yyyy');
  await expect(property(3)).toContainText('Recognised: all values are written like this.');
});

test('nothing is left on the console', () => {
  expect(app.pageErrors).toEqual([]);
});
