import { type MatchedField, type Rung, synonyms } from '../synonyms.ts';
import { besides, elsewhere, lesserWords, plainWords } from './other-words.ts';
import { headerWords } from './tokens.ts';

/** What a header says about its column. */
export type HeaderReading =
  | {
      readonly kind: 'field';
      readonly field: MatchedField;
      /** How good the column is for the field by its name, from 0 to 1; decides between several columns. */
      readonly rank: number;
      /** False where words that nobody knows stand beside the field's name. */
      readonly sure: boolean;
    }
  /** A name without more: of whom or what, only the other columns tell. */
  | { readonly kind: 'name' }
  /** Understood, and none of the fields: `Fax`, `Phone type`, `Parent email`. */
  | { readonly kind: 'other' }
  /** It says nothing: `Column 7`, `XKP`. */
  | { readonly kind: 'unknown' };

/** What a word or phrase does to one field. */
type Role =
  | { readonly is: 'name'; readonly rung: Rung }
  | { readonly is: 'elsewhere' | 'plain' | 'unknown' }
  | { readonly is: 'lesser'; readonly by: number };

const fields = Object.keys(synonyms) as MatchedField[];
const rungs = new Map(
  fields.map((field) => [
    field,
    new Map(synonyms[field].flatMap((rung) => rung.words.map((word) => [word, rung] as const))),
  ]),
);
const besideWords = new Map(
  fields.map((field) => [
    field,
    { elsewhere: new Set(besides[field].elsewhere), fine: new Set(besides[field].fine) },
  ]),
);
const elsewhereWords = new Set(elsewhere);
const plain = new Set(plainWords);
const lesser = new Map(lesserWords.flatMap(({ by, words }) => words.map((word) => [word, by] as const)));
const nameWords: ReadonlySet<string> = new Set(['name', 'names', 'namen', 'naam']);

const phrases: ReadonlySet<string> = new Set([
  ...[...rungs.values()].flatMap((words) => [...words.keys()]),
  ...fields.flatMap((field) => [...besides[field].elsewhere, ...besides[field].fine]),
  ...elsewhere,
  ...lesser.keys(),
  ...plainWords,
  ...nameWords,
]);
const words: ReadonlySet<string> = new Set([...phrases].flatMap((phrase) => phrase.split(' ')));
const longestPhrase = Math.max(...[...phrases].map((phrase) => phrase.split(' ').length));

/** What a word takes off the rank: of two columns, the one with the plainer name is the better one. */
const cost = { plain: 0.01, unknown: 0.12, furtherNumber: 0.25 };
const leastRank = 0.2;
/** Phone and e-mail are confirmed by their data, so they may have more company: questions of forms, names of shops. */
const mostUnknown: Partial<Record<MatchedField, number>> = { phoneNumber: 2, emailAddress: 2 };

/** Reads the name of a column: by its words, whatever stands before, after or between them. */
export function readHeader(header: string): HeaderReading {
  const parts = partsOf(header);
  let best: (HeaderReading & { kind: 'field' }) | null = null;
  for (const field of fields) {
    const reading = readAs(field, parts);
    if (reading && (best === null || reading.rank > best.rank)) best = reading;
  }
  if (best) return best;
  const telling = parts.filter((part) => !plain.has(part) && !/^\d+$/.test(part));
  if (telling.length === 1 && nameWords.has(telling[0] ?? '')) return { kind: 'name' };
  // `Order number` is a number, and nobody's phone.
  const isUnderstood = parts.some(
    (part) =>
      elsewhereWords.has(part) ||
      besideWords.get('externalReferenceId')?.elsewhere.has(part) ||
      fields.some((field) => rungs.get(field)?.has(part)),
  );
  return { kind: isUnderstood ? 'other' : 'unknown' };
}

/** The header in the longest words and phrases that are known. */
function partsOf(header: string): string[] {
  const rest = headerWords(header, (word) => words.has(word));
  const parts: string[] = [];
  while (rest.length > 0) {
    let length = Math.min(longestPhrase, rest.length);
    while (length > 1 && !phrases.has(rest.slice(0, length).join(' '))) length -= 1;
    parts.push(rest.splice(0, length).join(' '));
  }
  return parts;
}

function readAs(field: MatchedField, parts: readonly string[]): (HeaderReading & { kind: 'field' }) | null {
  const named: Rung[] = [];
  let off = 0;
  let unknown = 0;
  for (const part of parts) {
    const role = roleOf(part, field);
    if (role.is === 'elsewhere') return null;
    if (role.is === 'name') named.push(role.rung);
    else if (role.is === 'lesser') off += role.by;
    else off += cost[role.is];
    if (role.is === 'unknown') unknown += 1;
  }
  if (named.length === 0 || unknown > (mostUnknown[field] ?? 1)) return null;
  if (unknown > 0 && named.every(({ alone }) => alone)) return null;
  if (parts.length > 1 && named.every(({ whole }) => whole)) return null;
  const caps = named.filter((rung) => rung.caps);
  const ranks = (caps.length > 0 ? caps : named).map(({ rank }) => rank);
  const rank = Math.max(...ranks) - off + companyOf(field, parts);
  return rank < leastRank ? null : { kind: 'field', field, rank: Math.min(1, rank), sure: unknown === 0 };
}

/** What words of other fields that may stand here add: consent to WhatsApp is better than any other. */
function companyOf(field: MatchedField, parts: readonly string[]): number {
  const ranks = besides[field].fields.flatMap((other) =>
    parts.map((part) => rungs.get(other)?.get(part)?.rank ?? 0),
  );
  return Math.max(0, ...ranks) / 5;
}

function roleOf(part: string, field: MatchedField): Role {
  const rung = rungs.get(field)?.get(part);
  if (rung) return { is: 'name', rung };
  const beside = besideWords.get(field);
  if (beside?.elsewhere.has(part)) return { is: 'elsewhere' };
  if (beside?.fine.has(part)) return { is: 'plain' };
  const other = fields.find((each) => rungs.get(each)?.has(part));
  if (other) return { is: besides[field].fields.includes(other) ? 'plain' : 'elsewhere' };
  if (elsewhereWords.has(part)) return { is: 'elsewhere' };
  const by = lesser.get(part);
  if (by !== undefined) return { is: 'lesser', by };
  if (plain.has(part) || part === '0' || part === '1') return { is: 'plain' };
  return /^\d$/.test(part) ? { is: 'lesser', by: cost.furtherNumber } : { is: 'unknown' };
}
