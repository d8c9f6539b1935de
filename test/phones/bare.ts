import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { checkPhone } from '../../shared/phone/check-phone.ts';
import type { CountryCode } from '../../shared/phone/types.ts';
import { countryPlans } from './plans.ts';
import type { Chance } from './random.ts';

/** A cell that became a number other than the one that it was made of. */
export interface WrongNumber {
  readonly home: CountryCode;
  readonly text: string;
  readonly original: string;
  readonly sent: string;
}

/** Default countries that bare digits are tried under. */
export const bareHomes: readonly CountryCode[] =
  'DE AT CH FR GB ES IT PL NL BE PT SE US BR MX RU TR IN AE AU ZA FI'.split(' ') as CountryCode[];

type CountryPlan = (typeof countryPlans)[number];

/** A valid number that can be a mobile, as the library writes it; null if chance made none. */
function mobileOf(chance: Chance, plan: CountryPlan): { e164: string; national: string } | null {
  const ranges = plan.types.filter(({ type }) => type === 'MOBILE' || type === 'FIXED_LINE');
  if (ranges.length === 0) return null;
  const digits = chance.pick(ranges).write(chance);
  const e164 = `+${plan.callingCode}${digits}`;
  const number = parsePhoneNumberFromString(e164);
  if (!number?.isValid() || number.number !== e164) return null;
  const type = number.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' ? { e164, national: digits } : null;
}

function someMobile(
  chance: Chance,
  plans: readonly CountryPlan[],
): { e164: string; national: string; plan: CountryPlan } {
  for (;;) {
    const plan = chance.pick(plans);
    const mobile = mobileOf(chance, plan);
    if (mobile) return { ...mobile, plan };
  }
}

function wrong(text: string, home: CountryCode, original: string): WrongNumber | null {
  const sent = checkPhone(text, { defaultCountry: home }).e164;
  return sent === null || sent === original ? null : { home, text, original, sent };
}

/** A mobile of any country whose plus was taken away, in a file of another. */
export function wrongForeign(chance: Chance, home: CountryCode): WrongNumber | null {
  const { e164 } = someMobile(chance, countryPlans);
  return wrong(e164.slice(1), home, e164);
}

/**
 * A mobile of any country in a file of its own, whose trunk zero was taken away: both of the national number,
 * and of what the library writes as national format.
 */
export function wrongHome(chance: Chance): WrongNumber | null {
  const { e164, national, plan } = someMobile(chance, countryPlans);
  const first = wrong(national, plan.country, e164);
  if (first) return first;
  const written = parsePhoneNumberFromString(e164)?.formatNational() ?? '';
  const digits = written.replace(/\D/g, '');
  return wrong(digits.startsWith('0') ? digits.slice(1) : digits, plan.country, e164);
}

/** Of a country's own mobiles, how many end as ambiguous: from 0 to 1. */
export interface AmbiguousShare {
  /** Calling code and number, the plus taken away. */
  readonly withCallingCode: number;
  /** As written in the country, with its trunk prefix where one is the rule. */
  readonly nationalFormat: number;
  /** The national number alone: its trunk prefix taken away, or never there. */
  readonly nationalAlone: number;
}

export function shareOfAmbiguous(chance: Chance, home: CountryCode, count: number): AmbiguousShare {
  const plans = countryPlans.filter(({ country }) => country === home);
  const ambiguous = [0, 0, 0];
  for (let made = 0; made < count; made += 1) {
    const { e164, national } = someMobile(chance, plans);
    const format = parsePhoneNumberFromString(e164)?.formatNational() ?? '';
    [e164.slice(1), format, national].forEach((text, form) => {
      const [finding] = checkPhone(text, { defaultCountry: home }).findings;
      if (finding?.code === 'phone.ambiguous') ambiguous[form] = (ambiguous[form] ?? 0) + 1;
    });
  }
  const [withCallingCode = 0, nationalFormat = 0, nationalAlone = 0] = ambiguous.map(
    (found) => found / count,
  );
  return { withCallingCode, nationalFormat, nationalAlone };
}
