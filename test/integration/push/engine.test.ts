import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../electron/engine.ts';
import type { PushProgress } from '../../../shared/bridge.ts';
import { brokenIdentities } from '../../../shared/receipt.ts';
import { type FaultyServer, startFaultyServer, type Wrong } from '../../support/faulty-server.ts';
import { testKey } from '../../support/frozen-run.ts';
import { memorySecrets } from '../../support/memory-secrets.ts';
import { tempDirs } from '../../support/temp-dir.ts';
import { checkPeople, connectTo, openTestEngine } from '../../support/test-engine.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const tempDir = tempDirs();

async function serve(wrongWith?: (ids: readonly string[], number: number) => Wrong): Promise<FaultyServer> {
  const server = await startFaultyServer(wrongWith);
  onTestFinished(() => server.close());
  return server;
}

const detail = (engine: Engine, runId: string) => engine.handlers['runs.get']({ runId });

describe('a push through the engine', () => {
  it('sends a canary, shows who was in it, and waits until the person goes on', async () => {
    const folder = tempDir();
    const server = await serve();
    const engine = await openTestEngine(folder.join('data'));
    const checkId = await checkPeople(engine, folder, 20);
    const { id: connectionId } = await connectTo(engine, server.baseUrl);
    const { runId } = await engine.handlers['push.start']({ checkId, connectionId, canary: 5 });
    expect(await engine.pushes.finished(runId)).toBe('paused');
    expect(await detail(engine, runId)).toMatchObject({
      state: 'paused',
      stopReason: { code: 'canary' },
      contacts: { accepted: 5, not_sent: 14 },
    });
    const sent = await engine.handlers['runs.sent']({ runId, offset: 0, limit: 10 });
    // Row 3 has no reference ID.
    expect(sent.items.map(({ row }) => row)).toEqual([1, 2, 4, 5, 6]);
    engine.suspend('offline');
    engine.release('offline');
    expect((await detail(engine, runId)).state).toBe('paused');
    await engine.handlers['push.resume']({ runId });
    expect(await engine.pushes.finished(runId)).toBe('finished');
    expect([...server.applied.values()]).toEqual(new Array(19).fill(1));
  });

  it('leaves an interrupted run when the app is closed, and goes on after a restart without the file', async () => {
    const folder = tempDir();
    const secrets = memorySecrets();
    const server = await startFaultyServer(() => null, { latencyMs: 50 });
    onTestFinished(() => server.close());
    const first = await openTestEngine(folder.join('data'), { secrets });
    const checkId = await checkPeople(first, folder, 3000);
    const { id: connectionId } = await connectTo(first, server.baseUrl);
    const { runId } = await first.handlers['push.start']({ checkId, connectionId });
    await expect.poll(() => server.seen.length).toBe(1);
    expect(first.isPushing()).toBe(true);
    await first.close();

    const second = await openTestEngine(folder.join('data'), { secrets });
    const [audience] = await second.handlers['audiences.list'](undefined);
    if (audience) await second.handlers['audiences.remove']({ id: audience.id });
    expect(await detail(second, runId)).toMatchObject({ state: 'interrupted', contacts: { accepted: 1000 } });
    await second.handlers['push.resume']({ runId });
    expect(await second.pushes.finished(runId)).toBe('finished');
    expect(server.seen).toHaveLength(3);
    expect((await detail(second, runId)).receipt.contacts).toMatchObject({ accepted: 2999 });
  });

  it('paused by the person, tells so and stays paused', async () => {
    const folder = tempDir();
    const server = await startFaultyServer(() => null, { latencyMs: 50 });
    onTestFinished(() => server.close());
    const engine = await openTestEngine(folder.join('data'));
    const checkId = await checkPeople(engine, folder, 3000);
    const { id: connectionId } = await connectTo(engine, server.baseUrl);
    const told: PushProgress[] = [];
    engine.subscribe((name, payload) => {
      if (name === 'push.progress') told.push(payload as PushProgress);
    });
    const { runId } = await engine.handlers['push.start']({ checkId, connectionId });
    await expect.poll(() => server.seen.length).toBe(1);
    await engine.handlers['push.pause']({ runId });
    expect(await engine.pushes.finished(runId)).toBe('paused');
    expect(told.at(-1)).toMatchObject({ state: 'paused', contacts: { accepted: 1000 } });
  });

  it('never sends the key of a connection that leads elsewhere by now', async () => {
    const folder = tempDir();
    const server = await serve();
    const engine = await openTestEngine(folder.join('data'));
    const checkId = await checkPeople(engine, folder, 20);
    const { id } = await connectTo(engine, server.baseUrl);
    const { runId } = await engine.handlers['push.start']({ checkId, connectionId: id, canary: 2 });
    await engine.pushes.finished(runId);
    const elsewhere = 'http://127.0.0.1:1';
    await engine.handlers['connections.save']({ id, name: 'Acme', baseUrl: elsewhere, color: 'teal' });
    await expect(engine.handlers['push.resume']({ runId })).rejects.toThrow('connection.moved');
  });
});

