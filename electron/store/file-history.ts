import * as z from 'zod';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import type { Db } from './database.ts';

const historyRow = z.object({ imported_at: z.int(), mapping: z.string().nullable() });

const madeRow = z.object({ audience_id: z.string() });

/** What is remembered of a file. */
export interface FileMemory {
  /** Milliseconds since 1970. */
  readonly firstImportedAt: number;
  /** The mapping that any audience of it had last. */
  readonly mapping: Mapping | null;
  /** All audiences that were ever made of it: pushes name theirs, though it may be gone. */
  readonly audienceIds: readonly string[];
}

/** What is remembered of the files that were imported, by their content; it outlives their audiences. */
export class FileHistory {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** What is remembered of a file, whether an audience of it is still here or not. */
  of(fingerprint: string): FileMemory | null {
    const row = this.db
      .prepare('SELECT imported_at, mapping FROM file_history WHERE fingerprint = ?')
      .get(fingerprint);
    if (row === undefined) return null;
    const { imported_at: firstImportedAt, mapping } = historyRow.parse(row);
    const audienceIds = this.db
      .prepare('SELECT audience_id FROM file_audience WHERE fingerprint = ?')
      .all(fingerprint)
      .map((made) => madeRow.parse(made).audience_id);
    return { firstImportedAt, mapping: mapping === null ? null : readMapping(mapping), audienceIds };
  }

  /** Notes that an audience's file was imported, where that isn't known of it. */
  note(audienceId: string): void {
    this.db
      .prepare(
        `INSERT INTO file_history (fingerprint, file_name, imported_at)
         SELECT fingerprint, file_name, imported_at FROM audience WHERE id = ?
         ON CONFLICT (fingerprint) DO NOTHING`,
      )
      .run(audienceId);
    this.db
      .prepare(
        `INSERT INTO file_audience (audience_id, fingerprint)
         SELECT id, fingerprint FROM audience WHERE id = ? ON CONFLICT (audience_id) DO NOTHING`,
      )
      .run(audienceId);
    this.noteMapping(audienceId);
  }

  /** Notes the mapping that an audience has now with its file. */
  noteMapping(audienceId: string): void {
    this.db
      .prepare(
        `UPDATE file_history SET mapping = audience.mapping FROM audience
         WHERE audience.id = ? AND audience.fingerprint = file_history.fingerprint AND audience.mapping IS NOT NULL`,
      )
      .run(audienceId);
  }
}

/** A stored mapping. One that an older version wrote and this one can't read is null: it is proposed anew. */
export function readMapping(text: string): Mapping | null {
  const parsed = mappingSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}
