import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Audience } from '../../shared/audience.ts';
import type { ImportProgress } from '../../shared/bridge.ts';
import { carryMapping } from '../../shared/carry-mapping.ts';
import type { ReadHow } from '../../shared/read-how.ts';
import { type AppError, AppFailure, appError } from '../../shared/result.ts';
import { thisOwner } from '../jobs/owner.ts';
import type { Pool } from '../jobs/pool.ts';
import { runJob } from '../jobs/run-job.ts';
import type { AudienceStore } from '../store/audiences.ts';
import { toStoreError } from '../store/database.ts';
import { freeBytes } from '../store/disk-room.ts';
import { keepRowFile } from '../store/row-file.ts';
import { roomToStage } from './stage.ts';

/** When the disk is made to keep what was staged, in milliseconds: a check that follows at once has the disk first. */
const keepAfter = 3000;

const cancelled = (): AppFailure => new AppFailure(appError('cancelled'));

/** What a pasted table is called; exports of it are named after it. */
const pastedName = 'clipboard.txt';

/** Imports under way, one worker thread each. */
export class Imports {
  private readonly dataDir: string;
  /** Folder of tables that were pasted. */
  private readonly pasted: string;
  private readonly store: AudienceStore;
  private readonly pool: Pool;
  private readonly onProgress: (progress: ImportProgress) => void;
  private readonly running = new Map<
    string,
    { controller: AbortController; done: Promise<AppError | null> }
  >();

  constructor(
    dataDir: string,
    store: AudienceStore,
    pool: Pool,
    onProgress: (progress: ImportProgress) => void,
  ) {
    this.dataDir = dataDir;
    this.pasted = join(dataDir, 'pasted');
    this.store = store;
    this.pool = pool;
    this.onProgress = onProgress;
  }

  /**
   * Begins to import a file. Its end comes as progress, and through `finished`.
   * @param how what the person chose of how it is read
   * @param fileName what to call it, where the file's own name isn't it
   * @param replaced the audience whose place it takes when it is ready
   * @throws AppFailure `store.*`, or `file.no_room` where the disk is full
   */
  start(
    path: string,
    how: ReadHow = {},
    fileName = basename(path),
    replaced: Audience | null = null,
  ): { audienceId: string } {
    const audienceId = randomUUID();
    const audience: Audience = {
      id: audienceId,
      fileName,
      fileSize: 0,
      state: 'importing',
      readAs: { encoding: 'utf-8', encodingGuessed: false, delimiter: ',', headerLine: 1 },
      columns: [],
      rowCount: 0,
      oddities: [],
      // Read again it is the same import: what was done with the file before that is told apart by it.
      importedAt: replaced?.importedAt ?? Date.now(),
    };
    try {
      this.store.add(audience, thisOwner, { path, how });
    } catch (thrown) {
      throw new AppFailure(this.withRoom(toStoreError(thrown), fileName, path), { cause: thrown });
    }
    const controller = new AbortController();
    const done = this.run(audience, path, how, replaced, controller.signal).finally(() =>
      this.running.delete(audienceId),
    );
    this.running.set(audienceId, { controller, done });
    return { audienceId };
  }

  /** The ready audience, when its import has ended. @throws AppFailure why it failed */
  async finished(audienceId: string): Promise<Audience> {
    const error = await this.running.get(audienceId)?.done;
    if (error) throw new AppFailure(error);
    return this.store.getReady(audienceId);
  }

  /** Imports a table that was copied somewhere. Kept as a file of its own, so that it can be read again. */
  paste(text: string): { audienceId: string } {
    const path = join(this.pasted, `${randomUUID()}.txt`);
    mkdirSync(this.pasted, { recursive: true, mode: 0o700 });
    writeFileSync(path, text, { mode: 0o600 });
    return this.start(path, {}, pastedName);
  }

  /**
   * Reads an audience's file again. The new audience takes the place of the old one when it is ready, and its mapping
   * as far as the columns are the same; if reading fails, the old one stays.
   * @throws AppFailure `audience.*`
   */
  reread(audienceId: string, how: ReadHow): { audienceId: string } {
    const audience = this.store.getReady(audienceId);
    return this.start(this.store.source(audienceId).path, how, audience.fileName, audience);
  }

  /** Removes an audience, and what was pasted for it. */
  async remove(audienceId: string): Promise<void> {
    const { path } = this.store.source(audienceId);
    await this.store.remove(audienceId);
    await this.forgetPasted(path);
  }

  /** A pasted table belongs to the audiences made of it, and goes with the last of them. */
  private async forgetPasted(path: string): Promise<void> {
    if (dirname(path) === this.pasted && !this.store.isSource(path)) await rm(path, { force: true });
  }

  cancel(audienceId: string): void {
    this.running.get(audienceId)?.controller.abort(cancelled());
  }

  /** Cancels what is under way and waits until it has ended. */
  async close(): Promise<void> {
    const all = [...this.running.values()];
    for (const { controller } of all) controller.abort(cancelled());
    await Promise.all(all.map(({ done }) => done));
  }

  private async run(
    audience: Audience,
    path: string,
    how: ReadHow,
    replaced: Audience | null,
    signal: AbortSignal,
  ): Promise<AppError | null> {
    const { id: audienceId } = audience;
    let last = { rows: 0, bytesRead: 0, bytesTotal: 0 };
    try {
      await this.store.removeLeft();
      const staged = await runJob(
        'import',
        { dataDir: this.dataDir, path, how, audienceId },
        signal,
        (progress) => {
          last = progress;
          this.onProgress({ audienceId, state: 'running', ...progress });
        },
        this.pool,
      );
      // It was cancelled while its thread came to its end.
      signal.throwIfAborted();
      const mapping = replaced && this.store.mapping(replaced.id);
      const carried = replaced && mapping && carryMapping(mapping, replaced, staged);
      if (carried) this.store.setMapping(audienceId, carried);
      this.store.finish(audienceId, { ...staged, state: 'ready' });
      setTimeout(() => void keepRowFile(this.dataDir, audienceId).catch(() => undefined), keepAfter).unref();
      if (replaced !== null) await this.store.remove(replaced.id);
      const { rowCount: rows, fileSize } = staged;
      this.onProgress({ audienceId, state: 'finished', rows, bytesRead: fileSize, bytesTotal: fileSize });
      return null;
    } catch (thrown) {
      // What can't be used isn't kept; the file is still where it was.
      await this.store.remove(audienceId, 'unlinked');
      const error = this.withRoom(toStoreError(thrown), audience.fileName, path);
      await this.forgetPasted(path);
      this.onProgress({
        audienceId,
        state: error.code === 'cancelled' ? 'cancelled' : 'failed',
        ...last,
        error,
      });
      return error;
    }
  }

  /** Where there is not enough room on the disk: how much it takes, as far as that can be told. */
  private withRoom(error: AppError, file: string, path: string): AppError {
    const free = error.code === 'store.disk_full' ? freeBytes(this.dataDir) : null;
    if (free === null) return error;
    const wanted = roomToStage(statSync(path, { throwIfNoEntry: false })?.size ?? 0) - free;
    return wanted > 0 ? appError('file.no_room', { file, megabytes: Math.ceil(wanted / 1e6) }) : error;
  }
}
