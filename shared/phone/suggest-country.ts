import { checkPhone } from './check-phone.ts';
import { understandCountry } from './countries.ts';
import { callingCodeOf, planOfCountry } from './numbering-plans.ts';
import type { CountryCode } from './types.ts';

/** What is known of a file that has no default country yet; samples of some thousand cells are enough. */
export interface CountryClues {
  readonly phones: Iterable<string>;
  /** The cells of a country column, if there is one. */
  readonly countries?: Iterable<string> | undefined;
  /** The language that headers and words of the file are in, as a BCP 47 tag: `de`, `pt-BR`. */
  readonly language?: string | null | undefined;
}

/** A country and how many speak for it. */
export interface CountryShare {
  readonly country: CountryCode;
  readonly callingCode: string;
  readonly count: number;
}

/** A default country to offer, and what speaks for it; in counts, so that the window can find the words. */
export interface CountrySuggestion {
  readonly country: CountryCode;
  /** What it was taken from, the strongest first. */
  readonly from: 'numbers' | 'column' | 'language';
  /** Valid numbers that say their country themselves ("83% of the complete numbers are +49"). */
  readonly complete: { readonly total: number; readonly shares: readonly CountryShare[] };
  /** Country cells that are understood. */
  readonly column: { readonly total: number; readonly shares: readonly CountryShare[] };
  /** Numbers that need a country, and how many of them this country makes sendable. */
  readonly incomplete: { readonly total: number; readonly sendable: number };
}

/** With fewer complete numbers than this, a country column says more. */
const enoughNumbers = 5;

/** The default country to offer for a file; null if nothing speaks for any. */
export function suggestCountry({ phones, countries = [], language }: CountryClues): CountrySuggestion | null {
  const complete = new Map<CountryCode, number>();
  const incomplete: string[] = [];
  for (const text of phones) {
    const check = checkPhone(text, {});
    const assumed = check.findings.some(({ code }) => code === 'phone.missing_plus');
    if (check.type !== null && !assumed) {
      if (check.country !== null) complete.set(check.country, (complete.get(check.country) ?? 0) + 1);
    } else if (assumed || check.findings.some(({ code }) => code === 'phone.country_needed'))
      incomplete.push(text);
  }
  const column = new Map<CountryCode, number>();
  for (const cell of countries) {
    const country = understandCountry(cell);
    if (country !== null) column.set(country, (column.get(country) ?? 0) + 1);
  }

  const numberShares = sharesOf(complete);
  const columnShares = sharesOf(column);
  const total = sum(numberShares);
  const ofNumbers = numberShares[0]?.country;
  const ofColumn = columnShares[0]?.country;
  const spoken = countryOf(language);
  const pick = (
    country: CountryCode | undefined,
    from: CountrySuggestion['from'],
  ): CountrySuggestion | null =>
    country === undefined
      ? null
      : {
          country,
          from,
          complete: { total, shares: numberShares },
          column: { total: sum(columnShares), shares: columnShares },
          incomplete: {
            total: incomplete.length,
            sendable: incomplete.filter((text) => checkPhone(text, { defaultCountry: country }).type !== null)
              .length,
          },
        };
  if (total >= enoughNumbers) return pick(ofNumbers, 'numbers');
  return pick(ofColumn, 'column') ?? pick(ofNumbers, 'numbers') ?? pick(spoken, 'language');
}

function sharesOf(counts: ReadonlyMap<CountryCode, number>): CountryShare[] {
  return [...counts]
    .map(([country, count]) => ({ country, callingCode: callingCodeOf(country) ?? '', count }))
    .sort((one, other) => other.count - one.count);
}

const sum = (shares: readonly CountryShare[]): number =>
  shares.reduce((total, share) => total + share.count, 0);

/** Where a language is mostly spoken (`de`: DE), or the region that its tag names (`pt-BR`: BR). */
function countryOf(language: string | null | undefined): CountryCode | undefined {
  if (!language) return undefined;
  try {
    const region = new Intl.Locale(language).maximize().region;
    return (region && planOfCountry(region)?.country) || undefined;
  } catch {
    // Not a language tag.
    return undefined;
  }
}
