import * as z from 'zod';

/**
 * A decision that a person made for a whole group of phone numbers. Stored in the mapping, applied by the same
 * code in the window and on the command line, and taken back by removing it from the list.
 */
export const phoneFixSchema = z.discriminatedUnion('kind', [
  /** "These lost their leading zero": ambiguous bare digits are national numbers of the home country. */
  z.strictObject({ kind: z.literal('lost-zero'), country: z.string().regex(/^[A-Z]{2}$/) }),
  /** "These are +55 numbers without a plus": bare digits that begin with this calling code. */
  z.strictObject({ kind: z.literal('missing-plus'), callingCode: z.string().regex(/^[1-9]\d{0,2}$/) }),
  /** "Of two numbers take the first / the mobile". */
  z.strictObject({ kind: z.literal('of-several'), take: z.enum(['first', 'mobile']) }),
  /** "Strip the letters." */
  z.strictObject({ kind: z.literal('strip-letters') }),
  /** "Leave the extension out." */
  z.strictObject({ kind: z.literal('drop-extension') }),
]);

export type PhoneFix = z.output<typeof phoneFixSchema>;
