import { join } from 'node:path';
import { type Db, type Migrations, openDatabase } from './database.ts';

/** Staged rows and what the check says of them. Can be made again from the file; not worth a sync per commit. */
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
    -- The process that imports it; null once it is ready.
    owner TEXT
  ) STRICT;
  CREATE TABLE row_chunk (
    audience_id TEXT NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    first_row INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (audience_id, first_row)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE audience_check (
    id TEXT PRIMARY KEY,
    audience_id TEXT NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    mapping TEXT NOT NULL,
    engine TEXT NOT NULL,
    summary TEXT,
    made_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX audience_check_by_audience ON audience_check (audience_id, made_at);
  CREATE TABLE check_chunk (
    check_id TEXT NOT NULL REFERENCES audience_check (id) ON DELETE CASCADE,
    first_row INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    verdicts BLOB NOT NULL,
    counts TEXT NOT NULL,
    PRIMARY KEY (check_id, first_row)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE check_group (
    check_id TEXT NOT NULL REFERENCES audience_check (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    findings TEXT NOT NULL,
    merged_rows TEXT,
    PRIMARY KEY (check_id, row)
  ) STRICT, WITHOUT ROWID;
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
  CREATE TABLE run (
    id TEXT PRIMARY KEY,
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
    requests_made INTEGER NOT NULL DEFAULT 0,
    requests_retried INTEGER NOT NULL DEFAULT 0,
    requests_split INTEGER NOT NULL DEFAULT 0,
    stop_reason TEXT,
    -- 0 while its batches are still being written: such a run never was.
    frozen INTEGER NOT NULL DEFAULT 0,
    -- The process that pushes it, to tell a live run from an interrupted one.
    owner TEXT
  ) STRICT;
  CREATE INDEX run_by_time ON run (started_at);
  CREATE TABLE batch (
    run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    first_contact INTEGER NOT NULL,
    contact_count INTEGER NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'in_flight', 'done')),
    attempts INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE contact (
    run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    row INTEGER NOT NULL,
    external_reference_id TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'unconfirmed', 'rejected', 'unknown', 'not_sent')),
    status INTEGER,
    message TEXT,
    PRIMARY KEY (run_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_by_outcome ON contact (run_id, outcome, number);
  CREATE TABLE run_row (
    run_id TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    row INTEGER NOT NULL,
    findings TEXT NOT NULL,
    merged_into INTEGER,
    PRIMARY KEY (run_id, row)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Opens `audiences.sqlite` of a data folder. Each thread opens its own connection. */
export const openAudienceDb = (dataDir: string): Db =>
  openDatabase(join(dataDir, 'audiences.sqlite'), { migrations: audienceMigrations, durability: 'normal' });

/** Opens `app.sqlite` of a data folder. */
export const openAppDb = (dataDir: string): Db =>
  openDatabase(join(dataDir, 'app.sqlite'), { migrations: appMigrations, durability: 'full' });
