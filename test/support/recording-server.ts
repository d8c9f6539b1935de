import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireContact } from '../../shared/contact.ts';

/** One request as it arrived. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RecordingServer {
  readonly baseUrl: string;
  readonly requests: readonly Recorded[];
  /** All contacts that arrived, in order, from under the envelope `contacts`. */
  contacts(): WireContact[];
  close(): Promise<void>;
}

/** What to answer to a request: by default 200 with an empty object, which says nothing about any contact. */
export type Answer = (
  request: Recorded,
  number: number,
) => { status: number; body?: string; headers?: Record<string, string> };

/** An HTTP server on loopback that merely records. */
export async function startRecordingServer(
  answer: Answer = () => ({ status: 200, body: '{}' }),
): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    const blocks: Buffer[] = [];
    request.on('data', (block: Buffer) => blocks.push(block));
    request.on('end', () => {
      const recorded = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(blocks).toString('utf8'),
      };
      requests.push(recorded);
      const { status, body = '', headers = {} } = answer(recorded, requests.length);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    contacts: () =>
      requests.flatMap(({ body }) => (JSON.parse(body) as { contacts: WireContact[] }).contacts),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
