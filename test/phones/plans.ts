import metadata from 'libphonenumber-js/metadata.max';
import type { CountryCode, PhoneType } from '../../shared/phone/types.ts';
import type { Chance } from './random.ts';
import { samplerOf } from './sample-pattern.ts';

/**
 * The metadata as the tests read it: by themselves, not through the code under test.
 * Positions as in the library's own `metadata.js`.
 */
export interface TestPlan {
  readonly country: CountryCode | null;
  readonly callingCode: string;
  readonly lengths: readonly number[];
  readonly nationalPrefix: string | null;
  /** A way to dial abroad that stands for itself; null where the plan gives none in digits. */
  readonly idd: string | null;
  /** Numbers of each type, by chance. */
  readonly types: readonly { readonly type: PhoneType; readonly write: (chance: Chance) => string }[];
}

type Raw = readonly unknown[];
const raw = metadata as unknown as {
  readonly countries: Readonly<Record<string, Raw>>;
  readonly nonGeographic: Readonly<Record<string, Raw>>;
};

const typeNames: readonly PhoneType[] = [
  'FIXED_LINE',
  'MOBILE',
  'TOLL_FREE',
  'PREMIUM_RATE',
  'PERSONAL_NUMBER',
  'VOICEMAIL',
  'UAN',
  'PAGER',
  'VOIP',
  'SHARED_COST',
];

function read(entry: Raw, country: CountryCode | null): TestPlan {
  const [callingCode, idd, , lengths, , nationalPrefix] = entry;
  const types = Array.isArray(entry[11]) ? entry[11] : [];
  const defaultIdd = typeof entry[12] === 'string' ? entry[12].replace(/\D/g, '') : '';
  const single = typeof idd === 'string' && /^\d+$/.test(idd) ? idd : '';
  return {
    country,
    callingCode: String(callingCode),
    lengths: Array.isArray(lengths) ? lengths : [],
    nationalPrefix: typeof nationalPrefix === 'string' ? nationalPrefix : null,
    idd: single || defaultIdd || null,
    types: typeNames.flatMap((type, at) => {
      const pattern: unknown = Array.isArray(types[at]) ? types[at][0] : undefined;
      return typeof pattern === 'string' && pattern !== '' ? [{ type, write: samplerOf(pattern) }] : [];
    }),
  };
}

/** The plans of all countries. */
export const countryPlans: readonly (TestPlan & { readonly country: CountryCode })[] = Object.entries(
  raw.countries,
).map(([country, entry]) => ({ ...read(entry, country as CountryCode), country: country as CountryCode }));

/** All plans: those of the countries, and of the calling codes that belong to none. */
export const allPlans: readonly TestPlan[] = [
  ...countryPlans,
  ...Object.values(raw.nonGeographic).map((entry) => read(entry, null)),
];
