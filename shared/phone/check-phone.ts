import { findingCodes, type PhoneFindingCode, type Severity } from '../findings.ts';
import { applyFixes } from './apply-fixes.ts';
import { type BareDigits, canBeMobile, readBareDigits } from './bare-digits.ts';
import { type Home, homeOf } from './home.ts';
import { longestText, type NumberNotation, readNotation } from './notations.ts';
import { callingCodeOf, type Plan, planOfCountry } from './numbering-plans.ts';
import { isPlaceholderNumber } from './placeholders.ts';
import {
  type LengthVerdict,
  lengthVerdict,
  type NumberReading,
  readComplete,
  readNational,
  type Unreadable,
  withoutIdd,
} from './read-number.ts';
import type { PhoneCheck, PhoneFinding, PhoneOptions } from './types.ts';

/** Something noticed on the way, before the number that it led to is known. */
interface Note {
  readonly code: PhoneFindingCode;
  readonly severity?: Severity;
  readonly params?: Readonly<Record<string, string | number>>;
}

const none: readonly PhoneFinding[] = Object.freeze([]);

/**
 * Checks one phone cell: which number it is, whether it can be sent, what was repaired, and why not if not.
 *
 * Where the text says which number it is (a plus, an IDD prefix, national format with a trunk zero), validity,
 * E.164 form, country and type are those of libphonenumber-js/max. Bare digits go out only where one reading
 * stands. Never throws; at most 250 characters of the text are looked at.
 */
export function checkPhone(text: string, options: PhoneOptions): PhoneCheck {
  const home = homeOf(options);
  const plain = checkText(text, home, options);
  const fixes = options.fixes;
  if (!fixes || fixes.length === 0) return plain;
  if (home.decidedBy)
    return withNote(plain, text, { code: 'phone.group_fix', params: { rule: home.decidedBy } });
  if (plain.verdict !== 'excluded') return plain;
  const unfixed = { ...options, fixes: [] };
  for (const fixed of applyFixes(text, fixes, home.country, (part) => checkPhone(part, unfixed))) {
    const result =
      'text' in fixed
        ? checkPhone(fixed.text, options)
        : settle(
            text,
            fixed.number,
            [{ code: fixed.as === 'lost-zero' ? 'phone.lost_zero' : 'phone.missing_plus' }],
            home,
            options,
          );
    if (result.e164 !== null)
      return withNote(result, text, { code: 'phone.group_fix', params: { rule: fixed.fix.kind } });
  }
  return plain;
}

