import { checkPhone } from './check-phone.ts';
import type { PhoneFix } from './fix-rules.ts';
import { planOfCountry } from './numbering-plans.ts';
import type { CountryCode, PhoneCheck, PhoneFinding, PhoneOptions } from './types.ts';

/** A phone cell and its row's country cell, as they stand in the file. */
export interface PhoneCell {
  readonly text: string;
  readonly country?: string | null | undefined;
}

/** What excluded cells have in common, so that one decision may serve them all. */
export interface PhoneGroup {
  readonly code: PhoneFinding['code'];
  /** Of ambiguous digits: the home country, and the calling code of the other reading. */
  readonly country?: CountryCode;
  readonly callingCode?: string;
  /** Of cells whose country isn't understood: that country cell. */
  readonly cell?: string;
}

/** The group that a finding belongs to. Two findings are in the same one if their {@link groupKey} is equal. */
export function groupOf({ code, params }: Pick<PhoneFinding, 'code' | 'params'>): PhoneGroup {
  const country = typeof params?.country === 'string' ? planOfCountry(params.country)?.country : undefined;
  if (code === 'phone.ambiguous')
    return {
      code,
      ...(country ? { country } : {}),
      ...(typeof params?.callingCode === 'string' ? { callingCode: params.callingCode } : {}),
    };
  if (code === 'phone.country_needed' && typeof params?.cell === 'string') return { code, cell: params.cell };
  return { code };
}

/** A group as one text: `phone.ambiguous DE +1`. */
export function groupKey({ code, country, callingCode, cell }: PhoneGroup): string {
  return [code, country, callingCode && `+${callingCode}`, cell?.toLowerCase()]
    .filter((part) => part !== undefined)
    .join(' ');
}

/**
 * The rules that a person can choose from for a group, the likelier ones first; none where only a better file
 * or another default country helps.
 *
 * @param chosen the country that the person picked for a country cell that isn't understood
 */
export function fixesFor(group: PhoneGroup, chosen?: CountryCode | null): PhoneFix[] {
  switch (group.code) {
    case 'phone.ambiguous': {
      const { country, callingCode } = group;
      if (callingCode === undefined) return [];
      const missingPlus: PhoneFix = { kind: 'missing-plus', callingCode };
      if (country === undefined) return [missingPlus];
      // Where both readings are of the home country, its calling code is the other reading's.
      return [{ kind: 'lost-zero', country, against: callingCode }, missingPlus];
    }
    case 'phone.multiple':
      return [
        { kind: 'of-several', take: 'mobile' },
        { kind: 'of-several', take: 'first' },
      ];
    case 'phone.letters':
      return [{ kind: 'strip-letters' }];
    case 'phone.extension':
      return [{ kind: 'drop-extension' }];
    case 'phone.country_needed':
      return group.cell !== undefined && chosen
        ? [{ kind: 'country-means', cell: group.cell, country: chosen }]
        : [];
    default:
      return [];
  }
}

/** What a rule would do, before it is applied. */
export interface FixPreview {
  /** Cells that were looked at. */
  readonly cells: number;
  /** Cells that would give a number then, and give none now. */
  readonly changed: number;
  /** The first five of them that differ. */
  readonly examples: readonly FixExample[];
}

export interface FixExample {
  readonly before: string;
  /** The number that would be sent. */
  readonly after: string;
  readonly check: PhoneCheck;
}

const examplesShown = 5;

/**
 * Tries a rule on cells without applying it.
 *
 * @param options as in the mapping, with the rules that are applied already
 */
export function previewFix(
  fix: PhoneFix,
  cells: Iterable<PhoneCell>,
  options: Omit<PhoneOptions, 'country'>,
): FixPreview {
  const withFix = { ...options, fixes: [...(options.fixes ?? []), fix] };
  const examples = new Map<string, FixExample>();
  let count = 0;
  let changed = 0;
  for (const { text, country } of cells) {
    count += 1;
    if (checkPhone(text, { ...options, country }).verdict !== 'excluded') continue;
    const check = checkPhone(text, { ...withFix, country });
    if (check.e164 === null) continue;
    changed += 1;
    if (examples.size < examplesShown) examples.set(text, { before: check.before, after: check.e164, check });
  }
  return { cells: count, changed, examples: [...examples.values()] };
}

/** What the numbers of a column are that nobody has to decide about; the evidence beside a choice. */
export interface ColumnEvidence {
  /** Numbers that can be sent. */
  readonly numbers: number;
  /** By country, most frequent first. */
  readonly countries: readonly CountryEvidence[];
}

export interface CountryEvidence {
  /** Null for numbers that belong to no country. */
  readonly country: CountryCode | null;
  readonly numbers: number;
  /** How many of them can be mobiles. */
  readonly mobiles: number;
}

/** Counts the numbers of a column that can be sent without anyone's decision. */
export function columnEvidence(
  cells: Iterable<PhoneCell>,
  options: Omit<PhoneOptions, 'country' | 'fixes'>,
): ColumnEvidence {
  const found = new Map<CountryCode | null, { numbers: number; mobiles: number }>();
  let numbers = 0;
  for (const { text, country } of cells) {
    const check = checkPhone(text, { ...options, country, fixes: [] });
    if (check.e164 === null || check.type === null) continue;
    numbers += 1;
    const ofCountry = found.get(check.country) ?? { numbers: 0, mobiles: 0 };
    ofCountry.numbers += 1;
    if (check.type === 'MOBILE' || check.type === 'FIXED_LINE_OR_MOBILE') ofCountry.mobiles += 1;
    found.set(check.country, ofCountry);
  }
  return {
    numbers,
    countries: [...found]
      .map(([country, counts]) => ({ country, ...counts }))
      .sort((one, other) => other.numbers - one.numbers),
  };
}
