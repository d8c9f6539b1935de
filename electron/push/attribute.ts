import * as z from 'zod';
import type { WireContact } from '../../shared/contact.ts';

/** What an answer says of one contact of a request. */
export interface ContactResult {
  /** Position within the request, from 0. */
  readonly index: number;
  readonly accepted: boolean;
  readonly status: number | null;
  readonly message: string | null;
}

const text = z.union([z.string(), z.number()]).transform(String);
const reference = z.string().or(z.number().transform(String));

/** One entry of a list of results or errors, in any of the forms that peers use. */
const entrySchema = z.looseObject({
  external_reference_id: reference.optional(),
  contact_id: reference.optional(),
  id: reference.optional(),
  batch_index: z.int().optional(),
  index: z.int().optional(),
  code: z.union([z.int(), z.string()]).optional(),
  status: z.union([z.int(), z.string()]).optional(),
  success: z.boolean().optional(),
  message: text.nullish(),
  description: text.nullish(),
  detail: text.nullish(),
  reason: text.nullish(),
  title: text.nullish(),
  errors: z.array(z.union([z.string(), z.looseObject({ message: text.nullish() })])).nullish(),
  error_key: z.string().optional(),
  source: z.looseObject({ pointer: z.string().optional() }).optional(),
  context: z.looseObject({ id: z.array(reference).optional() }).optional(),
});
type Entry = z.infer<typeof entrySchema>;

const list = z.array(z.unknown());
const bodySchema = z.looseObject({
  items: list.optional(),
  results: list.optional(),
  data: list.optional(),
  errors: list.optional(),
});

/**
 * What a 2xx answer says of each contact, in any of the forms that are known of peers. Every attribution is
 * verified (lengths, unknown and repeated IDs) before anything follows from it.
 * @returns a result for each contact that the answer settles; null where it says nothing that can be trusted
 */
export function attributeResults(
  body: unknown,
  sent: readonly WireContact[],
): readonly ContactResult[] | null {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return null;
  const { items, results, data, errors } = parsed.data;
  const full = items ?? results;
  const listed = errors ? parseEntries(errors) : [];
  if (listed === null) return null;
  if (full) {
    const entries = parseEntries(full);
    const settled = entries && fromFullList(entries, sent);
    if (settled) return withErrors(settled, listed, sent);
    // HubSpot's form: the good ones under `results`, the bad ones only under `errors`.
    if (listed.length > 0) return fromPartition(entries ?? [], listed, sent);
    return null;
  }
  if (data) {
    if (data.length + listed.length === 0) return null;
    // Two lists side by side: a contact in neither of them isn't settled.
    const entries = parseEntries(data);
    return entries && fromPartition(entries, listed, sent);
  }
  return listed.length > 0 ? fromErrorList(listed, sent) : null;
}

/** The contacts that a refusal of the whole request names, by position; null where it names none. */
export function namedContacts(body: unknown, sent: readonly WireContact[]): readonly number[] | null {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return null;
  const own = entrySchema.safeParse(body);
  const entries = [...(parseEntries(parsed.data.errors ?? []) ?? []), ...(own.success ? [own.data] : [])];
  const named = new Set<number>();
  for (const entry of entries) {
    for (const index of indexesOf(entry, sent) ?? []) if (index < sent.length) named.add(index);
  }
  return named.size > 0 ? [...named].sort((a, b) => a - b) : null;
}

/** The first words of an answer that explain it: for the person, as the API said them. */
export function messageOf(body: unknown): string | null {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return null;
  const own = entrySchema.safeParse(body);
  const entries = [...(parseEntries(parsed.data.errors ?? []) ?? []), ...(own.success ? [own.data] : [])];
  for (const entry of entries) {
    const words = wordsOf(entry);
    if (words !== null) return words;
  }
  return null;
}

function parseEntries(values: readonly unknown[]): Entry[] | null {
  const entries: Entry[] = [];
  for (const value of values) {
    const parsed = entrySchema.safeParse(value);
    if (!parsed.success) return null;
    entries.push(parsed.data);
  }
  return entries;
}

/** A list with an entry for every contact: by ID where all carry one, else by position if the length is right. */
function fromFullList(entries: readonly Entry[], sent: readonly WireContact[]): ContactResult[] | null {
  if (entries.length !== sent.length) return null;
  const verdictsKnown = entries.every((entry) => acceptedBy(entry) !== null);
  if (!verdictsKnown) return null;
  const identified = entries.map((entry) => referenceOf(entry));
  const results: ContactResult[] = [];
  const seen = new Set<number>();
  const byId = positions(sent);
  for (const [position, entry] of entries.entries()) {
    const id = identified[position];
    const index = id === null || id === undefined ? position : byId.get(id);
    // An entry without an ID stands at its own place; one with another contact's ID there can't be trusted.
    if (index === undefined || seen.has(index)) return null;
    seen.add(index);
    results.push(resultOf(index, acceptedBy(entry) === true, entry));
  }
  return results;
}