function checkText(text: string, home: Home, options: PhoneOptions): PhoneCheck {
  const notation = readNotation(text);
  switch (notation.kind) {
    case 'number': {
      const check = checkNumber(text, notation, home, options);
      if (notation.runTogether === null || check.type !== null) return check;
      return refuse(text, 'phone.multiple', { count: notation.runTogether.length });
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

function checkNumber(text: string, notation: NumberNotation, home: Home, options: PhoneOptions): PhoneCheck {
  const { digits } = notation;
  const notes: Note[] = [];
  if (notation.unicode) notes.push({ code: 'phone.unicode' });
  if (notation.separators) notes.push({ code: 'phone.separators' });
  if (notation.floatSuffix) notes.push({ code: 'phone.float_suffix' });
  if (notation.plus) return checkComplete(text, digits, notes, home, options);

  const plan = home.country === null ? null : planOfCountry(home.country);
  const idd = plan ? withoutIdd(digits, plan) : null;
  if (idd && (digits.startsWith('0') || plan?.commonIdd.includes(idd.prefix))) {
    notes.push({ code: 'phone.idd_prefix', params: { prefix: idd.prefix } });
    return checkComplete(text, idd.rest, notes, home, options);
  }
  if (digits.startsWith('0')) return checkZero(text, digits, plan, notes, home, options);
  if (isPlaceholderNumber(digits)) return refuse(text, 'phone.placeholder');
  if (!home.understood) return needCountry(text, home);
  return checkBare(text, digits, plan, notes, home, options);
}

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
  if (!number.valid) {
    if (isPlaceholderNumber(digits) || isPlaceholderNumber(number.national))
      return refuse(text, 'phone.placeholder');
    if (number.length !== 'possible') return refuse(text, wrongLength[number.length]);
  }
  if (number.prefixRemoved) notes.push({ code: 'phone.trunk_zero' });
  return settle(text, number, notes, home, options);
}

/** Digits that begin with 0 and no IDD prefix of the home country: a national number, or a foreign `00`. */
function checkZero(
  text: string,
  digits: string,
  plan: Plan | null,
  notes: Note[],
  home: Home,
  options: PhoneOptions,
): PhoneCheck {
  const national = plan?.country ? readNational(digits, plan.country) : null;
  if (national !== null && typeof national !== 'string' && national.valid) {
    notes.push({ code: 'phone.national_format', params: { country: home.country ?? '' } });
    return settle(text, national, notes, home, options);
  }
  if (isPlaceholderNumber(digits)) return refuse(text, 'phone.placeholder');
  if (digits.startsWith('00') && digits.charCodeAt(2) > 48) {
    const rest = digits.slice(2);
    const complete = readComplete(rest);
    // Where the home country dials something else, 00 is one if it can't be a trunk zero and gives a number.
    const foreign = !plan?.nationalPrefix?.startsWith('0') && !plan?.idd?.test(digits);
    if (plan === null || (foreign && typeof complete !== 'string' && complete.valid)) {
      notes.push({ code: 'phone.idd_prefix', params: { prefix: '00' } });
      return checkComplete(text, rest, notes, home, options);
    }
  }
  if (national === null) return needCountry(text, home);
  return refuse(text, typeof national === 'string' ? unreadable[national] : wrongLength[national.length]);
}

/** Digits that don't say which number they are. */
function checkBare(
  text: string,
  digits: string,
  plan: Plan | null,
  notes: Note[],
  home: Home,
  options: PhoneOptions,
): PhoneCheck {
  const bare = readBareDigits(digits, home.country);
  const { chosen } = bare;
  if (chosen) {
    if (chosen.as === 'missing-plus')
      notes.push({ code: 'phone.missing_plus', params: { callingCode: chosen.number.callingCode } });
    else if (chosen.as === 'idd') notes.push({ code: 'phone.idd_prefix' });
    else
      notes.push({
        code: chosen.as === 'lost-zero' ? 'phone.lost_zero' : 'phone.national_format',
        params: { country: home.country ?? '' },
      });
    if (chosen.number.prefixRemoved && chosen.as === 'missing-plus') notes.push({ code: 'phone.trunk_zero' });
    return settle(text, chosen.number, notes, home, options);
  }
  if (bare.readings.length > 0) return refuse(text, 'phone.ambiguous', ambiguity(bare));
  if (plan === null) return digits.length < 5 ? refuse(text, 'phone.too_short') : needCountry(text, home);
  const complete = readComplete(digits);
  const asHome = lengthVerdict(plan, digits.length);
  // Too long for a national number, yet it begins with the home country's calling code: judge what follows.
  if (asHome === 'too-long' && typeof complete !== 'string' && complete.callingCode === plan.callingCode)
    return refuse(text, wrongLength[complete.length]);
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
function ambiguity(bare: BareDigits): Record<string, string | number> {
  const params: Record<string, string | number> = { readings: bare.readings.length };
  const national = bare.readings.find((reading) => reading.as === 'lost-zero' || reading.as === 'national');
  const other = bare.readings.find((reading) => reading !== national);
  if (national) params.national = national.number.e164;
  if (other) {
    params.other = other.number.e164;
    params.callingCode = other.number.callingCode;
  }
  return params;
}

/** A number that was read: with what was repaired on the way, and what is to be said about it. */
function settle(
  text: string,
  number: NumberReading,
  notes: Note[],
  home: Home,
  options: PhoneOptions,
): PhoneCheck {
  const { e164, country, type, valid, callingCode } = number;
  if (!valid) {
    const severity = options.possibleButInvalid === 'exclude' ? 'excluded' : 'warned';
    if (severity === 'excluded') return refuse(text, 'phone.possible_only');
    notes.push({ code: 'phone.possible_only', severity });
  } else if (!canBeMobile(number)) notes.push({ code: 'phone.not_mobile', params: { type: type ?? '' } });
  if (home.fromColumn && home.country !== null && callingCodeOf(home.country) !== callingCode)
    notes.push({
      code: 'phone.country_mismatch',
      params: { column: home.country, number: country ?? `+${callingCode}` },
    });
  if (notes.length === 0)
    return { verdict: 'ready', e164, country, type, findings: none, before: text, after: e164 };
  let verdict: PhoneCheck['verdict'] = 'ready';
  const findings = notes.map((note) => {
    const finding = toFinding(note, text, e164);
    if (finding.severity === 'warned') verdict = 'warned';
    else if (finding.severity === 'fixed' && verdict === 'ready') verdict = 'fixed';
    return finding;
  });
  return { verdict, e164, country, type, findings, before: text, after: e164 };
}

function toFinding(note: Note, before: string, after: string | null): PhoneFinding {
  const severity = note.severity ?? findingCodes[note.code];
  return {
    code: note.code,
    severity,
    field: 'phoneNumber',
    before,
    ...(after !== null && severity === 'fixed' ? { after } : {}),
    ...(note.params ? { params: note.params } : {}),
  };
}

/** A cell that gives no number to send. */
function refuse(
  text: string,
  code: PhoneFindingCode,
  params?: Readonly<Record<string, string | number>>,
): PhoneCheck {
  const before = text.length > longestText ? text.slice(0, longestText) : text;
  // phone.possible_only is here only where the mapping excludes it.
  const severity: Severity = code === 'phone.empty' ? 'notice' : 'excluded';
  const finding: PhoneFinding = {
    code,
    severity,
    field: 'phoneNumber',
    before,
    ...(params ? { params } : {}),
  };
  return {
    verdict: severity === 'notice' ? 'ready' : 'excluded',
    e164: null,
    country: null,
    type: null,
    findings: [finding],
    before,
    after: null,
  };
}

function needCountry(text: string, home: Home): PhoneCheck {
  return refuse(text, 'phone.country_needed', home.cell === '' ? undefined : { cell: home.cell });
}

/** A check that a group rule led to: the rule first, and the cell's own text as what was before. */
function withNote(check: PhoneCheck, text: string, note: Note): PhoneCheck {
  if (check.e164 === null) return check;
  const findings = check.findings.map((finding) => ({ ...finding, before: text }));
  return {
    ...check,
    verdict: check.verdict === 'ready' ? 'fixed' : check.verdict,
    findings: [toFinding(note, text, check.e164), ...findings],
    before: text,
  };
}
