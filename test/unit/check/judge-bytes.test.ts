import { describe, expect, it } from 'vitest';
import { ChunkRows, encodeRows, textBetween } from '../../../electron/store/row-chunk.ts';
import { BytesJudge } from '../../../shared/bytes/judge-bytes.ts';
import { RowBytes } from '../../../shared/bytes/row-bytes.ts';
import type { CatalogueLists } from '../../../shared/catalogue.ts';
import { createRowJudge } from '../../../shared/check-row.ts';
import { type MappingInput, mappingSchema } from '../../../shared/mapping.ts';
import { type Chance, chanceOf } from '../../phones/random.ts';

const columns = ['id', 'name', 'phone', 'mail', 'tags', 'day', 'sum', 'country', 'consent'];

/** Cells of each column as files have them: mostly plain, and in all the ways in which they are not. */
const cells: Readonly<Record<string, readonly string[]>> = {
  id: ['C-1', 'C-2', 'ü-3', '', '   ', ' C-1 ', '+4915123457520', '0151 23457520', '\u00a0x', 'ｆｕｌｌ'],
  name: ['Anna', 'Jürgen', '', 'x'.repeat(300)],
  phone: [
    ...['+4915123457520', '+4915123457521', '+491512345752', '+49 151 23457520', '0151/23457520', ''],
    ...[
      '+436641234567',
      '+12025550123',
      '+390612345678',
      '+49015123457520',
      '15123457520',
      'n/a',
      '+',
      '+49',
    ],
    ...[' +4915123457520', '+4915123457520\u00a0', '+٤٩١٥١', '1.5E+10', '+000000000', '+99912345', '   '],
    ...['+4930123456', '+4915123457520 / 0171 2345678', '+44 20 7946 0958', '00491512345752', '0'],
  ],
  mail: [
    ...['a@b.de', '', 'a@b', 'a.b+c@d-e.co.uk', 'Anna <a@b.de>', 'ä@b.de', 'a@@b.de', ' a@b.de ', '@b.de'],
    ...['a@b.c', 'a@.de', 'a b@c.de', `${'x'.repeat(330)}@b.de`, 'a@b.de.', 'a\u00a0@b.de', 'a@b\u2003c.de'],
  ],
  tags: ['vip', 'vip;new', '', ' ; ', 'VIP', 'vip;vip', 'Größe', 'drop', 'x'.repeat(70)],
  day: ['01.02.2026', '31.02.2026', '', '2026-02-01', ' 01.02.2026 ', 'gestern'],
  sum: ['1.234,56', '12', '', 'viel', '1.234', '-3,5', ' 7 '],
  country: ['DE', 'Österreich', '', 'Germany', '??', '+49', ' at '],
  consent: ['yes', 'no', 'YES', '', ' yes ', 'jein'],
};

const base: MappingInput = { version: 1, externalReferenceId: { column: 'id' } };
const catalogue: CatalogueLists = {
  tags: ['vip', 'spring'],
  properties: [
    { technicalName: 'day', type: 'date' },
    { technicalName: 'sum', type: 'string' },
  ],
};

/** A mapping of any shape. */
function mappingOf(chance: Chance) {
  const maybe = <Value>(value: Value): Value | undefined => (chance.happens(0.7) ? value : undefined);
  const phoneAsId = chance.happens(0.3);
  const input = {
    ...base,
    externalReferenceId: { column: phoneAsId && chance.happens(0.7) ? 'phone' : 'id' },
    referenceId: phoneAsId ? 'as-phone' : 'as-is',
    phoneNumber: chance.happens(0.9) ? { column: 'phone' } : null,
    emailAddress: maybe({ column: 'mail' }),
    tags: chance.pick([
      [],
      [{ constant: 'spring' }],
      [{ constant: 'spring' }, { column: 'tags', separator: ';' }],
      [
        { column: 'tags', separator: ';' },
        { column: 'consent', separator: null },
      ],
    ]),
    tagFixes: chance.happens(0.3)
      ? [
          { tag: 'drop', action: 'exclude' },
          { tag: 'VIP', action: 'rename', to: 'vip' },
        ]
      : [],
    customProperties: chance.pick([
      [],
      [{ technicalName: 'day', type: 'date', format: 'dd.MM.yyyy', source: { column: 'day' } }],
      [
        { technicalName: 'day', type: 'date', source: { column: 'day' } },
        { technicalName: 'sum', type: 'number', decimal: chance.pick([',', '.']), source: { column: 'sum' } },
        { technicalName: 'note', type: 'string', source: { constant: 'hello' } },
      ],
    ]),
    phone: {
      defaultCountry: chance.pick(['DE', 'AT', null]),
      countryColumn: chance.happens(0.4) ? 'country' : null,
      invalid: phoneAsId ? 'exclude' : chance.pick(['exclude', 'omit']),
      possibleButInvalid: chance.pick(['warn', 'exclude']),
      fixes: chance.happens(0.3) ? [{ kind: 'country-means', cell: '??', country: 'DE' }] : [],
    },
    onlyRowsWhere: chance.happens(0.4) ? [{ column: 'consent', in: ['yes'] }] : [],
  };
  return mappingSchema.parse(JSON.parse(JSON.stringify(input)));
}

/** A row: now and then with a cell too few or too many. */
function rowOf(chance: Chance): string[] {
  const row = columns.map((column) => chance.pick(cells[column] ?? ['']));
  if (chance.happens(0.03)) row.pop();
  if (chance.happens(0.03)) row.push(chance.pick(['', 'more']));
  return row;
}

/** The text that a judge points to: its own, or some bytes of the row. */
const told = (row: RowBytes, text: string | null, from: number, to: number): string | null =>
  text ?? (from < to ? textBetween(row.bytes, from, to) : null);

describe('rows that are judged from their bytes', () => {
  it('are judged exactly as from their texts, under any mapping', { timeout: 60_000 }, () => {
    let judged = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const chance = chanceOf(seed);
      const mapping = mappingOf(chance);
      const lists = chance.happens(0.4) ? catalogue : null;
      const fromTexts = createRowJudge(mapping, columns, lists);
      const fromBytes = new BytesJudge(mapping, columns, lists, textBetween);
      const table = Array.from({ length: 60 }, () => rowOf(chance));
      const chunk = new ChunkRows(encodeRows(table));
      const row = new RowBytes(columns.length);
      table.forEach((texts, index) => {
        expect(chunk.look(index, row)).toBe(true);
        if (!fromBytes.judge(row)) return;
        judged += 1;
        const expected = fromTexts(texts);
        const { verdict, findings, tags, isSent, filtered } = fromBytes;
        const actual = {
          verdict,
          findings,
          tags,
          isSent,
          filtered,
          externalReferenceId: told(row, fromBytes.reference, fromBytes.referenceFrom, fromBytes.referenceTo),
          phoneNumber: told(row, fromBytes.phone, fromBytes.phoneFrom, fromBytes.phoneTo),
        };
        if (fromBytes.tagsNumber >= 0) expect(fromBytes.tagsOf(fromBytes.tagsNumber)).toBe(tags);
        expect(actual, `seed ${seed}, row ${index}: ${JSON.stringify(texts)}`).toEqual(expected);
      });
    }
    // Most rows need no texts, or it would be no use.
    expect(judged).toBeGreaterThan(400 * 60 * 0.4);
  });
});
