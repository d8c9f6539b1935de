import { type Plan, planOfCountry, plansOfCallingCode } from './numbering-plans.ts';
import type { CountryCode, PhoneType } from './types.ts';

/** How a number's length stands to its plan. `odd` is between shortest and longest, yet none of the lengths. */
export type LengthVerdict = 'possible' | 'too-short' | 'too-long' | 'odd';

/** A number that was read: what libphonenumber-js/max says about it with parse, `isValid` and `getType`. */
export interface NumberReading {
  readonly valid: boolean;
  readonly e164: string;
  readonly callingCode: string;
  readonly national: string;
  readonly country: CountryCode | null;
  /** Null where the number isn't valid. */
  readonly type: PhoneType | null;
  readonly length: LengthVerdict;
  /** Whether a national prefix stood where none belongs (`+49 0151...`) or was replaced. */
  readonly prefixRemoved: boolean;
}

/** Why digits couldn't be read as a number at all. */
export type Unreadable = 'unknown-calling-code' | 'too-short' | 'too-long';

/** Limits of a national number that the library takes, in digits. */
const shortestNational = 2;
const longestNational = 17;

/**
 * Reads the digits after a plus: calling code and national number.
 * A rewrite of what the library does, on patterns that are compiled once; the differential test holds both
 * together.
 */
export function readComplete(digits: string): NumberReading | Unreadable {
  for (let length = 1; length <= 3 && length <= digits.length; length += 1) {
    const plans = plansOfCallingCode(digits.slice(0, length));
    const main = plans[0];
    if (main) return readWith(main, plans, digits.slice(length), null);
  }
  return digits.length < 3 && !digits.startsWith('0') ? 'too-short' : 'unknown-calling-code';
}

/** Reads digits as dialled inside a country, with or without its national prefix; never as IDD. */
export function readNational(digits: string, country: CountryCode): NumberReading | Unreadable {
  const plan = planOfCountry(country);
  if (!plan) return 'unknown-calling-code';
  return readWith(plan, plansOfCallingCode(plan.callingCode), digits, country);
}

/**
 * The digits that follow an IDD prefix of the country, or null if there is none. As in the library, what
 * follows can't begin with 0, since no calling code does.
 */
export function withoutIdd(
  digits: string,
  plan: Plan,
): { readonly prefix: string; readonly rest: string } | null {
  const prefix = plan.idd?.exec(digits)?.[0];
  if (!prefix) return null;
  const rest = digits.slice(prefix.length);
  return rest === '' || rest.startsWith('0') ? null : { prefix, rest };
}

/** How a length stands to a plan. */
export function lengthVerdict(plan: Plan, length: number): LengthVerdict {
  if (length < plan.shortest) return 'too-short';
  if (length > plan.longest) return 'too-long';
  return plan.lengths & (1 << length) ? 'possible' : 'odd';
}

function readWith(
  plan: Plan,
  sharing: readonly Plan[],
  digits: string,
  home: CountryCode | null,
): NumberReading | Unreadable {
  const national = withoutNationalPrefix(plan, sharing, digits);
  if (national.length < shortestNational) return 'too-short';
  if (national.length > longestNational) return 'too-long';
  const owner = ownerOf(sharing, national) ?? (home === null ? null : plan);
  const judged = owner ?? plan;
  const type = typeOf(judged, national);
  return {
    valid: type !== null,
    e164: `+${plan.callingCode}${national}`,
    callingCode: plan.callingCode,
    national,
    country: owner ? owner.country : null,
    type,
    length: lengthVerdict(judged, national.length),
    prefixRemoved: national !== digits,
  };
}

/** The national number without national prefix and carrier code, under the library's own precautions. */
function withoutNationalPrefix(plan: Plan, sharing: readonly Plan[], digits: string): string {
  const { prefixForParsing, plainPrefix } = plan;
  if (prefixForParsing === null || digits === '') return digits;
  if (plainPrefix !== 0 && digits.charCodeAt(0) !== plainPrefix) return digits;
  const match = prefixForParsing.exec(digits);
  if (!match) return digits;
  const lastGroup = match.length > 1 ? match[match.length - 1] : undefined;
  const national =
    plan.prefixTransform !== null && lastGroup
      ? digits.replace(prefixForParsing, plan.prefixTransform)
      : digits.slice(match[0].length);
  if (national === digits) return digits;
  if (plan.pattern.test(digits) && !plan.pattern.test(national)) return digits;
  const length = lengthVerdict(ownerOf(sharing, national) ?? plan, national.length);
  return length === 'too-short' || length === 'odd' ? digits : national;
}

/** Which of the countries that share a calling code a national number belongs to. */
function ownerOf(sharing: readonly Plan[], national: string): Plan | null {
  const [first] = sharing;
  if (!first) return null;
  if (sharing.length === 1) return first.country === null ? null : first;
  for (const plan of sharing) {
    if (plan.leadingDigits !== null) {
      if (plan.leadingDigits.test(national)) return plan;
    } else if (typeOf(plan, national) !== null) return plan;
  }
  return null;
}

/** What kind of number it is in this plan; null if it isn't a valid one. */
function typeOf(plan: Plan, national: string): PhoneType | null {
  if (!plan.pattern.test(national)) return null;
  const length = 1 << national.length;
  const { fixedLine, others } = plan;
  if (fixedLine !== null && fixedLine.lengths & length && fixedLine.pattern.test(national)) {
    if (plan.fixedLineIsMobile) return 'FIXED_LINE_OR_MOBILE';
    const mobile = others[0];
    return mobile && mobile.type === 'MOBILE' && mobile.lengths & length && mobile.pattern.test(national)
      ? 'FIXED_LINE_OR_MOBILE'
      : 'FIXED_LINE';
  }
  for (const range of others) if (range.lengths & length && range.pattern.test(national)) return range.type;
  return null;
}
