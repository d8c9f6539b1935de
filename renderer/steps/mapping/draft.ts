import {
  type CustomPropertyMapping,
  type DuplicatePolicy,
  type Mapping,
  type MappingInput,
  mappingSchema,
  missingColumns,
  type PropertyType,
  type Source,
} from '../../../shared/mapping.ts';
import type { ProposedFields } from '../../../shared/match-headers.ts';
import { compileDateFormat } from '../../../shared/values/dates.ts';

/** A tag being mapped. `value` is the tag itself, or a column's name. */
export interface DraftTag {
  readonly key: string;
  readonly kind: 'constant' | 'column';
  readonly value: string;
  /** What separates several tags in one cell; null: the cell is one tag. */
  readonly separator: string | null;
}

/** A custom property being mapped. `value` is the text for everybody, or a column's name. */
export interface DraftProperty {
  readonly key: string;
  readonly technicalName: string;
  readonly type: PropertyType;
  readonly kind: 'constant' | 'column';
  readonly value: string;
  readonly decimal: '.' | ',' | null;
  readonly format: string | null;
  /** True while the person was asked how the column's values are to be read, and hasn't said. */
  readonly undecided: boolean;
}

export interface DraftFilter {
  readonly key: string;
  readonly column: string;
  readonly values: readonly string[];
}

/** A mapping in work: what the person sees. It may be incomplete, unlike a {@link Mapping}. */
export interface MappingDraft {
  /** Null until the person has confirmed a column. */
  readonly externalReferenceId: string | null;
  readonly firstName: Source | null;
  readonly middleName: Source | null;
  readonly lastName: Source | null;
  readonly phoneNumber: string | null;
  readonly emailAddress: string | null;
  readonly tags: readonly DraftTag[];
  /** Decisions about single tags, made in the check. */
  readonly tagFixes: Mapping['tagFixes'];
  readonly properties: readonly DraftProperty[];
  readonly phone: Mapping['phone'];
  /** Null: follows from the columns (as a phone, where both read the same one). */
  readonly referenceId: 'as-phone' | 'as-is' | null;
  readonly duplicates: DuplicatePolicy;
  readonly filters: readonly DraftFilter[];
  readonly filterConflicts: Mapping['filterConflicts'];
  readonly raggedRows: Mapping['raggedRows'];
}

/** What keeps a draft from being a mapping, or a part of it from being sent. The words are in the locale. */
export interface DraftProblem {
  readonly code:
    | 'reference'
    | 'tag'
    | 'property'
    | 'property_twice'
    | 'date_format'
    | 'undecided'
    | 'filter'
    | 'missing_column'
    | 'omit_on_reference'
    | 'invalid';
  /** The property, column or message that it is about. */
  readonly name: string;
  /** True where nothing can be checked before it is solved. */
  readonly blocks: boolean;
}

let counter = 0;
/** A key for a new tag, property or filter: unique in this window. */
export const newKey = (): string => {
  counter += 1;
  return `k${counter}`;
};

/** A column that no file has: the NUL sign can't come out of the parser. */
export const inventedColumn = '\u0000id';

const columnOf = (source: { readonly column: string } | null): string | null => source?.column ?? null;

/** The rule for the reference ID that follows from the columns when nothing else is chosen. */
export const referenceRuleOf = (
  draft: Pick<MappingDraft, 'externalReferenceId' | 'phoneNumber' | 'referenceId'>,
): 'as-phone' | 'as-is' =>
  draft.referenceId ??
  (draft.externalReferenceId !== null && draft.externalReferenceId === draft.phoneNumber
    ? 'as-phone'
    : 'as-is');

/** A saved mapping as a draft. */
export function draftFromMapping(mapping: Mapping): MappingDraft {
  const reference = mapping.externalReferenceId.column;
  const phoneNumber = columnOf(mapping.phoneNumber);
  const usual = reference === phoneNumber ? 'as-phone' : 'as-is';
  return {
    externalReferenceId: reference,
    firstName: mapping.firstName,
    middleName: mapping.middleName,
    lastName: mapping.lastName,
    phoneNumber,
    emailAddress: columnOf(mapping.emailAddress),
    tags: mapping.tags.map((tag) =>
      'constant' in tag
        ? { key: newKey(), kind: 'constant', value: tag.constant, separator: null }
        : { key: newKey(), kind: 'column', value: tag.column, separator: tag.separator },
    ),
    tagFixes: mapping.tagFixes,
    properties: mapping.customProperties.map((property) => ({
      key: newKey(),
      technicalName: property.technicalName,
      type: property.type,
      ...('constant' in property.source
        ? { kind: 'constant' as const, value: property.source.constant }
        : { kind: 'column' as const, value: property.source.column }),
      decimal: property.type === 'number' ? (property.decimal ?? null) : null,
      format: property.type === 'date' ? property.format : null,
      undecided: false,
    })),
    phone: mapping.phone,
    referenceId: mapping.referenceId === usual ? null : mapping.referenceId,
    duplicates: mapping.duplicates,
    filters: mapping.onlyRowsWhere.map((filter) => ({
      key: newKey(),
      column: filter.column,
      values: filter.in,
    })),
    filterConflicts: mapping.filterConflicts,
    raggedRows: mapping.raggedRows,
  };
}

