import { describe, expect, it } from 'vitest';
import { findingCodes, type PhoneFindingCode } from '../../../shared/findings.ts';
import { checkPhone } from '../../../shared/phone/check-phone.ts';
import type { PhoneOptions } from '../../../shared/phone/types.ts';

/** Cells that give a finding, and cells that nearly do. In Germany unless a case says otherwise. */
interface Examples {
  readonly options?: PhoneOptions;
  readonly found: readonly string[];
  readonly near: readonly string[];
}

const germany: PhoneOptions = { defaultCountry: 'DE' };

const examples: Readonly<Partial<Record<PhoneFindingCode, Examples>>> = {
  'phone.missing_plus': {
    found: ['4915123457520', '49 151 23457520', '31612345678', '49015123457520'],
    near: ['+4915123457520', '004915123457520', '015123457520'],
  },
  'phone.lost_zero': {
    found: ['15223433333', '17612345678', '152 23433333', '301234567'],
    near: ['015223433333', '4915223433333', '15123457520'],
  },
  'phone.idd_prefix': {
    found: ['004915123457520', '00 49 151 23457520', '(0049) 151 23457520', '0043 664 1234567'],
    near: ['+4915123457520', '015123457520', '0114915123457520'],
  },
  'phone.national_format': {
    found: ['015123457520', '0151/23457520', '(0151) 23457520', '030 1234567'],
    near: ['+4915123457520', '15223433333', '004915123457520'],
  },
  'phone.trunk_zero': {
    found: ['+49 (0) 151 23457520', '+49(0)15123457520', '+49015123457520', '0049 0151 23457520'],
    near: ['+49 151 23457520', '0151 23457520', '+39 06 12345678'],
  },
  'phone.separators': {
    found: [
      '+49 151 23457520',
      '+49-151-23457520',
      '+49.151.23457520',
      '(+49) 151 23457520',
      ' +4915123457520',
      '0151/23457520',
      'tel:+4915123457520',
      'whatsapp:+4915123457520',
      'https://wa.me/4915123457520',
      "'+4915123457520",
      '="+4915123457520"',
      '+4915123457520;',
      '++4915123457520',
      '4,915,123,457,520',
    ],
    near: ['+4915123457520', '004915123457520', '4915123457520.0'],
  },
  'phone.unicode': {
    found: [
      '＋４９１５１２３４５７５２０',
      '+٤٩١٥١٢٣٤٥٧٥٢٠',
      '+۴۹۱۵۱۲۳۴۵۷۵۲۰',
      '+४९१५१२३४५७५२०',
      '+49\u00A0151\u00A023457520',
      '\u202A+4915123457520\u202C',
      '+49\u200B15123457520',
      '\uFEFF+4915123457520',
      '+49\u2011151\u201323457520',
      '+49\u000015123457520',
    ],
    near: ['+4915123457520', '+49 151 23457520', '+49\t15123457520'],
  },
  'phone.float_suffix': {
    found: ['4915123457520.0', '4915123457520.00', '+4915123457520.0', '4915123457520,0'],
    near: ['49151.23457520', '4915123457520.', '+49.151.23.45.75.20', '+49 15123457.0'],
  },
  'phone.extension': {
    found: [
      '+49 30 1234567 ext. 12',
      '+49 30 1234567 x12',
      '030 1234567 Durchwahl 3',
      '+49 30 1234567#12',
      '+1 201 555 0123;ext=4',
      '+49 30 1234567, 12',
    ],
    near: ['+49 30 1234567-12', '+49 30 123456712', '+49 30 1234567,'],
  },
  'phone.ambiguous': {
    found: ['15123457520', '16012345678', '49211345678', '33612345678', '1 512 345 7520'],
    near: ['4915123457520', '15223433333', '+15123457520', '015123457520', '0015123457520'],
  },
  'phone.scientific': {
    found: ['4.91512E+11', '4,91512E+11', '4.91512e+11', '4.915123457520E+12', '4,9E11'],
    near: ['4.91512', '491512', '4.91512+11', 'E+11'],
  },
  'phone.letters': {
    found: [
      'Mobil: +49 151 23457520',
      '0800 FLOWERS',
      '0151O23457520',
      '+49151*23457520',
      'call me',
      '☎ 0151 23457520',
    ],
    near: ['tel:+4915123457520', '+49 151 23457520 x12', 'n/a'],
  },
  'phone.multiple': {
    found: [
      '0151 23457520 oder 030 1234567',
      '+4915123457520, +4915123457521',
      '+4915123457520;+4915123457521',
      '0151 23457520 / 030 1234567',
      '+4915123457520 +4915123457521',
      '015123457520 015123457521',
      '015123457520\n015123457521',
      'privat 0151 23457520 und 030 1234567',
      '030 12345 / 03012346',
      '030 1234567 / 68',
      '+49 151 23457520/ 21',
      '0151 23457520 u. 030 1234567',
      'Mobil 0151 23457520 / Büro 030 1234567',
    ],
    near: [
      '0151/23457520',
      '0151 / 2345 7520',
      '030 1234567-68',
      '+49 (0) 30 / 1234567',
      '02173/987654',
      '+4915123457520;',
      '030 - 1234567',
    ],
  },
  'phone.placeholder': {
    found: [
      'n/a',
      'N/A',
      '-',
      '--',
      '?',
      'unbekannt',
      'keine',
      'xxx',
      '0000000000',
      '0',
      '1234567890',
      '111111',
      '+490000000000',
      '#WERT!',
    ],
    near: ['', '0151', '112', '+33123456789'],
  },
  'phone.empty': { found: ['', ' ', '\t', '\u00A0', '\u200B'], near: ['-', '0', '.'] },
  'phone.too_short': { found: ['+49 151', '110', '0151', '+4', '+49'], near: ['+49 30 1234', ''] },
  'phone.too_long': {
    found: ['+49 151 23457520123456', '4915123457520123456789', '1'.repeat(251)],
    near: ['+4915123457520', '+49 30 1234567890123'],
  },
  'phone.unknown_country_code': {
    found: ['+999123456789', '+2101234567', '00999123456789', '+049151234575'],
    near: ['+49 1', '+979123456789', '999123456789'],
  },
  'phone.country_needed': {
    options: {},
    found: ['0151 23457520', '015123457520', '612345678', '2015550123'],
    near: ['+4915123457520', '004915123457520', '4915123457520', '123'],
  },
  'phone.invalid': {
    found: ['0114915123457520', '+1+1098', '100576', '49001', '2024-01-15', '12.03.1985', '3/14/1999'],
    near: ['+12015550123', '+49 151', '+999123456789', '20240115', '202-40115', '+49 2024-01-15'],
  },
  'phone.possible_only': {
    found: ['+49 100 1234567', '+1 223 055 1234', '0049 100 1234567'],
    near: ['+4915123457520', '01234567899', '+49 1'],
  },
  'phone.not_mobile': {
    found: ['+49301234567', '030 1234567', '+800 1234 5678', '+49 800 1234567'],
    near: ['+4915123457520', '+12015550123', ''],
  },
  'phone.country_mismatch': {
    options: { defaultCountry: 'DE', country: 'Österreich' },
    found: ['+4915123457520', '004915123457520', '+41781234567'],
    near: ['+436641234567', '06641234567', '6641234567'],
  },
};

