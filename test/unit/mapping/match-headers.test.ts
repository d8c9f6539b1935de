import { describe, expect, it } from 'vitest';
import {
  consentValues,
  proposedMapping,
  proposeMapping,
  tagSeparator,
} from '../../../shared/match-headers.ts';
import { exportRows } from './exports.table.ts';

const fieldsOf = (columns: readonly string[], rows: readonly (readonly string[])[] = []) =>
  Object.fromEntries(proposeMapping(columns, rows).matches.map(({ field, column }) => [field, column]));

/** Rows of one column, and its name. */
const only = (column: string, cells: readonly string[]) =>
  proposeMapping(
    [column],
    cells.map((cell) => [cell]),
  );

describe('what is proposed for a file', () => {
  it.each(exportRows)('of $tool', ({ columns, fields }) => {
    expect(fieldsOf(columns.split(columns.includes(';') ? ';' : ','))).toEqual(fields);
  });

  it('is a mobile number before a landline, though more people have one', () => {
    const columns = ['Festnetz', 'Mobil', 'Telefon'];
    const rows = [
      ['030 901820', '', ''],
      ['030 901821', '+49 1512 3456789', '030 901821'],
      ['030 901822', '', '030 901822'],
    ];
    expect(proposeMapping(columns, rows).matches).toMatchObject([
      { field: 'phoneNumber', column: 'Mobil', others: ['Telefon', 'Festnetz'] },
    ]);
  });

  it('is no column that is empty, where another one holds something', () => {
    const rows = [
      ['', '+4915228817386'],
      ['', '+4915228817387'],
    ];
    expect(fieldsOf(['WhatsApp', 'Telefon'], rows)).toEqual({ phoneNumber: 'Telefon' });
  });

  it('takes a plain name for the last one beside a first name only', () => {
    expect(fieldsOf(['Vorname', 'Name'])).toEqual({ firstName: 'Vorname', lastName: 'Name' });
    expect(fieldsOf(['Vorname', 'Nachname', 'Name'])).toEqual({ firstName: 'Vorname', lastName: 'Nachname' });
    expect(fieldsOf(['Name', 'Ort'])).toEqual({});
  });
});

describe('the data in a column', () => {
  it.each([
    ['phone', ['ORD-1', 'ORD-2', 'ORD-3']],
    ['phone', ['24.12.2025', '01.02.2026', '03.04.2026']],
    ['phone', ['20251224', '20260201', '20260403']],
    ['E-Mail', ['yes', 'no', 'yes']],
    ['Vorname', ['1001', '1002', '1003']],
    ['Nachname', ['24.12.1990', '01.02.1985', '03.04.1971']],
    ['Tag', ['24.12.2025', '01.02.2026', '03.04.2026']],
    ['Land', ['Hof 1', 'Hof 2', 'Hof 3']],
    ['Opt-in', ['2025-12-24 10:00:00', '2026-02-01 09:30:00', '']],
    ['Customer ID', ['A', 'A', 'A', 'A', 'A']],
  ])('contradicts the name %s: %j', (column, cells) => {
    expect(only(column, cells).matches).toEqual([]);
  });

  it('makes sure what the name says, as far as it does', () => {
    const cells = ['+4915228817386', '+4915228817387', '+4915228817388'];
    expect(only('Handy', cells).matches).toMatchObject([
      { confidence: 'high', because: ['name', 'data'], share: 1 },
    ]);
    expect(only('Rückruf Handy', cells).matches).toMatchObject([{ confidence: 'medium' }]);
    expect(only('Handy', []).matches).toMatchObject([
      { confidence: 'medium', because: ['name'], share: null },
    ]);
    expect(only('Handy', ['n/a', 'n/a', ...cells]).matches).toMatchObject([
      { confidence: 'high', share: 0.6 },
    ]);
    expect(only('Handy', ['n/a', 'n/a', 'none', ...cells]).matches).toMatchObject([{ confidence: 'medium' }]);
  });

  it.each([
    ['emailAddress', ['a@example.com', 'b@example.com', 'c@example.com']],
    ['phoneNumber', ['+49 1522 8817386', '0152 28817387', '0049 1522 8817388']],
    ['phoneNumber', ['4915228817386', '4915228817387', '4915228817388']],
    ['phoneNumber', ['(212) 555-0100', '212-555-0101', '212.555.0102']],
  ])('is a guess for %s where the name says nothing: %j', (field, cells) => {
    expect(only('Feld 7', cells).matches).toMatchObject([{ field, confidence: 'low', because: ['data'] }]);
  });

  it.each([
    ['Feld', ['24.12.2025', '01.02.2026', '03.04.2026']],
    ['Feld', ['100200301', '100200302', '100200303']],
    ['Feld', ['1700000001', '1700000002', '1700000003']],
    ['Feld', ['4006381333931', '4006381333948', '4006381333955']],
    ['Feld', ['+4915228817386', '+4915228817387']],
    ['Fax', ['+4930901820', '+4930901821', '+4930901822']],
    ['Parent email', ['a@example.com', 'b@example.com', 'c@example.com']],
    ['Order number', ['0100200301', '0100200302', '0100200303']],
  ])('is no guess: %s %j', (column, cells) => {
    expect(only(column, cells).matches).toEqual([]);
  });
});

