/**
 * Everything that the check can notice about a row, listed once. The words are under `finding.<code>` in
 * `shared/locales`; how each is shown (colour, sign) follows from the severity.
 */

/**
 * What a finding does to its row, from harmless to fatal:
 * `notice` changes nothing, `fixed` was repaired, `warned` is sent all the same, `merged` goes out as part of
 * another row's contact, `excluded` isn't sent.
 */
export const severities = ['notice', 'fixed', 'warned', 'merged', 'excluded'] as const;
export type Severity = (typeof severities)[number];

/** A row's worst finding. `ready` is a row without any, or with notices only. */
export const verdicts = ['ready', 'fixed', 'warned', 'merged', 'excluded'] as const;
export type Verdict = (typeof verdicts)[number];

/** Usual severity of each code. A mapping can move some of them (say, `phone.possible_only` to `excluded`). */
export const findingCodes = {
  'phone.missing_plus': 'fixed',
  'phone.lost_zero': 'fixed',
  'phone.idd_prefix': 'fixed',
  'phone.national_format': 'fixed',
  'phone.trunk_zero': 'fixed',
  'phone.separators': 'fixed',
  'phone.unicode': 'fixed',
  'phone.float_suffix': 'fixed',
  'phone.extension': 'excluded',
  'phone.ambiguous': 'excluded',
  'phone.scientific': 'excluded',
  'phone.letters': 'excluded',
  'phone.multiple': 'excluded',
  'phone.placeholder': 'excluded',
  'phone.too_short': 'excluded',
  'phone.too_long': 'excluded',
  'phone.unknown_country_code': 'excluded',
  'phone.country_needed': 'excluded',
  'phone.invalid': 'excluded',
  'phone.possible_only': 'warned',
  'phone.country_mismatch': 'warned',
  'phone.shared': 'warned',
  'phone.not_mobile': 'notice',
  'phone.empty': 'notice',
  'phone.group_fix': 'fixed',
  'reference_id.empty': 'excluded',
  'row.filtered': 'excluded',
  'row.duplicate': 'excluded',
  'row.filter_conflict': 'excluded',
  'row.ragged': 'warned',
  'email.malformed': 'warned',
  'date.invalid': 'warned',
  'date.ambiguous': 'warned',
  'number.invalid': 'warned',
  'number.ambiguous': 'warned',
  'property.wrong_type': 'warned',
  'property.unknown': 'warned',
  'tag.unknown': 'warned',
  'tag.near_duplicate': 'warned',
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof findingCodes;
export type PhoneFindingCode = Extract<FindingCode, `phone.${string}`>;

export const allFindingCodes = Object.keys(findingCodes) as FindingCode[];

export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(findingCodes, text);
}

/** One thing noticed about a row. */
export interface Finding<Code extends FindingCode = FindingCode> {
  readonly code: Code;
  readonly severity: Severity;
  /** The Hello Charles field it is about (`phoneNumber`, `customProperties.orders`...), or `row`. */
  readonly field: string;
  /** The text as in the file, where the finding is about one. */
  readonly before?: string;
  /** What will be sent instead, where it was repaired. */
  readonly after?: string;
  /** Values for the words: `{ country: 'DE' }`, `{ otherRow: 17 }`. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The verdict that a row's findings add up to: the worst of them. */
export function worstVerdict(findings: readonly { readonly severity: Severity }[]): Verdict {
  let worst: Verdict = 'ready';
  for (const { severity } of findings) {
    if (severity !== 'notice' && verdicts.indexOf(severity) > verdicts.indexOf(worst)) worst = severity;
  }
  return worst;
}