const codesOf = (text: string, options: PhoneOptions): PhoneFindingCode[] =>
  checkPhone(text, options).findings.map(({ code }) => code);

describe('the findings of a phone', () => {
  it('are all shown here but those that rules and other rows give', () => {
    const phone = Object.keys(findingCodes).filter((code) => code.startsWith('phone.'));
    const elsewhere = ['phone.group_fix', 'phone.shared'];
    expect(Object.keys(examples).sort()).toEqual(phone.filter((code) => !elsewhere.includes(code)).sort());
  });

  describe.each(Object.entries(examples))('%s', (name, { options = germany, found, near }) => {
    const code = name as PhoneFindingCode;

    it.each(found)('is found in %j', (text) => {
      const check = checkPhone(text, options);
      const finding = check.findings.find((one) => one.code === code);
      expect(codesOf(text, options)).toContain(code);
      expect(finding).toMatchObject({ severity: findingCodes[code], field: 'phoneNumber' });
      expect(check.e164 === null).toBe(findingCodes[code] === 'excluded' || code === 'phone.empty');
      if (findingCodes[code] === 'fixed') expect(finding?.after).toBe(check.e164);
    });

    it.each(near)('is not found in %j', (text) => {
      expect(codesOf(text, options)).not.toContain(code);
    });
  });

  it('come in the order in which they were noticed', () => {
    expect(codesOf('００４９ (０)３０-１２３４５６７', { ...germany, country: 'AT' })).toEqual([
      'phone.unicode',
      'phone.separators',
      'phone.idd_prefix',
      'phone.trunk_zero',
      'phone.not_mobile',
      'phone.country_mismatch',
    ]);
  });

  it('tell what was assumed', () => {
    const paramsOf = (text: string, options: PhoneOptions = germany): unknown =>
      checkPhone(text, options).findings.at(-1)?.params;
    expect(paramsOf('4915123457520')).toEqual({ callingCode: '49' });
    expect(paramsOf('15223433333')).toEqual({ country: 'DE' });
    expect(paramsOf('015123457520')).toEqual({ country: 'DE' });
    expect(paramsOf('0114915123457520', { defaultCountry: 'US' })).toEqual({ prefix: '011' });
    expect(paramsOf('+4915123457520', { country: 'AT' })).toEqual({ column: 'AT', number: 'DE' });
  });

  it('of an excluded cell are only what excludes it', () => {
    expect(codesOf('+49 (0) 151', germany)).toEqual(['phone.too_short']);
    expect(codesOf('１５１ ２３４５７５２０', germany)).toEqual(['phone.ambiguous']);
  });

  it('leave numbers in E.164 form alone', () => {
    expect(checkPhone('+4915123457520', germany)).toEqual({
      verdict: 'ready',
      e164: '+4915123457520',
      country: 'DE',
      type: 'MOBILE',
      findings: [],
      before: '+4915123457520',
      after: '+4915123457520',
    });
  });
});

