import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { apiProfileSchema } from '../../shared/api-profile.ts';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import { startFaultyServer } from '../support/faulty-server.ts';
import { testKey } from '../support/frozen-run.ts';
import {
  type Answer,
  canLimitFiles,
  canMakeDisk,
  type EngineProcess,
  startEngine,
} from '../support/small-disk/engine-process.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs();

/** A file of people with so many rows, some 90 bytes each. */
const people = (count: number): string => {
  const rows = Array.from(
    { length: count },
    (_, n) =>
      `${n + 1},Anna ${n},+49171${String(n).padStart(7, '0')},anna.${n}@example.com,Some Street ${n} in Berlin`,
  );
  return `id,name,phone,email,street\n${rows.join('\n')}\n`;
};

const mapping: Mapping = mappingSchema.parse({
  version: 1,
  externalReferenceId: { column: 'id' },
  firstName: { column: 'name' },
});

const answered = <T>(answer: Answer<T>): T => {
  if (answer.error) throw new Error(`${answer.error.code} ${answer.error.detail ?? ''}`);
  return answer.value;
};

async function check(engine: EngineProcess, audienceId: string): Promise<string> {
  const { checkId } = answered(await engine.call('check.start', { audienceId, mapping }));
  answered(await engine.checked(checkId));
  return checkId;
}

/** A connection that sends ten contacts a request. */
async function connect(engine: EngineProcess, baseUrl: string): Promise<string> {
  const connection = { name: 'Acme', baseUrl, color: 'teal', apiKey: testKey } as const;
  const { id } = answered(await engine.call('connections.save', connection));
  const profile = apiProfileSchema.parse({ batchSize: 10 });
  answered(await engine.call('connections.saveProfile', { id, profile }));
  return id;
}

/** The files in which rows are staged, looked at from outside. */
const rowFiles = (dataDir: string): string[] => readdirSync(join(dataDir, 'rows'));

/** Bytes of the store of audiences, with their rows. */
const storeSize = (dataDir: string): number =>
  [
    ...readdirSync(dataDir).filter((name) => name.startsWith('audiences.sqlite')),
    ...rowFiles(dataDir).map((name) => join('rows', name)),
  ].reduce((sum, name) => sum + statSync(join(dataDir, name)).size, 0);

const megabyte = 1_000_000;

describe.skipIf(!canLimitFiles)('where files can’t grow any more', () => {
  it.each([5, 10, 18, 20])(
    'an import that would take more than %i MB leaves all as it was',
    async (limit) => {
      const folder = tempDir();
      const dataDir = folder.join('data');
      const small = folder.write('small.csv', people(2000));
      const large = folder.write('large.csv', people(400_000));
      const engine = await startEngine(dataDir);
      const first = answered(await engine.open(small));
      const checkId = await check(engine, first.id);
      const before = storeSize(dataDir);

      await engine.limitFiles(limit * megabyte);
      expect((await engine.open(large)).error).toMatchObject({ code: 'store.disk_full' });
      expect(engine.events.filter(({ event }) => event === 'import.progress').at(-1)?.payload).toMatchObject({
        state: 'failed',
        error: { code: 'store.disk_full' },
      });
      expect(rowFiles(dataDir)).toEqual([`${first.id}.sqlite`]);
      expect(storeSize(dataDir)).toBeLessThanOrEqual(before + megabyte);

      const next = answered(await engine.open(small));
      expect(next.rowCount).toBe(2000);
      const page = { filter: {}, offset: 1998, limit: 2 };
      expect(answered(await engine.call('check.rows', { checkId, ...page })).items).toHaveLength(2);
      expect(answered(await engine.call('audiences.list')).map(({ id }) => id)).toEqual([next.id, first.id]);
      await engine.close();
      expect(engine.events.filter(({ event }) => event === 'unhandled')).toEqual([]);
    },
  );

  it('an audience can still be removed, which makes room', async () => {
    const folder = tempDir();
    const dataDir = folder.join('data');
    const engine = await startEngine(dataDir);
    const small = folder.write('small.csv', people(2000));
    const large = answered(await engine.open(folder.write('large.csv', people(200_000))));
    await engine.limitFiles(4096);
    expect((await engine.open(small)).error).toMatchObject({ code: 'store.disk_full' });
    await engine.limitFiles(storeSize(dataDir) / 2);
    expect(answered(await engine.call('audiences.remove', { id: large.id }))).toBeNull();
    expect(answered(await engine.call('audiences.list'))).toEqual([]);
    expect(answered(await engine.open(small)).rowCount).toBe(2000);
    await engine.close();
  });

  it('a check that can’t be saved says so, leaves the one before, and can be made again', async () => {
    const folder = tempDir();
    const engine = await startEngine(folder.join('data'));
    const { id } = answered(await engine.open(folder.write('people.csv', people(5000))));
    const before = await check(engine, id);

    await engine.limitFiles(4096);
    const { checkId } = answered(await engine.call('check.start', { audienceId: id, mapping }));
    expect((await engine.checked(checkId)).error).toMatchObject({ code: 'store.disk_full' });
    expect(answered(await engine.call('check.latest', { audienceId: id }))).toMatchObject({
      checkId: before,
    });

    await engine.limitFiles(null);
    expect(await check(engine, id)).not.toBe(before);
    await engine.close();
  });

  it('a push stops, loses no answer, and goes on when there is room', async () => {
    const folder = tempDir();
    const dataDir = folder.join('data');
    const server = await startFaultyServer(() => null, { latencyMs: 5 });
    onTestFinished(() => server.close());
    const engine = await startEngine(dataDir);
    const { id } = answered(await engine.open(folder.write('people.csv', people(2000))));
    const checkId = await check(engine, id);
    const connectionId = await connect(engine, server.baseUrl);
    const { runId } = answered(await engine.call('push.start', { checkId, connectionId }));
    await expect.poll(() => server.seen.length, { timeout: 30_000 }).toBeGreaterThan(20);
    await engine.limitFiles(4096);
    const told = () => engine.events.filter(({ event }) => event === 'push.progress').at(-1)?.payload;
    await expect.poll(told).toMatchObject({ state: 'stopped', error: { code: 'store.disk_full' } });
    const seen = server.seen.length;
    expect((await engine.call('push.resume', { runId })).error).toMatchObject({ code: 'store.disk_full' });
    expect(server.seen).toHaveLength(seen);

    await engine.limitFiles(null);
    // What waited is written by itself.
    await expect
      .poll(async () => answered(await engine.call('runs.get', { runId })), { timeout: 30_000 })
      .toMatchObject({ state: 'stopped', stopReason: { code: 'disk_full' }, contacts: { unknown: 0 } });
    answered(await engine.call('push.resume', { runId }));
    expect(answered(await engine.pushed(runId))).toBe('finished');
    expect([...server.applied.values()]).toEqual(new Array(2000).fill(1));
    expect(answered(await engine.call('runs.get', { runId })).receipt.contacts).toMatchObject({
      accepted: 2000,
    });
    await engine.close();
  });
});

