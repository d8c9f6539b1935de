import { describe, expect, it, onTestFinished } from 'vitest';
import { Hold } from '../../../electron/push/hold.ts';
import { RunStore } from '../../../electron/store/runs.ts';
import { openAppDb } from '../../../electron/store/schema.ts';
import { allTaken, answer, type FakeAnswer, failure, fakeApi } from '../../support/fake-api.ts';
import { type FrozenRun, freezeRun, idOf, reopenRun, testKey } from '../../support/frozen-run.ts';
import { tempDirs } from '../../support/temp-dir.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const tempDir = tempDirs();

function freeze(options: Parameters<typeof freezeRun>[1]): FrozenRun {
  const run = freezeRun(tempDir().path, options);
  onTestFinished(() => run.close());
  return run;
}

/** Refuses a request that holds one of these contacts, without a word about which. */
const poisonedBy =
  (bad: ReadonlySet<string>): FakeAnswer =>
  (ids) =>
    ids.some((id) => bad.has(id)) ? answer(400, { message: 'invalid contact' }) : allTaken(ids);

describe('a push', () => {
  it('sends each contact once, in batches, in order', async () => {
    const run = freeze({ contacts: 25, batchSize: 10 });
    const api = fakeApi(allTaken);
    const receipt = await run.push(api.transport);
    expect(api.requests.map((ids) => ids.length)).toEqual([10, 10, 5]);
    expect(api.requests.flat()).toEqual(Array.from({ length: 25 }, (_, index) => idOf(index + 1)));
    expect(receipt).toMatchObject({ state: 'finished', requests: { made: 3, retried: 0, split: 0 } });
  });

  it('sends what was frozen, to the byte, under the envelope', async () => {
    const run = freeze({
      contacts: 2,
      envelope: null,
      method: 'POST',
      path: '/x',
      auth: { header: 'api-key', prefix: 'Key ' },
    });
    const requests: object[] = [];
    await run.push(async (request) => {
      requests.push({ ...request, body: JSON.parse(String(request.body)) });
      return answer(204);
    });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'http://127.0.0.1:9/x',
        headers: { 'api-key': `Key ${testKey}`, 'content-type': 'application/json' },
        body: [
          { external_reference_id: idOf(1), first_name: 'Ünal "1"' },
          { external_reference_id: idOf(2), first_name: 'Ünal "2"' },
        ],
      },
    ]);
  });

  it('sends one contact a request in single mode', async () => {
    const run = freeze({ contacts: 3, mode: 'single' });
    const bodies: unknown[] = [];
    await run.push(async ({ body }) => {
      bodies.push(JSON.parse(String(body)));
      return answer(200, {});
    });
    expect(bodies).toMatchObject([1, 2, 3].map((number) => ({ external_reference_id: idOf(number) })));
    expect(run.receipt().contacts).toMatchObject({ unconfirmed: 3 });
  });

  it('keeps requests below the largest body, whatever the number of contacts', async () => {
    const run = freeze({ contacts: 40, maxBodyBytes: 1000 });
    const sizes: number[] = [];
    await run.push(async ({ body }) => {
      sizes.push(Buffer.byteLength(body ?? ''));
      return answer(204);
    });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(run.receipt().contacts.unconfirmed).toBe(40);
  });

  it('keeps several requests under way where the profile says so, each contact once', async () => {
    const run = freeze({ contacts: 200, batchSize: 10, concurrency: 4 });
    let underWay = 0;
    let most = 0;
    const api = fakeApi(allTaken);
    await run.push(async (request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 2));
      underWay -= 1;
      return await api.transport(request);
    });
    expect(most).toBe(4);
    expect(new Set(api.requests.flat()).size).toBe(200);
    expect(api.requests.flat()).toHaveLength(200);
  });

  it('masks the key where the API repeats it', async () => {
    const run = freeze({ contacts: 1 });
    await run.push(async () => answer(401, { message: `the key ${testKey} is not known` }));
    expect(run.run().stopReason).toMatchObject({
      code: 'refused_key',
      message: 'HTTP 401: the key [key] is not known',
    });
    expect(JSON.stringify([...run.runRows.all(run.runId, 'all')])).not.toContain(testKey);
  });
});

