/**
 * The tags and technical names that are known to exist in a connection. Hello Charles leaves unknown ones out
 * without a word, so they are looked at before anything is sent. Pure: the check and the window call it.
 */
import * as z from 'zod';
import type { Finding } from './findings.ts';
import type { CustomPropertyMapping } from './mapping.ts';

/** Types of custom properties: charles' own four, and its text with a date's input. */
export const cataloguePropertyTypes = ['string', 'number', 'date', 'boolean', 'object'] as const;
export type CataloguePropertyType = (typeof cataloguePropertyTypes)[number];

const name = z.string().trim().min(1).max(255);
export const cataloguePropertySchema = z.strictObject({
  technicalName: name,
  /** Null where a list named the property without its type. */
  type: z.enum(cataloguePropertyTypes).nullable(),
});
export type CatalogueProperty = z.infer<typeof cataloguePropertySchema>;

/** Most entries of a list. A workspace has hundreds at most. */
const mostEntries = 20_000;

export const catalogueSchema = z.strictObject({
  /** Null: it isn't known which tags exist, so none is called unknown. */
  tags: z.array(name).max(mostEntries).nullable(),
  properties: z.array(cataloguePropertySchema).max(mostEntries).nullable(),
});
/** What is known to exist in a connection. */
export type CatalogueLists = z.infer<typeof catalogueSchema>;

/** A catalogue with where it comes from. */
export interface Catalogue extends CatalogueLists {
  /** `api`: read from Hello Charles; `list`: typed, pasted or read from a file. */
  readonly source: 'api' | 'list';
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/**
 * Tags from a typed or pasted text: one a line, in quotes or not. The header of an exported list (`tag`, `label`,
 * `name`) is left out.
 * @returns each tag once, in their order
 */
export function parseTagList(text: string): string[] {
  const tags = linesOf(text).map(unquote);
  const first = tags[0]?.toLowerCase() ?? '';
  const body = tags.length > 1 && ['tag', 'tags', 'label', 'name'].includes(first) ? tags.slice(1) : tags;
  return [...new Set(body.filter((tag) => tag !== ''))].slice(0, mostEntries);
}

/**
 * Properties from a typed or pasted text: a technical name a line, and its type after a comma, semicolon, tab or
 * colon where it is known (`orders; number`).
 */
export function parsePropertyList(text: string): CatalogueProperty[] {
  const found = new Map<string, CatalogueProperty>();
  for (const [index, line] of linesOf(text).entries()) {
    const [first = '', second = ''] = line.split(/[,;\t:]/).map(unquote);
    const isHeader = index === 0 && /^(?:name|technical[ _]?name|property)$/i.test(first);
    if (first === '' || isHeader) continue;
    found.set(first, { technicalName: first, type: propertyType(second) });
  }
  return [...found.values()].slice(0, mostEntries);
}

const typeWords: Readonly<Record<string, CataloguePropertyType>> = {
  string: 'string',
  text: 'string',
  number: 'number',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  date: 'date',
  datetime: 'date',
  boolean: 'boolean',
  bool: 'boolean',
  object: 'object',
};

/** A property's type from the words that people and APIs use for it; null for any other. */
export function propertyType(word: string): CataloguePropertyType | null {
  const key = word.trim().toLowerCase();
  return Object.hasOwn(typeWords, key) ? (typeWords[key] ?? null) : null;
}

/** What two tags have in common that differ by case or spaces only. */
export const tagKey = (tag: string): string =>
  tag.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();

/** The known tags, ready to look tags up. Made once for a check, asked for every tag. */
export interface TagIndex {
  /**
   * What is to say of a tag: `tag.near_duplicate` (with the known spelling in `params.known`), `tag.unknown`, or null for
   * a known one, and for any where the tags aren't known.
   */
  judge(tag: string): Finding<'tag.unknown' | 'tag.near_duplicate'> | null;
}

export function createTagIndex(catalogue: CatalogueLists | null): TagIndex {
  const tags = catalogue?.tags ?? null;
  if (tags === null) return { judge: () => null };
  const known = new Set(tags);
  const byKey = new Map(tags.map((tag) => [tagKey(tag), tag]));
  return {
    judge(tag) {
      if (known.has(tag)) return null;
      const near = byKey.get(tagKey(tag));
      return near === undefined
        ? { code: 'tag.unknown', severity: 'warned', field: 'tags', before: tag }
        : {
            code: 'tag.near_duplicate',
            severity: 'warned',
            field: 'tags',
            before: tag,
            params: { known: near },
          };
    },
  };
}

/** Tags of an audience that differ from one another by case or spaces only, whatever the catalogue says. */
export function nearDuplicateTags(tags: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const tag of tags) groups.set(tagKey(tag), [...(groups.get(tagKey(tag)) ?? []), tag]);
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * What is to say of the custom properties of a mapping: one finding for each that doesn't exist in the connection
 * (`property.unknown`) or has another type there (`property.wrong_type`). They hold for every row that has a value.
 */
export function judgeProperties(
  properties: readonly Pick<CustomPropertyMapping, 'technicalName' | 'type'>[],
  catalogue: CatalogueLists | null,
): Finding<'property.unknown' | 'property.wrong_type'>[] {
  const known = catalogue?.properties ?? null;
  if (known === null) return [];
  const byName = new Map(known.map((property) => [property.technicalName, property]));
  return properties.flatMap(
    ({ technicalName, type }): Finding<'property.unknown' | 'property.wrong_type'>[] => {
      const field = `customProperties.${technicalName}`;
      const there = byName.get(technicalName);
      if (!there) return [{ code: 'property.unknown', severity: 'warned', field, params: { technicalName } }];
      if (there.type === null || there.type === type) return [];
      const params = { technicalName, expected: there.type, type };
      return [{ code: 'property.wrong_type', severity: 'warned', field, params }];
    },
  );
}

const linesOf = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function unquote(text: string): string {
  const trimmed = text.trim();
  const inner = /^"(.*)"$/s.exec(trimmed)?.[1];
  return inner === undefined ? trimmed : inner.replaceAll('""', '"').trim();
}
