import { type ColumnFacts, factsOf, guessField, shareFor } from './headers/column-facts.ts';
import { type HeaderReading, readHeader } from './headers/read-header.ts';
import { type Mapping, type MappingInput, mappingSchema } from './mapping.ts';
import { type MatchedField, yesWords } from './synonyms.ts';
import { trimCell } from './values/text.ts';

/** How sure a proposal is: `high` where name and data agree, `low` where only one of them speaks for it. */
export type Confidence = 'high' | 'medium' | 'low';

/** One proposed column, and why. */
export interface Match {
  readonly field: MatchedField;
  readonly column: string;
  readonly confidence: Confidence;
  /** `name`: the header names the field; `data`: the cells look like it. */
  readonly because: readonly ('name' | 'data')[];
  /** Share of the non-empty sample cells that look like the field, from 0 to 1; null where data can't tell. */
  readonly share: number | null;
  /** Other columns that the field could be taken from, the best first: the landline beside the mobile. */
  readonly others: readonly string[];
}

/** What a mapping can begin with: every field but the reference ID. */
export type ProposedFields = Omit<MappingInput, 'version' | 'externalReferenceId'>;

/** What to start from. The person confirms it; the reference ID is never decided by a guess alone. */
export interface Proposal {
  /** In the order of the columns. */
  readonly matches: readonly Match[];
  readonly fields: ProposedFields;
  /**
   * The column that could be the reference ID: the phone's, which is the usual one, else one whose name says so.
   * `isGuess`: only its cells speak for it, so it must not be confirmed blindly. Null: the person must choose.
   */
  readonly reference: { readonly column: string; readonly isGuess: boolean } | null;
}

/** A column whose cells contradict its name (`Phone`, with order numbers in it) is no match below this share. */
const contradicted = 0.3;
const confirmed = 0.6;

interface Candidate extends Omit<Match, 'others'> {
  readonly index: number;
  readonly score: number;
}

/**
 * Proposes columns from their names, confirmed or contradicted by the data.
 * @param columns names in file order
 * @param sampleRows the cells of some rows (100 or so are plenty)
 */
export function proposeMapping(
  columns: readonly string[],
  sampleRows: readonly (readonly string[])[],
): Proposal {
  const facts = columns.map((_, index) => factsOf(index, sampleRows));
  const candidates = columns.flatMap((column, index) => {
    const fact = facts[index];
    return (fact && candidateOf(column, index, readHeader(column), fact)) ?? [];
  });
  candidates.push(...bareNames(columns, facts, candidates));
  candidates.sort((a, b) => b.score - a.score || a.index - b.index);
  const best = new Map<MatchedField, Match>();
  for (const { score: _, index: __, ...candidate } of candidates) {
    const { field, column } = candidate;
    const others = candidates.filter((each) => each.field === field && each.column !== column);
    if (!best.has(field)) best.set(field, { ...candidate, others: others.map((each) => each.column) });
  }
  const matches = [...best.values()].sort((a, b) => columns.indexOf(a.column) - columns.indexOf(b.column));
  const tags = best.get('tags')?.column;
  return {
    matches,
    fields: fieldsOf(best, tags === undefined ? [] : (facts[columns.indexOf(tags)]?.cells ?? [])),
    reference: referenceOf(best),
  };
}

/** The proposal as a mapping; null where no column can be the reference ID. */
export function proposedMapping({ fields, reference }: Proposal): Mapping | null {
  if (!reference) return null;
  const parsed = mappingSchema.safeParse({
    version: 1,
    externalReferenceId: { column: reference.column },
    ...fields,
  });
  return parsed.success ? parsed.data : null;
}

/** What a column can be by its name, or by its cells where its name says nothing; null where it is no field. */
function candidateOf(
  column: string,
  index: number,
  reading: HeaderReading,
  facts: ColumnFacts,
): Candidate | null {
  if (reading.kind === 'unknown') {
    const guess = guessField(facts);
    return (
      guess && { ...guess, column, index, confidence: 'low', because: ['data'], score: guess.share / 2 - 1 }
    );
  }
  if (reading.kind !== 'field') return null;
  const { field, rank, sure } = reading;
  const share = shareFor(field, facts);
  if (share !== null && share < contradicted) return null;
  const isConfirmed = share !== null && share >= confirmed;
  return {
    field,
    column,
    index,
    confidence: isConfirmed ? (sure ? 'high' : 'medium') : sure ? 'medium' : 'low',
    because: share === null ? ['name'] : ['name', 'data'],
    share,
    // A column without a single value is the last choice, whatever it is called.
    score: rank + 0.3 * (share ?? 0.5) + 0.1 * facts.filled - (facts.cells.length === 0 ? 1 : 0),
  };
}

/** `Vorname; Name`: beside a first name, and without a last name, a plain name is the last one. */
function bareNames(
  columns: readonly string[],
  facts: readonly ColumnFacts[],
  candidates: readonly Candidate[],
): Candidate[] {
  const has = (field: MatchedField): boolean => candidates.some((each) => each.field === field);
  if (!has('firstName') || has('lastName')) return [];
  return columns.flatMap((column, index) => {
    const fact = facts[index];
    if (!fact || readHeader(column).kind !== 'name') return [];
    return (
      candidateOf(column, index, { kind: 'field', field: 'lastName', rank: 0.5, sure: false }, fact) ?? []
    );
  });
}

function fieldsOf(best: ReadonlyMap<MatchedField, Match>, tagCells: readonly string[]): ProposedFields {
  const source = (field: MatchedField): { column: string } | null => {
    const column = best.get(field)?.column;
    return column === undefined ? null : { column };
  };
  const tags = source('tags');
  return {
    firstName: source('firstName'),
    middleName: source('middleName'),
    lastName: source('lastName'),
    phoneNumber: source('phoneNumber'),
    emailAddress: source('emailAddress'),
    tags: tags ? [{ ...tags, separator: tagSeparator(tagCells) }] : [],
    phone: { countryColumn: best.get('country')?.column ?? null },
  };
}

/** "Usually the phone number" (the vendor's help article): proposed wherever there is one. */
function referenceOf(best: ReadonlyMap<MatchedField, Match>): Proposal['reference'] {
  const isGuess = ({ because }: Match): boolean => !because.includes('name');
  const phone = best.get('phoneNumber');
  const named = best.get('externalReferenceId');
  const match = phone && named && isGuess(phone) ? named : (phone ?? named);
  return match ? { column: match.column, isGuess: isGuess(match) } : null;
}

/** The sign that separates tags in these cells; null where none does. */
export function tagSeparator(cells: readonly string[]): string | null {
  const signs = [':::', ';', '|', ','];
  const counted = signs.map((sign) => ({ sign, cells: cells.filter((cell) => cell.includes(sign)).length }));
  counted.sort((a, b) => b.cells - a.cells);
  const best = counted[0];
  return best && best.cells > 0 ? best.sign : null;
}

/** The answers of a consent column that mean yes, as they stand in the sample, each once. */
export function consentValues(cells: readonly string[]): string[] {
  return [...new Set(cells.map((cell) => trimCell(cell).toLowerCase()).filter((cell) => yesWords.has(cell)))];
}