describe('retries', () => {
  it('back off exponentially with full jitter, and never sooner than the API asks', async () => {
    const run = freeze({ contacts: 1 });
    const clock = virtualClock(0.999);
    const answers = [
      answer(503),
      answer(500),
      answer(429, '', { 'retry-after': '9' }),
      failure('reset', true),
    ];
    await run.push(async () => answers.shift() ?? answer(204), { clock });
    expect(clock.slept).toEqual([500, 999, 9000, 3996]);
  });

  it('are as many as the profile says', async () => {
    const run = freeze({ contacts: 1, maxAttempts: 4 });
    const api = fakeApi(() => failure('refused', false));
    const receipt = await run.push(api.transport);
    expect(receipt).toMatchObject({
      state: 'stopped',
      contacts: { not_sent: 1 },
      requests: { made: 4, retried: 3 },
    });
  });

  it('never turn what may have arrived into not sent', async () => {
    const run = freeze({ contacts: 1, maxAttempts: 3 });
    const answers = [failure('timeout', true), failure('refused', false), answer(429)];
    const receipt = await run.push(async () => answers.shift() ?? answer(429));
    expect(receipt).toMatchObject({ state: 'finished', contacts: { unknown: 1, not_sent: 0 } });
  });

  it('let a later answer settle what may have arrived', async () => {
    const run = freeze({ contacts: 1 });
    const answers = [failure('timeout', true)];
    const receipt = await run.push(async () => answers.shift() ?? allTaken([idOf(1)]));
    expect(receipt.contacts).toMatchObject({ accepted: 1, unknown: 0 });
  });

  it('try a batch that was left once more at the end', async () => {
    const run = freeze({ contacts: 30, batchSize: 10, maxAttempts: 2 });
    const api = fakeApi((ids, number) => (ids[0] === idOf(11) && number < 5 ? answer(429) : allTaken(ids)));
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 30 } });
  });
});

describe('a refused batch', () => {
  it('is divided until the bad contacts stand alone', async () => {
    const run = freeze({ contacts: 100, batchSize: 100 });
    const bad = new Set([idOf(7), idOf(8), idOf(93)]);
    const api = fakeApi(poisonedBy(bad));
    const receipt = await run.push(api.transport);
    expect(receipt).toMatchObject({ state: 'finished', contacts: { accepted: 97, rejected: 3 } });
    expect(receipt.requests.split).toBe(receipt.requests.made - 1);
    expect([...run.runRows.all(run.runId, 'rejected')].map(({ row }) => row)).toEqual([7, 8, 93]);
  });

  it('is believed where it names a record, once that record was refused alone', async () => {
    const run = freeze({ contacts: 100, batchSize: 100 });
    const api = fakeApi((ids) => {
      const index = ids.indexOf(idOf(42));
      return index < 0 ? allTaken(ids) : answer(422, { error_key: `contacts[${index}].email` });
    });
    const receipt = await run.push(api.transport);
    expect(receipt).toMatchObject({ contacts: { accepted: 99, rejected: 1 }, requests: { made: 3 } });
  });

  it('is not believed where it counts from one: the right contact is found all the same', async () => {
    const run = freeze({ contacts: 100, batchSize: 100 });
    const api = fakeApi((ids) => {
      const index = ids.indexOf(idOf(42));
      return index < 0 ? allTaken(ids) : answer(422, { error_key: `contacts[${index + 1}].email` });
    });
    const receipt = await run.push(api.transport);
    expect(receipt.contacts).toMatchObject({ accepted: 99, rejected: 1 });
    expect([...run.runRows.all(run.runId, 'rejected')].map(({ row }) => row)).toEqual([42]);
  });

  it('is halved when it is too large, for the rest of the push', async () => {
    const run = freeze({ contacts: 80, batchSize: 40 });
    const api = fakeApi((ids) => (ids.length > 12 ? answer(413) : allTaken(ids)));
    const receipt = await run.push(api.transport);
    expect(receipt.contacts.accepted).toBe(80);
    expect(api.requests.map((ids) => ids.length)).toEqual([40, 20, 10, 10, 10, 10, 10, 10, 10, 10]);
  });

  it('of one contact that is too large is that contact’s rejection', async () => {
    const run = freeze({ contacts: 2, batchSize: 1 });
    const api = fakeApi((ids) => (ids[0] === idOf(1) ? answer(413) : allTaken(ids)));
    expect((await run.push(api.transport)).contacts).toMatchObject({ rejected: 1, accepted: 1 });
  });
});

