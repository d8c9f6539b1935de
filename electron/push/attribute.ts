import { type Entry, isFields, listOf, readEntries, readEntry } from './answer-entries.ts';

/** What an answer says of one contact of a request. */
export interface ContactResult {
  /** Position within the request, from 0. */
  readonly index: number;
  /** `unknown`: it failed there for a reason that isn't in the contact (a 5xx of its own). */
  readonly outcome: 'accepted' | 'rejected' | 'unknown';
  readonly status: number | null;
  readonly message: string | null;
}

/** The request that an answer is about, as far as attribution needs it. */
export interface SentRequest {
  /** Reference IDs in the order of the request; each is there once. */
  readonly ids: readonly string[];
  /** Name of the list of contacts in the body; null where it was a bare array. */
  readonly envelope: string | null;
}

/** Names under which a path may point to the list of contacts; the request's own envelope is another. */
const listNames = new Set(['', 'contacts', 'items', 'data', 'records', 'results', 'batch']);
/** Answers with more entries than this for each contact are not read. */
const entriesPerContact = 20;

/**
 * What a 2xx answer says of each contact, in any of the forms that are known of peers. Every attribution is
 * verified (lengths, unknown and repeated IDs, contradictions) before anything follows from it.
 * @returns a result for each contact that the answer settles; null where it says nothing that can be trusted
 */
export function attributeResults(body: unknown, sent: SentRequest): readonly ContactResult[] | null {
  const lists = readLists(body, sent);
  if (!lists) return null;
  const { full, good, bad } = lists;
  if (full) {
    const settled = fromFullList(full, sent);
    if (settled) return withErrors(settled, bad ?? [], sent);
    // HubSpot's form: the good ones under `results`, the bad ones only under `errors`.
    return bad ? fromPartition(full, bad, lists, sent) : null;
  }
  // Two lists side by side: a contact in neither of them isn't settled.
  if (good)
    return good.length + (bad?.length ?? 0) === 0 ? null : fromPartition(good, bad ?? [], lists, sent);
  return bad && bad.length > 0 ? fromErrorList(bad, lists, sent) : null;
}

/** The contacts that a refusal of the whole request names, by position; null where it names none. */
export function namedContacts(body: unknown, sent: SentRequest): readonly number[] | null {
  const named = new Set<number>();
  for (const entry of complaints(body)) {
    for (const index of indexesOf(entry, sent) ?? []) named.add(index);
  }
  return named.size > 0 ? [...named].sort((a, b) => a - b) : null;
}

/** The first words of an answer that explain it: for the person, as the API said them. */
export function messageOf(body: unknown): string | null {
  return complaints(body).find(({ words }) => words !== null)?.words ?? null;
}

/** What a refusal consists of: its list of errors, then the answer itself. */
function complaints(body: unknown): Entry[] {
  const errors = isFields(body) ? listOf(body.errors).slice(0, 1000) : [];
  return [...errors, body].flatMap((value) => readEntry(value) ?? []);
}

interface Lists {
  /** A list that may hold a result for every contact. */
  readonly full: readonly Entry[] | null;
  /** Contacts as they are now. */
  readonly good: readonly Entry[] | null;
  readonly bad: readonly Entry[] | null;
  /** False where the answer contradicts the conclusion that whatever isn't listed as bad is good. */
  readonly silenceIsGood: boolean;
}

function readLists(body: unknown, { ids, envelope }: SentRequest): Lists | null {
  const most = 1000 + entriesPerContact * ids.length;
  const read = (value: unknown): Entry[] | null | 'broken' => {
    if (!Array.isArray(value)) return null;
    return value.length > most ? 'broken' : (readEntries(value) ?? 'broken');
  };
  const fields = isFields(body) ? body : null;
  if (!fields && !Array.isArray(body)) return null;
  const own = fields && envelope !== null ? fields[envelope] : undefined;
  const data = isFields(fields?.data) ? [fields.data] : (fields?.data ?? own ?? fields?.contacts);
  const full = read(fields ? (fields.items ?? fields.results) : body);
  const good = read(data);
  const bad = read(fields?.errors);
  if (full === 'broken' || good === 'broken' || bad === 'broken') return null;
  const counted = fields?.numErrors;
  const silenceIsGood =
    fields?.success !== false && (counted === undefined || counted === (bad?.length ?? 0));
  return { full, good, bad, silenceIsGood };
}

/** A list with an entry for every contact: by ID where it has one, else by position if the length is right. */
function fromFullList(entries: readonly Entry[], sent: SentRequest): ContactResult[] | null {
  if (entries.length !== sent.ids.length) return null;
  const byId = positions(sent);
  const results: ContactResult[] = [];
  const seen = new Set<number>();
  for (const [position, entry] of entries.entries()) {
    const outcome = outcomeOf(entry);
    if (outcome === null) return null;
    const index = entry.reference === null ? position : byId.get(entry.reference);
    // An entry without an ID stands at its own place; one with another contact's ID there can't be trusted.
    if (index === undefined || seen.has(index)) return null;
    seen.add(index);
    results.push(resultOf(index, outcome, entry));
  }
  return results;
}

