import type { CountryCode } from 'libphonenumber-js/max';
import type { Finding, PhoneFindingCode, Verdict } from '../findings.ts';
import type { PhoneFix } from './fix-rules.ts';

export type { CountryCode };

/** What `getType()` of libphonenumber-js tells. */
export type PhoneType =
  | 'PREMIUM_RATE'
  | 'TOLL_FREE'
  | 'SHARED_COST'
  | 'VOIP'
  | 'PERSONAL_NUMBER'
  | 'PAGER'
  | 'UAN'
  | 'VOICEMAIL'
  | 'FIXED_LINE_OR_MOBILE'
  | 'FIXED_LINE'
  | 'MOBILE';

/** What is known beside the text of a phone cell. */
export interface PhoneOptions {
  /** The country of numbers written without their country code, from the mapping. */
  readonly defaultCountry?: CountryCode | null | undefined;
  /**
   * The row's country cell as it stands in the file (`DE`, `Deutschland`, `+49`...). Empty or absent: the
   * default country. Not empty and not understood: `phone.country_needed`, never the default.
   */
  readonly country?: string | null | undefined;
  /** What becomes of possible-but-not-valid numbers with a plus or an IDD prefix. Default `warn`. */
  readonly possibleButInvalid?: 'warn' | 'exclude' | undefined;
  /** The person's decisions for groups. */
  readonly fixes?: readonly PhoneFix[] | undefined;
}

export type PhoneFinding = Finding<PhoneFindingCode>;

/** What is known of a phone cell after the check. */
export interface PhoneCheck {
  readonly verdict: Extract<Verdict, 'ready' | 'fixed' | 'warned' | 'excluded'>;
  /** The number to send, with the plus; null where there is none that may be sent. */
  readonly e164: string | null;
  readonly country: CountryCode | null;
  readonly type: PhoneType | null;
  /** In the order in which they were noticed; their field is `phoneNumber`. */
  readonly findings: readonly PhoneFinding[];
  /** The cell's text as given (at most 250 characters of it). */
  readonly before: string;
  /** Equal to `e164`. */
  readonly after: string | null;
}
