import { randomUUID } from 'node:crypto';
import { closeSync, copyFileSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MappingInput } from '../../../shared/mapping.ts';
import { openEngineHere } from './open-engine-here.ts';

let here: Awaited<ReturnType<typeof openEngineHere>>;
beforeEach(async () => {
  here = await openEngineHere();
});
afterEach(() => here.close());

const mapping: MappingInput = { version: 1, externalReferenceId: { column: 'id' } };
const people = (count: number): string =>
  `id,name\n${Array.from({ length: count }, (_, row) => `C${row},Anna ${row} of somewhere`).join('\n')}\n`;
const folder = (): string => join(here.dataDir, 'data', 'rows');
const rowFiles = (): string[] => readdirSync(folder());

describe('the rows of an audience', () => {
  it('are in a file that only its owner may read, and which goes with the audience', async () => {
    const kept = await here.importText(people(10));
    const { id } = await here.importText(people(20_000), 'more.csv');
    expect(rowFiles().sort()).toEqual([`${kept.id}.sqlite`, `${id}.sqlite`].sort());
    if (process.platform !== 'win32')
      expect(statSync(join(folder(), `${id}.sqlite`)).mode & 0o777).toBe(0o600);
    await here.check(id, mapping);
    await here.engine.handlers['audiences.remove']({ id });
    expect(rowFiles()).toEqual([`${kept.id}.sqlite`]);
  });

  it('that a power cut damaged are said to be damaged, never left out', async () => {
    const { id } = await here.importText(people(20_000));
    const path = join(folder(), `${id}.sqlite`);
    // Its last third never reached the disk.
    const { size } = statSync(path);
    const file = openSync(path, 'r+');
    const lost = Buffer.alloc(Math.floor(size / 3));
    writeSync(file, lost, 0, lost.length, size - lost.length);
    closeSync(file);
    await expect(here.check(id, mapping)).rejects.toMatchObject({ error: { code: 'store.failed' } });
    expect((await here.check((await here.importText(people(5))).id, mapping)).summary.rows.total).toBe(5);
  });

  it('that belong to no audience are deleted at the next start', async () => {
    const { id } = await here.importText(people(10));
    copyFileSync(join(folder(), `${id}.sqlite`), join(folder(), `${randomUUID()}.sqlite`));
    await here.restart();
    await expect.poll(rowFiles, { timeout: 10_000 }).toEqual([`${id}.sqlite`]);
  });
});
