import metadata from 'libphonenumber-js/metadata.max';
import { type DigitPattern, firstDigits } from './digit-automaton.ts';
import type { CountryCode, PhoneType } from './types.ts';

/**
 * The numbering plans of the installed libphonenumber-js, compiled on first use: its metadata holds regular
 * expressions as text, which the library compiles anew for every number. Nothing of that data is copied here,
 * so that an update of the package updates us; the differential test notices if its layout or rules change.
 *
 * The positions below are those of the library's own `metadata.js` for version 4 of the format.
 */
const field = {
  callingCode: 0,
  idd: 1,
  pattern: 2,
  lengths: 3,
  formats: 4,
  nationalPrefix: 5,
  nationalPrefixRule: 6,
  nationalPrefixForParsing: 7,
  nationalPrefixTransform: 8,
  nationalPrefixOptional: 9,
  leadingDigits: 10,
  types: 11,
  defaultIdd: 12,
} as const;

/** Positions in the list of types, in the order in which the library tries them after fixed lines. */
const typePositions: readonly (readonly [PhoneType, number])[] = [
  ['MOBILE', 1],
  ['PREMIUM_RATE', 3],
  ['TOLL_FREE', 2],
  ['SHARED_COST', 9],
  ['VOIP', 8],
  ['PERSONAL_NUMBER', 4],
  ['PAGER', 7],
  ['UAN', 6],
  ['VOICEMAIL', 5],
];

/** What a range of numbers looks like: the pattern, and the lengths that it may have as a set of bits. */
export interface Range {
  readonly lengths: number;
  readonly pattern: DigitPattern;
}

/** How numbers of one beginning are written inside their country. */
export interface NationalFormat {
  readonly leading: RegExp | null;
  readonly pattern: RegExp;
  /** Whether the national prefix is written in it as a rule. */
  readonly withPrefix: boolean;
}

/** What may be dialled before numbers of a plan. */
export interface Dialling {
  /** What may stand before a national number, and the digits that it can begin with, as a set of bits. */
  readonly prefixForParsing: RegExp | null;
  readonly prefixDigits: number;
  /** The same where it is nothing but digits, as most are. */
  readonly plainPrefix: string | null;
  readonly prefixTransform: string | null;
  /**
   * What is dialled before the calling code of another country, null for non-geographic codes; and the digits
   * that it can begin with, as a set of bits.
   */
  readonly idd: RegExp | null;
  readonly iddDigits: number;
  readonly plainIdd: string | null;
  /** The IDD prefixes that stand for one by themselves (`00`, `810`), where they are plain digits. */
  readonly commonIdd: readonly string[];
}

/** One country's (or one non-geographic calling code's) numbering plan, compiled. */
export interface Plan {
  /** Null for the calling codes of no country (+800, +883...). */
  readonly country: CountryCode | null;
  readonly callingCode: string;
  /** What a national number (without national prefix) looks like. */
  readonly pattern: DigitPattern;
  /** Lengths that a national number may have, as a set of bits, and the ends of that set. */
  readonly lengths: number;
  readonly shortest: number;
  readonly longest: number;
  /** What is dialled before a national number inside the country: `0`, `8`, `06`; null where nothing is. */
  readonly nationalPrefix: string | null;
  /** Numbers that begin so belong to this country of several that share a calling code. */
  readonly leadingDigits: DigitPattern | null;
  readonly fixedLine: Range | null;
  /** Whether every fixed line number could be a mobile too (the plan doesn't tell them apart). */
  readonly fixedLineIsMobile: boolean;
  /** Mobile first, then all others in the library's order. */
  readonly others: readonly (Range & { readonly type: PhoneType })[];
  /** All patterns above. */
  readonly patterns: readonly DigitPattern[];
  /** Compiled when it is asked for: of the countries that share a calling code few ever need it. */
  readonly dialling: Dialling;
}

type RawPlan = readonly unknown[];

const source = metadata as unknown as {
  readonly countries: Readonly<Record<string, RawPlan>>;
  readonly nonGeographic: Readonly<Record<string, RawPlan>>;
  readonly country_calling_codes: Readonly<Record<string, readonly CountryCode[]>>;
};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const list = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null);

/** A pattern that must match from the first digit to the last. */
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
/** A pattern that must match at the first digit. */
const start = (pattern: string): RegExp => new RegExp(`^(?:${pattern})`);

function bits(lengths: readonly unknown[]): number {
  let set = 0;
  for (const length of lengths) if (typeof length === 'number') set |= 1 << length;
  return set;
}

/** One object for one text: countries that share a calling code have many of their patterns in common. */
const numberPatterns = new Map<string, DigitPattern>();

function numberPattern(written: string): DigitPattern {
  const known = numberPatterns.get(written);
  if (known) return known;
  const pattern: DigitPattern = { text: written, of: 'number' };
  numberPatterns.set(written, pattern);
  return pattern;
}

function range(raw: unknown, ofPlan: number): Range | null {
  const [pattern, lengths] = list(raw) ?? [];
  const written = text(pattern);
  if (written === null) return null;
  const own = list(lengths);
  return { pattern: numberPattern(written), lengths: own ? bits(own) : ofPlan };
}

