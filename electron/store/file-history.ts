import * as z from 'zod';
import { type Mapping, mappingSchema } from '../../shared/mapping.ts';
import type { Db } from './database.ts';

const historyRow = z.object({ imported_at: z.int(), mapping: z.string().nullable() });

/** What is remembered of the files that were imported, by their content; it outlives their audiences. */
export class FileHistory {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** What is remembered of a file, whether an audience of it is still here or not. */
  of(fingerprint: string): { firstImportedAt: number; mapping: Mapping | null } | null {
    const row = this.db
      .prepare('SELECT imported_at, mapping FROM file_history WHERE fingerprint = ?')
      .get(fingerprint);
    if (row === undefined) return null;
    const { imported_at: firstImportedAt, mapping } = historyRow.parse(row);
    return { firstImportedAt, mapping: mapping === null ? null : readMapping(mapping) };
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
