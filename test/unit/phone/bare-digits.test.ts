import { describe, expect, it } from 'vitest';
import { checkPhone } from '../../../shared/phone/check-phone.ts';
import type { CountryCode } from '../../../shared/phone/types.ts';
import { bareHomes, shareOfAmbiguous, wrongForeign, wrongHome } from '../../phones/bare.ts';
import { chanceOf } from '../../phones/random.ts';
import { bareDigits } from './bare-digits.table.ts';

interface Case {
  readonly home: CountryCode;
  readonly digits: string;
  readonly expected: string;
}

const cases: Case[] = Object.entries(bareDigits).flatMap(([home, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [digits = '', ...expected] = line.trim().split(' ');
      return { home: home as CountryCode, digits, expected: expected.join(' ') };
    }),
);

describe('bare digits', () => {
  it('are in the table with at least 200 cases of at least 20 home countries', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(new Set(cases.map(({ home }) => home)).size).toBeGreaterThanOrEqual(20);
  });

  it.each(cases)('$digits in $home: $expected', ({ home, digits, expected }) => {
    const check = checkPhone(digits, { defaultCountry: home });
    const codes = check.findings
      .map(({ code }) => code.slice('phone.'.length))
      .filter((code) => code !== 'not_mobile');
    expect([check.e164, ...codes].filter((part) => part !== null).join(' ')).toBe(expected);
  });

  it('tell both readings of an ambiguity', () => {
    const [finding] = checkPhone('15123457520', { defaultCountry: 'DE' }).findings;
    expect(finding).toMatchObject({
      code: 'phone.ambiguous',
      severity: 'excluded',
      params: { country: 'DE', national: '+4915123457520', other: '+15123457520', callingCode: '1' },
    });
  });

  it('are read as mobiles with a missing plus only, where there is no home country', () => {
    expect(checkPhone('4915123457520', {}).e164).toBe('+4915123457520');
    expect(checkPhone('017612345678', {}).findings[0]?.code).toBe('phone.country_needed');
    expect(checkPhone('2015550123', {}).findings[0]?.code).toBe('phone.country_needed');
  });

  it('never become a number other than the original (a sample; `npm run test:phones` runs a million)', () => {
    const chance = chanceOf(20_261_122);
    const wrong = [];
    for (let count = 0; count < 12_000; count += 1)
      wrong.push(wrongForeign(chance, chance.pick(bareHomes)) ?? wrongHome(chance));
    expect(wrong.filter((one) => one !== null)).toEqual([]);
  }, 60_000);

  it("with the home country's own calling code are hardly ever ambiguous", () => {
    const chance = chanceOf(3);
    for (const home of bareHomes)
      expect(shareOfAmbiguous(chance, home, 300).withCallingCode, home).toBeLessThan(0.02);
  }, 60_000);
});
