import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowFilter } from '../../../shared/bridge.ts';
import { openEngineHere } from './open-engine-here.ts';

let here: Awaited<ReturnType<typeof openEngineHere>>;
let checkId: string;

const total = 12_345;
/** Every seventh phone is too short, every fifth is in national format, the rest is fine. */
const phoneOf = (row: number): string =>
  row % 7 === 0 ? '12' : row % 5 === 0 ? `0171 ${3_920_000 + row}` : `+49171${3_920_000 + row}`;

beforeAll(async () => {
  here = await openEngineHere();
  let text = 'id,name,phone\n';
  for (let row = 1; row <= total; row += 1)
    text += `C${row},${row % 1000 === 0 ? 'Zoë' : 'Anna'},${phoneOf(row)}\n`;
  const { id } = await here.importText(text);
  const checked = await here.check(id, {
    version: 1,
    externalReferenceId: { column: 'id' },
    phoneNumber: { column: 'phone' },
    phone: { defaultCountry: 'DE' },
  });
  checkId = checked.checkId;
});
afterAll(() => here.close());

const rows = async (filter: RowFilter, offset: number, limit = 5) => {
  const page = await here.engine.handlers['check.rows']({ checkId, filter, offset, limit });
  return { total: page.total, rows: page.items.map(({ row }) => row) };
};
const where = (test: (row: number) => boolean): number[] =>
  Array.from({ length: total }, (_, index) => index + 1).filter(test);

describe('rows of a check, in file order', () => {
  it.each<[string, RowFilter, (row: number) => boolean]>([
    ['without a filter', {}, () => true],
    ['by verdict', { verdict: 'fixed' }, (row) => row % 7 !== 0 && row % 5 === 0],
    ['by finding', { code: 'phone.too_short' }, (row) => row % 7 === 0],
    ['by text', { text: 'zoë' }, (row) => row % 1000 === 0],
    ['by text in any cell', { text: 'c123' }, (row) => String(row).startsWith('123')],
    ['by text and verdict', { text: 'ZOË', verdict: 'excluded' }, (row) => row % 7000 === 0],
    [
      'by finding and verdict',
      { code: 'phone.national_format', verdict: 'fixed' },
      (row) => row % 7 !== 0 && row % 5 === 0,
    ],
    ['that nobody has', { text: 'nobody' }, () => false],
  ])('%s', async (_, filter, test) => {
    const expected = where(test);
    for (const offset of [0, 3, Math.floor(expected.length / 2), Math.max(0, expected.length - 2), total]) {
      expect(await rows(filter, offset), `offset ${offset}`).toEqual({
        total: expected.length,
        rows: expected.slice(offset, offset + 5),
      });
    }
  });

  it('come with more than a thousand chunks’ boundary between them', async () => {
    expect((await rows({}, 998, 1000)).rows).toEqual(where((row) => row > 998 && row <= 1998));
  });

  it('are searched for one text at a time: the next search ends the one before, which can be made again', async () => {
    const ended = rows({ text: 'anna' }, 0);
    const [before, after] = await Promise.allSettled([ended, rows({ text: 'c4321' }, 0)]);
    expect(before).toMatchObject({ status: 'rejected', reason: { error: { code: 'cancelled' } } });
    expect(after).toMatchObject({ status: 'fulfilled', value: { total: 1, rows: [4321] } });
    expect((await rows({ text: 'anna' }, 0)).total).toBe(total - 12);
  });
});
