import type { Transport, TransportAnswer, TransportFailureKind } from './transport.ts';

/**
 * A transport on the global `fetch`: for the command line and the tests. (The app uses the system's network
 * stack, for proxies and certificates.)
 */
export const fetchTransport: Transport = async (request) => {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = AbortSignal.any([request.signal, timeout]);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal,
    });
    const body = await readAtMost(response, request.maxAnswerBytes);
    if (body === null) {
      return failure('answer_too_long', true, `the answer is longer than ${request.maxAnswerBytes} bytes`);
    }
    return { kind: 'answer', status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (thrown) {
    if (timeout.aborted) return failure('timeout', true, `no answer within ${request.timeoutMs / 1000} s`);
    if (request.signal.aborted) return failure('aborted', true, 'cancelled');
    return explain(thrown);
  }
};

async function readAtMost(response: Response, limit: number): Promise<string | null> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.byteLength;
    // Leaving the loop cancels the rest of the answer.
    if (bytes > limit) return null;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

/** Error codes of Node's network layer that prove that no request was made. */
const beforeConnection: Readonly<Record<string, TransportFailureKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
};

function explain(thrown: unknown): TransportAnswer {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  // Where a name has several addresses, each failed attempt is listed.
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  const detail = code || (inner instanceof Error ? inner.message : String(inner));
  const before = beforeConnection[code];
  if (before) return failure(before, false, detail);
  if (/^(?:ERR_TLS|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_SSL)/.test(code))
    return failure('tls', false, detail);
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE')
    return failure('reset', true, detail);
  return failure('other', true, detail);
}

const failure = (kind: TransportFailureKind, mayHaveArrived: boolean, detail: string): TransportAnswer => ({
  kind: 'failure',
  failure: kind,
  mayHaveArrived,
  detail,
});
