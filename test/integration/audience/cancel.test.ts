import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkJob } from '../../../electron/check/job.ts';
import { importJob } from '../../../electron/import/job.ts';
import type { CheckProgress, ImportProgress } from '../../../shared/bridge.ts';
import { mappingSchema } from '../../../shared/mapping.ts';
import { AppFailure, appError, toAppError } from '../../../shared/result.ts';
import { odsOf, odsRow, odsTable } from '../../fixtures/ods.ts';
import { sheetRow, workbookOf } from '../../fixtures/workbook.ts';
import { zipOf } from '../../fixtures/zip.ts';
import { openImporter } from './import-here.ts';
import { openEngineHere } from './open-engine-here.ts';

const count = 30_000;
const note = 'Anything that a shop may note about a person, to make the file longer than a few blocks. ';
const rows = Array.from({ length: count }, (_, n) => [
  String(n + 1),
  `Zoë ${n}`,
  `0171${1_000_000 + n}`,
  note,
]);
const csv = Buffer.from(`id,name,phone,note\n${rows.map((cells) => cells.join(',')).join('\n')}\n`);
const sheet = sheetRow('id', 'name', 'phone', 'note') + rows.map((cells) => sheetRow(...cells)).join('');
const odsRows = odsRow(['id', 'name', 'phone', 'note']) + rows.map((cells) => odsRow(cells)).join('');
const files = [
  ['CSV', csv],
  ['CSV in a gzip', gzipSync(csv)],
  ['CSV in a zip', zipOf([{ name: 'people.csv', content: csv }])],
  ['a workbook', workbookOf([{ name: 'People', data: sheet }])],
  ['an OpenDocument spreadsheet', odsOf(odsTable('People', odsRows))],
] as const;

const mapping = mappingSchema.parse({
  version: 1,
  externalReferenceId: { column: 'id' },
  phoneNumber: { column: 'phone' },
  phone: { defaultCountry: 'DE' },
});

/** Aborts at the report of this number, as a click on "Cancel" would. @returns the code of the failure */
async function cancelledAt(
  at: number,
  job: (signal: AbortSignal, report: () => void) => Promise<unknown>,
): Promise<string> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort(new AppFailure(appError('cancelled')));
  if (at === 0) cancel();
  let reports = 0;
  try {
    await job(controller.signal, () => {
      reports += 1;
      if (reports === at) cancel();
    });
    return `finished after ${reports} reports`;
  } catch (thrown) {
    return toAppError(thrown).code;
  }
}

describe('an import that is cancelled leaves nothing in the store, and can be begun again at once:', () => {
  let importer: ReturnType<typeof openImporter>;
  beforeAll(() => {
    importer = openImporter();
  });
  afterAll(() => importer.close());

  it.each(files)('%s', async (_, bytes) => {
    const { dataDir, store, db } = importer;
    const path = join(dataDir, 'people.csv');
    writeFileSync(path, bytes);
    const rowFiles = (): string[] => readdirSync(join(dataDir, 'rows'));
    const read = (at: number): Promise<string> => {
      const audienceId = importer.add('people.csv');
      const job = (signal: AbortSignal, report: () => void) =>
        importJob({ dataDir, path, audienceId }, signal, report);
      return cancelledAt(at, job).finally(() => store.remove(audienceId, 'unlinked'));
    };
    const reports = Number(/^finished after (\d+)/.exec(await read(-1))?.[1]);
    expect(reports).toBeGreaterThan(2);
    for (const at of [0, 1, Math.ceil(reports / 2), reports]) {
      expect(await read(at), `at report ${at} of ${reports}`).toBe('cancelled');
      expect(rowFiles(), `at report ${at} of ${reports}`).toEqual([]);
      expect(db.pragma('freelist_count', { simple: true })).toBe(0);
    }
    const whole = await importer.read(bytes);
    if ('error' in whole) throw new Error(whole.error);
    expect(whole.rows).toHaveLength(count);
    await store.remove(whole.id, 'unlinked');
  });
});

