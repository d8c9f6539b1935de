import { type Automaton, automatonOf, longestDigits } from './digit-automaton.ts';
import { type Plan, planOfCountry, plansOfCallingCode } from './numbering-plans.ts';
import type { CountryCode, PhoneType } from './types.ts';

/** How a number's length stands to its plan. `odd` is between shortest and longest, yet none of the lengths. */
export type LengthVerdict = 'possible' | 'too-short' | 'too-long' | 'odd';

/** What libphonenumber-js/max says about a national number under a calling code. */
export interface Judgement {
  /** The country of several with that calling code; null for none of them and for codes of no country. */
  readonly country: CountryCode | null;
  /** Null where the number isn't valid. */
  readonly type: PhoneType | null;
  readonly length: LengthVerdict;
  /** The plan that it was judged by. */
  readonly plan: Plan;
}

/** A number that was read: what libphonenumber-js/max says about it with parse, `isValid` and `getType`. */
export interface NumberReading {
  readonly e164: string;
  readonly callingCode: string;
  /** The national number, without national prefix. */
  readonly national: string;
  readonly judgement: Judgement;
  /** Whether a national prefix stood where none belongs (`+49 0151...`) or was replaced. */
  readonly prefixRemoved: boolean;
}

/** Whether the library calls it valid. */
export function isValid(number: NumberReading): boolean {
  return number.judgement.type !== null;
}

/** Why digits couldn't be read as a number at all. */
export type Unreadable = 'unknown-calling-code' | 'too-short' | 'too-long';

/** Limits of a national number that the library takes, in digits. */
const shortestNational = 2;
const longestNational = longestDigits;

/** The plans that share a calling code, and what was already found out about their numbers. */
export interface CallingCode {
  readonly code: string;
  /** The main country's first. */
  readonly plans: readonly Plan[];
  readonly main: Plan;
  /** Null if the metadata should hold patterns that the automaton doesn't know: then all is matched anew. */
  readonly automaton: Automaton<Judgement> | null;
}

/** By the number of the calling code; null for one that isn't in use. */
const known: (CallingCode | null | undefined)[] = Array(1000);

/** A calling code by its number, compiled on first use; null if there is none such. */
export function callingCode(code: number): CallingCode | null {
  const there = known[code];
  if (there !== undefined) return there;
  const plans = plansOfCallingCode(String(code));
  const [main] = plans;
  const compiled = main
    ? {
        code: String(code),
        plans,
        main,
        automaton: automatonOf<Judgement>(
          plans.flatMap((plan) => plan.texts),
          plans.map((plan) => plan.leadingText).filter((text) => text !== null),
        ),
      }
    : null;
  known[code] = compiled;
  return compiled;
}

/**
 * Reads the digits after a plus: calling code and national number.
 * A rewrite of what the library does, on patterns that are compiled once; the differential test holds both
 * together.
 */
export function readComplete(digits: string): NumberReading | Unreadable {
  let code = 0;
  for (let at = 0; at < 3 && at < digits.length; at += 1) {
    code = code * 10 + digits.charCodeAt(at) - 48;
    const group = code === 0 ? null : callingCode(code);
    if (group) return readWith(group, group.main, digits.slice(at + 1), false);
    if (code === 0) break;
  }
  return digits.length < 3 && code !== 0 ? 'too-short' : 'unknown-calling-code';
}

/** Reads digits as dialled inside a country, with or without its national prefix; never as IDD. */
export function readNational(digits: string, country: CountryCode): NumberReading | Unreadable {
  const plan = planOfCountry(country);
  const group = plan && callingCode(Number(plan.callingCode));
  return plan && group ? readWith(group, plan, digits, true) : 'unknown-calling-code';
}

/**
 * The digits that follow an IDD prefix of the country, or null if there is none. As in the library, what
 * follows can't begin with 0, since no calling code does.
 */
export function withoutIdd(
  digits: string,
  plan: Plan,
): { readonly prefix: string; readonly rest: string } | null {
  if (plan.idd === null || (plan.iddDigits & (1 << (digits.charCodeAt(0) - 48))) === 0) return null;
  const prefix = plan.idd.exec(digits)?.[0];
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

/** @param isHome whether the digits are dialled in the plan's country, which is then theirs in case of doubt */
function readWith(
  group: CallingCode,
  plan: Plan,
  digits: string,
  isHome: boolean,
): NumberReading | Unreadable {
  const national = withoutNationalPrefix(group, plan, digits);
  if (national.length < shortestNational) return 'too-short';
  if (national.length > longestNational) return 'too-long';
  const shared = judge(group, national, 0);
  return {
    e164: `+${group.code}${national}`,
    callingCode: group.code,
    national,
    judgement: isHome && shared.country === null ? judgeBy(plan, national, plan.country) : shared,
    prefixRemoved: national !== digits,
  };
}

/** The national number without national prefix and carrier code, under the library's own precautions. */
function withoutNationalPrefix(group: CallingCode, plan: Plan, digits: string): string {
  const { prefixForParsing } = plan;
  if (prefixForParsing === null || !canBeginPrefix(plan, digits.charCodeAt(0))) return digits;
  const match = prefixForParsing.exec(digits);
  if (!match) return digits;
  const lastGroup = match.length > 1 ? match[match.length - 1] : undefined;
  const national =
    plan.prefixTransform !== null && lastGroup
      ? digits.replace(prefixForParsing, plan.prefixTransform)
      : digits.slice(match[0].length);
  if (national === digits) return digits;
  if (national.length < shortestNational || national.length > longestNational) {
    // Too far from any number for the judgement below, which says the same in more detail.
    const matches = plan.pattern.test(digits) && !plan.pattern.test(national);
    return matches || national.length < shortestNational ? digits : national;
  }
  const judged = judge(group, national, 0);
  // A valid number of this very plan matches its pattern, and needs no more precautions.
  if (judged.plan === plan && judged.type !== null && judged.length === 'possible') return national;
  if (plan.pattern.test(digits) && !plan.pattern.test(national)) return digits;
  const length = judged.country === null ? lengthVerdict(plan, national.length) : judged.length;
  return length === 'too-short' || length === 'odd' ? digits : national;
}

/** Whether a national prefix can begin with this character (its code). */
export function canBeginPrefix(plan: Plan, code: number): boolean {
  return (plan.prefixDigits & (1 << (code - 48))) !== 0;
}

/**
 * Judges a national number of 2 to 17 digits, which stands at the end of a text.
 *
 * @returns what was found out before for the same patterns and length, if anything
 */
export function judge(group: CallingCode, text: string, from: number): Judgement {
  const { automaton } = group;
  if (automaton === null) return judgeAnew(group, text.slice(from));
  const before = automaton.find(text, from);
  if (before !== undefined) return before;
  const judged = judgeAnew(group, text.slice(from));
  automaton.keep(text, from, judged);
  return judged;
}

function judgeAnew(group: CallingCode, national: string): Judgement {
  const owner = ownerOf(group.plans, national);
  return judgeBy(owner ?? group.main, national, owner?.country ?? null);
}

function judgeBy(plan: Plan, national: string, country: CountryCode | null): Judgement {
  return { country, type: typeOf(plan, national), length: lengthVerdict(plan, national.length), plan };
}

/** Which of the countries that share a calling code a national number belongs to. */
function ownerOf(sharing: readonly Plan[], national: string): Plan | null {
  const [first] = sharing;
  if (!first) return null;
  if (sharing.length === 1) return first;
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