describe('the reference ID', () => {
  const phones = [['+4915228817386'], ['+4915228817387'], ['+4915228817388']];

  it('is proposed as the phone, which is the usual one, also beside an ID', () => {
    expect(proposeMapping(['Kundennummer', 'Handy'], []).reference).toEqual({
      column: 'Handy',
      isGuess: false,
    });
  });

  it('is proposed as what is called so, where there is no phone', () => {
    expect(proposeMapping(['Kundennummer', 'E-Mail'], []).reference).toEqual({
      column: 'Kundennummer',
      isGuess: false,
    });
  });

  it('is called a guess where only the values of a column speak for it', () => {
    expect(proposeMapping(['Feld 7'], phones).reference).toEqual({ column: 'Feld 7', isGuess: true });
  });

  it('is rather what is called so than a guess', () => {
    const rows = phones.map(([phone], index) => [phone ?? '', `K-${index}`]);
    expect(proposeMapping(['Feld 7', 'Kundennummer'], rows).reference?.column).toBe('Kundennummer');
  });

  it('is left to the person where nothing can be it: there is no mapping then', () => {
    const proposal = proposeMapping(['colour', 'E-Mail'], [['red', 'a@example.com']]);
    expect(proposal.reference).toBeNull();
    expect(proposedMapping(proposal)).toBeNull();
    expect(proposal.fields.emailAddress).toEqual({ column: 'E-Mail' });
  });

  it('goes into the mapping of a file that nobody looks at, with all that was found', () => {
    const proposal = proposeMapping(
      ['Handy', 'Vorname', 'Schlagworte', 'Land'],
      [['0152 28817387', 'Ann', 'VIP;Sommer', 'DE']],
    );
    expect(proposedMapping(proposal)).toMatchObject({
      externalReferenceId: { column: 'Handy' },
      referenceId: 'as-phone',
      firstName: { column: 'Vorname' },
      tags: [{ column: 'Schlagworte', separator: ';' }],
      phone: { countryColumn: 'Land' },
    });
  });
});

describe('cells of tags and consents', () => {
  it('tell the separator of tags', () => {
    expect(tagSeparator(['a;b', 'c', 'd, e;f'])).toBe(';');
    expect(tagSeparator(['* friends ::: VIP', 'VIP'])).toBe(':::');
    expect(tagSeparator(['a', 'b'])).toBeNull();
  });

  it('tell the words that mean yes', () => {
    expect(consentValues(['Ja', 'nein', 'ja', '1', '', 'SUBSCRIBED', 'NEVER_SUBSCRIBED'])).toEqual([
      'ja',
      '1',
      'subscribed',
    ]);
  });
});
