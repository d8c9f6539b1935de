import type { ApiProfile } from '../../shared/api-profile.ts';
import type { Transport, TransportAnswer } from './transport.ts';

/** A request as a profile wants it, but for the key. */
export interface KeyedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | Buffer | null;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly signal: AbortSignal;
}

/** Shorter keys could stand in any text by chance. */
const shortestMasked = 6;

/** What stands in an answer where the API repeated the key. */
export const keyMask = '[key]';

/**
 * Sends requests with the key in the profile's header: the one place where a key and a request meet. An answer
 * that repeats the key ("invalid key abc…") loses it here, before anybody could write it down.
 */
export function keyedTransport(
  transport: Transport,
  { auth }: ApiProfile,
  apiKey: string,
): (request: KeyedRequest) => Promise<TransportAnswer> {
  return async (request) => {
    const answer = await transport({
      ...request,
      headers: {
        ...(request.body === null ? null : { 'content-type': 'application/json' }),
        accept: 'application/json',
        [auth.header]: auth.prefix + apiKey,
      },
    });
    return withoutKey(answer, apiKey);
  };
}

function withoutKey(answer: TransportAnswer, apiKey: string): TransportAnswer {
  if (apiKey.length < shortestMasked) return answer;
  const forms = [...new Set([apiKey, JSON.stringify(apiKey).slice(1, -1), encodeURIComponent(apiKey)])];
  const mask = (text: string): string =>
    forms.reduce((clean, form) => (clean.includes(form) ? clean.replaceAll(form, keyMask) : clean), text);
  return answer.kind === 'failure'
    ? { ...answer, detail: mask(answer.detail) }
    : { ...answer, body: mask(answer.body) };
}
