import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiAnswer } from '../../electron/practice/api.ts';
import { misfit, refusalOf, refuseWhole, writeBadly } from '../../electron/practice/faults.ts';
import type { PracticeFaultCode } from '../../shared/practice-faults.ts';

/** A request as it arrived: its contacts' IDs, and what was done with it. */
export interface Seen {
  readonly ids: readonly string[];
  readonly key: string | undefined;
  readonly fault: PracticeFaultCode | 'poisoned' | null;
}

/** What is wrong with one request: a fault, contacts for whose sake it is refused, or nothing. */
export type Wrong =
  | PracticeFaultCode
  | { readonly poisoned: ReadonlySet<string>; readonly isNamed: boolean }
  | null;

export interface FaultyServer {
  readonly baseUrl: string;
  readonly seen: readonly Seen[];
  /** How often each contact was applied. */
  readonly applied: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** A contact API on loopback that records, and does wrong what a test wants. @param number of the request, from 1 */
export async function startFaultyServer(
  wrongWith: (ids: readonly string[], number: number) => Wrong = () => null,
  { latencyMs = 0, redirectTo = 'http://127.0.0.1:9/elsewhere' } = {},
): Promise<FaultyServer> {
  const seen: Seen[] = [];
  const applied = new Map<string, number>();

  function answerTo(ids: readonly string[], wrong: Wrong): ApiAnswer {
    if (wrong !== null && typeof wrong === 'object') {
      const position = ids.findIndex((id) => wrong.poisoned.has(id));
      if (position >= 0) return refuseWhole(position, wrong.isNamed);
    }
    const fault = typeof wrong === 'string' ? wrong : null;
    const refusal = fault === null || (fault === 'http_413' && ids.length <= 1) ? null : refusalOf(fault);
    if (refusal) {
      return refusal.status === 301 ? { ...refusal, headers: { location: redirectTo } } : refusal;
    }
    for (const id of ids) applied.set(id, (applied.get(id) ?? 0) + 1);
    const usual = {
      status: 200,
      headers: {},
      body: { items: ids.map((id) => ({ external_reference_id: id, code: 201 })) },
    };
    return (fault && misfit(usual, fault)) ?? usual;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const blocks: Buffer[] = [];
    for await (const block of request) blocks.push(block as Buffer);
    const { contacts } = JSON.parse(Buffer.concat(blocks).toString('utf8')) as {
      contacts: { external_reference_id: string }[];
    };
    const ids = contacts.map((each) => each.external_reference_id);
    const wrong = wrongWith(ids, seen.length + 1);
    const fault = typeof wrong === 'string' ? wrong : null;
    seen.push({
      ids,
      key: String(request.headers['x-api-key']),
      fault: fault ?? (wrong ? 'poisoned' : null),
    });
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const answer = answerTo(ids, wrong);
    if (fault && writeBadly(fault, answer, response)) return;
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(JSON.stringify(answer.body));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen,
    applied,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