/** The columns that a draft reads. */
export function columnsInUse(draft: MappingDraft): Set<string> {
  const names = new Set<string>();
  for (const column of [
    draft.externalReferenceId,
    draft.phoneNumber,
    draft.emailAddress,
    draft.phone.countryColumn,
  ])
    if (column !== null) names.add(column);
  for (const source of [draft.firstName, draft.middleName, draft.lastName])
    if (source && 'column' in source) names.add(source.column);
  for (const { kind, value } of [...draft.tags, ...draft.properties]) if (kind === 'column') names.add(value);
  for (const { column } of draft.filters) names.add(column);
  return names;
}

/** A proposal as a draft: its reference ID is left open for the person to choose, or to confirm. */
export const draftFromProposal = (fields: ProposedFields): MappingDraft => ({
  ...draftFromMapping(
    // The rule for the ID must not follow from the column that stands in for it.
    mappingSchema.parse({ version: 1, externalReferenceId: { column: inventedColumn }, ...fields }),
  ),
  externalReferenceId: null,
});

/** A draft with nothing mapped. */
export const emptyDraft = (): MappingDraft => draftFromProposal({});

/** Whether a date property's format can be read; while it is being typed, it often can't. */
export const formatIsFine = (property: DraftProperty): boolean =>
  property.type !== 'date' || !property.format?.trim() || compileDateFormat(property.format.trim()) !== null;

const propertyComplete = (property: DraftProperty): boolean =>
  property.technicalName.trim() !== '' && property.value.trim() !== '';

function propertyOf(property: DraftProperty): CustomPropertyMapping {
  const source = property.kind === 'constant' ? { constant: property.value } : { column: property.value };
  const base = { technicalName: property.technicalName.trim(), source };
  switch (property.type) {
    case 'string':
      return { ...base, type: 'string' };
    case 'number':
      return { ...base, type: 'number', ...(property.decimal ? { decimal: property.decimal } : {}) };
    case 'date':
      return { ...base, type: 'date', format: property.format?.trim() || null };
  }
}

const named = (column: string | null): { column: string } | null => (column === null ? null : { column });

/** A name that is the same for everybody and still being typed is not sent. */
const finishedSource = (source: Source | null): Source | null =>
  source && 'constant' in source && source.constant.trim() === '' ? null : source;

/**
 * Makes the mapping that a draft stands for. Parts that are incomplete are left out and named as problems.
 * @param columns of the file
 * @returns the mapping, null where a problem blocks it
 */
export function mappingFromDraft(
  draft: MappingDraft,
  columns: readonly string[],
): { readonly mapping: Mapping | null; readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const note = (code: DraftProblem['code'], blocks: boolean, name = ''): void => {
    problems.push({ code, blocks, name });
  };
  if (draft.externalReferenceId === null) note('reference', true);
  for (const tag of draft.tags) if (tag.value.trim() === '') note('tag', false);
  for (const property of draft.properties)
    if (!propertyComplete(property)) note('property', false, property.technicalName.trim());
  for (const property of draft.properties)
    if (!formatIsFine(property)) note('date_format', true, property.format ?? '');
  for (const property of draft.properties)
    if (property.undecided && propertyComplete(property))
      note('undecided', true, property.technicalName.trim());
  for (const filter of draft.filters)
    if (filter.column === '' || filter.values.length === 0) note('filter', true, filter.column);
  const properties = draft.properties.filter(propertyComplete);
  const names = properties.map((property) => property.technicalName.trim());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) note('property_twice', true, twice);
  if (draft.phone.invalid === 'omit' && referenceRuleOf(draft) === 'as-phone')
    note('omit_on_reference', true);

  // What follows parses the whole: a part that is known to be wrong must not hide behind it.
  if (problems.some(({ blocks }) => blocks)) return { mapping: null, problems };
  if (draft.externalReferenceId === null) return { mapping: null, problems };
  const input: MappingInput = {
    version: 1,
    externalReferenceId: { column: draft.externalReferenceId },
    firstName: finishedSource(draft.firstName),
    middleName: finishedSource(draft.middleName),
    lastName: finishedSource(draft.lastName),
    phoneNumber: named(draft.phoneNumber),
    emailAddress: named(draft.emailAddress),
    tagFixes: draft.tagFixes,
    tags: draft.tags
      .filter((tag) => tag.value.trim() !== '')
      .map((tag) =>
        tag.kind === 'constant'
          ? { constant: tag.value.trim() }
          : { column: tag.value, separator: tag.separator },
      ),
    customProperties: properties.map(propertyOf),
    phone: draft.phone,
    referenceId: referenceRuleOf(draft),
    duplicates: draft.duplicates,
    onlyRowsWhere: draft.filters
      .filter((filter) => filter.column !== '' && filter.values.length > 0)
      .map((filter) => ({ column: filter.column, in: [...filter.values] })),
    filterConflicts: draft.filterConflicts,
    raggedRows: draft.raggedRows,
  };
  const parsed = mappingSchema.safeParse(input);
  if (!parsed.success) {
    note('invalid', true, parsed.error.issues[0]?.message ?? '');
    return { mapping: null, problems };
  }
  for (const column of missingColumns(parsed.data, columns)) note('missing_column', true, column);
  return { mapping: problems.some((problem) => problem.blocks) ? null : parsed.data, problems };
}
