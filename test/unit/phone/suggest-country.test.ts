import { describe, expect, it } from 'vitest';
import { suggestCountry } from '../../../shared/phone/suggest-country.ts';

const german = Array.from({ length: 5 }, (_, at) => `+49 151 2345752${at}`);

describe('the suggested default country', () => {
  it('comes from the numbers that carry a country code, with counts', () => {
    expect(
      suggestCountry({ phones: [...german, '00436641234567', '0151 23457520', '15223433333', 'n/a'] }),
    ).toEqual({
      country: 'DE',
      from: 'numbers',
      complete: {
        total: 6,
        shares: [
          { country: 'DE', callingCode: '49', count: 5 },
          { country: 'AT', callingCode: '43', count: 1 },
        ],
      },
      column: { total: 0, shares: [] },
      incomplete: { total: 2, sendable: 2 },
    });
  });

  it('comes from the country column, where few numbers are complete', () => {
    const suggestion = suggestCountry({
      phones: ['+4915123457520', '0664 1234567'],
      countries: ['Österreich', 'AT', '', '??'],
    });
    expect(suggestion).toMatchObject({
      country: 'AT',
      from: 'column',
      column: { total: 2, shares: [{ country: 'AT', callingCode: '43', count: 2 }] },
      incomplete: { total: 1, sendable: 1 },
    });
  });

  it('comes from the language, where there is nothing better', () => {
    expect(suggestCountry({ phones: ['0151 23457520'], language: 'de' })).toMatchObject({
      country: 'DE',
      from: 'language',
    });
    expect(suggestCountry({ phones: [], language: 'pt-BR' })?.country).toBe('BR');
  });

  it('is none, where nothing speaks for any', () => {
    expect(suggestCountry({ phones: ['0151 23457520', 'n/a'] })).toBeNull();
    expect(suggestCountry({ phones: [], language: 'not a language' })).toBeNull();
  });

  it('is not swayed by bare digits', () => {
    expect(suggestCountry({ phones: ['15123457520', '15123457521'] })).toBeNull();
  });
});
