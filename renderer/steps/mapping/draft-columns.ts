import { columnsAfter, type ReadColumns } from '../../../shared/carry-mapping.ts';
import type { Source } from '../../../shared/mapping.ts';
import { columnsInUse, type DraftProperty, type DraftTag, type MappingDraft } from './draft.ts';

/**
 * A draft with its columns under other names.
 * @param nameOf the name of a column now; null takes what it feeds out of the draft
 */
export function withColumns(draft: MappingDraft, nameOf: (column: string) => string | null): MappingDraft {
  const named = (column: string | null): string | null => (column === null ? null : nameOf(column));
  const source = (from: Source | null): Source | null => {
    if (!from || 'constant' in from) return from;
    const column = nameOf(from.column);
    return column === null ? null : { column };
  };
  const listed = <Item extends DraftTag | DraftProperty>(items: readonly Item[]): Item[] =>
    items.flatMap((item) => {
      if (item.kind === 'constant' || item.value === '') return [item];
      const value = nameOf(item.value);
      return value === null ? [] : [{ ...item, value }];
    });
  return {
    ...draft,
    externalReferenceId: named(draft.externalReferenceId),
    firstName: source(draft.firstName),
    middleName: source(draft.middleName),
    lastName: source(draft.lastName),
    phoneNumber: named(draft.phoneNumber),
    emailAddress: named(draft.emailAddress),
    tags: listed(draft.tags),
    properties: listed(draft.properties),
    phone: { ...draft.phone, countryColumn: named(draft.phone.countryColumn) },
    filters: draft.filters.flatMap((filter) => {
      const column = filter.column === '' ? '' : nameOf(filter.column);
      return column === null ? [] : [{ ...filter, column }];
    }),
  };
}

/**
 * A draft for the same file, read again. Null where it reads columns that are gone, or none at all: what was proposed
 * for the wrong columns must not stand in the way of the right ones.
 */
export function carryDraft(
  draft: MappingDraft,
  before: ReadColumns,
  after: ReadColumns,
): MappingDraft | null {
  const nameAfter = columnsAfter(before, after);
  const used = [...columnsInUse(draft)].filter((column) => column !== '');
  const isWhole = used.length > 0 && used.every((column) => nameAfter(column) !== null);
  return isWhole ? withColumns(draft, nameAfter) : null;
}
