import type { Database } from 'better-sqlite3';
import { failWith } from '../../shared/result.ts';
import type { PracticePropertyType } from './rules.ts';

/** Version of `practice.sqlite`, kept in its `user_version`. */
const version = 1;

const tables = `
  CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    source_type TEXT NOT NULL,
    external_reference_id TEXT NOT NULL,
    first_name TEXT, middle_name TEXT, last_name TEXT, phone_number TEXT, email_address TEXT,
    created_at INTEGER NOT NULL, -- milliseconds since 1970
    updated_at INTEGER NOT NULL,
    search TEXT NOT NULL, -- what a search looks in, in small letters
    UNIQUE (source_type, external_reference_id)
  ) STRICT;
  CREATE TABLE tag (label TEXT PRIMARY KEY, created_at INTEGER NOT NULL) STRICT;
  CREATE TABLE property (
    technical_name TEXT PRIMARY KEY, type TEXT NOT NULL, created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE contact_tag (
    contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL REFERENCES tag,
    PRIMARY KEY (contact_id, label)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_tag_label ON contact_tag (label);
  CREATE TABLE contact_property (
    contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
    technical_name TEXT NOT NULL REFERENCES property,
    value ANY NOT NULL,
    PRIMARY KEY (contact_id, technical_name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_property_name ON contact_property (technical_name);
  CREATE TABLE not_ingested (
    kind TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (kind, name, reason)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
`;

/**
 * The tags that a new workspace has. They fit the sample audience, but for its tag `outlet`, which is missing
 * on purpose: so people see what becomes of a tag that nobody created.
 */
export const firstTags: readonly string[] = [
  'spring-vip',
  'vip',
  'newsletter',
  'shop-berlin',
  'shop-hamburg',
];

/** The custom properties that a new workspace has, by technical name. They fit the sample audience. */
export const firstProperties: readonly {
  readonly technicalName: string;
  readonly type: PracticePropertyType;
}[] = [
  { technicalName: 'zeotap_audience_name', type: 'string' },
  { technicalName: 'orders', type: 'number' },
  { technicalName: 'last_purchase', type: 'date' },
];

/**
 * Makes the tables of a new file and puts the first tags and properties in; leaves a file of this version as
 * it is. Throws `store.newer_version` for a file that a later version of the app made.
 */
export function prepareSchema(database: Database, now: number): void {
  const found = Number(database.pragma('user_version', { simple: true }));
  if (found > version) failWith('store.newer_version', { file: 'practice.sqlite' });
  if (found === version) return;
  database.transaction(() => {
    database.exec(tables);
    const tag = database.prepare('INSERT INTO tag VALUES (?, ?)');
    for (const label of firstTags) tag.run(label, now);
    const property = database.prepare('INSERT INTO property VALUES (?, ?, ?)');
    for (const { technicalName, type } of firstProperties) property.run(technicalName, type, now);
    database.pragma(`user_version = ${version}`);
  })();
}
