import type { PhoneFindingCode } from '../../shared/findings.ts';

/** A phone cell that can't be sent, and the finding that should say why. */
export interface WrongPhone {
  /** What went wrong, in a few words: for the test's output. */
  readonly way: string;
  readonly cell: string;
  /** The row's country cell, where it matters. */
  readonly country?: string;
  readonly code: PhoneFindingCode | 'reference_id.empty';
}

const wrong = (
  code: WrongPhone['code'],
  cells: Readonly<Record<string, string>>,
  country?: string,
): WrongPhone[] =>
  Object.entries(cells).map(([way, cell]) => ({ way, cell, code, ...(country ? { country } : {}) }));

/**
 * Some four dozen ways in which a phone cell is wrong, as exports really have them. Whatever digits are in them
 * lead to a number set aside for fiction (see `reserved.ts`), or to none at all.
 */
export const wrongPhones: readonly WrongPhone[] = [
  ...wrong('phone.scientific', {
    'Excel, with a decimal point': '4.91714E+11',
    'Excel, with a decimal comma': '4,91714E+11',
    'Excel, fewer digits': '4.9E+11',
    'small e': '4.917139e11',
  }),
  ...wrong('phone.letters', {
    'letter O for zero': '0171 392OO12',
    'letter l for one': '+49 l71 3920013',
    'word before': 'Mobil: 0171 3920014',
    'word after': '0171 3920015 (privat)',
    'text only': 'siehe Notiz',
    'e-mail address': 'kontakt@example.com',
    'vanity number': '0171-DRAMA',
    'question mark': '0171 39200??',
  }),
  ...wrong('phone.multiple', {
    'two with a slash': '0171 3920016 / 0171 3920017',
    'two with a comma': '+491713920018, +491713920019',
    'two with a semicolon': '030 23125016; 0171 3920020',
    'two with "oder"': '0171 3920021 oder 040 66969021',
    'two in two lines': '0171 3920022\n030 23125022',
  }),
  ...wrong('phone.extension', {
    'ext.': '+49 30 23125100 ext. 12',
    Durchwahl: '069 90009100 Durchwahl 3',
    x: '089 99998100 x45',
    'RFC 3966': 'tel:+494066969100;ext=7',
  }),
  ...wrong('phone.placeholder', {
    'n/a': 'n/a',
    unknown: 'unbekannt',
    'no answer': 'keine Angabe',
    dash: '-',
    crosses: 'xxxxx',
    zeros: '0000000000',
    'counting up': '0123456789',
    'spreadsheet error': '#NV',
    null: 'NULL',
    dummy: '+49 000 0000000',
  }),
  ...wrong('phone.too_short', {
    'breaks off': '+49 30',
    'country code and prefix only': '+49 171',
    'an extension number': '392',
  }),
  ...wrong('phone.too_long', {
    'digits at the end': '+49 171 3920012 34567890',
    'typed twice': '017139200120171392',
  }),
  ...wrong('phone.unknown_country_code', {
    'no such code': '+999 171 3920012',
    'zero after the plus': '+0171 3920012',
    '00 and no such code': '00999 1713920012',
  }),
  ...wrong('phone.invalid', {
    'plus in the middle': '0171+3920012',
    'prefix that does not exist': '0199 3920012',
  }),
  ...wrong('phone.invalid', { 'British fiction, national': '07700 900461' }, 'GB'),
  ...wrong('phone.ambiguous', {
    'landline without plus': '492214710017',
    'another one': '492214710018',
  }),
  ...wrong('phone.country_needed', { 'country unclear': '0171 3920030' }, 'Ausland'),
  ...wrong('phone.country_needed', { 'country is a region': '0171 3920031' }, 'EU'),
  ...wrong('reference_id.empty', { empty: '', 'spaces only': '   ', 'no-break space only': '\u00a0' }),
];

/** Mistakes that come in crowds: one spreadsheet, one form, one import makes them by the dozen. */
export const commonMistakes: readonly { readonly cell: string; readonly times: number }[] = [
  { cell: '4.91714E+11', times: 9 },
  { cell: '4.9176E+11', times: 5 },
  { cell: '', times: 8 },
  { cell: 'n/a', times: 5 },
  { cell: 'unbekannt', times: 4 },
  { cell: '0000000000', times: 3 },
];
