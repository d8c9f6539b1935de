import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importJob } from '../../electron/import/job.ts';
import { thisOwner } from '../../electron/jobs/owner.ts';
import { AudienceStore } from '../../electron/store/audiences.ts';
import { openAudienceDb } from '../../electron/store/schema.ts';
import type { Audience } from '../../shared/audience.ts';
import { toAppError } from '../../shared/result.ts';
import { awkwardCsvs } from '../fixtures/awkward-csv.ts';

let dataDir: string;
let db: ReturnType<typeof openAudienceDb>;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'awkward-'));
  db = openAudienceDb(dataDir);
});

afterAll(() => {
  db.close();
  rmSync(dataDir, { recursive: true });
});

const newAudience: Omit<Audience, 'id'> = {
  fileName: 'people.csv',
  fileSize: 0,
  state: 'importing',
  readAs: { encoding: 'utf-8', encodingGuessed: false, delimiter: ',', headerLine: 1 },
  columns: [],
  rowCount: 0,
  oddities: [],
  importedAt: 0,
};

/** What an import makes of a file: its columns and rows and how it was read, or the code of its failure. */
async function read(bytes: Uint8Array) {
  const path = join(dataDir, 'people.csv');
  writeFileSync(path, bytes);
  const audienceId = randomUUID();
  const store = new AudienceStore(db);
  store.add({ ...newAudience, id: audienceId }, thisOwner);
  try {
    // The very job that a worker thread runs; a thread for each of these small files would only take time.
    const { columns, readAs } = await importJob(
      { dataDir, path, audienceId },
      new AbortController().signal,
      () => undefined,
    );
    const rows = store.rows(audienceId, 0, 100).map(({ cells }) => cells);
    return { columns, rows, encoding: readAs.encoding, delimiter: readAs.delimiter };
  } catch (thrown) {
    return { error: toAppError(thrown).code };
  }
}

describe('a file with', () => {
  it.each(awkwardCsvs())('$name', async ({ bytes, expected }) => {
    expect(await read(bytes)).toMatchObject(expected);
  });
});
