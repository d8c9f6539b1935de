import type { ApiProfile } from '../../shared/api-profile.ts';
import type { ConnectionTest } from '../../shared/bridge.ts';
import { batchBody } from '../../shared/contact.ts';
import { messageOf } from '../push/attribute.ts';
import type { Transport } from '../push/transport.ts';

/** How long a test of a connection may take, in milliseconds. */
const probeTimeoutMs = 15_000;

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
  const answer = await transport({
    method: profile.method,
    url: baseUrl + profile.path,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      [profile.auth.header]: profile.auth.prefix + apiKey,
    },
    body: profile.mode === 'single' ? '{}' : batchBody([], profile),
    timeoutMs: probeTimeoutMs,
    maxAnswerBytes: 1_000_000,
    signal,
  });
  if (answer.kind === 'failure') return { status: 'unreachable', detail: answer.detail };
  const detail = wordsOf(answer.status, answer.body);
  if (answer.status === 401) return { status: 'refused_key', detail };
  if (answer.status === 403) return { status: 'no_access', detail };
  if (answer.status === 404 || answer.status === 405 || (answer.status >= 300 && answer.status < 400)) {
    return { status: 'wrong_address', detail };
  }
  const understood = answer.status < 300 || answer.status === 400 || answer.status === 422;
  // Web pages answer anything with 200: only JSON (or nothing) is taken for the API.
  const isPage = /^\s*</.test(answer.body);
  if (understood && !isPage) return { status: 'reachable' };
  return isPage ? { status: 'wrong_address', detail } : { status: 'unclear', detail };
}

function wordsOf(status: number, body: string): string {
  try {
    const words = messageOf(JSON.parse(body));
    return words === null ? `HTTP ${status}` : `HTTP ${status}: ${words}`;
  } catch {
    return `HTTP ${status}`;
  }
}
