import * as z from 'zod';
import { type ApiProfile, apiProfileSchema } from '../../shared/api-profile.ts';
import { type Connection, type ConnectionColor, connectionColors } from '../../shared/connection.ts';
import { failWith } from '../../shared/result.ts';
import type { Db } from './database.ts';

/** A connection as it is stored: all but its key. */
export interface StoredConnection extends Omit<Connection, 'key'> {
  readonly profile: ApiProfile;
}

const connectionRow = z.object({
  id: z.string(),
  name: z.string(),
  base_url: z.string(),
  color: z.string(),
  practice: z.int(),
  profile: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(apiProfileSchema),
});

/** The connections of a data folder. */
export class ConnectionStore {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** By name. */
  list(): StoredConnection[] {
    return this.db.prepare('SELECT * FROM connection ORDER BY practice, name').all().map(parse);
  }

  /** @throws AppFailure `connection.not_found` */
  get(id: string): StoredConnection {
    const row = this.db.prepare('SELECT * FROM connection WHERE id = ?').get(id);
    return row === undefined ? failWith('connection.not_found') : parse(row);
  }

  /** @throws AppFailure `connection.name_taken` */
  save(connection: StoredConnection): void {
    const other = this.db
      .prepare('SELECT id FROM connection WHERE name = ? AND id <> ?')
      .get(connection.name, connection.id);
    if (other !== undefined) failWith('connection.name_taken', { name: connection.name });
    this.db
      .prepare(
        `INSERT INTO connection (id, name, base_url, color, practice, profile) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, base_url = excluded.base_url,
           color = excluded.color, profile = excluded.profile`,
      )
      .run(
        connection.id,
        connection.name,
        connection.baseUrl,
        connection.color,
        connection.practice ? 1 : 0,
        JSON.stringify(connection.profile),
      );
  }

  remove(id: string): void {
    this.db.prepare('DELETE FROM connection WHERE id = ?').run(id);
  }
}

function parse(value: unknown): StoredConnection {
  const row = connectionRow.parse(value);
  const color =
    connectionColors.find((each) => each === row.color) ?? (connectionColors[0] as ConnectionColor);
  return {
    id: row.id,
    name: row.name,
    baseUrl: row.base_url,
    color,
    practice: row.practice === 1,
    profile: row.profile,
  };
}
