import type { PhoneFindingCode } from '../findings.ts';
import { applyFixes, type FixedReading } from './apply-fixes.ts';
import { type BareDigits, lostItsZero, readBareDigits } from './bare-digits.ts';
import { checkPlain } from './check-plain.ts';
import type { PhoneFix } from './fix-rules.ts';
import { decidedHome, type Home, homeOf } from './home.ts';
import { type NumberNotation, readNotation } from './notations.ts';
import { zeroIsPrefix } from './numbering-plans.ts';
import { isPlaceholderNumber } from './placeholders.ts';
import {
  isValid,
  type LengthVerdict,
  lengthVerdict,
  type NumberReading,
  readComplete,
  readNational,
  type Unreadable,
  withoutIdd,
} from './read-number.ts';
import { type Note, noteOf, refuse, settle, withRule } from './results.ts';
import type { RunTogether } from './several-numbers.ts';
import type { PhoneCheck, PhoneOptions } from './types.ts';

/**
 * Checks one phone cell: which number it is, whether it can be sent, what was repaired, and why not if not.
 *
 * Where the text says which number it is (a plus, an IDD prefix, national format with a trunk zero), validity,
 * E.164 form, country and type are those of libphonenumber-js/max. Bare digits go out only where one reading
 * stands. Never throws; at most 250 characters of the text are looked at.
 */
export function checkPhone(text: string, options: PhoneOptions): PhoneCheck {
  const home = homeOf(options);
  const { fixes } = options;
  if (fixes && fixes.length > 0) return checkWithFixes(text, home, options, fixes);
  return checkPlain(text, home) ?? checkText(text, home, options);
}

/** With the person's rules: for cells that would be excluded, and country cells that aren't understood. */
function checkWithFixes(
  text: string,
  home: Home,
  options: PhoneOptions,
  fixes: readonly PhoneFix[],
): PhoneCheck {
  const decided = home.understood ? null : decidedHome(home, fixes);
  if (decided === null) return checkPlain(text, home) ?? checkInside(text, home, options);
  const check = checkPlain(text, decided) ?? checkInside(text, decided, options);
  if (check.e164 === null || checkText(text, home, options).e164 !== null) return check;
  return withRule(check, text, 'country-means');
}

function checkInside(text: string, home: Home, options: PhoneOptions): PhoneCheck {
  const unfixed = checkText(text, home, options);
  if (unfixed.verdict !== 'excluded') return unfixed;
  const part = (piece: string): PhoneCheck => checkText(piece, home, options);
  for (const fixed of applyFixes(text, unfixed, options.fixes ?? [], home.plan, part)) {
    const check =
      'text' in fixed
        ? checkInside(fixed.text, home, options)
        : settle(text, fixed.number, [noteOf(fixed.as, assumedBy(fixed, home))], home, options);
    if (check.e164 !== null) return withRule(check, text, fixed.fix.kind);
  }
  return unfixed;
}

/** What a rule for ambiguous digits assumes: the calling code, or the home country. */
function assumedBy({ as, number }: FixedReading, home: Home): string | null {
  return as === 'missing-plus' ? number.callingCode : home.country;
}

function checkText(text: string, home: Home, options: PhoneOptions): PhoneCheck {
  const notation = readNotation(text);
  switch (notation.kind) {
    case 'number': {
      const check = checkNumber(text, notation, home, options);
      return notation.runTogether === null || isOne(check, notation.runTogether, home, options)
        ? check
        : refuse(text, 'phone.multiple', { count: notation.runTogether.parts.length });
    }
    case 'empty':
      return refuse(text, 'phone.empty');
    case 'placeholder':
      return refuse(text, 'phone.placeholder');
    case 'scientific':
      return refuse(text, 'phone.scientific');
    case 'stray-plus':
      return refuse(text, 'phone.invalid');
    case 'too-long':
      return refuse(text, 'phone.too_long');
    case 'letters':
      return refuse(text, 'phone.letters');
    case 'multiple':
      return refuse(text, 'phone.multiple', { count: notation.parts.length });
    case 'extension':
      return refuse(text, 'phone.extension', { extension: notation.extension });
  }
}

