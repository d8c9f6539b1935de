import { describe, expect, it } from 'vitest';
import type { CatalogueProperty } from '../../../shared/catalogue.ts';
import { suggestProperties, technicalNameOf } from '../../../shared/suggest-properties.ts';

const nothing = { used: new Set<string>(), names: [], known: null };

/** Suggestions for columns, given with their cells. */
const suggest = (
  columns: Readonly<Record<string, readonly string[]>>,
  context: Partial<Parameters<typeof suggestProperties>[2]> = {},
) => {
  const cells = Object.values(columns);
  const rows = (cells[0] ?? []).map((_, row) => cells.map((column) => column[row] ?? ''));
  return suggestProperties(Object.keys(columns), rows, { ...nothing, ...context });
};

describe('columns that nothing reads', () => {
  it.each([
    ['Geburtsdatum', ['24.12.1990', '31.01.1985', '05.03.1971'], { type: 'date', format: 'dd.MM.yyyy' }],
    [
      'Created at',
      ['2026-03-01T18:00:00Z', '2026-03-02T08:00:00Z', '2026-03-03T09:00:00Z'],
      { type: 'date', format: null },
    ],
    ['Umsatz', ['1.234,56', '12,00', '0,99'], { type: 'number', decimal: ',' }],
    ['Total Spent', ['1,234.56', '12.00', '0.99'], { type: 'number', decimal: '.' }],
    ['Bestellungen', ['1', '22', '3'], { type: 'number', decimal: null }],
    ['Number of orders', ['1', '22', '3'], { type: 'number' }],
  ])('are suggested as what their values are: %s', (column, cells, expected) => {
    expect(suggest({ [column]: cells })).toMatchObject([
      { column, ...expected, confidence: 'high', share: 1, isOpen: false },
    ]);
  });

  it.each([
    ['born', ['01/02/1990', '03/04/1985', '05/06/1971']],
    ['paid', ['1.234', '2.500', '3.750']],
  ])('are asked about where their values can be read in two ways: %s', (column, cells) => {
    expect(suggest({ [column]: cells })).toMatchObject([
      { column, isOpen: true, format: null, decimal: null, confidence: 'medium' },
    ]);
  });

  it.each([
    ['PLZ', ['01067', '10115', '80331']],
    ['Ziffern', ['01067', '10115', '80331']],
    ['Order number', ['1001', '1002', '1003']],
    ['Bestellnummer', ['1001', '1002', '1003']],
    ['Telefon 2', ['4915123456789', '4915123456780', '4915123456781']],
    ['Feld', ['1700000001', '1700000002', '1700000003']],
    ['App user', ['0', '1', '1']],
    ['City', ['Köln', 'Bonn', 'Ulm']],
    ['Empty', ['', '', '']],
  ])('are left aside where their values are codes, answers or texts: %s', (column, cells) => {
    expect(suggest({ [column]: cells })).toEqual([]);
  });

  it('say how sure it is: less where a cell doesn’t fit, or where little is to be seen', () => {
    const most = ['24.12.1990', '31.01.1985', '05.03.1971', '06.03.1971', 'unknown'];
    expect(suggest({ born: most })).toMatchObject([{ confidence: 'medium', share: 0.8 }]);
    expect(suggest({ born: ['24.12.90', '31.01.85', '05.03.71'] })).toMatchObject([{ confidence: 'medium' }]);
    expect(suggest({ born: ['24.12.1990'] })).toMatchObject([{ confidence: 'low' }]);
  });

  it('are only those that nothing reads', () => {
    expect(suggest({ orders: ['1', '2', '3'] }, { used: new Set(['orders']) })).toEqual([]);
  });
});

describe('the technical name', () => {
  it.each([
    ['Letzter Kauf', 'letzter_kauf'],
    ['lastPurchase', 'last_purchase'],
    ['Größe (cm)', 'grosse_cm'],
    ['  VIP-Status ', 'vip_status'],
    ['Город', ''],
  ])('of %s is %s', (column, name) => {
    expect(technicalNameOf(column)).toBe(name);
  });

  it('is none that is taken', () => {
    const cells = ['1', '2', '3'];
    const names = suggest({ Orders: cells, orders: cells }, { names: ['orders'] });
    expect(names.map(({ technicalName }) => technicalName)).toEqual(['orders_2', 'orders_3']);
  });
});

describe('the properties of the connection', () => {
  const known: CatalogueProperty[] = [
    { technicalName: 'lastPurchase', type: 'date' },
    { technicalName: 'loyalty_tier', type: 'string' },
    { technicalName: 'zip', type: 'number' },
    { technicalName: 'orders', type: 'string' },
    { technicalName: 'points', type: 'date' },
  ];
  const suggestKnown = (columns: Parameters<typeof suggest>[0], names: string[] = []) =>
    suggest(columns, { known, names });

  it('give a column that is named like one its name and its type', () => {
    expect(suggestKnown({ 'Last purchase': ['24.12.1990', '31.01.1985', '05.03.1971'] })).toMatchObject([
      { technicalName: 'lastPurchase', type: 'date', format: 'dd.MM.yyyy', isKnown: true },
    ]);
    expect(suggestKnown({ 'Loyalty Tier': ['Gold', 'Silver', 'Gold'] })).toMatchObject([
      { technicalName: 'loyalty_tier', type: 'string', isKnown: true, confidence: 'high' },
    ]);
    expect(suggestKnown({ Orders: ['1', '2', '3'] })).toMatchObject([{ type: 'string' }]);
    expect(suggestKnown({ zip: ['10115', '80331', '50667'] })).toMatchObject([{ type: 'number' }]);
  });

  it('are not suggested for values of another type, which they would not take', () => {
    expect(suggestKnown({ Points: ['1', '2', '3'] })).toEqual([]);
  });

  it('are not suggested twice', () => {
    expect(suggestKnown({ 'Loyalty Tier': ['Gold', 'Silver', 'Gold'] }, ['loyalty_tier'])).toEqual([]);
  });
});
