import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchTransport } from '../../../electron/push/fetch-transport.ts';
import type { Transport } from '../../../electron/push/transport.ts';
import type { PracticeFaultCode } from '../../../shared/practice-faults.ts';
import type { ContactCounts, Receipt } from '../../../shared/receipt.ts';
import { type FaultyServer, startFaultyServer, type Wrong } from '../../support/faulty-server.ts';
import { type FrozenRun, freezeRun, idOf, testKey } from '../../support/frozen-run.ts';
import { tempDirs } from '../../support/temp-dir.ts';
import { type VirtualClock, virtualClock } from '../../support/virtual-clock.ts';

/** Three batches of ten: small enough to be quick, large enough to be divided. */
const size = 10;
const places = ['first', 'middle', 'last'] as const;
const maxAttempts = 3;

const tempDir = tempDirs();

interface Ended {
  readonly receipt: Receipt;
  readonly server: FaultyServer;
  readonly run: FrozenRun;
  readonly clock: VirtualClock;
}

/** The IDs of one of the three batches. */
const batchAt = (place: (typeof places)[number], batchSize = size): string[] =>
  Array.from({ length: batchSize }, (_, index) => idOf(places.indexOf(place) * batchSize + index + 1));

/** Pushes three batches against a server that does wrong what is asked, over real HTTP. */
async function pushAgainst(
  wrongWith: (ids: readonly string[], number: number) => Wrong,
  { batchSize = size, timeoutMs = 10_000, transport = fetchTransport as Transport } = {},
): Promise<Ended> {
  const elsewhere = await startFaultyServer();
  const server = await startFaultyServer(wrongWith, { redirectTo: `${elsewhere.baseUrl}/elsewhere` });
  const clock = virtualClock();
  const run = freezeRun(tempDir().path, {
    contacts: 3 * batchSize,
    batchSize,
    maxAttempts,
    timeoutMs,
    baseUrl: server.baseUrl,
  });
  onTestFinished(async () => {
    run.close();
    await server.close();
    await elsewhere.close();
  });
  // What a power cut would take is not the subject here.
  run.db.pragma('synchronous = OFF');
  const receipt = await run.push(transport, { clock });
  expect(elsewhere.seen, 'a redirect was followed').toEqual([]);
  expect(server.seen.every(({ key }) => key === testKey)).toBe(true);
  return { receipt, server, run, clock };
}

const counts = (given: Partial<ContactCounts>): ContactCounts => {
  const all = { accepted: 0, unconfirmed: 0, rejected: 0, unknown: 0, not_sent: 0, ...given };
  return { sent: all.accepted + all.unconfirmed + all.rejected + all.unknown, ...all };
};

/** What becomes of the batch that is struck, time and again, until the push gives it up. */
const lasting: readonly (readonly [
  PracticeFaultCode,
  keyof ContactCounts,
  Receipt['state'],
  timeoutMs?: number,
])[] = [
  ['stall_headers', 'unknown', 'finished', 150],
  ['stall_body', 'unconfirmed', 'finished', 150],
  ['reset', 'unknown', 'finished'],
  ['reset_body', 'unconfirmed', 'finished'],
  ['truncated_json', 'unconfirmed', 'finished'],
  ['html_502', 'unknown', 'finished'],
  ['http_408', 'unknown', 'finished'],
  ['http_425', 'not_sent', 'stopped'],
  ['http_429_seconds', 'not_sent', 'stopped'],
  ['http_429_date', 'not_sent', 'stopped'],
  ['http_429', 'not_sent', 'stopped'],
  ['http_500', 'unknown', 'finished'],
  ['http_503', 'unknown', 'finished'],
  ['http_404', 'not_sent', 'stopped'],
  ['http_413', 'accepted', 'finished'],
  ['http_415', 'not_sent', 'stopped'],
  ['redirect', 'not_sent', 'stopped'],
  ['endless_body', 'unconfirmed', 'finished'],
  ['wrong_length', 'unconfirmed', 'finished'],
  ['foreign_ids', 'unconfirmed', 'finished'],
  ['repeated_id', 'unconfirmed', 'finished'],
];

