import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { checkPhone } from '../../../shared/phone/check-phone.ts';
import type { PhoneOptions } from '../../../shared/phone/types.ts';
import { writeNumber } from '../../phones/generate.ts';
import { type Chance, chanceOf } from '../../phones/random.ts';

const optionsOf = (chance: Chance): PhoneOptions => ({
  defaultCountry: chance.pick([null, 'DE', 'US', 'IT', 'RU', 'BR', 'HK'] as const),
  country: chance.pick([null, '', 'AT', 'Deutschland', '+1', '\u0000', 'Ruritania']),
  possibleButInvalid: chance.pick(['warn', 'exclude'] as const),
  fixes: chance.happens(0.5)
    ? [
        { kind: 'strip-letters' },
        { kind: 'of-several', take: 'mobile' },
        { kind: 'drop-extension' },
        { kind: 'missing-plus', callingCode: '1' },
        { kind: 'lost-zero', country: 'DE' },
      ]
    : [],
});

const pieces = [
  '+',
  '00',
  '49',
  '0151',
  '(0)',
  '/',
  ' - ',
  ';ext=',
  'x',
  'E+',
  '.0',
  ',',
  ' oder ',
  'tel:',
  '\u202E',
  '١',
  '𝟗',
  '\uD800',
  '\u0000',
  '👍',
  'n/a',
  '\n',
];

function fuzz(chance: Chance): string {
  const length = chance.happens(0.02) ? 10_000 : chance.below(80);
  let text = '';
  while (text.length < length) {
    const way = chance.below(4);
    if (way === 0) text += chance.pick(pieces);
    else if (way === 1) text += String.fromCharCode(chance.below(65_536));
    else text += String(chance.below(10));
  }
  return text;
}

describe('any text at all', () => {
  it('gets a verdict that holds together', () => {
    const chance = chanceOf(42);
    for (let count = 0; count < 12_000; count += 1) {
      const text = fuzz(chance);
      const check = checkPhone(text, optionsOf(chance));
      expect(check.after).toBe(check.e164);
      expect(check.before.length).toBeLessThanOrEqual(250);
      expect(text.startsWith(check.before)).toBe(true);
      if (check.e164 !== null) expect(check.e164).toMatch(/^\+[1-9]\d{3,19}$/);
      expect(check.verdict === 'excluded').toBe(
        check.findings.some(({ severity }) => severity === 'excluded'),
      );
      if (check.verdict === 'excluded') expect(check.e164).toBeNull();
      for (const finding of check.findings) expect(finding.before).toBe(check.before);
    }
  }, 30_000);

  it('of more than 250 characters is too long, whatever it is', () => {
    for (const text of [
      '+4915123457520'.padEnd(251),
      '1'.repeat(10_000),
      'x'.repeat(10_000),
      ' '.repeat(1_000),
    ]) {
      const check = checkPhone(text, { defaultCountry: 'DE' });
      expect(check.findings.map(({ code }) => code)).toEqual(['phone.too_long']);
      expect(check.before).toBe(text.slice(0, 250));
    }
    expect(checkPhone('+4915123457520'.padEnd(250), {}).e164).toBe('+4915123457520');
  });

  it('takes little time even if it is made to take much', () => {
    const nasty = [
      'x'.repeat(250),
      `${' '.repeat(248)}1x`,
      '1 '.repeat(125),
      '0151 1234567 / '.repeat(16),
      '-'.repeat(249).concat('1'),
      '1,'.repeat(125),
      '+1'.repeat(125),
      `1${'.'.repeat(248)}a`,
      'ext'.repeat(83),
    ];
    const started = performance.now();
    for (let round = 0; round < 200; round += 1)
      for (const text of nasty) checkPhone(text, { defaultCountry: 'DE' });
    // 1,800 cells: generous for a busy machine, far too little for anything that isn't linear.
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('a repaired number', () => {
  it('needs no more repairs', () => {
    const chance = chanceOf(43);
    for (let count = 0; count < 12_000; count += 1) {
      const { text, home } = writeNumber(chance);
      const first = checkPhone(text, { defaultCountry: home });
      if (first.e164 === null) continue;
      // The library takes the 8 off some Belarusian premium numbers twice, if they are given to it twice.
      if (first.type !== null && parsePhoneNumberFromString(first.e164)?.number !== first.e164) continue;
      const second = checkPhone(first.e164, { defaultCountry: home });
      expect({ text, e164: second.e164, country: second.country, type: second.type }).toEqual({
        text,
        e164: first.e164,
        country: first.country,
        type: first.type,
      });
      expect(second.findings.filter(({ severity }) => severity === 'fixed')).toEqual([]);
    }
  }, 30_000);
});
