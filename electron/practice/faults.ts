import type { ServerResponse } from 'node:http';
import type { PracticeFaultCode, PracticeForm } from '../../shared/practice-faults.ts';
import { type ApiAnswer, refuse } from './api.ts';

/** Faults whose request is refused before its contacts are looked at. */
const refusals: Partial<Record<PracticeFaultCode, () => ApiAnswer>> = {
  http_401: () => refuse(401, 'unauthorized', 'Unauthorized', 'the key was revoked'),
  http_403: () => refuse(403, 'forbidden', 'Forbidden', 'the contact API is not open for this key'),
  http_404: () => refuse(404, 'not_found', 'Not found', 'there is nothing at this path'),
  http_408: () => refuse(408, 'request_timeout', 'Request timeout', 'the request took too long'),
  http_413: () => refuse(413, 'payload_too_large', 'Payload too large', 'send fewer contacts at once'),
  http_415: () => refuse(415, 'unsupported_media_type', 'Unsupported media type', 'send application/json'),
  http_425: () => refuse(425, 'too_early', 'Too early', 'try again'),
  http_429: () => refuse(429, 'too_many_requests', 'Too many requests', 'slow down'),
  http_429_seconds: () => ({
    ...refuse(429, 'too_many_requests', 'Too many requests', 'slow down'),
    headers: { 'retry-after': '1' },
  }),
  http_429_date: () => ({
    ...refuse(429, 'too_many_requests', 'Too many requests', 'slow down'),
    headers: { 'retry-after': new Date(Date.now() + 2000).toUTCString() },
  }),
  http_500: () => refuse(500, 'internal', 'Internal error', 'something broke'),
  http_503: () => refuse(503, 'unavailable', 'Service unavailable', 'under maintenance'),
  redirect: () => ({ status: 301, headers: { location: 'https://elsewhere.example/contacts' }, body: {} }),
};

/** The refusal of a fault that applies nothing; null for a fault that does. */
export const refusalOf = (code: PracticeFaultCode): ApiAnswer | null => refusals[code]?.() ?? null;

/** Refuses a whole request because of one of its contacts. @param position from 0 */
export function refuseWhole(position: number, isNamed: boolean): ApiAnswer {
  const answer = refuse(400, 'invalid_contact', 'Invalid contact', 'a contact of the request is invalid');
  if (!isNamed) return answer;
  const pointer = `/contacts/${position}/phone_numbers/0/value`;
  return { ...answer, body: { errors: [{ source: { pointer }, detail: 'the phone number is invalid' }] } };
}

type Item = Readonly<Record<string, unknown>>;

/** The items of a usual answer; null if it is none. */
function itemsOf({ body }: ApiAnswer): readonly Item[] | null {
  const items = (body as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? (items as Item[]) : null;
}

const failed = (item: Item): boolean => Number(item.code) >= 400;

/** The same results in another form. Refusals stay as they are. */
export function inForm(answer: ApiAnswer, form: PracticeForm): ApiAnswer {
  const items = itemsOf(answer);
  if (!items) return answer;
  const bad = items.flatMap((item, index) => (failed(item) ? [{ item, index }] : []));
  const good = items.filter((item) => !failed(item));
  const contacts = good.map(({ external_reference_id }) => ({ external_reference_id }));
  switch (form) {
    case 'items':
      return answer;
    case 'error_list':
      return {
        ...answer,
        body: { errors: bad.map(({ item, index }) => ({ batch_index: index, message: item.description })) },
      };
    case 'results_errors':
      return {
        ...answer,
        body: {
          results: contacts,
          numErrors: bad.length,
          errors: bad.map(({ item }) => ({
            category: 'VALIDATION_ERROR',
            message: item.description,
            context: { id: [item.external_reference_id] },
          })),
        },
      };
    case 'by_position':
      return {
        ...answer,
        body: {
          success: true,
          results: items.map((item) =>
            failed(item) ? { success: false, errors: [item.description] } : { success: true },
          ),
        },
      };
    case 'data_errors':
      return {
        ...answer,
        body: {
          data: contacts,
          errors: bad.map(({ item: { external_reference_id, description } }) => ({
            code: 1,
            message: description,
            external_reference_id,
          })),
        },
      };
    case 'empty':
      return { status: 204, headers: {}, body: undefined };
    case 'object':
      return { status: 200, headers: {}, body: {} };
  }
}

/** An answer whose results don't fit its request; null for a fault of another kind. */
export function misfit(answer: ApiAnswer, code: PracticeFaultCode): ApiAnswer | null {
  const items = itemsOf(answer);
  if (!items) return null;
  switch (code) {
    case 'wrong_length':
      return { ...answer, body: { items: items.slice(1) } };
    case 'foreign_ids':
      return {
        ...answer,
        body: { items: items.map((item, index) => ({ ...item, external_reference_id: `nobody-${index}` })) },
      };
    case 'repeated_id':
      return { ...answer, body: { items: items.map(() => items[0]) } };
    default:
      return null;
  }
}

/**
 * Writes an answer as a bad line or a broken server would. Never ends for some: the client's patience ends it.
 * @returns false for a fault that isn't of this kind: nothing was written
 */
export function writeBadly(code: PracticeFaultCode, answer: ApiAnswer, response: ServerResponse): boolean {
  const text = JSON.stringify(answer.body ?? {});
  const json = { ...answer.headers, 'content-type': 'application/json' };
  switch (code) {
    case 'stall_headers':
      return true;
    case 'stall_body':
      response.writeHead(answer.status, { ...json, 'content-length': text.length + 100 });
      response.write(text.slice(0, text.length / 2));
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'reset_body':
      response.writeHead(answer.status, { ...json, 'content-length': text.length + 100 });
      response.write(text.slice(0, text.length / 2));
      // A while later, or the answer's head would be lost with it.
      setTimeout(() => response.socket?.resetAndDestroy(), 50);
      return true;
    case 'truncated_json':
      response.writeHead(200, json).end(text.slice(0, Math.max(1, text.length / 2)));
      return true;
    case 'html_502':
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end('<html><body><h1>502 Bad Gateway</h1></body></html>');
      return true;
    case 'endless_body': {
      response.writeHead(200, json);
      const piece = '[0,'.padEnd(65_536, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
        response.once('drain', more);
      };
      more();
      return true;
    }
    default:
      return false;
  }
}
