import { createHash, timingSafeEqual } from 'node:crypto';
import { contactsOf, maxContacts } from './rules.ts';
import type { UpsertResult } from './upsert.ts';
import type { Workspace } from './workspace.ts';

/** A request after the socket, before any rule: what the API decides by. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly key: string | undefined;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  /** Reads the body; `too_large` if it has more bytes than a request may have. Asked for once, or never. */
  readonly readBody: () => Promise<Uint8Array | 'too_large'>;
}

/** An answer as data. Whoever wants to rehearse a fault puts another one in its place before it is written. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined for no body. */
  readonly body: unknown;
}

/** A refusal that was ordered, instead of applying these contacts; null to apply them. */
export type Intervene = (contacts: readonly unknown[]) => ApiAnswer | null;

type Route = (request: ApiRequest, workspace: Workspace, intervene: Intervene) => Promise<ApiAnswer>;

/**
 * Path, then method. The batch path and `POST` are guesses, as in the app's own API profile; the single path is
 * the one in the vendor's help article 264408.
 */
const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  '/api/v1beta/contacts/batch': { PUT: upsertBatch, POST: upsertBatch },
  '/api/v1beta/contacts': { PUT: upsertSingle },
  // Whether a real API key may read these two is not known.
  '/api/v0/tags': { GET: async (_, workspace) => list(workspace.tags().map((label) => ({ label }))) },
  '/api/v0/custom_properties': { GET: async (_, workspace) => list(propertiesOf(workspace)) },
};

/**
 * What Hello Charles would answer, decided from the outside in: path, method, key, body. Answers nothing about
 * its contents without the right key, and never throws for anything that a client can send.
 */
export async function answer(
  request: ApiRequest,
  key: string,
  workspace: Workspace,
  intervene: Intervene = () => null,
): Promise<ApiAnswer> {
  const methods = Object.hasOwn(routes, request.path) ? routes[request.path] : undefined;
  if (!methods) return refuse(404, 'not_found', 'Not found', 'there is nothing at this path');
  const route = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (!route)
    return {
      ...refuse(405, 'method_not_allowed', 'Method not allowed', `this path takes ${methodsOf(methods)}`),
      headers: { allow: methodsOf(methods) },
    };
  if (!sameKey(request.key, key))
    return refuse(401, 'unauthorized', 'Unauthorized', 'the header x-api-key is missing or wrong');
  return route(request, workspace, intervene);
}

/** An error in the form that charles endpoints use. */
export function refuse(
  status: number,
  messageKey: string,
  message: string,
  description: string,
): ApiAnswer & { readonly body: { readonly errors: readonly object[] } } {
  const error = { code: status, message_key: messageKey, message, description };
  return { status, headers: {}, body: { errors: [error] } };
}

async function upsertBatch(
  request: ApiRequest,
  workspace: Workspace,
  intervene: Intervene,
): Promise<ApiAnswer> {
  const read = await readJson(request);
  if ('refusal' in read) return read.refusal;
  const contacts = contactsOf(read.json);
  if (!contacts) return refuse(400, 'bad_request', 'Bad request', 'expected {"contacts": [...]} or an array');
  if (contacts.length === 0) return refuse(400, 'no_contacts', 'Bad request', 'there is no contact in it');
  if (contacts.length > maxContacts)
    return refuse(
      400,
      'too_many_contacts',
      'Too many contacts',
      `a request may hold up to ${maxContacts} contacts, not ${contacts.length}`,
    );
  const ordered = intervene(contacts);
  if (ordered) return ordered;
  const results = await workspace.upsert(contacts);
  const allTaken = results.every((result) => result.kind !== 'failed');
  return { status: allTaken ? 200 : 207, headers: {}, body: { items: results.map(toItem) } };
}

async function upsertSingle(
  request: ApiRequest,
  workspace: Workspace,
  intervene: Intervene,
): Promise<ApiAnswer> {
  const read = await readJson(request);
  if ('refusal' in read) return read.refusal;
  const ordered = intervene([read.json]);
  if (ordered) return ordered;
  const [result] = await workspace.upsert([read.json]);
  if (!result || result.kind === 'failed')
    return refuse(400, 'invalid_contact', 'Invalid contact', result?.reason ?? 'not a contact object');
  return { status: codeOf(result), headers: {}, body: { items: [toItem(result)] } };
}

/** One result per contact, in the order of the request: a client can match by ID or by position. */
function toItem(result: UpsertResult): Readonly<Record<string, string | number>> {
  return {
    ...(result.externalReferenceId === null ? {} : { external_reference_id: result.externalReferenceId }),
    code: codeOf(result),
    ...(result.kind === 'failed' ? { description: result.reason } : {}),
  };
}

function codeOf(result: UpsertResult): number {
  if (result.kind === 'failed') return 400;
  return result.kind === 'created' ? 201 : 200;
}

function list(data: readonly object[]): ApiAnswer {
  return { status: 200, headers: { 'x-resource-count': String(data.length) }, body: { data } };
}

/** Charles has no type `date`: it is a text with a date's input. */
function propertiesOf(workspace: Workspace): object[] {
  return workspace.properties().map(({ technicalName, type }) => ({
    name: technicalName,
    type: type === 'number' ? 'number' : 'string',
    input: { type: type === 'string' ? 'text' : type },
  }));
}

async function readJson(request: ApiRequest): Promise<{ json: unknown } | { refusal: ApiAnswer }> {
  const mediaType = request.contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json' || (request.contentEncoding ?? 'identity') !== 'identity')
    return {
      refusal: refuse(
        415,
        'unsupported_media_type',
        'Unsupported media type',
        'send application/json, not compressed',
      ),
    };
  const bytes = await request.readBody();
  if (bytes === 'too_large')
    return { refusal: refuse(413, 'payload_too_large', 'Payload too large', 'send fewer contacts at once') };
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { refusal: refuse(400, 'invalid_json', 'Bad request', 'the body is not JSON in UTF-8') };
  }
}

/** Compares digests, which have one length, in a time that tells nothing about the key. */
function sameKey(given: string | undefined, key: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(key));
}

function methodsOf(methods: Readonly<Record<string, Route>>): string {
  return Object.keys(methods).join(', ');
}
