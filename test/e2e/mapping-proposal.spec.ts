import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
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
const fieldRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Who they are' }).getByRole('group', { name, exact: true });
const goOn = (page: Page) => page.getByRole('button', { name: 'Go on: check everyone' });
const property = (page: Page, number: number) =>
  page.getByRole('group', { name: `Property ${number}`, exact: true });

/** Opens a file and goes to its mapping. */
async function mapFile(
  name: string,
  lines: readonly string[],
  encoding: BufferEncoding = 'utf8',
): Promise<void> {
  const { page } = app;
  const path = join(app.dataDir, name);
  writeFileSync(path, `${lines.join('\n')}\n`, encoding);
  await page.getByRole('button', { name: 'New push' }).click();
  await page
    .getByRole('navigation', { name: 'Steps of the push' })
    .getByRole('button', { name: 'Audience' })
    .click();
  await chooseFile(app, path);
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
}

const shop = [
  'Kunden-Nr.;Vorname;Name;E-Mail-Adresse 1;Festnetz;Kunden Handynummer;WhatsApp Opt-in;Geburtsdatum;Umsatz;Letzter Kauf;Filiale',
  'K-1;Anna;Groß;anna@example.com;+49 30 901820;+49 1512 3456789;ja;24.12.1990;1.234,56;03/04/2025;Köln',
  'K-2;Ben;Lee;ben@example.com;+49 30 901821;+49 1512 3456780;ja;31.01.1985;12,00;05/06/2025;Bonn',
  'K-3;Cleo;Kowalski;cleo@example.com;+49 30 901822;+49 1512 3456781;nein;05.03.1971;0,99;07/08/2025;Ulm',
];

test('the columns of a real export are proposed, and each proposal says how sure it is', async () => {
  const { page } = app;
  await mapFile('shop.csv', shop);
  await expect(field(page, 'First name')).toHaveValue('Vorname');
  await expect(field(page, 'Last name')).toHaveValue('Name');
  await expect(field(page, 'E-mail address')).toHaveValue('E-Mail-Adresse 1');
  await expect(field(page, 'Phone number')).toHaveValue('Kunden Handynummer');
  await expect(fieldRow(page, 'Phone number')).toContainText('Sure: name and all values fit');
  await expect(fieldRow(page, 'Last name')).toContainText('Look at it: name and all values fit');
});

test('another phone column is one click away, and so is the way back', async () => {
  const { page } = app;
  await mapFile('two-phones.csv', shop);
  await fieldRow(page, 'Phone number').getByRole('button', { name: 'Festnetz' }).click();
  await expect(field(page, 'Phone number')).toHaveValue('Festnetz');
  await fieldRow(page, 'Phone number').getByRole('button', { name: 'Kunden Handynummer' }).click();
  await expect(field(page, 'Phone number')).toHaveValue('Kunden Handynummer');
});

test('the reference ID is proposed as the phone, and is nobody’s decision but the person’s', async () => {
  const { page } = app;
  await mapFile('reference.csv', shop);
  await expect(sentence(page)).toHaveText('Confirm what tells people apart.');
  await expect(field(page, 'Reference ID')).toHaveValue('');
  await expect(fieldRow(page, 'Reference ID')).toContainText('the reference ID is usually the phone number');
  await expect(goOn(page)).toBeDisabled();
  expect(await savedMapping(app.page)).toBeNull();

  await page.getByRole('button', { name: 'Use “Kunden Handynummer” as reference ID' }).click();
  await expect(field(page, 'Reference ID')).toHaveValue('Kunden Handynummer');
  await expect(goOn(page)).toBeEnabled();
  await expect
    .poll(() => savedMapping(app.page))
    .toMatchObject({ externalReferenceId: { column: 'Kunden Handynummer' }, referenceId: 'as-phone' });
});

test('columns left over are suggested as what their values are, and nothing of them is sent unasked', async () => {
  const { page } = app;
  await mapFile('left-over.csv', shop);
  await page.getByRole('button', { name: 'Use “Kunden Handynummer” as reference ID' }).click();
  const suggested = page.getByRole('region', { name: 'Columns that could be properties' });
  await expect(suggested.getByRole('listitem')).toHaveCount(3);
  await expect(suggested.getByRole('listitem').filter({ hasText: 'Geburtsdatum' })).toContainText(
    /geburtsdatum.*Date.*dd\.MM\.yyyy.*Sure: all values fit/,
  );
  await expect(suggested.getByRole('listitem').filter({ hasText: 'Umsatz' })).toContainText('decimal comma');
  await expect.poll(() => savedMapping(app.page)).toMatchObject({ customProperties: [] });

  await suggested.getByRole('button', { name: 'Add all 2' }).click();
  await expect(property(page, 1)).toContainText('1990-12-24');
  await expect(property(page, 2)).toContainText('1234.56');
  await expect(suggested.getByRole('listitem')).toHaveCount(1);

  await suggested.getByRole('button', { name: 'It is April 3, 2025' }).click();
  await expect(suggested).toBeHidden();
  await page.getByRole('button', { name: 'Send Filiale as a property' }).click();
  await expect
    .poll(() => savedMapping(app.page))
    .toMatchObject({
      customProperties: [
        {
          technicalName: 'geburtsdatum',
          type: 'date',
          format: 'dd.MM.yyyy',
          source: { column: 'Geburtsdatum' },
        },
        { technicalName: 'umsatz', type: 'number', decimal: ',', source: { column: 'Umsatz' } },
        {
          technicalName: 'letzter_kauf',
          type: 'date',
          format: 'dd/MM/yyyy',
          source: { column: 'Letzter Kauf' },
        },
        { technicalName: 'filiale', type: 'string', source: { column: 'Filiale' } },
      ],
    });
  await page.getByRole('button', { name: 'Send only rows where “WhatsApp Opt-in” is ja' }).click();
  await goOn(page).click();
  await expect(sentence(page)).toHaveText('2 of 3 people will be sent.');
});

