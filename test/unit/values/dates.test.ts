import { describe, expect, it } from 'vitest';
import { compileDateFormat, readDate, readDateAs } from '../../../shared/values/dates.ts';

const as = (text: string, format: string) => {
  const compiled = compileDateFormat(format);
  if (!compiled) throw new Error(`${format} is no date format`);
  return readDateAs(text, compiled);
};

describe('a date in a known format', () => {
  it.each([
    ['24.12.2025', 'dd.MM.yyyy', '2025-12-24'],
    ['1.2.2026', 'd.M.yyyy', '2026-02-01'],
    ['12/24/2025', 'MM/dd/yyyy', '2025-12-24'],
    ['20251224', 'yyyyMMdd', '2025-12-24'],
    ['24.12.25', 'dd.MM.yy', '2025-12-24'],
    ['24.12.69', 'dd.MM.yy', '1969-12-24'],
    ['29.02.2024', 'dd.MM.yyyy', '2024-02-29'],
    ['2025-12-24 23:59:59', 'yyyy-MM-dd HH:mm:ss', '2025-12-24'],
  ])('%s as %s is %s', (text, format, iso) => {
    expect(as(text, format)).toEqual({ kind: 'date', iso });
  });

  it.each([
    ['29.02.2025', 'dd.MM.yyyy'],
    ['31.04.2025', 'dd.MM.yyyy'],
    ['00.01.2025', 'dd.MM.yyyy'],
    ['1.2.2026', 'dd.MM.yyyy'],
    ['24.12.2025 ', 'dd.MM.yyyy'],
    ['24-12-2025', 'dd.MM.yyyy'],
    ['24x12x2025', 'dd.MM.yyyy'],
  ])('%s is not a date as %s', (text, format) => {
    expect(as(text, format)).toEqual({ kind: 'invalid' });
  });

  it.each(['', 'dd.MM', 'yyyy', 'dd.dd.MM.yyyy', 'hello'])('"%s" is no format of a date', (format) => {
    expect(compileDateFormat(format)).toBeNull();
  });
});

describe('a date whose format is not known', () => {
  it.each([
    ['2026-03-04', '2026-03-04'],
    ['2026-03-04T10:11:12Z', '2026-03-04'],
    ['2026/3/4', '2026-03-04'],
    ['4.3.2026', '2026-03-04'],
    ['13/04/2026', '2026-04-13'],
    ['04/13/2026', '2026-04-13'],
    ['05/05/2026', '2026-05-05'],
  ])('%s can only be %s', (text, iso) => {
    expect(readDate(text)).toEqual({ kind: 'date', iso });
  });

  it('never guesses which of two small numbers is the month', () => {
    expect(readDate('03/04/2026')).toEqual({ kind: 'ambiguous' });
  });

  it.each(['soon', '2026-13-01', '31.11.2026', '45678', '14/14/2026'])('%s is not a date', (text) => {
    expect(readDate(text)).toEqual({ kind: 'invalid' });
  });
});
