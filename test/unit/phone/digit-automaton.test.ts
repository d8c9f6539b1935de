import { describe, expect, it } from 'vitest';
import { automatonOf, type DigitPattern, firstDigits } from '../../../shared/phone/digit-automaton.ts';
import { countries, planOfCountry } from '../../../shared/phone/numbering-plans.ts';
import { chanceOf } from '../../phones/random.ts';
import { samplerOf } from '../../phones/sample-pattern.ts';

const number = (text: string): DigitPattern => ({ text, of: 'number' });
const beginning = (text: string): DigitPattern => ({ text, of: 'beginning' });

const regExpOf = ({ text, of }: DigitPattern): RegExp =>
  new RegExp(of === 'number' ? `^(?:${text})$` : `^(?:${text})`);

describe('the automaton of several patterns', () => {
  const patterns = [number('1\\d{2,3}|[2-47]5?'), number('(?:1(?:23|4))\\d'), beginning('12|3')];
  const automaton = automatonOf<string>(patterns);

  it.each(['1', '12', '123', '1234', '12345', '145', '25', '4', '45', '5', '7', '75', '755', '3', '39999'])(
    'finds for %s what regular expressions find',
    (digits) => {
      const expected = patterns.filter((pattern) => regExpOf(pattern).test(digits));
      expect([...(automaton?.matching(digits, 0) ?? [])]).toEqual(expected);
      expect([...(automaton?.matching(`+49${digits}`, 3) ?? [])]).toEqual(expected);
    },
  );

  it('remembers a value for all digits that the same patterns match, by their length', () => {
    automaton?.keep('1999', 0, 'four digits');
    expect(automaton?.find('1998', 0)).toBe('four digits');
    expect(automaton?.find('+1998', 1)).toBe('four digits');
    expect(automaton?.find('199', 0)).toBeUndefined();
    expect(automaton?.find('1234', 0)).toBeUndefined();
  });

  it.each(['1*', '1+', '(?=1)2', '(?!1)2', '1{2,}', '[^1]', '\\D', '1.2', '(1', '[12', 'a', '1$'])(
    'does not take what it does not know: %s',
    (text) => {
      expect(automatonOf([number(text)])).toBeNull();
    },
  );

  it('knows every pattern of every country, and agrees with its regular expression', () => {
    const chance = chanceOf(11);
    for (const country of countries) {
      const plan = planOfCountry(country);
      const ofPlan = plan ? automatonOf(plan.patterns) : null;
      expect(ofPlan, country).not.toBeNull();
      const write = samplerOf(chance.pick(plan?.patterns ?? []).text);
      for (let count = 0; count < 20; count += 1) {
        const digits = write(chance).slice(0, 17) || '0';
        const expected = plan?.patterns.filter((pattern) => regExpOf(pattern).test(digits)) ?? [];
        expect(new Set(ofPlan?.matching(digits, 0)), `${country} ${digits}`).toEqual(new Set(expected));
      }
    }
  });
});

describe('the first digits of a pattern', () => {
  it('are a set of bits', () => {
    expect(firstDigits('0')).toBe(0b1);
    expect(firstDigits('0?(?:(11|2)15)?')).toBe(0b111);
    expect(firstDigits('[3-5]\\d|9')).toBe(0b10_0011_1000);
  });

  it('are all digits where that cannot be told', () => {
    expect(firstDigits('(?!0)1')).toBe(0b11_1111_1111);
  });
});