describe('a request that is wrong as such', () => {
  it('blames nobody: eight contacts are tried alone, then the push stops with the API’s words', async () => {
    const run = freeze({ contacts: 2000 });
    const api = fakeApi((_, number) =>
      answer(400, { message: 'source_type is unknown', trace: `${number}` }),
    );
    const receipt = await run.push(api.transport);
    expect(receipt).toMatchObject({ state: 'stopped', contacts: { not_sent: 2000, rejected: 0 } });
    expect(run.run().stopReason).toEqual({
      code: 'request_refused',
      status: 400,
      message: 'HTTP 400: source_type is unknown',
    });
    expect(api.requests).toHaveLength(9);
  });

  it('is told from bad contacts by a single one that is accepted', async () => {
    const run = freeze({ contacts: 16, batchSize: 16 });
    const good = idOf(7);
    const api = fakeApi((ids) => (ids.every((id) => id === good) ? allTaken(ids) : answer(400)));
    expect(await run.push(api.transport)).toMatchObject({
      state: 'finished',
      contacts: { rejected: 15, accepted: 1 },
    });
  });

  it('is not looked for once anything was accepted, also before a resume', async () => {
    const run = freeze({ contacts: 30, batchSize: 10 });
    const stop = new AbortController();
    await run.push(
      async () => {
        stop.abort('paused');
        return answer(204);
      },
      { stop: stop.signal },
    );
    const bad = new Set(Array.from({ length: 10 }, (_, index) => idOf(11 + index)));
    const receipt = await run.push(fakeApi(poisonedBy(bad)).transport);
    expect(receipt).toMatchObject({
      state: 'finished',
      contacts: { unconfirmed: 10, rejected: 10, accepted: 10 },
    });
  });

  it('stops the push when three whole batches in a row are refused contact by contact', async () => {
    const run = freeze({ contacts: 60, batchSize: 10 });
    const api = fakeApi((ids, number) => (number === 1 ? allTaken(ids) : answer(422, { message: 'no' })));
    const receipt = await run.push(api.transport);
    expect(receipt).toMatchObject({
      state: 'stopped',
      contacts: { accepted: 10, rejected: 30, not_sent: 20 },
    });
    expect(run.run().stopReason).toMatchObject({ code: 'request_refused' });
  });
});