describe('a retry', () => {
  it('is a run of its own with the contacts that were left over, and counts only their rows', async () => {
    const folder = tempDir();
    const bad = new Set(['person-5', 'person-9']);
    const server = await serve((_, number) => (number < 20 ? { poisoned: bad, isNamed: true } : null));
    const engine = await openTestEngine(folder.join('data'));
    const checkId = await checkPeople(engine, folder, 20);
    const { id: connectionId } = await connectTo(engine, server.baseUrl);
    const { runId: parentId } = await engine.handlers['push.start']({ checkId, connectionId });
    await engine.pushes.finished(parentId);
    expect((await detail(engine, parentId)).contacts).toMatchObject({ accepted: 17, rejected: 2 });

    bad.clear();
    const { runId } = await engine.handlers['push.retry']({ runId: parentId });
    expect(await engine.pushes.finished(runId)).toBe('finished');
    const child = await detail(engine, runId);
    expect(child).toMatchObject({
      parentId,
      file: 'people.csv',
      rows: { total: 2, ready: 2, excluded: 0 },
      contacts: { sent: 2, accepted: 2 },
      receipt: { excludedBy: {} },
    });
    expect(brokenIdentities(child.receipt)).toEqual([]);
    expect((await detail(engine, parentId)).retries).toEqual([runId]);
    const { items } = await engine.handlers['runs.rows']({ runId, kind: 'all', offset: 0, limit: 10 });
    expect(items.map(({ row, externalReferenceId }) => [row, externalReferenceId])).toEqual([
      [5, 'person-5'],
      [9, 'person-9'],
    ]);
    await expect(engine.handlers['push.retry']({ runId })).rejects.toThrow('run.nothing_to_retry');
  });

  it('takes unconfirmed contacts too where that was asked for', async () => {
    const folder = tempDir();
    const server = await serve((_, number) => (number === 1 ? 'wrong_length' : null));
    const engine = await openTestEngine(folder.join('data'));
    const checkId = await checkPeople(engine, folder, 20);
    const { id: connectionId } = await connectTo(engine, server.baseUrl);
    const { runId: parentId } = await engine.handlers['push.start']({ checkId, connectionId });
    await engine.pushes.finished(parentId);
    await expect(engine.handlers['push.retry']({ runId: parentId })).rejects.toThrow('run.nothing_to_retry');
    const { runId } = await engine.handlers['push.retry']({ runId: parentId, unconfirmed: true });
    await engine.pushes.finished(runId);
    expect((await detail(engine, runId)).contacts).toMatchObject({ accepted: 19 });
  });
});

