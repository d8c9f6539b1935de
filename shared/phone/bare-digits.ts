import { nationalFormats, type Plan, zeroIsPrefix } from './numbering-plans.ts';
import { isValid, type NumberReading, readComplete, readNational, withoutIdd } from './read-number.ts';
import type { CountryCode } from './types.ts';

/**
 * Digits that don't say which number they are (no plus, no IDD prefix, no trunk zero): all readings of them.
 * `4915123457520` is a German mobile without its plus and, in the library's eyes, a German landline in 04915;
 * `15123457520` a German mobile without its zero or an American number without its plus. A number goes out
 * only where one reading stands.
 */
export interface BareReading {
  readonly number: NumberReading;
  /**
   * `missing-plus`: the digits begin with a calling code. `national`: they are a number of the home country
   * without its national prefix, or with one that isn't 0. `lost-zero`: they are one only with a 0 before
   * them. `idd`: they begin with what is dialled before calling codes in the home country, in a form that
   * isn't its usual one.
   */
  readonly as: 'missing-plus' | 'national' | 'lost-zero' | 'idd';
  /** Whether it is a reading with the home country's own calling code. */
  readonly home: boolean;
}

export interface BareDigits {
  /** The reading to send; null if there is none, or none that stands. */
  readonly chosen: BareReading | null;
  /** All valid readings, each number once. */
  readonly readings: readonly BareReading[];
}

const noReading: BareDigits = { chosen: null, readings: [] };

/** Whether a message can reach a mobile there. */
export function canBeMobile(number: NumberReading): boolean {
  const { type } = number.judgement;
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}

/**
 * All valid readings of digits that don't begin with 0, and the one that stands: the only one there is; of
 * several a home one, if it can be a mobile and no other can.
 *
 * @param plan of the home country, if there is one; without it only mobiles with a missing plus are read
 */
export function readBareDigits(digits: string, plan: Plan | null): BareDigits {
  const complete = readComplete(digits);
  const readings: BareReading[] = [];
  if (typeof complete !== 'string' && isValid(complete))
    readings.push({
      number: complete,
      as: 'missing-plus',
      home: plan !== null && complete.callingCode === plan.callingCode,
    });
  if (plan !== null && plan.country !== null) addHomeReadings(readings, digits, plan.country, plan);
  const [only] = readings;
  if (!only) return noReading;
  // Without a home country nobody knows what else the digits may be: `2015550123` is an American number, and
  // a landline in Egypt without its plus.
  if (plan === null && !canBeMobile(only.number)) return noReading;
  if (readings.length === 1) return { chosen: only, readings };
  const mobiles = readings.filter((reading) => canBeMobile(reading.number));
  const [mobile] = mobiles;
  return { chosen: mobiles.length === 1 && mobile?.home ? mobile : null, readings };
}

function addHomeReadings(readings: BareReading[], digits: string, home: CountryCode, plan: Plan): void {
  const add = (number: NumberReading | string, as: BareReading['as'], isHome: boolean): void => {
    if (typeof number === 'string' || !isValid(number)) return;
    if (readings.some((reading) => reading.number.e164 === number.e164)) return;
    readings.push({ number, as, home: isHome });
  };
  const plain = readNational(digits, home);
  add(plain, 'national', true);
  // A national prefix other than 0 may as well be the number's first digit (8 in Russia).
  if (typeof plain !== 'string' && plain.prefixRemoved) {
    const unprefixed = readComplete(plan.callingCode + digits);
    if (typeof unprefixed !== 'string' && unprefixed.national === digits) add(unprefixed, 'national', true);
  }
  if (!zeroIsPrefix(plan)) add(readNational(`0${digits}`, home), 'lost-zero', true);

  const idd = withoutIdd(digits, plan);
  if (idd) add(readComplete(idd.rest), 'idd', false);
}

/**
 * Whether a reading as a national number means that a 0 was lost: the number needs it, or is written with it
 * in its country as a rule. Elsewhere leaving the national prefix out is normal.
 */
export function lostItsZero(reading: BareReading, plan: Plan): boolean {
  if (reading.as !== 'national') return reading.as === 'lost-zero';
  if (plan.country === null || plan.nationalPrefix !== '0' || reading.number.prefixRemoved) return false;
  const { national } = reading.number;
  for (const format of nationalFormats(plan.country))
    if ((format.leading === null || format.leading.test(national)) && format.pattern.test(national))
      return format.withPrefix;
  return true;
}