describe('trouble that is not in the data', () => {
  it('stops the push after five batches in a row that fail for the same reason, whatever words come with it', async () => {
    const run = freeze({ contacts: 100, batchSize: 10, maxAttempts: 1 });
    const api = fakeApi((_, number) => answer(500, { message: `error ${number}` }));
    const receipt = await run.push(api.transport);
    expect(receipt).toMatchObject({ state: 'stopped', contacts: { unknown: 50, not_sent: 50 } });
    expect(run.run().stopReason).toMatchObject({
      code: 'too_many_failures',
      status: 500,
      message: 'HTTP 500: error 5',
    });
  });

  it('does not stop it when something works in between', async () => {
    const run = freeze({ contacts: 100, batchSize: 10, maxAttempts: 1 });
    const api = fakeApi((ids, number) => (number % 5 === 0 ? allTaken(ids) : answer(500)));
    expect(await run.push(api.transport)).toMatchObject({
      state: 'finished',
      contacts: { accepted: 20, unknown: 80 },
    });
  });

  it('at an address without the API says so', async () => {
    const run = freeze({ contacts: 100, batchSize: 10 });
    await run.push(fakeApi(() => answer(404)).transport);
    expect(run.run().stopReason).toMatchObject({ code: 'not_found', status: 404 });
  });

  it('can be overcome: a resumed run sends what was not sent, and nothing twice', async () => {
    const run = freeze({ contacts: 100, batchSize: 10, maxAttempts: 1 });
    await run.push(
      fakeApi((ids, number) => (number === 1 ? allTaken(ids) : failure('dns', false))).transport,
    );
    const api = fakeApi(allTaken);
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 100 } });
    expect(api.requests.flat()).not.toContain(idOf(1));
    expect(api.requests.flat()).toHaveLength(90);
  });
});

describe('control', () => {
  it('pauses after the answer that is awaited, and goes on where it was', async () => {
    const run = freeze({ contacts: 30, batchSize: 10 });
    const stop = new AbortController();
    const api = fakeApi(allTaken);
    const receipt = await run.push(
      async (request) => {
        if (api.requests.length === 1) stop.abort('paused');
        return await api.transport(request);
      },
      { stop: stop.signal },
    );
    expect(receipt).toMatchObject({ state: 'paused', contacts: { accepted: 20, not_sent: 10 } });
    expect(run.run().stopReason).toMatchObject({ code: 'paused' });
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 30 } });
    expect(api.requests.flat()).toHaveLength(30);
  });

  it('paused between two tries, leaves the batch to be sent again first', async () => {
    const run = freeze({ contacts: 20, batchSize: 10 });
    const stop = new AbortController();
    const receipt = await run.push(
      async () => {
        stop.abort('paused');
        return answer(503);
      },
      { stop: stop.signal },
    );
    expect(receipt).toMatchObject({ state: 'paused', contacts: { unknown: 10, not_sent: 10 } });
    const api = fakeApi(allTaken);
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 20 } });
    expect(api.requests[0]?.[0]).toBe(idOf(1));
  });

  it('cancelled, is cancelled; closed with the app, is interrupted', async () => {
    for (const [cause, state] of [
      ['cancelled', 'cancelled'],
      ['closing', 'interrupted'],
    ] as const) {
      const run = freeze({ contacts: 20, batchSize: 10 });
      const stop = new AbortController();
      const receipt = await run.push(
        async () => {
          stop.abort(cause);
          return answer(204);
        },
        { stop: stop.signal },
      );
      expect(receipt).toMatchObject({ state, contacts: { unconfirmed: 10, not_sent: 10 } });
    }
  });

  it('given up at once, leaves what was in flight unknown, to be sent again first', async () => {
    const run = freeze({ contacts: 20, batchSize: 10 });
    const abandon = new AbortController();
    const receipt = await run.push(
      async () => {
        abandon.abort();
        return failure('aborted', true);
      },
      { abandon: abandon.signal },
    );
    expect(receipt).toMatchObject({ state: 'interrupted', contacts: { unknown: 10, not_sent: 10 } });
    const api = fakeApi(allTaken);
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 20 } });
  });

  it('waits while the computer is offline, tells why, and goes on by itself', async () => {
    const run = freeze({ contacts: 30, batchSize: 10 });
    const hold = new Hold();
    const told: (string | null)[] = [];
    const api = fakeApi(allTaken);
    const pushing = run.push(
      async (request) => {
        if (api.requests.length === 0) hold.set('offline');
        return await api.transport(request);
      },
      { hold, onProgress: ({ heldBy }) => told.push(heldBy) },
    );
    await expect.poll(() => told.at(-1)).toBe('offline');
    expect(api.requests).toHaveLength(1);
    hold.clear('offline');
    expect(await pushing).toMatchObject({ state: 'finished', contacts: { accepted: 30 } });
  });

  it('holds nothing against the API that failed because the computer was offline', async () => {
    const run = freeze({ contacts: 10, batchSize: 10, maxAttempts: 2 });
    const hold = new Hold();
    const answers = [failure('dns', false), failure('dns', false)];
    const receipt = await run.push(
      async () => {
        const next = answers.shift() ?? answer(204);
        hold.set('offline');
        setTimeout(() => hold.clear('offline'), 5);
        return next;
      },
      { hold },
    );
    expect(receipt).toMatchObject({ state: 'finished', contacts: { unconfirmed: 10 } });
  });

  it('paused by the person while offline, never goes on by itself', async () => {
    const run = freeze({ contacts: 20, batchSize: 10 });
    const hold = new Hold();
    const stop = new AbortController();
    hold.set('offline');
    const api = fakeApi(allTaken);
    const pushing = run.push(api.transport, { hold, stop: stop.signal });
    stop.abort('paused');
    expect(await pushing).toMatchObject({ state: 'paused', contacts: { not_sent: 20 } });
    hold.clear('offline');
    expect(api.requests).toHaveLength(0);
  });

  it.each([
    [true, 'canary'],
    [false, 'limit_reached'],
  ])('sends the first few and stops (canary: %s)', async (isCanary, code) => {
    const run = freeze({ contacts: 25, batchSize: 10 });
    const api = fakeApi(allTaken);
    const receipt = await run.push(api.transport, { limit: { contacts: 5, isCanary } });
    expect(receipt).toMatchObject({ state: 'paused', contacts: { accepted: 5, not_sent: 20 } });
    expect(run.run().stopReason).toMatchObject({ code });
    const { total, items } = run.runRows.page(run.runId, 'sent', 0, 10);
    expect(total).toBe(5);
    expect(items.map(({ externalReferenceId }) => externalReferenceId)).toEqual([1, 2, 3, 4, 5].map(idOf));
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 25 } });
    expect(api.requests.flat()).toHaveLength(25);
  });
});

