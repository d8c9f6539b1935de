import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJob } from '../../../electron/import/job.ts';
import type { Staged } from '../../../electron/import/stage.ts';
import { AudienceStore } from '../../../electron/store/audiences.ts';
import { openAudienceDb } from '../../../electron/store/schema.ts';
import type { ReadHow } from '../../../shared/read-how.ts';
import { toAppError } from '../../../shared/result.ts';

/** A data folder to import into, in this thread: the very job that a worker thread runs. */
export function openImporter() {
  const dataDir = mkdtempSync(join(tmpdir(), 'import-'));
  const db = openAudienceDb(dataDir);
  const store = new AudienceStore(db);

  /** Notes an audience that is about to be imported. @returns its ID */
  function add(fileName: string, how: ReadHow = {}): string {
    const id = randomUUID();
    const path = join(dataDir, fileName);
    store.add(
      {
        id,
        fileName,
        fileSize: 0,
        state: 'importing',
        readAs: { encoding: 'utf-8', encodingGuessed: false, delimiter: ',', headerLine: 1 },
        columns: [],
        rowCount: 0,
        oddities: [],
        importedAt: 0,
      },
      'nobody',
      { path, how },
    );
    return id;
  }

  /** Imports bytes as a file. @returns what was staged and its rows, or the code of the failure */
  async function read(bytes: Uint8Array, how: ReadHow = {}, fileName = 'people.csv') {
    const path = join(dataDir, fileName);
    writeFileSync(path, bytes);
    const id = add(fileName, how);
    try {
      const staged: Staged = await importJob(
        { dataDir, path, how, audienceId: id },
        new AbortController().signal,
        () => undefined,
      );
      store.finish(id, { ...staged, state: 'ready' });
      const rows = store.rows(id, 0, staged.rowCount).map(({ cells }) => cells);
      return { id, ...staged, rows };
    } catch (thrown) {
      return { error: toAppError(thrown).code };
    }
  }

  return {
    dataDir,
    store,
    db,
    add,
    read,
    close(): void {
      db.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