describe('row data', () => {
  const marked = 'Marked-Surname-4711';

  /** All bytes of a folder, as text in which plain ASCII can be found. */
  const bytesIn = (folder: string): string =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');

  async function pushed(): Promise<{ engine: Engine; runId: string; dataDir: string }> {
    const folder = tempDir();
    const dataDir = folder.join('data');
    const server = await serve();
    const engine = await openTestEngine(dataDir);
    const file = folder.write('people.csv', `id,first_name\nperson-1,${marked}\n,nobody\n`);
    const { audienceId } = engine.openFile(file);
    await engine.imports.finished(audienceId);
    const { mappingSchema } = await import('../../../shared/mapping.ts');
    const mapping = mappingSchema.parse({
      version: 1,
      externalReferenceId: { column: 'id' },
      firstName: { column: 'first_name' },
    });
    const { checkId } = await engine.handlers['check.start']({ audienceId, mapping });
    await engine.checks.finished(checkId);
    const { id: connectionId } = await connectTo(engine, server.baseUrl);
    const { runId } = await engine.handlers['push.start']({ checkId, connectionId });
    await engine.pushes.finished(runId);
    return { engine, runId, dataDir };
  }

  it('is forgotten at once where the person wants it: counts stay, nobody is left in any file', async () => {
    const { engine, runId, dataDir } = await pushed();
    const before = (await detail(engine, runId)).receipt;
    expect(bytesIn(dataDir)).toContain(marked);
    expect(await engine.handlers['retention.forgetNow'](undefined)).toEqual({ runs: 1, audiences: 1 });
    expect(await detail(engine, runId)).toMatchObject({ rowsForgotten: true, receipt: before });
    expect(await engine.handlers['runs.rows']({ runId, kind: 'all', offset: 0, limit: 10 })).toEqual({
      total: 0,
      items: [],
    });
    await expect(engine.handlers['push.retry']({ runId })).rejects.toThrow('run.rows_forgotten');
    await engine.close();
    expect(bytesIn(dataDir)).not.toContain(marked);
  });

  it('is forgotten by itself after thirty days, or as many as were set', async () => {
    const { engine, runId, dataDir } = await pushed();
    expect(await engine.handlers['retention.get'](undefined)).toEqual({ days: 30 });
    await engine.close();
    const day = 24 * 60 * 60 * 1000;
    const early = await openTestEngine(dataDir, { clock: virtualClock(0.5, Date.now() + 29 * day) });
    expect((await detail(early, runId)).rowsForgotten).toBe(false);
    await early.close();
    const late = await openTestEngine(dataDir, { clock: virtualClock(0.5, Date.now() + 31 * day) });
    await expect.poll(async () => (await detail(late, runId)).rowsForgotten).toBe(true);
  });

  it('of a removed run goes with it', async () => {
    const { engine, runId } = await pushed();
    await engine.handlers['runs.remove']({ runId });
    expect(await engine.handlers['runs.list'](undefined)).toEqual([]);
  });
});

describe('the key', () => {
  it('is in no file, error, export or event, whatever goes wrong', async () => {
    const folder = tempDir();
    const dataDir = folder.join('data');
    const echo = (status: number) => ({
      kind: 'answer' as const,
      status,
      headers: { 'content-type': 'application/json', location: `https://elsewhere.example/?key=${testKey}` },
      body: JSON.stringify({
        errors: [{ message: `bad key ${testKey}`, external_reference_id: 'person-1' }],
      }),
    });
    const statuses = [400, 200, 503, 429, 301, 401];
    const told: string[] = [];
    const engine = await openTestEngine(dataDir, {
      clock: virtualClock(),
      transport: async (request) => {
        expect(request.headers['x-api-key']).toBe(testKey);
        const status = statuses.shift();
        return status === undefined
          ? {
              kind: 'failure',
              failure: 'other',
              mayHaveArrived: true,
              detail: `sent ${JSON.stringify(request.headers)}`,
            }
          : echo(status);
      },
    });
    engine.subscribe((name, payload) => told.push(JSON.stringify([name, payload])));
    const checkId = await checkPeople(engine, folder, 50);
    const connection = await connectTo(engine, 'http://127.0.0.1:1');
    told.push(
      JSON.stringify([
        connection,
        await engine.handlers['connections.preview']({ id: connection.id, checkId }),
      ]),
    );
    told.push(JSON.stringify(await engine.handlers['connections.exportText']({ ids: [] })));
    for (let round = 0; round < 4; round += 1) {
      const { runId } = await engine.handlers['push.start']({ checkId, connectionId: connection.id });
      await engine.pushes.finished(runId);
      told.push(JSON.stringify(await detail(engine, runId)));
      await engine.exportRun(runId, 'all', folder.join('data', `export-${round}.csv`));
      told.push(JSON.stringify(await engine.handlers['connections.test']({ id: connection.id })));
      told.push(JSON.stringify(await engine.handlers['catalogue.probe']({ connectionId: connection.id })));
    }
    await engine.close();
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['app.sqlite', 'export-0.csv']));
    const forms = [
      testKey,
      Buffer.from(testKey).toString('base64'),
      Buffer.from(testKey, 'utf16le').toString('latin1'),
    ];
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name), 'latin1');
      for (const form of forms) expect(bytes.includes(form), name).toBe(false);
    }
    expect(told.join('\n')).not.toContain(testKey);
    expect(told.join('\n')).toContain('[key]');
  });
});