/** Whether digits that may be two numbers are one: together they are valid, and the first part isn't already. */
function isOne(
  whole: PhoneCheck,
  { parts, divided }: RunTogether,
  home: Home,
  options: PhoneOptions,
): boolean {
  return whole.type !== null && !(divided && checkText(parts[0], home, options).type !== null);
}

function checkNumber(text: string, notation: NumberNotation, home: Home, options: PhoneOptions): PhoneCheck {
  const { digits } = notation;
  const notes: Note[] = [];
  if (notation.unicode) notes.push(noteOf('unicode'));
  if (notation.separators) notes.push(noteOf('separators'));
  if (notation.floatSuffix) notes.push(noteOf('float-suffix'));
  if (notation.plus) return checkComplete(text, digits, notes, home, options);

  const { plan } = home;
  const idd = plan ? withoutIdd(digits, plan) : null;
  if (idd && (digits.startsWith('0') || plan?.dialling.commonIdd.includes(idd.prefix))) {
    notes.push(noteOf('idd-prefix', idd.prefix));
    return checkComplete(text, idd.rest, notes, home, options);
  }
  if (digits.startsWith('0')) return checkZero(text, digits, notes, home, options);
  if (isPlaceholderNumber(digits)) return refuse(text, 'phone.placeholder');
  if (!home.understood) return needCountry(text, home);
  // A column of dates that was taken for phones would give landlines in many countries.
  if (notation.separators && dateLike.test(text.trim())) return refuse(text, 'phone.invalid');
  return checkBare(text, digits, notes, home, options);
}

/** `2026-11-22`, `22.11.2026`, `11/22/2026`. */
const dateLike = /^(?:(?:19|20)\d\d([-/.])[01]?\d\1[0-3]?\d|[0-3]?\d([-/.])[0-3]?\d\2(?:19|20)\d\d)$/;

/** Digits that begin with a calling code, by a plus or an IDD prefix. */
function checkComplete(
  text: string,
  digits: string,
  notes: Note[],
  home: Home,
  options: PhoneOptions,
): PhoneCheck {
  const number = readComplete(digits);
  if (typeof number === 'string') {
    if (isPlaceholderNumber(digits)) return refuse(text, 'phone.placeholder');
    return refuse(text, unreadable[number]);
  }
  if (!isValid(number)) {
    if (isPlaceholderNumber(digits) || isPlaceholderNumber(number.national))
      return refuse(text, 'phone.placeholder');
    const length = lengthOf(number);
    if (length !== 'possible' || keptZero(number) || !readsBack(number))
      return refuse(text, wrongLength[length]);
  }
  if (number.prefixRemoved) notes.push(noteOf('trunk-zero'));
  return settle(text, number, notes, home, options);
}

/** Digits that begin with 0 and no IDD prefix of the home country: a national number, or a foreign `00`. */
function checkZero(
  text: string,
  digits: string,
  notes: Note[],
  home: Home,
  options: PhoneOptions,
): PhoneCheck {
  const { country, plan } = home;
  const national = country === null ? null : readNational(digits, country);
  if (national !== null && typeof national !== 'string' && isValid(national)) {
    notes.push(noteOf('national', country));
    return settle(text, national, notes, home, options);
  }
  if (isPlaceholderNumber(digits)) return refuse(text, 'phone.placeholder');
  if (digits.startsWith('00') && digits.charCodeAt(2) > 48) {
    const rest = digits.slice(2);
    if (plan === null || isForeignIdd(rest, digits, home)) {
      notes.push(noteOf('idd-prefix', '00'));
      return checkComplete(text, rest, notes, home, options);
    }
  }
  if (national === null) return needCountry(text, home);
  return refuse(text, typeof national === 'string' ? unreadable[national] : wrongLength[lengthOf(national)]);
}