/** Good ones in one list, bad ones in the other: settled where together they name every contact once. */
function fromPartition(
  good: readonly Entry[],
  bad: readonly Entry[],
  sent: readonly WireContact[],
): ContactResult[] | null {
  const byId = positions(sent);
  const results = new Map<number, ContactResult>();
  for (const entry of good) {
    const id = referenceOf(entry);
    const index = id === null ? undefined : byId.get(id);
    if (index === undefined || results.has(index)) return null;
    results.set(index, resultOf(index, true, { ...entry, message: null }));
  }
  for (const entry of bad) {
    const indexes = indexesOf(entry, sent);
    if (!indexes || indexes.some((index) => index >= sent.length || results.has(index))) return null;
    for (const index of indexes) results.set(index, resultOf(index, false, entry));
  }
  return [...results.values()];
}

/** Only errors are listed: what isn't listed succeeded, if every entry could be attributed. */
function fromErrorList(entries: readonly Entry[], sent: readonly WireContact[]): ContactResult[] | null {
  const refused = new Map<number, Entry>();
  for (const entry of entries) {
    const indexes = indexesOf(entry, sent);
    if (!indexes || indexes.some((index) => index >= sent.length)) return null;
    for (const index of indexes) refused.set(index, entry);
  }
  return sent.map((_, index) => {
    const entry = refused.get(index);
    return entry ? resultOf(index, false, entry) : { index, accepted: true, status: null, message: null };
  });
}

/** Messages that stand beside a full list of results, put with the contacts that they name. */
function withErrors(
  results: readonly ContactResult[],
  errors: readonly Entry[],
  sent: readonly WireContact[],
): readonly ContactResult[] {
  const messages = new Map<number, string>();
  for (const entry of errors) {
    const words = wordsOf(entry);
    for (const index of indexesOf(entry, sent) ?? []) if (words !== null) messages.set(index, words);
  }
  return results.map((result) =>
    result.accepted || result.message !== null
      ? result
      : { ...result, message: messages.get(result.index) ?? null },
  );
}

/** Positions that an error entry names: by ID, index or path; null where it names none. */
function indexesOf(entry: Entry, sent: readonly WireContact[]): number[] | null {
  const byId = positions(sent);
  const ids = entry.context?.id ?? [referenceOf(entry)].flatMap((id) => id ?? []);
  if (ids.length > 0) {
    const indexes = ids.map((id) => byId.get(id));
    return indexes.every((index) => index !== undefined) ? (indexes as number[]) : null;
  }
  const index = entry.batch_index ?? entry.index;
  if (index !== undefined) return index >= 0 ? [index] : null;
  const path = entry.error_key ?? entry.source?.pointer;
  const match = path === undefined ? null : /^\/?[A-Za-z_]*[[/](\d+)\]?(?:[./]|$)/.exec(path);
  return match ? [Number(match[1])] : null;
}

function positions(sent: readonly WireContact[]): ReadonlyMap<string, number> {
  return new Map(sent.map((contact, index) => [contact.external_reference_id, index]));
}

function referenceOf(entry: Entry): string | null {
  return entry.external_reference_id ?? entry.contact_id ?? null;
}

/** Whether an entry says that its contact was taken; null where it doesn't say. */
function acceptedBy(entry: Entry): boolean | null {
  if (entry.success !== undefined) return entry.success;
  const status = statusOf(entry);
  if (status !== null) return status >= 200 && status < 300;
  return null;
}

function statusOf(entry: Entry): number | null {
  for (const value of [entry.code, entry.status]) {
    const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
    if (number !== undefined && number >= 100 && number < 600) return number;
  }
  return null;
}

function resultOf(index: number, accepted: boolean, entry: Entry): ContactResult {
  return { index, accepted, status: statusOf(entry), message: accepted ? null : wordsOf(entry) };
}

function wordsOf(entry: Entry): string | null {
  const direct = entry.message ?? entry.description ?? entry.detail ?? entry.reason ?? entry.title;
  if (direct) return direct;
  const nested = entry.errors?.flatMap((error) =>
    typeof error === 'string' ? error : (error.message ?? []),
  );
  if (nested && nested.length > 0) return nested.join('; ');
  return entry.error_key ?? null;
}
