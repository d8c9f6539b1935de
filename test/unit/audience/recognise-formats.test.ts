import { describe, expect, it } from 'vitest';
import { recogniseDates, recogniseNumbers } from '../../../shared/recognise-formats.ts';

describe('the dates of a column', () => {
  it.each([
    [['2026-03-01', '', '2026-12-24'], 'yyyy-MM-dd'],
    [['01.03.2026', '24.12.2026'], 'dd.MM.yyyy'],
    [['1.3.2026', '24.12.2026'], 'd.M.yyyy'],
    [['03/24/2026', '01/02/2026'], 'MM/dd/yyyy'],
    [['24/03/2026', '01/02/2026'], 'dd/MM/yyyy'],
    [['20260301', '20261224'], 'yyyyMMdd'],
    [['2026-03-01 18:00:00'], 'yyyy-MM-dd HH:mm:ss'],
    [['2026-03-01T18:00:00', '2026-12-24T09:30:00'], 'yyyy-MM-ddTHH:mm:ss'],
    [['24.12.25', '1.3.26'], 'd.M.yy'],
    [['24/12/2025 9:05', '1/2/2026 18:00'], 'd/M/yyyy H:mm'],
    [['12/24/25', '01/02/26'], 'MM/dd/yy'],
    [['24.12.2025', '31.12.2025', '01.02.2026', 'unknown', '05.06.2026', '07.08.2026'], 'dd.MM.yyyy'],
  ])('%j are recognised as %s', (cells, format) => {
    expect(recogniseDates(cells)).toMatchObject({ kind: 'format', format });
  });

  it('are asked for where day and month can be either', () => {
    expect(recogniseDates(['01/02/2026', '03/04/2026'])).toMatchObject({
      kind: 'ambiguous',
      formats: ['dd/MM/yyyy', 'MM/dd/yyyy'],
    });
  });

  it.each([
    [
      ['01/02/26', '03/04/26'],
      ['dd/MM/yy', 'MM/dd/yy'],
    ],
    [
      ['01-02-2026', '03-04-2026'],
      ['dd-MM-yyyy', 'MM-dd-yyyy'],
    ],
    [['1/2/2026 18:00'], ['d/M/yyyy HH:mm', 'M/d/yyyy HH:mm']],
  ])('are asked for also in %j', (cells, formats) => {
    expect(recogniseDates(cells)).toMatchObject({ kind: 'ambiguous', formats });
  });

  it('need no format where they are ISO 8601 with a time zone', () => {
    expect(recogniseDates(['2026-03-01T18:00:00Z', '2026-12-24T09:30:00.250+01:00'])).toEqual({
      kind: 'iso',
      share: 1,
    });
  });

  it.each([
    [['192.168.1.1', '10.0.0.2']],
    [['1.2.3', '1.2.4']],
    [['99.99.2025']],
    [['20123456', '20999999']],
  ])('are not what merely looks so: %j', (cells) => {
    expect(recogniseDates(cells)).toEqual({ kind: 'none' });
  });

  it('are none where most cells are something else', () => {
    expect(recogniseDates(['01.03.2026', 'Anna', 'Ole'])).toEqual({ kind: 'none' });
    expect(recogniseDates(['', ' '])).toEqual({ kind: 'none' });
  });
});

describe('the numbers of a column', () => {
  it.each([
    [['1', '22', '-3'], 'plain'],
    [['1.5', '22'], 'point'],
    [['1,234.50', '22'], 'point'],
    [['1.234,56', '22'], 'comma'],
    [['1.234.567'], 'comma'],
    [['0,5', '1.234'], 'comma'],
    [['1.234', '5.678'], 'ambiguous'],
    [['1,5', '1.5'], 'ambiguous'],
  ])('%j have the decimal sign %s', (cells, kind) => {
    expect(recogniseNumbers(cells)?.kind).toBe(kind);
  });

  it('are none where most cells are something else', () => {
    expect(recogniseNumbers(['1', 'Anna'])).toBeNull();
  });
});
