import { readBareDigits } from './bare-digits.ts';
import type { PhoneFix } from './fix-rules.ts';
import { readNotation } from './notations.ts';
import type { Plan } from './numbering-plans.ts';
import type { NumberReading } from './read-number.ts';
import type { PhoneCheck } from './types.ts';

/** What a rule makes of a cell: another text to check in its place, or the number itself. */
export type Fixed = { readonly fix: PhoneFix; readonly text: string } | FixedReading;

/** The reading of ambiguous digits that a rule picks. */
export interface FixedReading {
  readonly fix: PhoneFix;
  readonly number: NumberReading;
  readonly as: 'lost-zero' | 'missing-plus';
}

/**
 * What the rules make of an excluded cell: the candidates in the order of the rules.
 *
 * @param unfixed why the cell is excluded; a rule speaks only of what it was made for
 * @param check judges a part of the cell as a cell of its own, without these rules
 */
export function* applyFixes(
  text: string,
  unfixed: PhoneCheck,
  fixes: readonly PhoneFix[],
  plan: Plan | null,
  check: (part: string) => PhoneCheck,
): Generator<Fixed> {
  const notation = readNotation(text);
  const ambiguous = unfixed.findings.some(({ code }) => code === 'phone.ambiguous');
  for (const fix of fixes) {
    switch (notation.kind) {
      case 'number':
        if (notation.runTogether !== null) {
          const part =
            fix.kind === 'of-several' ? partFor(fix.take, notation.runTogether.parts, check) : null;
          if (part !== null) yield { fix, text: part };
        } else if (ambiguous && (fix.kind === 'lost-zero' || fix.kind === 'missing-plus')) {
          const number = readingFor(fix, notation.digits, plan);
          if (number) yield { fix, number, as: fix.kind };
        }
        break;
      case 'letters':
        if (fix.kind === 'strip-letters' && notation.rest !== null) yield { fix, text: notation.rest };
        break;
      case 'extension':
        if (fix.kind === 'drop-extension') yield { fix, text: notation.rest };
        break;
      case 'multiple':
        if (fix.kind === 'of-several') {
          const part = partFor(fix.take, notation.parts, check);
          if (part !== null) yield { fix, text: part };
        }
        break;
      default:
        return;
    }
  }
}

/** The reading that a rule picks of ambiguous bare digits; null where it doesn't speak of them. */
function readingFor(
  fix: Extract<PhoneFix, { kind: 'lost-zero' | 'missing-plus' }>,
  digits: string,
  plan: Plan | null,
): NumberReading | null {
  if (digits.startsWith('0')) return null;
  const { chosen, readings } = readBareDigits(digits, plan);
  if (chosen !== null || readings.length < 2) return null;
  if (fix.kind === 'missing-plus') {
    const found = readings.find((reading) => reading.as === 'missing-plus');
    return found?.number.callingCode === fix.callingCode ? found.number : null;
  }
  if (fix.country !== plan?.country) return null;
  const national = readings.filter((reading) => reading.as === 'lost-zero' || reading.as === 'national');
  const others = readings.filter((reading) => !national.includes(reading));
  const { against } = fix;
  if (against !== undefined && !others.some((reading) => reading.number.callingCode === against)) return null;
  // Two national readings (rare): the rule doesn't say which.
  return national.length === 1 ? (national[0]?.number ?? null) : null;
}

function partFor(
  take: 'first' | 'mobile',
  parts: readonly string[],
  check: (part: string) => PhoneCheck,
): string | null {
  if (take === 'first') return parts[0] ?? null;
  const mobiles = new Map<string, string>();
  for (const part of parts) {
    const { e164, type } = check(part);
    if (e164 !== null && (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE')) mobiles.set(e164, part);
  }
  const [only] = mobiles.values();
  return mobiles.size === 1 ? (only ?? null) : null;
}
