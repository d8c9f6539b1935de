import * as z from 'zod';
import { phoneFixSchema } from './phone/fix-rules.ts';
import { compileDateFormat } from './values/dates.ts';
import { tagFixSchema } from './values/tag-fixes.ts';

/** A column of the file, or a text that is the same for every row. */
const columnSchema = z.strictObject({ column: z.string().min(1) });
const constantSchema = z.strictObject({ constant: z.string().trim().min(1) });
const sourceSchema = z.union([columnSchema, constantSchema]);

const tagSourceSchema = z.union([
  constantSchema,
  z.strictObject({
    column: z.string().min(1),
    separator: z.string().min(1).max(10).nullable().default(null),
  }),
]);

const propertyBase = { technicalName: z.string().trim().min(1), source: sourceSchema };

const customPropertySchema = z.discriminatedUnion('type', [
  z.strictObject({ ...propertyBase, type: z.literal('string') }),
  z.strictObject({
    ...propertyBase,
    type: z.literal('number'),
    /** The decimal sign. Without it `1.234` is ambiguous, and left out with a finding. */
    decimal: z.enum(['.', ',']).optional(),
  }),
  z.strictObject({
    ...propertyBase,
    type: z.literal('date'),
    /** `dd.MM.yyyy` and the like; null reads ISO 8601 and whatever can be read in one way only. */
    format: z
      .string()
      .refine((format) => compileDateFormat(format) !== null, 'must name a year, a month and a day once each')
      .nullable()
      .default(null),
  }),
]);

const phoneRulesSchema = z.strictObject({
  /** ISO 3166-1 alpha-2; the country of numbers written without their country code. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  countryColumn: z.string().min(1).nullable().default(null),
  /** Numbers with a plus or an IDD prefix, of a possible length, in no known range. */
  possibleButInvalid: z.enum(['warn', 'exclude']).default('warn'),
  /** `omit` leaves the phone out and sends the rest: right for updating contacts that exist. */
  invalid: z.enum(['exclude', 'omit']).default('exclude'),
  /** Decisions the person made for a group of rows, in the order in which they were made. */
  fixes: z.array(phoneFixSchema).default([]),
});

/** What to do with rows whose final reference ID is equal. */
export const duplicatePolicies = ['keep-first', 'keep-last', 'merge', 'exclude'] as const;

/**
 * The mapping file, version 1: which source feeds which Hello Charles field, and the cleaning rules.
 * What a template holds and what the CLI reads. Only `version` and `externalReferenceId` are required.
 */
export const mappingSchema = z
  .strictObject({
    version: z.literal(1),
    externalReferenceId: columnSchema,
    firstName: sourceSchema.nullable().default(null),
    middleName: sourceSchema.nullable().default(null),
    lastName: sourceSchema.nullable().default(null),
    phoneNumber: columnSchema.nullable().default(null),
    emailAddress: columnSchema.nullable().default(null),
    tags: z.array(tagSourceSchema).default([]),
    /** Decisions about single tags: left out, written otherwise, or their rows not sent. */
    tagFixes: z.array(tagFixSchema).default([]),
    customProperties: z.array(customPropertySchema).default([]),
    phone: phoneRulesSchema.default(() => phoneRulesSchema.parse({})),
    /** Default: `as-phone` where it reads the same column as `phoneNumber`, else `as-is`. */
    referenceId: z.enum(['as-phone', 'as-is']).optional(),
    duplicates: z.enum(duplicatePolicies).default('keep-first'),
    /** An empty cell leaves its field out of the payload; what it would mean to clear a field is not known. */
    emptyCells: z.literal('omit').default('omit'),
    onlyRowsWhere: z
      .array(z.strictObject({ column: z.string().min(1), in: z.array(z.string()).min(1) }))
      .default([]),
    /** A row that shares its ID with a row that the filter took out. */
    filterConflicts: z.enum(['exclude', 'send']).default('exclude'),
    /** Rows with more cells than the header, accepted by the person for the whole file. */
    raggedRows: z.enum(['exclude', 'send']).default('exclude'),
  })
  .superRefine((mapping, context) => {
    const names = mapping.customProperties.map((property) => property.technicalName);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['customProperties'],
        message: `the technical name "${twice}" is mapped twice`,
      });
    if (mapping.phone.invalid === 'omit' && referenceRule(mapping) === 'as-phone')
      context.addIssue({
        code: 'custom',
        path: ['phone', 'invalid'],
        message:
          '"omit" can\'t be used where the reference ID is the phone: a bad phone leaves no ID to send',
      });
  })
  .transform((mapping) => ({ ...mapping, referenceId: referenceRule(mapping) }));

/** A mapping with all defaults filled in. */
export type Mapping = z.output<typeof mappingSchema>;
/** A mapping as a file may hold it. */
export type MappingInput = z.input<typeof mappingSchema>;
export type Source = z.output<typeof sourceSchema>;
export type CustomPropertyMapping = z.output<typeof customPropertySchema>;
export type PropertyType = CustomPropertyMapping['type'];
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

/** The contact's own fields that a column can feed; tags and properties have their own lists. */
export const contactFields = [
  'externalReferenceId',
  'firstName',
  'middleName',
  'lastName',
  'phoneNumber',
  'emailAddress',
] as const;

function referenceRule(mapping: {
  readonly externalReferenceId: { readonly column: string };
  readonly phoneNumber: { readonly column: string } | null;
  readonly referenceId?: 'as-phone' | 'as-is' | undefined;
}): 'as-phone' | 'as-is' {
  if (mapping.referenceId) return mapping.referenceId;
  return mapping.phoneNumber?.column === mapping.externalReferenceId.column ? 'as-phone' : 'as-is';
}

/** Every column that a mapping reads, each once, in the order of the mapping. */
export function columnsOf(mapping: Mapping): string[] {
  const columns = new Set<string>();
  const add = (source: { readonly column: string } | { readonly constant: string } | null): void => {
    if (source && 'column' in source) columns.add(source.column);
  };
  for (const field of contactFields) add(mapping[field]);
  mapping.tags.forEach(add);
  for (const property of mapping.customProperties) add(property.source);
  if (mapping.phone.countryColumn) columns.add(mapping.phone.countryColumn);
  for (const filter of mapping.onlyRowsWhere) columns.add(filter.column);
  return [...columns];
}

/** The columns that a mapping reads and the file doesn't have. */
export function missingColumns(mapping: Mapping, columns: readonly string[]): string[] {
  const there = new Set(columns);
  return columnsOf(mapping).filter((column) => !there.has(column));
}
