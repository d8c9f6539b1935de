import { getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import type { CountryCode } from '../../shared/phone/types.ts';
import { allPlans, countryPlans, type TestPlan } from './plans.ts';
import type { Chance } from './random.ts';

/** A text, and the country that it is read in where it doesn't say one itself. */
export interface WrittenNumber {
  readonly text: string;
  readonly home: CountryCode;
}

const withIdd = countryPlans.filter((plan) => plan.idd !== null);
const withTrunkZero = countryPlans.filter((plan) => plan.nationalPrefix?.startsWith('0'));

/**
 * A number that says which one it is: with a plus, an IDD prefix, or in national format with a trunk prefix
 * that begins with 0; valid, nearly valid or not; with or without separators.
 */
export function writeNumber(chance: Chance): WrittenNumber {
  const way = chance.below(10);
  if (way < 4) {
    const plan = chance.pick(allPlans);
    const text = `+${plan.callingCode}${trunkByMistake(chance, plan)}${nationalDigits(chance, plan)}`;
    return { text: separated(chance, text), home: chance.pick(countryPlans).country };
  }
  if (way < 6) {
    const plan = chance.pick(allPlans);
    const home = chance.pick(withIdd);
    const text = `${home.idd}${plan.callingCode}${trunkByMistake(chance, plan)}${nationalDigits(chance, plan)}`;
    return { text: separated(chance, text), home: home.country };
  }
  const plan = chance.pick(withTrunkZero);
  return {
    text: separated(chance, `${plan.nationalPrefix}${nationalDigits(chance, plan)}`),
    home: plan.country,
  };
}

/** `+49 (0) 151...`: people leave the trunk prefix in. */
function trunkByMistake(chance: Chance, plan: TestPlan): string {
  return plan.nationalPrefix !== null && chance.happens(0.15) ? plan.nationalPrefix : '';
}

/** A national number: of a type, of a type with a mistake, the library's example, or of chance digits. */
export function nationalDigits(chance: Chance, plan: TestPlan): string {
  const way = chance.below(20);
  if (way === 0 && plan.country !== null) {
    const example = getExampleNumber(plan.country, examples)?.nationalNumber;
    if (example !== undefined) return example;
  }
  if (way < 12 && plan.types.length > 0) return chance.pick(plan.types).write(chance);
  if (way < 15 && plan.types.length > 0) return mistaken(chance, chance.pick(plan.types).write(chance));
  const shortest = plan.lengths[0] ?? 4;
  const longest = plan.lengths.at(-1) ?? 12;
  const length = Math.max(1, shortest - 2 + chance.below(longest - shortest + 5));
  const begin = chance.happens(0.5) && plan.types.length > 0 ? chance.pick(plan.types).write(chance) : '';
  let digits = begin.slice(0, 1 + chance.below(4));
  while (digits.length < length) digits += String(chance.below(10));
  return digits.slice(0, length);
}

/** A digit more, a digit less, or another digit. */
function mistaken(chance: Chance, digits: string): string {
  const at = chance.below(digits.length);
  const digit = String(chance.below(10));
  switch (chance.below(3)) {
    case 0:
      return digits.slice(0, at) + digit + digits.slice(at);
    case 1:
      return digits.slice(0, at) + digits.slice(at + 1);
    default:
      return digits.slice(0, at) + digit + digits.slice(at + 1);
  }
}

const signs = [' ', ' ', ' ', '-', '.', ') ', ' (', '\u00A0', '\u2011', '\u2013'];

/**
 * Half of the time with separators. Left out is one form that says something else in a file: a single full
 * stop before zeros, a spreadsheet's decimals.
 */
function separated(chance: Chance, text: string): string {
  if (chance.happens(0.5)) return text;
  let written = '';
  let slashes = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at > 1 && chance.happens(0.25)) {
      if (slashes === 0 && chance.happens(0.1)) {
        slashes += 1;
        written += '/';
      } else written += chance.pick(signs);
    }
    written += text.charAt(at);
  }
  return /^[^.\s()/\u00A0\u2011\u2013-]*\.0+$/.test(written) ? text : written;
}