describe('a process that died', () => {
  /** Pushes until a request is under way, and leaves the store as a crash would find it. */
  async function crashAt(
    request: number,
    answers: FakeAnswer,
    options: Parameters<typeof freezeRun>[1],
  ): Promise<{ dir: string; runId: string }> {
    const dir = tempDir().path;
    const run = freezeRun(dir, options);
    const api = fakeApi(answers);
    await new Promise<void>((resolve) => {
      void run
        .push(async (sent) => {
          if (api.requests.length + 1 < request) return await api.transport(sent);
          await api.transport(sent);
          resolve();
          // Nobody ever hears the answer.
          return await new Promise(() => undefined);
        })
        .catch(() => undefined);
    });
    const { runId } = run;
    run.close();
    return { dir, runId };
  }

  function recovered({ dir, runId }: { dir: string; runId: string }): FrozenRun {
    const db = openAppDb(dir);
    onTestFinished(() => void db.close());
    const run = reopenRun(db, runId);
    run.journal.recover(() => false);
    return run;
  }

  it('leaves an interrupted run with exact counts; the batch in flight goes first', async () => {
    const run = recovered(await crashAt(3, allTaken, { contacts: 50, batchSize: 10 }));
    expect(run.receipt()).toMatchObject({
      state: 'interrupted',
      contacts: { sent: 30, accepted: 20, unknown: 10, not_sent: 20 },
    });
    const api = fakeApi(allTaken);
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 50 } });
    expect(api.requests.map((ids) => ids[0])).toEqual([idOf(21), idOf(31), idOf(41)]);
  });

  it('loses nothing of a batch that was being divided', async () => {
    const bad = new Set([idOf(15)]);
    // 11 to 20 are refused, 11 to 15 are refused, 11 to 13 are taken, 14 and 15 are in flight.
    const run = recovered(await crashAt(5, poisonedBy(bad), { contacts: 30, batchSize: 10 }));
    expect(run.receipt()).toMatchObject({
      state: 'interrupted',
      contacts: { accepted: 13, unknown: 2, not_sent: 15 },
    });
    const api = fakeApi(poisonedBy(bad));
    expect(await run.push(api.transport)).toMatchObject({
      state: 'finished',
      contacts: { accepted: 29, rejected: 1 },
    });
    // What had been taken of the batch isn't sent again.
    for (const number of [11, 12, 13]) expect(api.requests.flat()).not.toContain(idOf(number));
  });

  it('leaves unknown what the resumed run cannot deliver either', async () => {
    const run = recovered(await crashAt(2, allTaken, { contacts: 30, batchSize: 10, maxAttempts: 2 }));
    const receipt = await run.push(fakeApi(() => answer(401)).transport);
    expect(receipt).toMatchObject({
      state: 'stopped',
      contacts: { accepted: 10, unknown: 10, not_sent: 10 },
    });
    const api = fakeApi(allTaken);
    expect(await run.push(api.transport)).toMatchObject({ state: 'finished', contacts: { accepted: 30 } });
    expect(api.requests[0]?.[0]).toBe(idOf(11));
  });

  it('does not leave half a run', async () => {
    const dir = tempDir().path;
    const run = freezeRun(dir, { contacts: 5 });
    run.db.prepare('UPDATE run SET frozen = 0').run();
    run.journal.recover(() => true);
    run.close();
    const db = openAppDb(dir);
    onTestFinished(() => void db.close());
    reopenRun(db, run.runId).journal.recover(() => false);
    expect(new RunStore(db).list()).toEqual([]);
    expect(db.prepare('SELECT count(*) AS count FROM batch_content').get()).toEqual({ count: 0 });
  });

  it('can’t be taken over while it lives', async () => {
    const crashed = await crashAt(2, allTaken, { contacts: 30, batchSize: 10 });
    const db = openAppDb(crashed.dir);
    onTestFinished(() => void db.close());
    const run = reopenRun(db, crashed.runId);
    run.journal.recover(() => true);
    expect(run.run().state).toBe('running');
    await expect(run.push(fakeApi(allTaken).transport, { isAlive: () => true })).rejects.toThrow(
      'push.already_running',
    );
  });
});

describe('the rows of a run', () => {
  it('are listed by outcome, page by page', async () => {
    const run = freeze({ contacts: 95, batchSize: 10 });
    const api = fakeApi((ids) =>
      answer(207, {
        items: ids.map((id) => {
          const isBad = Number(id.slice(-2)) % 4 === 0;
          return isBad
            ? { external_reference_id: id, code: 400, description: `bad ${id}` }
            : { external_reference_id: id, code: 201 };
        }),
      }),
    );
    await run.push(api.transport);
    const all = [...run.runRows.all(run.runId, 'all')];
    expect(all.map(({ row }) => row)).toEqual(Array.from({ length: 95 }, (_, index) => index + 1));
    for (const kind of ['accepted', 'rejected', 'all', 'unknown'] as const) {
      const expected = all.filter(({ outcome }) => kind === 'all' || outcome === kind);
      const paged = [0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91].flatMap(
        (offset) => run.runRows.page(run.runId, kind, offset, 7).items,
      );
      expect(paged).toEqual(expected);
      expect(run.runRows.page(run.runId, kind, 0, 1).total).toBe(expected.length);
    }
    expect(all[3]).toMatchObject({ outcome: 'rejected', status: 400, message: `bad ${idOf(4)}` });
  });
});
