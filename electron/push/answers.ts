import { cleanMessage } from './answer-entries.ts';
import {
  attributeResults,
  type ContactResult,
  messageOf,
  namedContacts,
  type SentRequest,
} from './attribute.ts';
import type { TransportAnswer, TransportFailureKind } from './transport.ts';

/** What an answer means for the request's contacts, and what to do next. */
export type Interpretation =
  /** Settled: contacts without a result of their own are `unconfirmed`. */
  | { readonly kind: 'settled'; readonly status: number; readonly results: readonly ContactResult[] }
  /** Worth another try. */
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly status: number | null;
      readonly failure: TransportFailureKind | null;
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
  /** Trying again won't help. `fatal` ends the push at once. */
  | {
      readonly kind: 'hopeless';
      readonly status: number;
      readonly message: string;
      /** `not_sent` only where the status proves that nothing was applied. */
      readonly outcome: 'not_sent' | 'unknown';
      readonly fatal: 'refused_key' | 'no_access' | null;
    };

/** Statuses whose request may be sent again, and wasn't applied (RFC 6585, RFC 8470). */
const retriedAsUnapplied = new Set([425, 429]);
/**
 * Statuses that are given before a request is looked into: nothing was applied. (RFC 9110: 404, 405, 407, 410,
 * 411, 414, 415, 421, 426; RFC 6585: 428, 431; RFC 7725: 451.) Any other 4xx is in doubt.
 */
const provablyUnapplied = new Set([404, 405, 407, 410, 411, 414, 415, 421, 426, 428, 431, 451]);
const dataRefusals = new Set([400, 409, 422]);

/** Longest wait that an API can ask for, in milliseconds. */
const longestRetryAfter = 3_600_000;

/**
 * Reads an answer by the rules: a 2xx alone never makes a contact accepted, and what can't be attributed with
 * certainty is never guessed.
 * @param now milliseconds since 1970, for a `Retry-After` date
 */
export function interpretAnswer(answer: TransportAnswer, sent: SentRequest, now: number): Interpretation {
  if (answer.kind === 'failure') {
    const { status = null } = answer;
    // The answer's head came through and its body didn't: the head counts.
    if (status !== null && (status < 200 || status >= 300)) {
      return interpretRefusal(status, {}, { kind: 'none' }, sent, now);
    }
    const arrived = answer.mayHaveArrived ? 'unknown' : 'not_sent';
    return {
      kind: 'retry',
      reason:
        status === null ? answer.detail : `HTTP ${status} with an answer that broke off: ${answer.detail}`,
      status,
      failure: answer.failure,
      afterMs: null,
      otherwise: status === null ? arrived : 'unconfirmed',
    };
  }
  const { status, headers } = answer;
  const body = readBody(answer.body, headers['content-type'] ?? '');
  if (status >= 200 && status < 300) return interpretSuccess(status, body, sent);
  return interpretRefusal(status, headers, body, sent, now);
}

type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly words: string | null }
  | { readonly kind: 'none' | 'broken' };

/** An answer's body: JSON, something that claims to be JSON and isn't, plain words, or nothing that could be used. */
function readBody(text: string, contentType: string): Body {
  if (text.trim() === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    if (/json/i.test(contentType) || /^\s*[{[]/.test(text)) return { kind: 'broken' };
    return /^\s*</.test(text) ? { kind: 'none' } : { kind: 'text', words: cleanMessage(text) };
  }
}

function interpretSuccess(status: number, body: Body, sent: SentRequest): Interpretation {
  if (body.kind === 'broken') {
    const reason = `HTTP ${status} with an answer that broke off`;
    return { kind: 'retry', reason, status, failure: null, afterMs: null, otherwise: 'unconfirmed' };
  }
  const results = body.kind === 'json' ? attributeResults(body.value, sent) : null;
  return { kind: 'settled', status, results: results ?? [] };
}

function interpretRefusal(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Body,
  sent: SentRequest,
  now: number,
): Interpretation {
  const message = wordsFor(status, body);
  const hopeless = { kind: 'hopeless', status, message, outcome: 'not_sent', fatal: null } as const;
  if (status === 401) return { ...hopeless, fatal: 'refused_key' };
  if (status === 403) return { ...hopeless, fatal: 'no_access' };
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
      failure: null,
      afterMs: retryAfter(headers['retry-after'], now),
      otherwise: retriedAsUnapplied.has(status) ? 'not_sent' : 'unknown',
    };
  }
  const isProof = (status >= 300 && status < 400) || provablyUnapplied.has(status);
  return isProof ? hopeless : { ...hopeless, outcome: 'unknown' };
}

/** Names the status and the API's own words. */
function wordsFor(status: number, body: Body): string {
  const words = body.kind === 'json' ? messageOf(body.value) : body.kind === 'text' ? body.words : null;
  return words === null ? `HTTP ${status}` : `HTTP ${status}: ${words}`;
}

/** `Retry-After` as milliseconds from now: seconds or an HTTP date (RFC 9110, section 10.2.3); at most an hour. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  const isDate = /^[A-Za-z]{3,9},? /.test(text);
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : isDate ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(wait) ? null : Math.min(Math.max(0, wait), longestRetryAfter);
}
