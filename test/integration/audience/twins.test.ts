import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRowChecker } from '../../../shared/check-row.ts';
import { proposedMapping, proposeMapping } from '../../../shared/match-headers.ts';
import { openImporter } from './import-here.ts';

let importer: ReturnType<typeof openImporter>;
beforeAll(() => {
  importer = openImporter();
});
afterAll(() => importer.close());

const people = [
  ['Jürgen', 'Groß, Dr.', '+49 171 3920001', 'juergen@example.com'],
  ['Zoë', 'Öztürk', '0171/3920002', 'zoe@example.com'],
  ['Anna „Ann“', 'Müller – Süß', '0049 171 3920003', ''],
];
const header = ['Vorname', 'Nachname', 'Handy', 'E-Mail'];

/** Windows-1252, where it isn't Latin-1. */
const table: Readonly<Record<string, number>> = { '„': 0x84, '“': 0x93, '–': 0x96 };
const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, (sign) => table[sign] ?? sign.charCodeAt(0));

async function contactsOf(bytes: Uint8Array) {
  const staged = await importer.read(bytes);
  if ('error' in staged) throw new Error(staged.error);
  const mapping = proposedMapping(proposeMapping(staged.columns, staged.rows));
  if (!mapping) throw new Error('no mapping was proposed');
  const check = createRowChecker(
    { ...mapping, phone: { ...mapping.phone, defaultCountry: 'DE' } },
    staged.columns,
  );
  return staged.rows.map((cells) => check(cells).contact);
}

describe('two files with the same people', () => {
  it('give the same contacts, as UTF-8 with commas and as a German Excel saves them', async () => {
    const lines = (delimiter: string, quote: (cell: string) => string, end: string): string =>
      [header, ...people].map((cells) => cells.map(quote).join(delimiter) + end).join('');
    const modern = lines(',', (cell) => `"${cell}"`, '\n');
    const german = lines(';', (cell) => cell, '\r\n');
    const contacts = await contactsOf(new TextEncoder().encode(modern));
    expect(await contactsOf(windows1252(german))).toEqual(contacts);
    expect(contacts[0]).toMatchObject({
      externalReferenceId: '+491713920001',
      firstName: 'Jürgen',
      lastName: 'Groß, Dr.',
      phoneNumber: '+491713920001',
    });
    expect(contacts).not.toContain(null);
  });
});