describe.each(places)('a fault that strikes every request of the %s batch', (place) => {
  const struck = new Set(batchAt(place));

  it.each(
    lasting.map(([fault, outcome, state, timeoutMs = 10_000]) => ({ fault, outcome, state, timeoutMs })),
  )('$fault: its contacts are $outcome, the push is $state', async ({ fault, outcome, state, timeoutMs }) => {
    const { receipt, server } = await pushAgainst(
      (ids) => (ids.some((id) => struck.has(id)) ? fault : null),
      {
        timeoutMs,
      },
    );
    const expected =
      outcome === 'accepted' ? { accepted: 3 * size } : { accepted: 2 * size, [outcome]: size };
    expect(receipt).toMatchObject({ state, contacts: counts(expected) });
    // The others arrived, each once.
    for (const place of places) {
      for (const id of batchAt(place)) if (!struck.has(id)) expect(server.applied.get(id)).toBe(1);
    }
  });

  it.each([
    ['http_401', 'refused_key'],
    ['http_403', 'no_access'],
  ] as const)('%s: the push stops at once', async (fault, code) => {
    const { receipt, run, server } = await pushAgainst((ids) =>
      ids.some((id) => struck.has(id)) ? fault : null,
    );
    const before = places.indexOf(place) * size;
    expect(receipt).toMatchObject({
      state: 'stopped',
      contacts: counts({ accepted: before, not_sent: 3 * size - before }),
    });
    expect(run.run().stopReason).toMatchObject({ code });
    expect(server.seen).toHaveLength(places.indexOf(place) + 1);
  });

  it.each([1, 2])('400 that names a record, with %d bad contacts: only they are rejected', async (count) => {
    const poisoned = new Set(batchAt(place).slice(3, 3 + count));
    const { receipt, run } = await pushAgainst(() => ({ poisoned, isNamed: true }));
    expect(receipt).toMatchObject({
      state: 'finished',
      contacts: counts({ accepted: 3 * size - count, rejected: count }),
      rejectedBy: { 'HTTP 400: the phone number is invalid': count },
    });
    const rejected = [...run.runRows.all(run.runId, 'rejected')].map((row) => row.externalReferenceId);
    expect(rejected).toEqual([...poisoned]);
  });

  it.each([
    [1, size],
    [2, size],
    [300, 1000],
  ])(
    '400 that names none, with %d bad contacts: only they are rejected',
    { timeout: 60_000 },
    async (count, batchSize) => {
      const poisoned = new Set(
        batchAt(place, batchSize)
          .filter((_, index) => index % Math.floor(batchSize / count) === 1)
          .slice(0, count),
      );
      const { receipt, run, server } = await pushAgainst(() => ({ poisoned, isNamed: false }), { batchSize });
      expect(poisoned.size).toBe(count);
      expect(receipt).toMatchObject({
        state: 'finished',
        contacts: counts({ accepted: 3 * batchSize - count, rejected: count }),
      });
      const rejected = [...run.runRows.all(run.runId, 'rejected')].map((row) => row.externalReferenceId);
      expect(rejected).toEqual([...poisoned]);
      // A contact that was accepted was applied once: its part was never sent again.
      for (const times of server.applied.values()) expect(times).toBe(1);
    },
  );

  it.each([
    ['connect refused', 'http://127.0.0.1:1025', 'not_sent'],
    ['a port that is never connected to', 'http://127.0.0.1:9', 'not_sent'],
    ['DNS failure', 'http://nowhere.invalid', 'not_sent'],
    ['TLS failure', 'https:', 'not_sent'],
  ] as const)('%s: its contacts were certainly not sent', async (_, instead, outcome) => {
    const detour: Transport = (request) => {
      const isStruck = batchAt(place).some((id) => String(request.body).includes(id));
      const base = instead === 'https:' ? request.url.replace('http:', 'https:') : instead;
      return fetchTransport(isStruck ? { ...request, url: base } : request);
    };
    const { receipt, run } = await pushAgainst(() => null, { transport: detour });
    expect(receipt).toMatchObject({
      state: 'stopped',
      contacts: counts({ accepted: 2 * size, [outcome]: size }),
    });
    expect(run.run().stopReason?.message).toMatch(/bad port|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|SSL|TLS|EPROTO/);
  });

  it('connect time-out: its contacts were certainly not sent', async () => {
    const detour: Transport = async (request) =>
      batchAt(place).some((id) => String(request.body).includes(id))
        ? {
            kind: 'failure',
            failure: 'connect_timeout',
            mayHaveArrived: false,
            detail: 'UND_ERR_CONNECT_TIMEOUT',
          }
        : await fetchTransport(request);
    const { receipt } = await pushAgainst(() => null, { transport: detour });
    expect(receipt).toMatchObject({
      state: 'stopped',
      contacts: counts({ accepted: 2 * size, not_sent: size }),
    });
  });
});

describe.each(places)('a fault that strikes the %s batch once', (place) => {
  const passing = [
    'reset',
    'reset_body',
    'truncated_json',
    'html_502',
    'http_408',
    'http_425',
    'http_429_seconds',
    'http_429_date',
    'http_429',
    'http_500',
    'http_503',
    'endless_body',
  ] as const;

  it.each(passing)('%s: is got over', async (fault) => {
    const number = places.indexOf(place) + 1;
    const { receipt, clock } = await pushAgainst((_, request) => (request === number ? fault : null));
    expect(receipt).toMatchObject({
      state: 'finished',
      contacts: counts({ accepted: 3 * size }),
      requests: { made: 4, retried: 1, split: 0 },
    });
    const wait = clock.slept[0] ?? 0;
    if (fault === 'http_429_seconds') expect(wait).toBe(1000);
    expect(clock.slept).toHaveLength(1);
  });
});
