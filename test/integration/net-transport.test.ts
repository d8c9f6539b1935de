import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { netTransport } from '../../electron/shell/net-transport.ts';

// The transport of the app against the stand-in's `net.request`, which ends as Chromium's does.
vi.mock('electron', () => import('../standin/net.ts'));

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/contacts`;
}

const send = (url: string, change: Partial<Parameters<typeof netTransport>[0]> = {}) =>
  netTransport({
    method: 'PUT',
    url,
    headers: { 'content-type': 'application/json', 'x-api-key': 'secret' },
    body: '{"contacts":["ä"]}',
    timeoutMs: 5_000,
    maxAnswerBytes: 1_000_000,
    signal: new AbortController().signal,
    ...change,
  });

describe('a request through the network stack of the app', () => {
  it('sends method, headers and body, and gives status, headers in lower case, and body', async () => {
    const url = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.writeHead(207, { 'X-Answer': 'yes' });
      response.end(JSON.stringify({ method: request.method, key: request.headers['x-api-key'], body }));
    });
    const answer = await send(url);
    expect(answer).toMatchObject({ kind: 'answer', status: 207, headers: { 'x-answer': 'yes' } });
    expect(answer.kind === 'answer' && JSON.parse(answer.body)).toEqual({
      method: 'PUT',
      key: 'secret',
      body: '{"contacts":["ä"]}',
    });
  });

  it('does not follow a redirect: the key goes nowhere else', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/elsewhere' });
      response.end();
    });
    expect(await send(url)).toMatchObject({
      kind: 'answer',
      status: 307,
      headers: { location: '/elsewhere' },
    });
    expect(paths).toEqual(['/contacts']);
  });
});

describe('a request without an answer', () => {
  it('that nobody listens to never arrived', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await send(url)).toMatchObject({ failure: 'refused', mayHaveArrived: false });
  });

  it('to a host that does not exist never arrived', async () => {
    expect(await send('http://nobody.invalid/')).toMatchObject({ failure: 'dns', mayHaveArrived: false });
  });

  it('over TLS to a server without it never arrived', async () => {
    const url = await serve((_request, response) => response.end());
    expect(await send(url.replace('http:', 'https:'))).toMatchObject({
      failure: 'tls',
      mayHaveArrived: false,
    });
  });

  it('that is cut off may have arrived', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await send(url)).toMatchObject({ failure: 'reset', mayHaveArrived: true });
  });

  it('that is cut off in the middle of its answer may have arrived', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"results":');
      setTimeout(() => response.socket?.destroy(), 50);
    });
    expect(await send(url)).toMatchObject({ failure: 'reset', mayHaveArrived: true, status: 200 });
  });

  it('in time may have arrived', async () => {
    const url = await serve(() => undefined);
    expect(await send(url, { timeoutMs: 150 })).toMatchObject({ failure: 'timeout', mayHaveArrived: true });
  });

  it('that is cancelled on its way may have arrived, and its connection is closed', async () => {
    const sockets: Socket[] = [];
    const url = await serve((request) => void sockets.push(request.socket));
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    expect(await send(url, { signal: abort.signal })).toMatchObject({
      failure: 'aborted',
      mayHaveArrived: true,
    });
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  it('that was cancelled before never arrived', async () => {
    const url = await serve(() => undefined);
    expect(await send(url, { signal: AbortSignal.abort() })).toMatchObject({
      failure: 'aborted',
      mayHaveArrived: false,
    });
  });

  it('of bearable length may have arrived', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(10_000)));
    expect(await send(url, { maxAnswerBytes: 1_000 })).toMatchObject({
      failure: 'answer_too_long',
      mayHaveArrived: true,
    });
  });
});
