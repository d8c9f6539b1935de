import type { ApiProfile } from '../../shared/api-profile.ts';
import type { ConnectionTest } from '../../shared/bridge.ts';
import { batchBody } from '../../shared/contact.ts';
import { messageOf } from '../push/attribute.ts';
import { type KeyedRequest, keyedTransport } from '../push/keyed-transport.ts';
import type { Transport, TransportAnswer } from '../push/transport.ts';

/** How long a test of a connection may take, in milliseconds. */
const probeTimeoutMs = 15_000;
/** A list that every Hello Charles workspace has: tells a workspace without the contact API from another site. */
const usualPath = '/api/v0/tags';

/**
 * Tests a connection without changing anything there: sends a request with no contacts in it. A key that is
 * refused is refused before the body is looked at; an API that is there says something about the empty list.
 */
export async function probeConnection(
  baseUrl: string,
  profile: ApiProfile,
  apiKey: string,
  transport: Transport,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const send = keyedTransport(transport, profile, apiKey);
  const ask = (method: string, path: string, body: string | null): Promise<TransportAnswer> => {
    const limits = { timeoutMs: probeTimeoutMs, maxAnswerBytes: 1_000_000, signal };
    const request: KeyedRequest = { method, url: baseUrl + path, body, ...limits };
    return send(request);
  };
  const body = profile.mode === 'single' ? '{}' : batchBody([], profile);
  const answer = await ask(profile.method, profile.path, body);
  if (answer.kind === 'failure') {
    return { status: answer.failure === 'tls' ? 'tls' : 'unreachable', detail: answer.detail };
  }
  const { status } = answer;
  const detail = wordsOf(answer);
  const isPage = /^\s*</.test(answer.body);
  if (status === 401) return { status: 'refused_key', detail };
  if (status === 403) return { status: isPage ? 'unclear' : 'no_access', detail };
  if (status >= 300 && status < 400) return { status: 'wrong_address', detail };
  if (status === 404 || status === 405) {
    const usual = isPage ? null : await ask('GET', usualPath, null);
    return { status: usual && isCharles(usual) ? 'no_access' : 'wrong_address', detail };
  }
  // Web pages answer anything with 200: only JSON (or nothing) is taken for the API.
  if (isPage) return { status: status < 500 ? 'wrong_address' : 'unclear', detail };
  const understood = status < 300 || status === 400 || status === 422;
  return understood ? { status: 'reachable' } : { status: 'unclear', detail };
}

/** Whether an answer to a usual list is that of a Hello Charles workspace: the list, or a refusal in its form. */
function isCharles(answer: TransportAnswer): boolean {
  if (answer.kind === 'failure') return false;
  try {
    const body: unknown = JSON.parse(answer.body);
    if (typeof body !== 'object' || body === null) return false;
    if (answer.status === 200) return 'data' in body && Array.isArray(body.data);
    return (answer.status === 401 || answer.status === 403) && 'errors' in body;
  } catch {
    return false;
  }
}

function wordsOf({ status, body }: TransportAnswer & { kind: 'answer' }): string {
  try {
    const words = messageOf(JSON.parse(body));
    return words === null ? `HTTP ${status}` : `HTTP ${status}: ${words}`;
  } catch {
    return `HTTP ${status}`;
  }
}
