import * as z from 'zod';

const callingCode = z.string().regex(/^[1-9]\d{0,2}$/);
const country = z.string().regex(/^[A-Z]{2}$/);

/**
 * A decision that a person made for a whole group of phone numbers. Stored in the mapping, applied by the same
 * code in the window and on the command line, and taken back by removing it from the list. A rule only ever
 * touches cells that would be excluded without it; of several the first that leads to a number counts.
 */
export const phoneFixSchema = z.discriminatedUnion('kind', [
  /**
   * "These lost their leading zero": ambiguous bare digits are national numbers of the home country.
   * `country` is the home country it was decided for (rows of other countries stay as they are); with
   * `against`, only where the other reading has this calling code.
   */
  z.strictObject({ kind: z.literal('lost-zero'), country, against: callingCode.optional() }),
  /** "These are +55 numbers without a plus": ambiguous bare digits that begin with this calling code. */
  z.strictObject({ kind: z.literal('missing-plus'), callingCode }),
  /** "Of two numbers take the first / the mobile". `mobile` needs exactly one that can be a mobile. */
  z.strictObject({ kind: z.literal('of-several'), take: z.enum(['first', 'mobile']) }),
  /** "Strip the letters", where all of them stand before or after the number. */
  z.strictObject({ kind: z.literal('strip-letters') }),
  /** "Leave the extension out." */
  z.strictObject({ kind: z.literal('drop-extension') }),
  /** "`Tyskland` in the country column is Germany": for country cells that aren't understood. */
  z.strictObject({ kind: z.literal('country-means'), cell: z.string().trim().min(1).max(100), country }),
]);

export type PhoneFix = z.output<typeof phoneFixSchema>;
