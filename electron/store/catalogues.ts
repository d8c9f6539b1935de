import * as z from 'zod';
import { type Catalogue, type CatalogueLists, catalogueSchema } from '../../shared/catalogue.ts';
import type { Db } from './database.ts';

const storedSchema = z.strictObject({
  ...catalogueSchema.shape,
  source: z.enum(['api', 'list']),
  updatedAt: z.int(),
});

/** What is known to exist in each connection. Goes with its connection. */
export class CatalogueStore {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** Null where nothing is known. */
  get(connectionId: string): Catalogue | null {
    const found = this.db
      .prepare('SELECT catalogue FROM connection_catalogue WHERE connection_id = ?')
      .get(connectionId);
    if (found === undefined) return null;
    const { catalogue } = z.object({ catalogue: z.string() }).parse(found);
    return storedSchema.parse(JSON.parse(catalogue));
  }

  /** Only what is known to exist, for a check. */
  lists(connectionId: string): CatalogueLists | null {
    const catalogue = this.get(connectionId);
    return catalogue && { tags: catalogue.tags, properties: catalogue.properties };
  }

  save(connectionId: string, catalogue: Catalogue): Catalogue {
    this.db
      .prepare(
        `INSERT INTO connection_catalogue (connection_id, catalogue) VALUES (?, ?)
         ON CONFLICT (connection_id) DO UPDATE SET catalogue = excluded.catalogue`,
      )
      .run(connectionId, JSON.stringify(storedSchema.parse(catalogue)));
    return catalogue;
  }

  clear(connectionId: string): void {
    this.db.prepare('DELETE FROM connection_catalogue WHERE connection_id = ?').run(connectionId);
  }
}
