import { describe, expect, it } from 'vitest';
import { checkPhone } from '../../../shared/phone/check-phone.ts';
import { type PhoneFix, phoneFixSchema } from '../../../shared/phone/fix-rules.ts';
import {
  columnEvidence,
  fixesFor,
  groupKey,
  groupOf,
  previewFix,
} from '../../../shared/phone/group-fixes.ts';
import type { PhoneOptions } from '../../../shared/phone/types.ts';

const germany: PhoneOptions = { defaultCountry: 'DE' };
const withFix = (...fixes: PhoneFix[]): PhoneOptions => ({ ...germany, fixes });
const groupIn = (text: string, options: PhoneOptions = germany) => {
  const [finding] = checkPhone(text, options).findings;
  if (!finding) throw new Error('no finding');
  return groupOf(finding);
};

describe('a rule for a group', () => {
  const lostZero: PhoneFix = { kind: 'lost-zero', country: 'DE' };

  it('decides ambiguous digits, and says so first', () => {
    const check = checkPhone('15123457520', withFix(lostZero));
    expect(check).toMatchObject({ verdict: 'fixed', e164: '+4915123457520', before: '15123457520' });
    expect(check.findings.map(({ code, params }) => [code, params])).toEqual([
      ['phone.group_fix', { rule: 'lost-zero' }],
      ['phone.lost_zero', { country: 'DE' }],
    ]);
  });

  it('decides the other way just as well', () => {
    expect(checkPhone('15123457520', withFix({ kind: 'missing-plus', callingCode: '1' })).e164).toBe(
      '+15123457520',
    );
    expect(checkPhone('5511961234567', withFix({ kind: 'missing-plus', callingCode: '55' })).e164).toBe(
      '+5511961234567',
    );
  });

  it('speaks only of what it was made for', () => {
    expect(checkPhone('33612345678', withFix({ kind: 'missing-plus', callingCode: '1' })).e164).toBeNull();
    expect(checkPhone('15123457520', withFix({ ...lostZero, country: 'AT' })).e164).toBeNull();
    expect(checkPhone('15123457520', { ...withFix(lostZero), country: 'AT' }).e164).toBeNull();
    expect(checkPhone('15123457520', withFix({ ...lostZero, against: '33' })).e164).toBeNull();
    expect(checkPhone('15123457520', withFix({ ...lostZero, against: '1' })).e164).toBe('+4915123457520');
  });

  it('never touches a number that needs no decision', () => {
    const fixes = withFix(lostZero, { kind: 'missing-plus', callingCode: '1' }, { kind: 'strip-letters' });
    for (const text of ['+15123457520', '4915123457520', '0151 23457520', '', '+491001234567'])
      expect(checkPhone(text, fixes)).toEqual(checkPhone(text, germany));
  });

  it('is taken back by taking it out of the list', () => {
    expect(checkPhone('15123457520', withFix())).toEqual(checkPhone('15123457520', germany));
  });

  it('goes before the ones that were made later', () => {
    const american: PhoneFix = { kind: 'missing-plus', callingCode: '1' };
    expect(checkPhone('15123457520', withFix(lostZero, american)).e164).toBe('+4915123457520');
    expect(checkPhone('15123457520', withFix(american, lostZero)).e164).toBe('+15123457520');
  });

  it('takes the first of several numbers, or the only mobile', () => {
    const cell = '030 1234567 / 0151 23457520';
    expect(checkPhone(cell, withFix({ kind: 'of-several', take: 'first' })).e164).toBe('+49301234567');
    expect(checkPhone(cell, withFix({ kind: 'of-several', take: 'mobile' })).e164).toBe('+4915123457520');
    const mobiles = '0151 23457520 oder 0151 23457521';
    expect(checkPhone(mobiles, withFix({ kind: 'of-several', take: 'mobile' })).e164).toBeNull();
    const same = '0151 23457520 oder +4915123457520';
    expect(checkPhone(same, withFix({ kind: 'of-several', take: 'mobile' })).e164).toBe('+4915123457520');
  });

  it('strips letters around a number, never inside one', () => {
    const strip = withFix({ kind: 'strip-letters' });
    expect(checkPhone('Mobil: +49 151 23457520 (privat)', strip).e164).toBe('+4915123457520');
    for (const cell of ['0151O23457520', '0800 FLOWERS 12', '0151 2345x7520 0', 'Tel2 015123457520'])
      expect(checkPhone(cell, strip).e164).toBeNull();
  });

  it('leaves extensions out', () => {
    expect(checkPhone('+49 30 1234567 ext. 12', withFix({ kind: 'drop-extension' })).e164).toBe(
      '+49301234567',
    );
  });

  it('works together with others on one cell', () => {
    const fixes = withFix({ kind: 'of-several', take: 'first' }, { kind: 'strip-letters' }, lostZero);
    expect(checkPhone('Mobil 15123457520 oder Büro 030 1234567', fixes).e164).toBe('+4915123457520');
  });

  it('gives a country cell its meaning', () => {
    const means = withFix({ kind: 'country-means', cell: 'Ö.', country: 'AT' });
    expect(checkPhone('06641234567', { ...means, country: ' ö. ' })).toMatchObject({
      verdict: 'fixed',
      e164: '+436641234567',
    });
    expect(checkPhone('+4915123457520', { ...means, country: 'Ö.' }).findings[0]?.code).toBe(
      'phone.country_mismatch',
    );
    expect(checkPhone('+436641234567', { ...means, country: 'Ö.' }).verdict).toBe('ready');
    expect(checkPhone('06641234567', { ...means, country: 'elsewhere' }).e164).toBeNull();
  });

  it('never gives a number to what gives none', () => {
    const fixes = withFix(
      lostZero,
      { kind: 'strip-letters' },
      { kind: 'of-several', take: 'first' },
      { kind: 'drop-extension' },
      { kind: 'missing-plus', callingCode: '1' },
      { kind: 'missing-plus', callingCode: '49' },
    );
    for (const text of [
      '4.91512E+11',
      'n/a',
      '+49 151',
      'call me',
      '0000000000',
      '110 oder 112',
      '1234567890',
      '30-11-1999',
    ])
      expect(checkPhone(text, fixes).e164).toBeNull();
  });
});

