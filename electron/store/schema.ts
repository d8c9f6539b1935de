import { join } from 'node:path';
import { type Db, type Migrations, openDatabase } from './database.ts';

/** Audiences and what the check says of them. Can be made again from the file; not worth a sync per commit. */
const audienceMigrations: Migrations = [
  `
  CREATE TABLE audience (
    id TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    file_size INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('importing', 'ready', 'failed', 'cancelled')),
    read_as TEXT NOT NULL,
    columns TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    oddities TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    mapping TEXT,
    -- Where it was read from and how the person wanted it to be read.
    path TEXT NOT NULL,
    how TEXT NOT NULL,
    fingerprint TEXT,
    -- The process that imports it; null once it is ready.
    owner TEXT
  ) STRICT;
  CREATE INDEX audience_by_fingerprint ON audience (fingerprint);
  CREATE TABLE row_chunk (
    audience_id TEXT NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    first_row INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (audience_id, first_row)
  ) STRICT;
  CREATE TABLE cell_edit (
    audience_id TEXT NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    changes TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (audience_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE edited_cell (
    audience_id TEXT NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    column INTEGER NOT NULL,
    text TEXT NOT NULL,
    -- How many edits it has that were not taken back.
    edits INTEGER NOT NULL,
    PRIMARY KEY (audience_id, row, column)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE mapping_template (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    mapping TEXT NOT NULL,
    -- The columns of the file that it was made for.
    columns TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE file_history (
    fingerprint TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    -- What it was mapped with at last; null where it never was.
    mapping TEXT
  ) STRICT;
  CREATE TABLE audience_check (
    id TEXT PRIMARY KEY,
    audience_id TEXT NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    mapping TEXT NOT NULL,
    catalogue TEXT,
    engine TEXT NOT NULL,
    summary TEXT,
    made_at INTEGER NOT NULL,
    -- 1 when cells were edited after it.
    stale INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX audience_check_by_audience ON audience_check (audience_id, made_at);
  CREATE TABLE check_chunk (
    check_id TEXT NOT NULL REFERENCES audience_check (id) ON DELETE CASCADE,
    first_row INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    verdicts BLOB NOT NULL,
    counts TEXT NOT NULL,
    -- What comparing rows added, as JSON; null where it added nothing.
    groups TEXT,
    PRIMARY KEY (check_id, first_row)
  ) STRICT;
  `,
  // Rows have files of their own since: those of before are read again from where they came.
  `
  DELETE FROM audience;
  DROP TABLE row_chunk;
  `,
  // Which audiences were made of a file. It outlives them, as the pushes do that name them.
  `
  CREATE TABLE file_audience (
    audience_id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX file_audience_by_fingerprint ON file_audience (fingerprint);
  INSERT INTO file_audience SELECT id, fingerprint FROM audience WHERE fingerprint IS NOT NULL;
  `,
  // The counts of all chunks of a check are one table now, see count-table.ts. A check can be made again.
  `
  DELETE FROM audience_check;
  ALTER TABLE audience_check ADD COLUMN counted TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE audience_check ADD COLUMN counts BLOB NOT NULL DEFAULT x'';
  ALTER TABLE check_chunk DROP COLUMN counts;
  ALTER TABLE check_chunk DROP COLUMN row_count;
  `,
];

/** Connections and the journal of pushes: every commit must survive a power cut. */
const appMigrations: Migrations = [
  `
  CREATE TABLE connection (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    base_url TEXT NOT NULL,
    color TEXT NOT NULL,
    practice INTEGER NOT NULL DEFAULT 0,
    profile TEXT NOT NULL
  ) STRICT;
  CREATE TABLE connection_catalogue (
    connection_id TEXT PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
    catalogue TEXT NOT NULL
  ) STRICT;
  CREATE TABLE preference (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE run (
    id TEXT PRIMARY KEY,
    -- The run whose contacts this one sends again.
    parent_id TEXT,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'stopped', 'paused', 'cancelled', 'interrupted')),
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    audience_id TEXT,
    file_name TEXT NOT NULL,
    connection_id TEXT,
    connection_name TEXT NOT NULL,
    base_url TEXT NOT NULL,
    practice INTEGER NOT NULL,
    profile TEXT NOT NULL,
    mapping TEXT NOT NULL,
    rows TEXT NOT NULL,
    excluded_by TEXT NOT NULL,
    segments TEXT NOT NULL,
    stop_reason TEXT,
    -- 1 once a request of it was answered with a 2xx.
    answered INTEGER NOT NULL DEFAULT 0,
    -- 0 while its batches are still being written, or already removed: such a run is nobody's to see.
    frozen INTEGER NOT NULL DEFAULT 0,
    -- The process that pushes it, to tell a live run from an interrupted one.
    owner TEXT,
    -- When its row data was forgotten; what is counted is kept.
    forgotten_at INTEGER,
    rejected_by TEXT
  ) STRICT;
  CREATE INDEX run_by_time ON run (started_at);
  CREATE TABLE batch (
    run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    first_contact INTEGER NOT NULL,
    contact_count INTEGER NOT NULL,
    -- Row of its last contact; the batches of a run have their contacts in file order.
    last_row INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'in_flight', 'done')),
    -- Positions of the contacts of which nobody knows whether they arrived, until they are sent again.
    in_flight TEXT NOT NULL DEFAULT '',
    -- What became of its contacts: groups of [outcome, status, message, positions].
    outcomes TEXT NOT NULL DEFAULT '[]',
    accepted INTEGER NOT NULL DEFAULT 0,
    unconfirmed INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    unknown INTEGER NOT NULL DEFAULT 0,
    not_sent INTEGER NOT NULL,
    requests_made INTEGER NOT NULL DEFAULT 0,
    requests_retried INTEGER NOT NULL DEFAULT 0,
    requests_split INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, number)
  ) STRICT, WITHOUT ROWID;
  -- What never changes of a batch, apart from it: what is written twice a request stays small.
  CREATE TABLE batch_content (
    run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    -- The request's body as it goes out, and its CRC-32.
    payload BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    reference_ids TEXT NOT NULL,
    rows TEXT NOT NULL,
    -- A letter a contact: ready, fixed, warned.
    verdicts TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX batch_content_by_batch ON batch_content (run_id, number);
  CREATE TABLE excluded_row (
    run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    findings TEXT NOT NULL,
    PRIMARY KEY (run_id, row)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE merged_row (
    run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    -- Number of the contact that it goes out with.
    contact INTEGER NOT NULL,
    findings TEXT NOT NULL,
    PRIMARY KEY (run_id, row)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Opens `audiences.sqlite` of a data folder. Each thread opens its own connection. */
export const openAudienceDb = (dataDir: string): Db =>
  openDatabase(join(dataDir, 'audiences.sqlite'), {
    migrations: audienceMigrations,
    durability: 'normal',
    // Of any of the five threads that have a connection.
    cacheSize: 2048,
  });

/** Opens `app.sqlite` of a data folder. */
export const openAppDb = (dataDir: string): Db =>
  openDatabase(join(dataDir, 'app.sqlite'), { migrations: appMigrations, durability: 'full' });
