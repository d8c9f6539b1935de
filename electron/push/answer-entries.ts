/** What an answer may say about one contact. Read by hand: answers are untrusted, and there are a thousand a request. */
export interface Entry {
  /** The reference ID that it names. */
  readonly reference: string | null;
  /** IDs that it names in a list of its own (HubSpot's `context.id`). */
  readonly references: readonly string[];
  /** Position that it names outright. */
  readonly index: number | null;
  /** Where in the request it points: `contacts[1].email`, `/contacts/17/phone_numbers/0`. */
  readonly path: string | null;
  /** HTTP status of its own. */
  readonly status: number | null;
  readonly success: boolean | null;
  /** The API's own words, cleaned and clipped; null where it has none. */
  readonly words: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Longest message that is kept of an answer, in characters. */
const longestMessage = 300;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one entry of a list of results or errors, in any of the forms that peers use; null if it is none. */
export function readEntry(value: unknown): Entry | null {
  if (typeof value === 'string') return { ...emptyEntry, words: cleanMessage(value) };
  if (!isFields(value)) return null;
  const contact = isFields(value.contact) ? value.contact : null;
  return {
    reference:
      textOf(value.external_reference_id) ??
      textOf(value.contact_id) ??
      (contact ? textOf(contact.external_reference_id) : null),
    references: isFields(value.context) ? listOf(value.context.id).flatMap((id) => textOf(id) ?? []) : [],
    index: indexOf(value.batch_index) ?? indexOf(value.index),
    path: pathOf(value),
    status: statusOf(value.code) ?? statusOf(value.status),
    success: typeof value.success === 'boolean' ? value.success : null,
    // Of no use for a contact that was taken.
    words: isTaken(value) ? null : wordsOf(value),
  };
}

const isTaken = ({ success, code, status }: Fields): boolean =>
  success === true || code === 200 || code === 201 || status === 200 || status === 201;

const emptyEntry: Entry = {
  reference: null,
  references: [],
  index: null,
  path: null,
  status: null,
  success: null,
  words: null,
};

/** All entries of a list; null if one of them is none. */
export function readEntries(values: readonly unknown[]): Entry[] | null {
  const entries: Entry[] = [];
  for (const value of values) {
    const entry = readEntry(value);
    if (!entry) return null;
    entries.push(entry);
  }
  return entries;
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A message of the API on one line, without control characters, at most 300 characters. Null for an empty one. */
export function cleanMessage(text: string): string | null {
  const line = text
    .slice(0, 4 * longestMessage)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim();
  if (line === '') return null;
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1)}…` : line;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

function indexOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}

/** An HTTP status among numbers and texts that may be anything else (charles' own codes begin at 0). */
function statusOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 100 && number < 600
    ? number
    : null;
}

function pathOf(entry: Fields): string | null {
  const pointer = isFields(entry.source) ? entry.source.pointer : undefined;
  for (const path of [entry.error_key, pointer, entry.path, entry.field]) {
    if (typeof path === 'string') return path;
    if (Array.isArray(path) && path.every((step) => textOf(step) !== null)) return `/${path.join('/')}`;
  }
  return null;
}

function wordsOf(entry: Fields): string | null {
  for (const name of ['message', 'description', 'detail', 'reason', 'title', 'error']) {
    const words = textOf(entry[name]);
    const clean = words === null ? null : cleanMessage(words);
    if (clean !== null) return clean;
  }
  if (isFields(entry.error)) {
    const inner = wordsOf(entry.error);
    if (inner !== null) return inner;
  }
  const nested = listOf(entry.errors).slice(0, 20);
  const words = nested.flatMap((each) => textOf(each) ?? (isFields(each) ? (wordsOf(each) ?? []) : []));
  if (words.length > 0) return cleanMessage(words.join('; '));
  return typeof entry.error_key === 'string' ? cleanMessage(entry.error_key) : null;
}