describe('possible but not valid numbers', () => {
  const possible = '+491001234567';

  it('are warned or excluded, as the mapping says', () => {
    expect(checkPhone(possible, germany)).toMatchObject({ verdict: 'warned', e164: possible });
    expect(checkPhone(possible, { ...germany, possibleButInvalid: 'exclude' })).toMatchObject({
      verdict: 'excluded',
      e164: null,
      findings: [{ code: 'phone.possible_only', severity: 'excluded' }],
    });
  });

  it('are excluded without a plus or an IDD prefix', () => {
    expect(checkPhone('01001234567', germany).verdict).toBe('excluded');
    expect(checkPhone('1001234567', germany).verdict).toBe('excluded');
    expect(checkPhone('1234567890', germany).verdict).toBe('excluded');
  });
});

describe('the country of a row', () => {
  it('goes before the default', () => {
    expect(checkPhone('06641234567', { defaultCountry: 'DE', country: 'AT' }).e164).toBe('+436641234567');
    expect(checkPhone('06641234567', { defaultCountry: 'DE', country: '' }).e164).toBe('+496641234567');
    expect(checkPhone('06641234567', { defaultCountry: 'DE', country: ' ' }).e164).toBe('+496641234567');
  });

  it('that is not understood never gives way to the default', () => {
    for (const text of ['06641234567', '6641234567', '436641234567'])
      expect(checkPhone(text, { defaultCountry: 'DE', country: 'Ruritania' })).toMatchObject({
        verdict: 'excluded',
        findings: [{ code: 'phone.country_needed', params: { cell: 'Ruritania' } }],
      });
  });

  it('that is not understood is no matter to a complete number', () => {
    const options = { defaultCountry: 'DE', country: 'Ruritania' } as const;
    expect(checkPhone('+436641234567', options).verdict).toBe('ready');
    expect(checkPhone('00436641234567', options).e164).toBe('+436641234567');
  });

  it('that shares its calling code with the number is no mismatch', () => {
    expect(checkPhone('+16045551234', { country: 'USA' }).verdict).toBe('ready');
    expect(checkPhone('+447400123456', { country: 'Jersey' }).findings).toEqual([]);
  });
});

describe('a default country that the library does not know', () => {
  it('is no country', () => {
    // @ts-expect-error AQ has no numbering plan, and could come from a mapping file.
    const options: PhoneOptions = { defaultCountry: 'AQ' };
    expect(checkPhone('015123457520', options).findings[0]?.code).toBe('phone.country_needed');
    expect(checkPhone('+4915123457520', options).verdict).toBe('ready');
  });
});
