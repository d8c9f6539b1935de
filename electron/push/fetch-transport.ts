import type { Transport, TransportAnswer, TransportFailureKind } from './transport.ts';

/**
 * A transport on the global `fetch`: for the command line and the tests. (The app uses the system's network
 * stack, for proxies and certificates.) Node's fetch gives up connecting after 10 s by itself.
 */
export const fetchTransport: Transport = async (request) => {
  if (request.signal.aborted) return failure('aborted', false, 'cancelled before it was sent');
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const signal = AbortSignal.any([request.signal, timeout]);
  let status: number | undefined;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body as BodyInit | null,
      redirect: 'manual',
      signal,
    });
    status = response.status;
    const body = await readAtMost(response, request.maxAnswerBytes);
    if (body === null) {
      const detail = `the answer is longer than ${request.maxAnswerBytes} bytes`;
      return failure('answer_too_long', true, detail, status);
    }
    return { kind: 'answer', status, headers: Object.fromEntries(response.headers), body };
  } catch (thrown) {
    if (timeout.aborted) {
      return failure('timeout', true, `no answer within ${request.timeoutMs / 1000} s`, status);
    }
    if (request.signal.aborted) return failure('aborted', true, 'cancelled', status);
    const explained = explain(thrown);
    return status === undefined ? explained : { ...explained, mayHaveArrived: true, status };
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

const tlsCodes =
  /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERROR_IN_CERT|INVALID_CA|HOSTNAME_MISMATCH|EPROTO$)/;

function explain(thrown: unknown): TransportAnswer & { kind: 'failure' } {
  const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
  // Where a name has several addresses, each failed attempt is listed.
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  const detail = code || (inner instanceof Error ? inner.message : String(inner));
  const before = beforeConnection[code];
  if (before) return failure(before, false, detail);
  // A port that fetch never connects to (WHATWG Fetch, "bad port").
  if (detail === 'bad port') return failure('refused', false, detail);
  if (code === 'ETIMEDOUT' && inner instanceof Error && 'syscall' in inner && inner.syscall === 'connect')
    return failure('connect_timeout', false, detail);
  if (tlsCodes.test(code)) return failure('tls', false, detail);
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE')
    return failure('reset', true, detail);
  return failure('other', true, detail);
}

const failure = (
  kind: TransportFailureKind,
  mayHaveArrived: boolean,
  detail: string,
  status?: number,
): TransportAnswer & { kind: 'failure' } => ({
  kind: 'failure',
  failure: kind,
  mayHaveArrived,
  detail,
  ...(status === undefined ? null : { status }),
});