describe('a check that is cancelled', () => {
  it('is not saved, wherever it was, and leaves the one before', async () => {
    const importer = openImporter();
    const { dataDir, db } = importer;
    const audience = await importer.read(csv);
    if ('error' in audience) throw new Error(audience.error);
    const run = (at: number, checkId: string): Promise<string> => {
      const input = { dataDir, checkId, audienceId: audience.id, mapping, catalogue: null };
      return cancelledAt(at, (signal, report) => checkJob(input, signal, report));
    };
    const first = randomUUID();
    const reports = Number(/^finished after (\d+)/.exec(await run(-1, first))?.[1]);
    expect(reports).toBeGreaterThan(2);
    for (const at of [0, 1, Math.ceil(reports / 2), reports]) {
      expect(await run(at, randomUUID()), `at report ${at} of ${reports}`).toBe('cancelled');
      expect(db.prepare('SELECT id FROM audience_check').pluck().all()).toEqual([first]);
    }
    importer.close();
  });
});

describe('through the engine', () => {
  let here: Awaited<ReturnType<typeof openEngineHere>>;
  beforeAll(async () => {
    here = await openEngineHere();
  });
  afterAll(() => here.close());

  /** Begins a job, and cancels it when it first tells how far it is, or at once. */
  async function cancelImport(
    audienceId: string,
    when: 'at once' | 'when it tells',
  ): Promise<ImportProgress> {
    const { engine } = here;
    return await new Promise((resolve) => {
      const cancel = (): void => void engine.handlers['audiences.cancelImport']({ id: audienceId });
      const unsubscribe = engine.subscribe((name, payload) => {
        if (name !== 'import.progress') return;
        const progress = payload as ImportProgress;
        if (progress.audienceId !== audienceId) return;
        if (progress.state === 'running') cancel();
        else {
          unsubscribe();
          resolve(progress);
        }
      });
      if (when === 'at once') cancel();
    });
  }

  it.each(files)('%s: an import says that it was cancelled, not that it failed', async (_, bytes) => {
    const { engine, dataDir, importText } = here;
    const path = join(dataDir, 'people.csv');
    writeFileSync(path, bytes);
    for (const when of ['at once', 'when it tells'] as const) {
      const { audienceId } = engine.openFile(path);
      const ended = await cancelImport(audienceId, when);
      const left = await engine.handlers['audiences.list'](undefined);
      if (when === 'when it tells' && ended.state === 'finished') {
        // The click came too late.
        expect(left).toHaveLength(1);
        await engine.handlers['audiences.remove']({ id: audienceId });
        continue;
      }
      expect(ended).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } });
      expect(left).toEqual([]);
    }
    const again = await importText(bytes, 'people.csv');
    expect(again.rowCount).toBe(count);
    await engine.handlers['audiences.remove']({ id: again.id });
  });

  it('a pasted table leaves no file behind', async () => {
    const { engine, dataDir } = here;
    const { audienceId } = await engine.handlers['audiences.paste']({ text: csv.toString() });
    await cancelImport(audienceId, 'at once');
    expect(readdirSync(join(dataDir, 'data', 'pasted'))).toEqual([]);
  });

  it('a check says that it was cancelled, not that it failed', async () => {
    const { engine, importText } = here;
    const { id } = await importText(csv);
    const ended = new Promise<CheckProgress>((resolve) => {
      engine.subscribe((name, payload) => {
        const progress = payload as CheckProgress;
        if (name === 'check.progress' && progress.state !== 'running') resolve(progress);
      });
    });
    const { checkId } = await engine.handlers['check.start']({ audienceId: id, mapping });
    await engine.handlers['check.cancel']({ checkId });
    expect(await ended).toMatchObject({ checkId, state: 'cancelled', error: { code: 'cancelled' } });
    expect(await engine.handlers['check.latest']({ audienceId: id })).toBeNull();
  });
});
