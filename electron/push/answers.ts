import type { WireContact } from '../../shared/contact.ts';
import { attributeResults, type ContactResult, messageOf, namedContacts } from './attribute.ts';
import type { TransportAnswer } from './transport.ts';

/** What an answer means for the request's contacts, and what to do next. */
export type Interpretation =
  /** Settled: contacts without a result of their own are `unconfirmed`. */
  | { readonly kind: 'settled'; readonly status: number; readonly results: readonly ContactResult[] }
  /** Worth another try. */
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly status: number | null;
      /** From `Retry-After`, in milliseconds. */
      readonly afterMs: number | null;
      /** What becomes of the contacts when the tries are used up. */
      readonly otherwise: 'unknown' | 'not_sent' | 'unconfirmed';
    }
  /** The request as a whole was refused because of something in it. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly message: string;
      /** Positions that the answer names; null where it names none. */
      readonly named: readonly number[] | null;
    }
  /** Too large as it is. */
  | { readonly kind: 'too_large'; readonly status: number; readonly message: string }
  /** Provably not applied, and trying again won't help. `fatal` ends the push at once. */
  | {
      readonly kind: 'not_applied';
      readonly status: number | null;
      readonly message: string;
      readonly fatal: 'refused_key' | 'no_access' | null;
    };

/** Statuses whose request may be sent again (RFC 9110, RFC 6585, RFC 8470). */
const retriedAsUnapplied = new Set([425, 429]);
const notApplied = new Set([404, 405, 410, 415]);
const dataRefusals = new Set([400, 409, 422]);

/**
 * Reads an answer by the rules: a 2xx alone never makes a contact accepted, and what can't be attributed with
 * certainty is never guessed.
 * @param now milliseconds since 1970, for a `Retry-After` date
 */
export function interpretAnswer(
  answer: TransportAnswer,
  sent: readonly WireContact[],
  now: number,
): Interpretation {
  if (answer.kind === 'failure') {
    return {
      kind: 'retry',
      reason: answer.detail,
      status: null,
      afterMs: null,
      otherwise: answer.mayHaveArrived ? 'unknown' : 'not_sent',
    };
  }
  const { status, headers } = answer;
  const body = readBody(answer.body, headers['content-type'] ?? '');
  if (status >= 200 && status < 300) return interpretSuccess(status, body, sent);
  const message = wordsFor(status, body);
  if (status === 401) return { kind: 'not_applied', status, message, fatal: 'refused_key' };
  if (status === 403) return { kind: 'not_applied', status, message, fatal: 'no_access' };
  if (status === 413) return { kind: 'too_large', status, message };
  if (dataRefusals.has(status)) {
    const named = body.kind === 'json' ? namedContacts(body.value, sent) : null;
    return { kind: 'refused', status, message, named };
  }
  if (status === 408 || status >= 500 || retriedAsUnapplied.has(status)) {
    return {
      kind: 'retry',
      reason: message,
      status,
      afterMs: retryAfter(headers['retry-after'], now),
      otherwise: retriedAsUnapplied.has(status) ? 'not_sent' : 'unknown',
    };
  }
  if (status < 400 || notApplied.has(status)) return { kind: 'not_applied', status, message, fatal: null };
  return { kind: 'refused', status, message, named: null };
}

type Body = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'none' | 'broken' };

/** An answer's body: JSON, something that claims to be JSON and isn't, or nothing that could be used. */
function readBody(text: string, contentType: string): Body {
  if (text.trim() === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: /json/i.test(contentType) || /^\s*[{[]/.test(text) ? 'broken' : 'none' };
  }
}

function interpretSuccess(status: number, body: Body, sent: readonly WireContact[]): Interpretation {
  if (body.kind === 'broken') {
    const reason = `HTTP ${status} with an answer that broke off`;
    return { kind: 'retry', reason, status, afterMs: null, otherwise: 'unconfirmed' };
  }
  const results = body.kind === 'json' ? attributeResults(body.value, sent) : null;
  return { kind: 'settled', status, results: results ?? [] };
}

/** Names the status and the API's own words. */
function wordsFor(status: number, body: Body): string {
  const words = body.kind === 'json' ? messageOf(body.value) : null;
  return words === null ? `HTTP ${status}` : `HTTP ${status}: ${words}`;
}

/** `Retry-After` as milliseconds from now: seconds or an HTTP date (RFC 9110, section 10.2.3); at most an hour. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, seconds), 3_600_000);
}
