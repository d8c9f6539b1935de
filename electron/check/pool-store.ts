import { AudienceStore } from '../store/audiences.ts';
import { CheckStore } from '../store/checks.ts';
import { openAudienceDb } from '../store/schema.ts';

interface PoolStores {
  readonly audiences: AudienceStore;
  readonly checks: CheckStore;
}

/** The stores as a pool thread reads them: one connection for each data folder, kept while the thread lives. */
const opened = new Map<string, PoolStores>();

export function poolStores(dataDir: string): PoolStores {
  let stores = opened.get(dataDir);
  if (!stores) {
    const db = openAudienceDb(dataDir);
    stores = { audiences: new AudienceStore(db), checks: new CheckStore(db) };
    opened.set(dataDir, stores);
  }
  return stores;
}
