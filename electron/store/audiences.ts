import * as z from 'zod';
import type { Audience, AudienceState, Oddity, ReadAs } from '../../shared/audience.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { failWith } from '../../shared/result.ts';
import { type AudienceSource, parseAudience, parseSource } from './audience-record.ts';
import type { Db } from './database.ts';
import { FileHistory, type FileMemory, readMapping } from './file-history.ts';
import { giveBack, isFull, writeWithRelief } from './make-room.ts';
import { audiencesWithRows, removeRowFile } from './row-file.ts';
import { StagedRows } from './staged-rows.ts';

/** The audiences of a store: how each was read, its staged rows, and the mapping that the person is working on. */
export class AudienceStore extends StagedRows {
  /** What is remembered of the files. */
  private readonly files: FileHistory;
  /** Audiences that are removed, whether their rows are still there or not. */
  private readonly gone = new Set<string>();

  constructor(db: Db) {
    super(db);
    this.files = new FileHistory(db);
  }

  /** @param owner the process that imports it */
  add(
    audience: Audience,
    owner: string,
    source: Omit<AudienceSource, 'fingerprint'> = { path: '', how: {} },
  ): void {
    const insert = this.db.prepare(
      `INSERT INTO audience (id, file_name, file_size, state, read_as, columns, row_count, oddities, imported_at, path, how, owner)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    writeWithRelief(this.db, () =>
      insert.run(
        audience.id,
        audience.fileName,
        audience.fileSize,
        audience.state,
        JSON.stringify(audience.readAs),
        JSON.stringify(audience.columns),
        audience.rowCount,
        JSON.stringify(audience.oddities),
        audience.importedAt,
        source.path,
        JSON.stringify(source.how),
        owner,
      ),
    );
  }

  finish(
    id: string,
    result: {
      readonly state: AudienceState;
      readonly fileSize: number;
      readonly fingerprint: string;
      readonly readAs: ReadAs;
      readonly columns: readonly string[];
      readonly rowCount: number;
      readonly oddities: readonly Oddity[];
    },
  ): void {
    this.db.transaction(() => {
      this.db
        .prepare(
          `UPDATE audience SET state = ?, file_size = ?, fingerprint = ?, read_as = ?, columns = ?, row_count = ?, oddities = ?, owner = NULL
           WHERE id = ?`,
        )
        .run(
          result.state,
          result.fileSize,
          result.fingerprint,
          JSON.stringify(result.readAs),
          JSON.stringify(result.columns),
          result.rowCount,
          JSON.stringify(result.oddities),
          id,
        );
      this.files.note(id);
    })();
  }

  /** What is remembered of a file, whether an audience of it is still here or not. */
  history(fingerprint: string): FileMemory | null {
    return this.files.of(fingerprint);
  }

  /** @throws AppFailure `audience.not_found` */
  get(id: string): Audience {
    const row = this.db.prepare('SELECT * FROM audience WHERE id = ?').get(id);
    return row === undefined || this.gone.has(id) ? failWith('audience.not_found') : parseAudience(row);
  }

  /** @throws AppFailure `audience.not_found`, or `audience.not_ready` while it is being imported */
  getReady(id: string): Audience {
    const audience = this.get(id);
    return audience.state === 'ready'
      ? audience
      : failWith('audience.not_ready', { file: audience.fileName });
  }

  /** Newest first. */
  list(): Audience[] {
    return this.db
      .prepare("SELECT * FROM audience WHERE state IN ('importing', 'ready') ORDER BY imported_at DESC, id")
      .all()
      .map(parseAudience)
      .filter(({ id }) => !this.gone.has(id));
  }

  /** @throws AppFailure `audience.not_found` */
  source(id: string): AudienceSource {
    const row = this.db.prepare('SELECT path, how, fingerprint FROM audience WHERE id = ?').get(id);
    return row === undefined ? failWith('audience.not_found') : parseSource(row);
  }

  /** Whether any audience was read from a path. */
  isSource(path: string): boolean {
    return this.db.prepare('SELECT 1 FROM audience WHERE path = ?').get(path) !== undefined;
  }

  /** Audiences made of a file with this content, newest first. */
  withFingerprint(fingerprint: string): Audience[] {
    return this.db
      .prepare(
        "SELECT * FROM audience WHERE fingerprint = ? AND state = 'ready' ORDER BY imported_at DESC, id",
      )
      .all(fingerprint)
      .map(parseAudience)
      .filter(({ id }) => !this.gone.has(id));
  }

  /**
   * Removes an audience with all that belongs to it. It is gone from every list at once, its rows a moment later.
   * What can't be deleted now, for want of room or because another program has it open, goes when there is room, or at
   * the next start.
   * @param how people are overwritten, unless nobody ever saw them
   */
  async remove(id: string, how: 'overwritten' | 'unlinked' = 'overwritten'): Promise<void> {
    this.gone.add(id);
    this.letGo(id);
    const hide = this.db.prepare("UPDATE audience SET state = 'cancelled', owner = NULL WHERE id = ?");
    // Where there is no room even for that, its rows give some.
    this.writesIfRoom(() => hide.run(id));
    const isDeleted = await removeRowFile(this.dataDir, id, how).then(
      () => true,
      () => false,
    );
    if (!isDeleted || !this.db.open) return;
    const forget = this.db.prepare('DELETE FROM audience WHERE id = ?');
    if (!this.writesIfRoom(() => forget.run(id))) return;
    this.gone.delete(id);
    await giveBack(this.db).catch(() => undefined);
  }

  /** Removes what could not be removed before. */
  async removeLeft(): Promise<void> {
    for (const id of this.gone) await this.remove(id, 'unlinked');
  }

  /** Removes imports that a process didn't live to end, and rows that belong to no audience. */
  async removeUnfinished(isAlive: (owner: string) => boolean): Promise<void> {
    const withRows = audiencesWithRows(this.dataDir);
    const unfinished = this.db.prepare("SELECT id, owner FROM audience WHERE state <> 'ready'").all();
    for (const value of unfinished) {
      const { id, owner } = z.object({ id: z.string(), owner: z.string().nullable() }).parse(value);
      if (owner === null || !isAlive(owner)) await this.remove(id, 'unlinked');
    }
    // An audience is known of before its rows are written.
    const known = new Set(this.db.open ? this.db.prepare('SELECT id FROM audience').pluck().all() : withRows);
    for (const id of withRows)
      if (!known.has(id)) await removeRowFile(this.dataDir, id, 'unlinked').catch(() => undefined);
  }

  /** @returns false where there is no room for it on the disk */
  private writesIfRoom(write: () => unknown): boolean {
    try {
      writeWithRelief(this.db, write);
      return true;
    } catch (thrown) {
      if (isFull(thrown)) return false;
      throw thrown;
    }
  }

  mapping(id: string): Mapping | null {
    const row = z
      .object({ mapping: z.string().nullable() })
      .optional()
      .parse(this.db.prepare('SELECT mapping FROM audience WHERE id = ?').get(id));
    if (!row) failWith('audience.not_found');
    return row.mapping === null ? null : readMapping(row.mapping);
  }

  /** @param mapping null: there is none any more */
  setMapping(id: string, mapping: Mapping | null): void {
    const { changes } = this.db
      .prepare('UPDATE audience SET mapping = ? WHERE id = ?')
      .run(mapping && JSON.stringify(mapping), id);
    if (changes === 0) failWith('audience.not_found');
    this.files.noteMapping(id);
  }
}
