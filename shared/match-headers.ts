import { type Mapping, type MappingInput, mappingSchema } from './mapping.ts';
import { type MatchedField, noWords, synonyms, yesWords } from './synonyms.ts';
import { looksLikeEmail } from './values/email.ts';
import { trimCell } from './values/text.ts';

/** How sure a proposal is: `high` where name and data agree, `low` where only one of them speaks for it. */
export type Confidence = 'high' | 'medium' | 'low';

/** One proposed column, and why. */
export interface Match {
  readonly field: MatchedField;
  readonly column: string;
  readonly confidence: Confidence;
  /** `name`: the header is a known word; `data`: the cells look like it. */
  readonly because: readonly ('name' | 'data')[];
  /** Share of the non-empty sample cells that look like the field, from 0 to 1; null where data can't tell. */
  readonly share: number | null;
}

/** A mapping to start from. The person confirms it; the reference ID is never decided by a guess alone. */
export interface Proposal {
  readonly matches: readonly Match[];
  /** Null where no column can be the reference ID: the person must choose. */
  readonly mapping: Mapping | null;
}

/** A header for comparison: lower case, accents and signs gone, camelCase taken apart. */
export function normaliseHeader(header: string): string {
  return header
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const fieldByName: ReadonlyMap<string, MatchedField> = new Map(
  (Object.keys(synonyms) as MatchedField[]).flatMap((field) =>
    synonyms[field].map((name) => [name, field] as const),
  ),
);

/** Rough outline of a phone cell. Only for telling columns apart; the real check is `checkPhone`. */
const phoneLike = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 16 && /^(?:tel:|whatsapp:)?[\s+()\d\-./'\u00a0]+(?:\.0)?$/i.test(text);
};

const dataTests: Partial<Record<MatchedField, (text: string) => boolean>> = {
  phoneNumber: phoneLike,
  emailAddress: looksLikeEmail,
  consent: (text) => yesWords.has(text.toLowerCase()) || noWords.has(text.toLowerCase()),
};

/** Cells that never are a phone column's, however many digits they have. */
const dateLike = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[ T].*)?$/;

/**
 * Proposes a mapping from the headers, confirmed or contradicted by the data.
 * @param columns names in file order
 * @param sampleRows the cells of some rows (100 or so are plenty)
 */
export function proposeMapping(
  columns: readonly string[],
  sampleRows: readonly (readonly string[])[],
): Proposal {
  const cellsOf = columns.map((_, index) =>
    sampleRows.map((cells) => trimCell(cells[index] ?? '')).filter((text) => text !== ''),
  );
  const shareOf = (field: MatchedField, index: number): number | null => {
    const test = dataTests[field];
    const cells = cellsOf[index] ?? [];
    if (!test || cells.length === 0) return null;
    const fitting = cells.filter((text) => test(text) && !(field === 'phoneNumber' && dateLike.test(text)));
    return fitting.length / cells.length;
  };

  const candidates: (Match & { readonly score: number })[] = [];
  columns.forEach((column, index) => {
    const named = fieldByName.get(normaliseHeader(column));
    if (named) {
      const share = shareOf(named, index);
      // A header that the data contradicts ("Order Number" as a phone) is no match.
      if (share !== null && share < 0.3) return;
      const because = share !== null ? (['name', 'data'] as const) : (['name'] as const);
      const confidence: Confidence = share === null ? 'medium' : share >= 0.6 ? 'high' : 'medium';
      const rank = synonyms[named].indexOf(normaliseHeader(column)) / synonyms[named].length;
      candidates.push({
        field: named,
        column,
        confidence,
        because,
        share,
        score: 2 + (share ?? 0.5) - rank / 2,
      });
      return;
    }
    for (const field of ['emailAddress', 'phoneNumber'] as const) {
      const share = shareOf(field, index);
      const least = field === 'phoneNumber' ? 0.8 : 0.6;
      if (share !== null && share >= least && (cellsOf[index]?.length ?? 0) >= 3) {
        candidates.push({ field, column, confidence: 'low', because: ['data'], share, score: share });
        return;
      }
    }
  });
  candidates.sort((a, b) => b.score - a.score);
  const matches: Match[] = [];
  for (const { score: _, ...match } of candidates) {
    if (!matches.some((each) => each.field === match.field || each.column === match.column))
      matches.push(match);
  }
  matches.sort((a, b) => columns.indexOf(a.column) - columns.indexOf(b.column));
  return { matches, mapping: toMapping(matches, columns, cellsOf) };
}

function toMapping(
  matches: readonly Match[],
  columns: readonly string[],
  cellsOf: readonly (readonly string[])[],
): Mapping | null {
  const columnOf = (field: MatchedField): string | null =>
    matches.find((match) => match.field === field)?.column ?? null;
  const source = (field: MatchedField): { column: string } | null => {
    const column = columnOf(field);
    return column === null ? null : { column };
  };
  const phone = source('phoneNumber');
  // "Usually the phone number" (the vendor's help article): proposed wherever there is one.
  const reference = phone ?? source('externalReferenceId');
  if (!reference) return null;
  const tags = columnOf('tags');
  const input: MappingInput = {
    version: 1,
    externalReferenceId: reference,
    firstName: source('firstName'),
    middleName: source('middleName'),
    lastName: source('lastName'),
    phoneNumber: phone,
    emailAddress: source('emailAddress'),
    tags:
      tags === null ? [] : [{ column: tags, separator: tagSeparator(cellsOf[columns.indexOf(tags)] ?? []) }],
    phone: { countryColumn: columnOf('country') },
  };
  const parsed = mappingSchema.safeParse(input);
  return parsed.success ? parsed.data : null;
}

/** The sign that separates tags in these cells; null where none does. */
export function tagSeparator(cells: readonly string[]): string | null {
  const signs = [';', '|', ','];
  const counted = signs.map((sign) => ({ sign, cells: cells.filter((cell) => cell.includes(sign)).length }));
  counted.sort((a, b) => b.cells - a.cells);
  const best = counted[0];
  return best && best.cells > 0 ? best.sign : null;
}

/** The answers of a consent column that mean yes, as they stand in the sample, each once. */
export function consentValues(cells: readonly string[]): string[] {
  return [...new Set(cells.map((cell) => trimCell(cell).toLowerCase()).filter((cell) => yesWords.has(cell)))];
}