/** Whether a trunk zero was left in the number, because without it too little remains (`+49 (0) 151`). */
function keptZero({ national, judgement }: NumberReading): boolean {
  return national.startsWith('0') && zeroIsPrefix(judgement.plan);
}

/** Whether a number without its national prefix is read as itself again, and not as one without a second one. */
function readsBack({ e164, prefixRemoved }: NumberReading): boolean {
  if (!prefixRemoved) return true;
  const again = readComplete(e164.slice(1));
  return typeof again !== 'string' && again.e164 === e164;
}

/** How the length of an invalid number stands to its plan; a trunk zero that was left in it doesn't count. */
function lengthOf(number: NumberReading): LengthVerdict {
  const { national, judgement } = number;
  return keptZero(number) ? lengthVerdict(judgement.plan, national.length - 1) : judgement.length;
}

/**
 * Where the home country dials something else (America), 00 is an IDD prefix if it can't be a trunk zero and
 * its number, and what follows is a valid number.
 */
function isForeignIdd(rest: string, digits: string, { plan }: Home): boolean {
  if (plan?.nationalPrefix?.startsWith('0') || plan?.dialling.idd?.test(digits)) return false;
  const complete = readComplete(rest);
  return typeof complete !== 'string' && isValid(complete);
}

/** Digits that don't say which number they are. */
function checkBare(
  text: string,
  digits: string,
  notes: Note[],
  home: Home,
  options: PhoneOptions,
): PhoneCheck {
  const { plan } = home;
  const bare = readBareDigits(digits, plan);
  const { chosen } = bare;
  if (chosen) {
    const { number } = chosen;
    if (chosen.as === 'missing-plus') {
      notes.push(noteOf('missing-plus', number.callingCode));
      if (number.prefixRemoved) notes.push(noteOf('trunk-zero'));
    } else if (chosen.as === 'idd') notes.push(noteOf('idd-prefix'));
    else notes.push(noteOf(plan && lostItsZero(chosen, plan) ? 'lost-zero' : 'national', home.country));
    return settle(text, number, notes, home, options);
  }
  if (bare.readings.length > 0) return refuse(text, 'phone.ambiguous', ambiguity(bare, home));
  if (plan === null) return digits.length < 5 ? refuse(text, 'phone.too_short') : needCountry(text, home);
  const complete = readComplete(digits);
  const asHome = lengthVerdict(plan, digits.length);
  // Too long for a national number, yet it begins with the home country's calling code: judge what follows.
  if (asHome === 'too-long' && typeof complete !== 'string' && complete.callingCode === plan.callingCode)
    return refuse(text, wrongLength[complete.judgement.length]);
  return refuse(text, wrongLength[asHome]);
}

const unreadable: Readonly<Record<Unreadable, PhoneFindingCode>> = {
  'unknown-calling-code': 'phone.unknown_country_code',
  'too-short': 'phone.too_short',
  'too-long': 'phone.too_long',
};

const wrongLength: Readonly<Record<LengthVerdict, PhoneFindingCode>> = {
  possible: 'phone.invalid',
  odd: 'phone.invalid',
  'too-short': 'phone.too_short',
  'too-long': 'phone.too_long',
};

/** Both sides of an ambiguity, for the words and the evidence beside the choice. */
function ambiguity(bare: BareDigits, home: Home): Record<string, string | number> {
  const params: Record<string, string | number> = { readings: bare.readings.length };
  if (home.country !== null) params.country = home.country;
  const national = bare.readings.find((reading) => reading.as === 'lost-zero' || reading.as === 'national');
  const other = bare.readings.find((reading) => reading !== national);
  if (national) params.national = national.number.e164;
  if (other) {
    params.other = other.number.e164;
    params.callingCode = other.number.callingCode;
  }
  return params;
}

function needCountry(text: string, home: Home): PhoneCheck {
  return refuse(text, 'phone.country_needed', home.cell === '' ? undefined : { cell: home.cell });
}
