/**
 * What may be written to a log, and what may not. Three nets, one behind the other: values that this process knows
 * to be secret, fields whose name says so, and anything that looks like a phone, an e-mail address or a credential.
 */

const known = new Set<string>();

/** Shorter values would blank out ordinary words, and no real key is that short. */
const shortestSecret = 6;

/** From now on, this value is replaced wherever it would be logged by this process. */
export function neverLog(secret: string): void {
  if (secret.length >= shortestSecret) known.add(secret);
}

const secretField = /key|token|secret|password|authorization|cookie/i;
const personField = /phone|e-?mail|first_?name|last_?name|middle_?name|reference_?id/i;
/** Fields whose large whole numbers are times or sizes, not phones. */
const measureField = /(?:ms|at|bytes|size|total|rows|count|offset|id)$/i;

/** Lengths are bounded as in RFC 5321, so that a long text without an address costs no time. */
const email = /[^\s@"'<>,;:()]{1,64}@[^\s@"'<>,;:()]{1,255}/gu;
/** Characters of one text that are kept; an answer of megabytes is no log line. */
const longestText = 10_000;
/** `Authorization: Bearer x` and `x-api-key: x`: what stays is the name, what goes is the value. */
const credential =
  /\b((?:authorization["']?\s*[:=]\s*["']?)?(?:bearer|basic)\s+|(?:x-api-key|api-?key|authorization)["']?\s*[:=]\s*["']?)[^\s"',;]+/gi;
/\b((?:bearer|basic|x-api-key|api-key|apikey|authorization)["']?\s*[:=]?\s*["']?)[^\s"',;]+/gi;
/** Long runs of digits with the separators that people put between them. */
const phoneLike = /\+?\(?\d(?:[ \t().\-/\u2010-\u2015\u00a0]{0,3}\d){6,}/gu;
/** IDs, dates and times: digits with separators too, and wanted in a log. */
const harmless =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?|\b127\.0\.0\.1(?::\d+)?/gi;

function redactNumbers(text: string): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(harmless)) {
    result += text.slice(from, match.index).replace(phoneLike, '[phone]') + match[0];
    from = match.index + match[0].length;
  }
  return result + text.slice(from).replace(phoneLike, '[phone]');
}

/** A text without the secrets that we know, without credentials, e-mail addresses and phones. */
export function redactText(text: string): string {
  let clean = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  for (const secret of known) clean = clean.replaceAll(secret, '[key]');
  clean = clean.replace(credential, '$1[key]').replace(email, '[e-mail]');
  return redactNumbers(clean);
}

/**
 * The same for any value: fields of objects are judged by their name too.
 * @returns plain data; errors become their redacted message and stack, whatever is nested too deep a mark.
 */
export function redact(value: unknown, field = '', depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (secretField.test(field)) return '[key]';
  if (personField.test(field)) return '[personal]';
  if (typeof value === 'number' || typeof value === 'bigint') {
    const looksLikePhone = Math.abs(Number(value)) >= 1e6 && Number.isInteger(Number(value));
    return looksLikePhone && !measureField.test(field) ? '[number]' : Number(value);
  }
  if (typeof value === 'string') return redactText(value);
  if (depth > 5) return '[deep]';
  if (value instanceof Error) {
    const stack = value.stack ? redactText(value.stack) : `${value.name}: ${redactText(value.message)}`;
    return value.cause === undefined ? stack : { error: stack, cause: redact(value.cause, '', depth + 1) };
  }
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, field, depth + 1));
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [redactText(name), redact(inner, name, depth + 1)]),
    );
  }
  return `[${typeof value}]`;
}
