import type { Audience } from './audience.ts';
import { type Mapping, type MappingInput, mappingSchema, missingColumns } from './mapping.ts';

/** What is known of how a file was read, and which columns that gave. */
export type ReadColumns = Pick<Audience, 'columns' | 'readAs'>;

/**
 * What the columns of a file are called after it was read again. Another encoding spells their names otherwise and
 * leaves them in their places; after any other change a place says nothing.
 * @returns the name after for each name before; null where a column is not to be found again
 */
export function columnsAfter(before: ReadColumns, after: ReadColumns): (column: string) => string | null {
  const there = new Set(after.columns);
  const keepTheirPlaces =
    before.columns.length === after.columns.length &&
    before.readAs.delimiter === after.readAs.delimiter &&
    before.readAs.headerLine === after.readAs.headerLine &&
    before.readAs.sheet === after.readAs.sheet;
  return (column) => {
    if (there.has(column)) return column;
    return keepTheirPlaces ? (after.columns[before.columns.indexOf(column)] ?? null) : null;
  };
}

/**
 * A mapping for the same file, read again.
 * @returns null where a column that it reads is gone: then it is proposed anew
 */
export function carryMapping(mapping: Mapping, before: ReadColumns, after: ReadColumns): Mapping | null {
  const nameAfter = columnsAfter(before, after);
  const name = (column: string): string => nameAfter(column) ?? column;
  const source = <From extends { readonly column: string } | { readonly constant: string }>(
    from: From,
  ): From => ('column' in from ? { ...from, column: name(from.column) } : from);
  const carried: MappingInput = {
    ...mapping,
    externalReferenceId: source(mapping.externalReferenceId),
    firstName: mapping.firstName && source(mapping.firstName),
    middleName: mapping.middleName && source(mapping.middleName),
    lastName: mapping.lastName && source(mapping.lastName),
    phoneNumber: mapping.phoneNumber && source(mapping.phoneNumber),
    emailAddress: mapping.emailAddress && source(mapping.emailAddress),
    tags: mapping.tags.map(source),
    customProperties: mapping.customProperties.map((property) => ({
      ...property,
      source: source(property.source),
    })),
    phone: {
      ...mapping.phone,
      countryColumn: mapping.phone.countryColumn === null ? null : name(mapping.phone.countryColumn),
    },
    onlyRowsWhere: mapping.onlyRowsWhere.map((filter) => ({ ...filter, column: name(filter.column) })),
  };
  const parsed = mappingSchema.safeParse(carried);
  return parsed.success && missingColumns(parsed.data, after.columns).length === 0 ? parsed.data : null;
}