/** Good ones in one list, bad ones in the other. Whoever is in neither isn't settled. */
function fromPartition(
  good: readonly Entry[],
  bad: readonly Entry[],
  { silenceIsGood }: Lists,
  sent: SentRequest,
): ContactResult[] | null {
  const refused = refusedBy(bad, sent);
  if (!refused) return null;
  const byId = positions(sent);
  const results = new Map(refused);
  if (good.every((entry) => entry.reference === null && outcomeOf(entry) === null)) {
    // The good ones carry no ID of ours: by elimination, if the two lists make up the whole.
    const complete = silenceIsGood && good.length > 0 && good.length + refused.size === sent.ids.length;
    for (const index of complete ? sent.ids.keys() : []) {
      if (!results.has(index)) results.set(index, acceptedAt(index));
    }
    return results.size > 0 ? [...results.values()] : null;
  }
  for (const entry of good) {
    const index = entry.reference === null ? undefined : byId.get(entry.reference);
    if (index === undefined || results.has(index)) return null;
    const verdict = outcomeOf(entry);
    if (verdict === null && (entry.success !== null || entry.status !== null)) return null;
    results.set(index, resultOf(index, verdict ?? 'accepted', entry));
  }
  return [...results.values()];
}

/** Only errors are listed: what isn't listed succeeded, if every entry could be attributed. */
function fromErrorList(
  bad: readonly Entry[],
  { silenceIsGood }: Lists,
  sent: SentRequest,
): ContactResult[] | null {
  const refused = refusedBy(bad, sent);
  if (!refused) return null;
  if (!silenceIsGood) return [...refused.values()];
  return sent.ids.map((_, index) => refused.get(index) ?? acceptedAt(index));
}

/** The contacts that a list of errors names, each once; null if an entry names none. */
function refusedBy(bad: readonly Entry[], sent: SentRequest): Map<number, ContactResult> | null {
  const refused = new Map<number, ContactResult>();
  for (const entry of bad) {
    const indexes = indexesOf(entry, sent);
    if (!indexes) return null;
    const outcome = outcomeOf(entry) === 'unknown' ? 'unknown' : 'rejected';
    // A contact with two errors is refused once, for the first of them.
    for (const index of indexes) if (!refused.has(index)) refused.set(index, resultOf(index, outcome, entry));
  }
  return refused;
}

/** Messages that stand beside a full list of results, put with the contacts that they name. */
function withErrors(
  results: readonly ContactResult[],
  errors: readonly Entry[],
  sent: SentRequest,
): readonly ContactResult[] | null {
  const messages = new Map<number, string>();
  for (const entry of errors) {
    for (const index of indexesOf(entry, sent) ?? []) {
      if (entry.words !== null && !messages.has(index)) messages.set(index, entry.words);
    }
  }
  // Good in one list and bad in the other: neither is believed.
  if (results.some(({ index, outcome }) => outcome === 'accepted' && messages.has(index))) return null;
  return results.map((result) =>
    result.outcome === 'accepted' || result.message !== null
      ? result
      : { ...result, message: messages.get(result.index) ?? null },
  );
}

/** Positions that an error entry names: by ID, index or path. Null where it names none, or one that isn't there. */
function indexesOf(entry: Entry, sent: SentRequest): readonly number[] | null {
  const byId = positions(sent);
  const ids =
    entry.references.length > 0 ? entry.references : entry.reference === null ? [] : [entry.reference];
  if (ids.length > 0) {
    const indexes = ids.flatMap((id) => byId.get(id) ?? []);
    const agrees = entry.index === null || ids.length > 1 || indexes[0] === entry.index;
    return indexes.length === ids.length && agrees ? indexes : null;
  }
  const index = entry.index ?? indexIn(entry.path, sent.envelope);
  return index !== null && index >= 0 && index < sent.ids.length ? [index] : null;
}

/** The position in a path such as `contacts[1].email`, `/contacts/17/phone_numbers/0/value`, `contacts.3.phone`. */
function indexIn(path: string | null, envelope: string | null): number | null {
  const match =
    path === null ? null : /^(?:\$|body)?[./]?([A-Za-z_]*)[[./]*(\d{1,7})\]?(?:[./]|$)/.exec(path);
  if (!match?.[2]) return null;
  const name = match[1] ?? '';
  // `phone_numbers[0]` counts within a contact, and says nothing of which one.
  return listNames.has(name) || name === envelope ? Number(match[2]) : null;
}

const positionCache = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

function positions({ ids }: SentRequest): ReadonlyMap<string, number> {
  let found = positionCache.get(ids);
  if (!found) {
    found = new Map(ids.map((id, index) => [id, index]));
    positionCache.set(ids, found);
  }
  return found;
}

/** What an entry says became of its contact; null where it doesn't say, or contradicts itself. */
function outcomeOf({ success, status }: Entry): ContactResult['outcome'] | null {
  if (status === null) return success === null ? null : success ? 'accepted' : 'rejected';
  const isGood = status >= 200 && status < 300;
  if (success !== null && success !== isGood) return null;
  if (isGood) return 'accepted';
  if (status === 408 || status >= 500) return 'unknown';
  return status >= 400 ? 'rejected' : null;
}

function resultOf(index: number, outcome: ContactResult['outcome'], entry: Entry): ContactResult {
  return { index, outcome, status: entry.status, message: outcome === 'accepted' ? null : entry.words };
}

const acceptedAt = (index: number): ContactResult => ({
  index,
  outcome: 'accepted',
  status: null,
  message: null,
});
