import { type IncomingMessage, net } from 'electron';
import type { Transport, TransportAnswer, TransportRequest } from '../push/transport.ts';
import { failureOf } from './net-failures.ts';

function plainHeaders(headers: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/**
 * Sends through Chromium's network stack: the system's proxy, PAC files and certificate store apply. `net.request`
 * and not `net.fetch`, because its events tell DNS, refused and TLS apart and a redirect is seen as what it is.
 */
export const netTransport: Transport = (request: TransportRequest) =>
  new Promise((resolve) => {
    if (request.signal.aborted) {
      resolve({
        kind: 'failure',
        failure: 'aborted',
        mayHaveArrived: false,
        detail: 'aborted before it was sent',
      });
      return;
    }
    const client = net.request({
      method: request.method,
      url: request.url,
      redirect: 'manual',
      credentials: 'omit',
      useSessionCookies: false,
      cache: 'no-store',
      bypassCustomProtocolHandlers: true,
    });
    let settled = false;
    /** Of an answer whose head came through. */
    let status: number | undefined;

    const settle = (answer: TransportAnswer): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      request.signal.removeEventListener('abort', onAbort);
      if (answer.kind === 'answer' || status === undefined) resolve(answer);
      else resolve({ ...answer, mayHaveArrived: true, status });
    };
    const giveUp = (failure: 'timeout' | 'aborted' | 'answer_too_long', detail: string): void => {
      settle({ kind: 'failure', failure, mayHaveArrived: true, detail });
      client.abort();
    };
    const onAbort = (): void => giveUp('aborted', 'aborted');
    const timer = setTimeout(
      () => giveUp('timeout', `no answer within ${request.timeoutMs} ms`),
      request.timeoutMs,
    );
    request.signal.addEventListener('abort', onAbort, { once: true });

    client.on('redirect', (status, _method, _location, headers) => {
      settle({ kind: 'answer', status, headers: plainHeaders(headers), body: '' });
      client.abort();
    });
    // A proxy that asks for a password that we don't have: let it fail as such.
    client.on('login', (_info, callback) => callback());
    client.on('error', (error) => settle(failureOf(error.message)));
    client.on('response', (response) => {
      status = response.statusCode;
      readBody(response, request.maxAnswerBytes).then(
        (body) =>
          body === null
            ? giveUp('answer_too_long', `the answer is longer than ${request.maxAnswerBytes} bytes`)
            : settle({
                kind: 'answer',
                status: response.statusCode,
                headers: plainHeaders(response.headers),
                body,
              }),
        (error: unknown) => settle(brokenOff(error)),
      );
    });

    for (const [name, value] of Object.entries(request.headers)) client.setHeader(name, value);
    client.end(request.body ?? undefined);
  });

/** A failure after the answer had begun: whatever its name, the request did arrive. */
function brokenOff(error: unknown): TransportAnswer {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'failure', failure: 'reset', mayHaveArrived: true, detail };
}

/** The body as text; null as soon as it is longer than allowed. */
function readBody(response: IncomingMessage, maxBytes: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    // Electron's type leaves these two events of the answer out of its overloads' payloads.
    response.on('data', (chunk) => {
      length += chunk.length;
      if (length > maxBytes) resolve(null);
      else chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    response.on('aborted', () => reject(new Error('the answer was broken off')));
    response.on('error', (error: unknown) => reject(error));
  });
}