function compile(raw: RawPlan, country: CountryCode | null): Plan {
  const ofPlan = list(raw[field.lengths]) ?? [];
  const numbers = ofPlan.filter((length) => typeof length === 'number');
  const lengths = bits(numbers);
  const types = list(raw[field.types]) ?? [];
  const nationalPrefix = text(raw[field.nationalPrefix]);
  const leading = text(raw[field.leadingDigits]);
  const pattern = numberPattern(text(raw[field.pattern]) ?? '');
  const leadingDigits: DigitPattern | null = leading === null ? null : { text: leading, of: 'beginning' };
  const fixedLine = range(types[0], lengths);
  const others: (Range & { type: PhoneType })[] = [];
  for (const [type, position] of typePositions) {
    const found = range(types[position], lengths);
    if (found) others.push({ ...found, type });
  }
  let dialling: Dialling | undefined;
  return {
    country,
    callingCode: String(raw[field.callingCode]),
    pattern,
    lengths,
    shortest: numbers[0] ?? 0,
    longest: numbers.at(-1) ?? 0,
    nationalPrefix,
    leadingDigits,
    fixedLine,
    // A missing mobile range, or an empty one, is a duplicate of the fixed lines that was left out.
    fixedLineIsMobile: text(list(types[1])?.[0]) === null,
    others,
    patterns: [
      pattern,
      ...(leadingDigits ? [leadingDigits] : []),
      ...(fixedLine ? [fixedLine.pattern] : []),
      ...others.map((other) => other.pattern),
    ],
    get dialling() {
      dialling ??= compileDialling(raw, nationalPrefix);
      return dialling;
    },
  };
}

const onlyDigits = /^\d+$/;

function compileDialling(raw: RawPlan, nationalPrefix: string | null): Dialling {
  const prefix = text(raw[field.nationalPrefixForParsing]) ?? nationalPrefix;
  const idd = text(raw[field.idd]);
  const defaultIdd = text(raw[field.defaultIdd])?.replace(/\D/g, '');
  const plainIdd = idd !== null && onlyDigits.test(idd) ? idd : null;
  return {
    prefixForParsing: prefix === null ? null : start(prefix),
    prefixDigits: prefix === null ? 0 : firstDigits(prefix),
    plainPrefix: prefix !== null && onlyDigits.test(prefix) ? prefix : null,
    prefixTransform: text(raw[field.nationalPrefixTransform]),
    idd: idd === null ? null : start(idd),
    iddDigits: idd === null ? 0 : firstDigits(idd),
    plainIdd,
    commonIdd: [plainIdd, defaultIdd].filter((known) => typeof known === 'string'),
  };
}

const plans = new Map<string, Plan>();
const groups = new Map<string, readonly Plan[]>();
const formats = new Map<string, readonly NationalFormat[]>();

/** The plan of a country; null if the library has none for it. */
export function planOfCountry(country: string): Plan | null {
  const known = plans.get(country);
  if (known) return known;
  if (!Object.hasOwn(source.countries, country)) return null;
  const raw = source.countries[country];
  if (!raw) return null;
  const plan = compile(raw, country as CountryCode);
  plans.set(country, plan);
  return plan;
}

const none: readonly Plan[] = [];

/**
 * The plans of a calling code, its main country first; one plan without a country for non-geographic codes,
 * none for a code that isn't in use.
 */
export function plansOfCallingCode(callingCode: string): readonly Plan[] {
  const known = groups.get(callingCode);
  if (known) return known;
  const countries = Object.hasOwn(source.country_calling_codes, callingCode)
    ? source.country_calling_codes[callingCode]
    : undefined;
  let found = none;
  if (countries) {
    found = countries.map((country) => planOfCountry(country)).filter((plan) => plan !== null);
  } else if (Object.hasOwn(source.nonGeographic, callingCode)) {
    const raw = source.nonGeographic[callingCode];
    if (raw) found = [compile(raw, null)];
  }
  if (found.length > 0) groups.set(callingCode, found);
  return found;
}

/** All countries that the library knows, as ISO 3166-1 alpha-2 codes. */
export const countries = Object.keys(source.countries) as CountryCode[];

/** The calling code of a country, or null if the library doesn't know it. */
export function callingCodeOf(country: string): string | null {
  const raw = Object.hasOwn(source.countries, country) ? source.countries[country] : undefined;
  return raw ? String(raw[field.callingCode]) : null;
}

const zeroPlans = new Map<Plan, boolean>();

/** Whether a 0 before a number can only be the national prefix: it is that, and no number begins with it. */
export function zeroIsPrefix(plan: Plan): boolean {
  const known = zeroPlans.get(plan);
  if (known !== undefined) return known;
  const plain = plan.dialling.plainPrefix === '0';
  const found = plain && (firstDigits(plan.pattern.text) & 1) === 0;
  zeroPlans.set(plan, found);
  return found;
}

/** How national numbers of a country are written, in the order in which the library tries the formats. */
export function nationalFormats(country: CountryCode): readonly NationalFormat[] {
  const known = formats.get(country);
  if (known) return known;
  const own = source.countries[country];
  const main = source.countries[source.country_calling_codes[callingCodeOf(country) ?? '']?.[0] ?? ''];
  const rule = text(own?.[field.nationalPrefixRule]) ?? text(main?.[field.nationalPrefixRule]);
  const optional = Boolean(own?.[field.nationalPrefixOptional] || main?.[field.nationalPrefixOptional]);
  const found = (list(own?.[field.formats]) ?? list(main?.[field.formats]) ?? []).flatMap((entry) => {
    const [pattern, , leading, formatRule, formatOptional] = list(entry) ?? [];
    const written = text(pattern);
    if (written === null) return [];
    const last = text(list(leading)?.at(-1));
    const prefixRule = text(formatRule) ?? rule;
    const usesPrefix = prefixRule !== null && !/^\(?\$1\)?$/.test(prefixRule);
    return [
      {
        leading: last === null ? null : start(last),
        pattern: whole(written),
        withPrefix: usesPrefix && !(formatOptional || optional),
      },
    ];
  });
  formats.set(country, found);
  return found;
}
