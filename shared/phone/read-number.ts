import { type Automaton, automatonOf, type DigitPattern, longestDigits } from './digit-automaton.ts';
import { type Plan, planOfCountry, plansOfCallingCode, type Range } from './numbering-plans.ts';
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
        automaton: automatonOf<Judgement>(new Set(plans.flatMap((plan) => plan.patterns))),
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
  const { idd, iddDigits, plainIdd } = plan.dialling;
  if (idd === null || (iddDigits & (1 << (digits.charCodeAt(0) - 48))) === 0) return null;
  if (plainIdd !== null && !digits.startsWith(plainIdd)) return null;
  const prefix = plainIdd ?? idd.exec(digits)?.[0];
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
    judgement: isHome && shared.country === null ? judgeAtHome(group, plan, national) : shared,
    prefixRemoved: national !== digits,
  };
}

/** The national number without national prefix and carrier code, under the library's own precautions. */
function withoutNationalPrefix(group: CallingCode, plan: Plan, digits: string): string {
  const { prefixForParsing, prefixTransform, plainPrefix } = plan.dialling;
  if (prefixForParsing === null || !canBeginPrefix(plan, digits.charCodeAt(0))) return digits;
  const national =
    plainPrefix === null
      ? withoutPattern(prefixForParsing, prefixTransform, digits)
      : digits.startsWith(plainPrefix)
        ? digits.slice(plainPrefix.length)
        : digits;
  if (national === digits) return digits;
  if (national.length < shortestNational || national.length > longestNational) {
    // Too far from any number for the judgement below, which says the same in more detail.
    const matches = matchesPlan(group, plan, digits) && !matchesPlan(group, plan, national);
    return matches || national.length < shortestNational ? digits : national;
  }
  const judged = judge(group, national, 0);
  // A valid number of this very plan matches its pattern, and needs no more precautions.
  if (judged.plan === plan && judged.type !== null && judged.length === 'possible') return national;
  if (matchesPlan(group, plan, digits) && !matchesPlan(group, plan, national)) return digits;
  const length = judged.country === null ? lengthVerdict(plan, national.length) : judged.length;
  return length === 'too-short' || length === 'odd' ? digits : national;
}

function withoutPattern(prefix: RegExp, transform: string | null, digits: string): string {
  const match = prefix.exec(digits);
  if (!match) return digits;
  const lastGroup = match.length > 1 ? match[match.length - 1] : undefined;
  return transform !== null && lastGroup ? digits.replace(prefix, transform) : digits.slice(match[0].length);
}

/** Whether a national prefix can begin with this character (its code). */
export function canBeginPrefix(plan: Plan, code: number): boolean {
  return (plan.dialling.prefixDigits & (1 << (code - 48))) !== 0;
}

/**
 * Judges a national number of 2 to 17 digits, which stands at the end of a text: as was found out before for
 * the same patterns and length, if it was.
 */
export function judge(group: CallingCode, text: string, from: number): Judgement {
  const before = group.automaton?.find(text, from);
  if (before !== undefined) return before;
  const national = text.slice(from);
  const matching = patternsOf(group, national);
  const owner = ownerOf(group.plans, national.length, matching);
  const judged = judgeBy(owner ?? group.main, national.length, matching, owner?.country ?? null);
  group.automaton?.keep(text, from, judged);
  return judged;
}

function judgeAtHome(group: CallingCode, plan: Plan, national: string): Judgement {
  return judgeBy(plan, national.length, patternsOf(group, national), plan.country);
}

function matchesPlan(group: CallingCode, plan: Plan, digits: string): boolean {
  return patternsOf(group, digits).has(plan.pattern);
}

/** All patterns of a calling code that match a national number. */
function patternsOf(group: CallingCode, national: string): ReadonlySet<DigitPattern> {
  if (group.automaton && national.length <= longestNational) return group.automaton.matching(national, 0);
  const all = [...new Set(group.plans.flatMap((plan) => plan.patterns))];
  return new Set(
    all.filter(({ text, of }) =>
      new RegExp(of === 'number' ? `^(?:${text})$` : `^(?:${text})`).test(national),
    ),
  );
}

function judgeBy(
  plan: Plan,
  length: number,
  matching: ReadonlySet<DigitPattern>,
  country: CountryCode | null,
): Judgement {
  return { country, type: typeOf(plan, length, matching), length: lengthVerdict(plan, length), plan };
}

/** Which of the countries that share a calling code a national number belongs to. */
function ownerOf(sharing: readonly Plan[], length: number, matching: ReadonlySet<DigitPattern>): Plan | null {
  const [first] = sharing;
  if (sharing.length === 1) return first ?? null;
  for (const plan of sharing) {
    if (plan.leadingDigits !== null) {
      if (matching.has(plan.leadingDigits)) return plan;
    } else if (typeOf(plan, length, matching) !== null) return plan;
  }
  return null;
}

/** What kind of number it is in this plan; null if it isn't a valid one. */
function typeOf(plan: Plan, length: number, matching: ReadonlySet<DigitPattern>): PhoneType | null {
  if (!matching.has(plan.pattern)) return null;
  const fits = (range: Range): boolean =>
    (range.lengths & (1 << length)) !== 0 && matching.has(range.pattern);
  const { fixedLine, others } = plan;
  if (fixedLine !== null && fits(fixedLine)) {
    if (plan.fixedLineIsMobile) return 'FIXED_LINE_OR_MOBILE';
    const [mobile] = others;
    return mobile?.type === 'MOBILE' && fits(mobile) ? 'FIXED_LINE_OR_MOBILE' : 'FIXED_LINE';
  }
  return others.find(fits)?.type ?? null;
}
