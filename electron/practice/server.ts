import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiAnswer, answer, refuse } from './api.ts';
import type { Behaviour, RequestBehaviour } from './behaviour.ts';
import type { Workspace } from './workspace.ts';

/** Only this machine can reach it. */
const host = '127.0.0.1';

/** Largest request body in bytes. A choice (no limit is published): above the 5,000,000 that the app sends. */
const maxBodyBytes = 5 * 1024 * 1024;

/** A body over the limit is read on and thrown away up to here, so that its sender hears the 413. */
const maxDrainedBytes = 64 * 1024 * 1024;

/** How long a close waits for a request that doesn't come to its end. */
const closingPatienceMs = 5000;

/**
 * Serves a workspace's API over HTTP on loopback.
 *
 * Web pages that the person has open can reach loopback, too. They get nothing: a request with an `Origin` is
 * refused, and so is one with a foreign `Host` (a name that was re-bound to 127.0.0.1); there is no CORS.
 */
export class PracticeServer {
  readonly #server: Server;
  readonly #workspace: Workspace;
  readonly #key: string;
  readonly #behaviour: Behaviour;
  readonly #underWay = new Set<Promise<void>>();

  /**
   * @param key the API key that requests must carry
   * @param behaviour what goes wrong, and in which form it answers
   */
  constructor(workspace: Workspace, key: string, behaviour: Behaviour) {
    this.#workspace = workspace;
    this.#behaviour = behaviour;
    this.#key = key;
    this.#server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 }, (request, response) => {
      const handled = this.#handle(request, response).finally(() => this.#underWay.delete(handled));
      this.#underWay.add(handled);
    });
  }

  /**
   * Listens, and gives the base URL. Tries the preferred port first, so that an address that a push noted down
   * stays good over a restart; takes a free one if that is in use.
   */
  async listen(preferredPort: number | null): Promise<{ readonly baseUrl: string; readonly port: number }> {
    try {
      await this.#listenOn(preferredPort ?? 0);
    } catch (error) {
      if (preferredPort === null) throw error;
      await this.#listenOn(0);
    }
    const { port } = this.#server.address() as AddressInfo;
    return { baseUrl: `http://${host}:${port}`, port };
  }

  /** Takes no more requests; resolves when those under way are answered, after a few seconds at most. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    const waited = new AbortController();
    await Promise.race([
      Promise.all(this.#underWay),
      delay(closingPatienceMs, undefined, { signal: waited.signal }).catch(() => undefined),
    ]);
    waited.abort();
    // Not only idle ones: Node doesn't count a connection as idle before its first request.
    this.#server.closeAllConnections();
    await closed;
  }

  #listenOn(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let result: ApiAnswer;
    // Faults strike what brings contacts, and nothing else.
    const behaviour = request.method === 'GET' || isForeign(request) ? null : this.#behaviour.next();
    try {
      result = isForeign(request) ?? (await this.#answer(request, behaviour));
      if (behaviour) result = behaviour.after(result);
      if (behaviour && behaviour.latencyMs > 0) await delay(behaviour.latencyMs);
    } catch {
      if (request.destroyed && !request.complete) return; // The client has gone: nobody to answer.
      result = refuse(500, 'internal', 'Internal error', 'the practice workspace could not do this');
    }
    if (behaviour?.write(result, response)) request.resume();
    else write(response, result, request);
    await finished(response).catch(() => undefined); // It failed because the client has gone.
  }

  async #answer(request: IncomingMessage, behaviour: RequestBehaviour | null): Promise<ApiAnswer> {
    return await answer(
      {
        method: request.method ?? '',
        path: (request.url ?? '').split('?')[0] ?? '',
        key: single(request.headers['x-api-key']),
        contentType: request.headers['content-type'],
        contentEncoding: request.headers['content-encoding'],
        readBody: () => readBody(request),
      },
      this.#key,
      this.#workspace,
      (contacts) => behaviour?.before({ ids: contacts.map(idOf) }) ?? null,
    );
  }
}

function idOf(contact: unknown): string | null {
  const id = (contact as { external_reference_id?: unknown } | null)?.external_reference_id;
  return typeof id === 'string' ? id : null;
}

/** The refusal of a request that a web page made; null for all others. */
function isForeign(request: IncomingMessage): ApiAnswer | null {
  const port = request.socket.localPort;
  const own = [`${host}:${port}`, `localhost:${port}`];
  if (!own.includes(request.headers.host?.toLowerCase() ?? ''))
    return refuse(421, 'misdirected_request', 'Misdirected request', 'the Host header names another server');
  if (request.headers.origin !== undefined)
    return refuse(403, 'forbidden', 'Forbidden', 'web pages may not use the practice workspace');
  return null;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? undefined : header;
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | 'too_large'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxDrainedBytes) break;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes > maxBodyBytes ? 'too_large' : Buffer.concat(chunks);
}

function write(
  response: ServerResponse,
  { status, headers, body }: ApiAnswer,
  request: IncomingMessage,
): void {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
  // A body that nobody asked for (a refusal came first) is read and dropped, or the connection would hang.
  request.resume();
}
