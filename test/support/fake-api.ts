import type { Transport, TransportAnswer, TransportRequest } from '../../electron/push/transport.ts';

/** What a fake API answers to the reference IDs of a request. */
export type FakeAnswer = (ids: readonly string[], number: number) => TransportAnswer;

export interface FakeApi {
  readonly transport: Transport;
  /** Reference IDs of each request, in order. */
  readonly requests: readonly (readonly string[])[];
}

/** An API in memory: no sockets, no waiting. */
export function fakeApi(answer: FakeAnswer): FakeApi {
  const requests: (readonly string[])[] = [];
  return {
    requests,
    transport: async (request) => {
      const ids = idsIn(request);
      requests.push(ids);
      return answer(ids, requests.length);
    },
  };
}

function idsIn({ body }: TransportRequest): string[] {
  const json = JSON.parse(String(body)) as { contacts?: unknown } | unknown[];
  const contacts = Array.isArray(json) ? json : (json.contacts ?? [json]);
  return (contacts as { external_reference_id: string }[]).map((each) => each.external_reference_id);
}

export const answer = (
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): TransportAnswer => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Each contact taken, by ID. */
export const allTaken = (ids: readonly string[]): TransportAnswer =>
  answer(200, { items: ids.map((id) => ({ external_reference_id: id, code: 201 })) });

export const failure = (
  kind: (TransportAnswer & { kind: 'failure' })['failure'],
  mayHaveArrived: boolean,
): TransportAnswer => ({ kind: 'failure', failure: kind, mayHaveArrived, detail: kind.toUpperCase() });