test('a property whose values can be read in two ways isn’t sent before it is said how', async () => {
  const { page } = app;
  await mapFile('dates.csv', ['phone,bought', '+4915112345678,03/04/2025', '+4915112345679,05/06/2025']);
  await page.getByRole('button', { name: 'Use “phone” as reference ID' }).click();
  await page.getByRole('button', { name: 'Add a property' }).click();
  await property(page, 1).getByRole('combobox', { name: 'Value of property 1' }).click();
  await page.getByRole('option', { name: 'bought' }).click();
  await expect(goOn(page)).toBeEnabled();
  await property(page, 1).getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Date', exact: true }).click();
  await expect(page.getByText('Say how the values of the property bought are to be read.')).toBeVisible();
  await expect(goOn(page)).toBeDisabled();

  await property(page, 1).getByRole('button', { name: 'It is March 4, 2025' }).click();
  await expect(property(page, 1)).toContainText('2025-03-04');
  await expect(goOn(page)).toBeEnabled();
});

test('where only values speak for a column, it is called a guess, and the ID isn’t one click away', async () => {
  const { page } = app;
  await mapFile('strange.csv', [
    'Feld 7,Feld 8',
    ...['78', '79', '80'].map((end) => `+491511234567${end.slice(1)},x${end}`),
  ]);
  await expect(field(page, 'Phone number')).toHaveValue('Feld 7');
  await expect(fieldRow(page, 'Phone number')).toContainText('A guess: 100% of the values fit');
  await expect(fieldRow(page, 'Reference ID')).toContainText('Choose it if it tells people apart.');
  await expect(page.getByRole('button', { name: 'Use “Feld 7” as reference ID' })).toHaveCount(0);
  await expect(goOn(page)).toBeDisabled();
});

test('without any column for the ID the rest is proposed all the same', async () => {
  const { page } = app;
  await mapFile('names.csv', ['Vorname,E-Mail', 'Anna,anna@example.com', 'Ben,ben@example.com']);
  await expect(field(page, 'First name')).toHaveValue('Vorname');
  await expect(field(page, 'E-mail address')).toHaveValue('E-Mail');
  await expect(fieldRow(page, 'Reference ID')).toContainText('No column looks like one.');
  await expect(goOn(page)).toBeDisabled();
});

test('a file that is read again, rightly this time, is proposed anew; one that only reads better keeps its mapping', async () => {
  const { page } = app;
  const readAgain = async (choose: () => Promise<void>): Promise<void> => {
    await page
      .getByRole('navigation', { name: 'Steps of the push' })
      .getByRole('button', { name: 'Audience' })
      .click();
    await page.getByRole('button', { name: 'Change how it is read' }).click();
    await choose();
    await page.getByRole('button', { name: 'Read it again like this' }).click();
    await expect(page.getByRole('region', { name: 'How the file was read' })).toBeVisible();
  };
  const typeDelimiter = (sign: string) => async (): Promise<void> => {
    await page.getByRole('combobox', { name: 'Between the cells' }).click();
    await page.getByRole('option', { name: 'Another sign' }).click();
    await page.getByLabel('Sign', { exact: true }).fill(sign);
  };
  const lines = ['Vorname~Handy~Größe', 'Jörg~+4915123456789~XL', 'Bärbel~+4915123456780~S'];
  await mapFile('again.csv', lines, 'latin1');
  await readAgain(typeDelimiter('#'));
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  await expect(field(page, 'First name')).toHaveValue('');

  await readAgain(typeDelimiter('~'));
  await expect(sentence(page)).toHaveText('2 people in 3 columns.');
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  await expect(field(page, 'First name')).toHaveValue('Vorname');
  await page.getByRole('button', { name: 'Send Größe as a property' }).click();
  await page.getByRole('button', { name: 'Use “Handy” as reference ID' }).click();
  await expect(goOn(page)).toBeEnabled();

  await readAgain(async () => {
    await page.getByRole('button', { name: /^Show \d+ more/ }).click();
    await page.getByRole('radio', { name: /^MACINTOSH/ }).check();
  });
  await expect(page.getByRole('region', { name: 'How the file was read' })).toContainText('MACINTOSH');
  await page.getByRole('button', { name: 'Go on: mapping' }).click();
  await expect(field(page, 'Reference ID')).toHaveValue('Handy');
  // The column is called otherwise now, and is still the same column.
  await expect(property(page, 1).getByRole('combobox', { name: 'Value of property 1' })).toHaveValue(
    /^Gr.+e$/,
  );
  await expect(property(page, 1)).toContainText('XL');
  await expect(goOn(page)).toBeEnabled();
});

test('nothing is left on the console', () => {
  expect(app.pageErrors).toEqual([]);
});