describe.skipIf(!canMakeDisk)('on a disk', () => {
  async function startOnDisk(megabytes: number) {
    const folder = tempDir();
    mkdirSync(folder.join('disk'));
    const dataDir = folder.join('disk', 'data');
    const engine = await startEngine(dataDir, megabytes);
    return { folder, engine, dataDir: engine.seen(dataDir) };
  }

  it('that has no room for a file, it isn’t begun, and it is said how much it takes', async () => {
    const { folder, engine } = await startOnDisk(80);
    const file = folder.write('large.csv', people(400_000));
    const missing = statSync(file).size + 64 * 1024 * 1024 - 80 * 1024 * 1024;
    const { error } = await engine.open(file);
    expect(error).toMatchObject({ code: 'file.no_room', params: { file: 'large.csv' } });
    expect(error?.params?.megabytes).toBeGreaterThanOrEqual(missing / megabyte);
    expect(error?.params?.megabytes).toBeLessThan(missing / megabyte + 3);
    expect(answered(await engine.open(folder.write('small.csv', people(2000)))).rowCount).toBe(2000);
    await engine.close();
  });

  it('that others fill to the last byte during an import, nothing of it stays', async () => {
    const { folder, engine, dataDir } = await startOnDisk(200);
    const small = folder.write('small.csv', people(2000));
    const first = answered(await engine.open(small));
    const reading = engine.open(folder.write('large.csv', people(700_000)));
    await expect
      .poll(
        () =>
          engine.events.filter(({ payload }) => payload && 'state' in payload && payload.state === 'running')
            .length,
        { timeout: 30_000 },
      )
      .toBeGreaterThan(1);
    await engine.fillDisk(0);
    expect((await reading).error).toMatchObject({ code: 'file.no_room' });
    expect(answered(await engine.call('audiences.list')).map(({ id }) => id)).toEqual([first.id]);
    expect((await engine.open(small)).error).toMatchObject({ code: 'file.no_room' });
    await engine.fillDisk(null);
    const next = answered(await engine.open(small));
    expect(answered(await engine.call('audiences.list')).map(({ id }) => id)).toEqual([next.id, first.id]);
    expect(storeSize(dataDir)).toBeLessThan(3 * megabyte);
    await engine.close();
    expect(engine.events.filter(({ event }) => event === 'unhandled')).toEqual([]);
  });

  it('that others fill during a push, it stops while there is room for its notes, and goes on later', async () => {
    const server = await startFaultyServer(() => null, { latencyMs: 5 });
    onTestFinished(() => server.close());
    const { folder, engine } = await startOnDisk(100);
    const { id } = answered(await engine.open(folder.write('people.csv', people(2000))));
    const checkId = await check(engine, id);
    const connectionId = await connect(engine, server.baseUrl);
    const { runId } = answered(await engine.call('push.start', { checkId, connectionId }));
    await expect.poll(() => server.seen.length, { timeout: 30_000 }).toBeGreaterThan(20);
    await engine.fillDisk(10 * megabyte);
    expect(answered(await engine.pushed(runId))).toBe('stopped');
    expect(answered(await engine.call('runs.get', { runId }))).toMatchObject({
      state: 'stopped',
      stopReason: { code: 'disk_full' },
      contacts: { unknown: 0 },
    });
    await engine.fillDisk(null);
    answered(await engine.call('push.resume', { runId }));
    expect(answered(await engine.pushed(runId))).toBe('finished');
    expect([...server.applied.values()]).toEqual(new Array(2000).fill(1));
    await engine.close();
  });
});
