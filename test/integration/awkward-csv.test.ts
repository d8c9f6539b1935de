import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../electron/engine.ts';
import { toAppError } from '../../shared/result.ts';
import { awkwardCsvs } from '../fixtures/awkward-csv.ts';

let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'awkward-'));
  engine = await openEngine({
    dataDir: join(folder, 'data'),
    secrets: {
      place: 'memory',
      read: async () => null,
      save: async () => 'memory',
      remove: async () => undefined,
    },
    transport: async () => {
      throw new Error('an import sends nothing');
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** What an import makes of a file: its columns and rows and how it was read, or the code of its failure. */
async function read(bytes: Uint8Array) {
  const path = join(folder, 'people.csv');
  writeFileSync(path, bytes);
  try {
    const audience = await engine.imports.finished(engine.openFile(path).audienceId);
    const page = await engine.handlers['audiences.rows']({ id: audience.id, offset: 0, limit: 100 });
    return {
      columns: audience.columns,
      rows: page.items.map(({ cells }) => cells),
      encoding: audience.readAs.encoding,
      delimiter: audience.readAs.delimiter,
    };
  } catch (thrown) {
    return { error: toAppError(thrown).code };
  }
}

describe('a file with', () => {
  it.each(awkwardCsvs())('$name', async ({ bytes, expected }) => {
    expect(await read(bytes)).toMatchObject(expected);
  });
});