describe('the rules to choose from', () => {
  it('fit the group, and the schema of the mapping', () => {
    const offered = [
      '15123457520',
      '0151 23457520 oder 030 1234567',
      'Mobil 015123457520',
      '+49 30 1234567 x1',
    ].map((text) => fixesFor(groupIn(text)));
    expect(offered).toEqual([
      [
        { kind: 'lost-zero', country: 'DE', against: '1' },
        { kind: 'missing-plus', callingCode: '1' },
      ],
      [
        { kind: 'of-several', take: 'mobile' },
        { kind: 'of-several', take: 'first' },
      ],
      [{ kind: 'strip-letters' }],
      [{ kind: 'drop-extension' }],
    ]);
    for (const fix of offered.flat()) expect(phoneFixSchema.parse(fix)).toEqual(fix);
  });

  it('are none where a number is simply wrong', () => {
    for (const text of ['+49 151', '4.9E+11', 'n/a', '+999123456789'])
      expect(fixesFor(groupIn(text))).toEqual([]);
  });

  it('name the country cell, once the person picked its country', () => {
    const group = groupIn('06641234567', { ...germany, country: 'Ruritania' });
    expect(fixesFor(group)).toEqual([]);
    expect(fixesFor(group, 'AT')).toEqual([{ kind: 'country-means', cell: 'Ruritania', country: 'AT' }]);
  });

  it('are one set for all cells of a group', () => {
    expect(groupKey(groupIn('15123457520'))).toBe('phone.ambiguous DE +1');
    expect(groupKey(groupIn('16012345678'))).toBe(groupKey(groupIn('15123457520')));
    expect(groupKey(groupIn('33612345678'))).not.toBe(groupKey(groupIn('15123457520')));
  });
});

describe('the preview of a rule', () => {
  const cells = [
    ...Array.from({ length: 9 }, (_, at) => ({ text: `1512345752${at}` })),
    { text: '33612345678' },
    { text: '+4915123457520' },
    { text: 'n/a' },
  ];

  it('counts the cells that would give a number, and shows five', () => {
    const preview = previewFix({ kind: 'lost-zero', country: 'DE', against: '1' }, cells, germany);
    expect(preview).toMatchObject({ cells: 12, changed: 9 });
    expect(preview.examples.map(({ before, after }) => [before, after])).toEqual([
      ['15123457520', '+4915123457520'],
      ['15123457521', '+4915123457521'],
      ['15123457522', '+4915123457522'],
      ['15123457523', '+4915123457523'],
      ['15123457524', '+4915123457524'],
    ]);
  });

  it('leaves out what other rules decided already', () => {
    const decided = withFix({ kind: 'missing-plus', callingCode: '1' });
    expect(previewFix({ kind: 'lost-zero', country: 'DE' }, cells, decided).changed).toBe(1);
  });
});

describe('the evidence of a column', () => {
  it('counts what nobody has to decide about', () => {
    const texts = ['+4915123457520', '0151 23457521', '030 1234567', '+436641234567', '15123457520', 'n/a'];
    expect(
      columnEvidence(
        texts.map((text) => ({ text })),
        germany,
      ),
    ).toEqual({
      numbers: 4,
      countries: [
        { country: 'DE', numbers: 3, mobiles: 2 },
        { country: 'AT', numbers: 1, mobiles: 1 },
      ],
    });
  });
});
