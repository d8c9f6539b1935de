import * as z from 'zod';

/** How a person wants a file to be read. What isn't named is found out from its content. */
export const readHowSchema = z.strictObject({
  /** A WHATWG label. */
  encoding: z
    .string()
    .regex(/^[a-z0-9_-]{2,20}$/)
    .optional(),
  /** What divides the cells. */
  delimiter: z
    .string()
    .min(1)
    .max(5)
    .refine((sign) => !/[\r\n"\ufeff]/.test(sign), 'must not be a quotation mark or a line end')
    .optional(),
  /** Line of the header row, from 1; 0 where the file has none. */
  headerLine: z.int().min(0).max(100_000).optional(),
  /** Name of the sheet, in a workbook. */
  sheet: z.string().max(100).optional(),
});

export type ReadHow = z.infer<typeof readHowSchema>;
