import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Page, PracticeContact, PracticeNotIngested, PracticeStatus } from '../../shared/bridge.ts';
import type { PropertyValue } from '../../shared/contact.ts';
import type { PracticePropertyType } from './rules.ts';
import { prepareSchema } from './schema.ts';
import { Upserter, type UpsertResult } from './upsert.ts';

/** Contacts that are applied at a stretch. The app's main process goes on with other things in between. */
const sliceSize = 100;

/** Names of tags and properties that weren't kept, at most so many: a wrong column can send thousands. */
const notIngestedShown = 100;

export interface SegmentFilter {
  readonly kind: 'tag' | 'property';
  /** The tag, or the property's technical name. */
  readonly name: string;
  /** Text that the property's value contains, whatever its case; null: the property has any value. */
  readonly value: string | null;
}

interface StoredContact {
  readonly id: number;
  readonly external_reference_id: string;
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly last_name: string | null;
  readonly phone_number: string | null;
  readonly email_address: string | null;
}

/**
 * What the practice workspace holds: contacts, the tags and properties that exist, and what it was sent in
 * vain. Kept in `practice.sqlite`, so that it is still there after a restart. No key is ever written to it.
 */
export class Workspace {
  readonly #database: Database.Database;
  readonly #upserter: Upserter;
  readonly #clock: () => number;

  /**
   * Opens (and at first makes) the workspace in a folder, which is made too if it isn't there.
   * @param clock milliseconds since 1970
   */
  constructor(dataDir: string, clock: () => number) {
    mkdirSync(dataDir, { recursive: true });
    this.#clock = clock;
    this.#database = new Database(join(dataDir, 'practice.sqlite'));
    try {
      this.#database.pragma('journal_mode = WAL');
      // What a power cut could take is rehearsal data: not worth an fsync per batch.
      this.#database.pragma('synchronous = NORMAL');
      this.#database.pragma('foreign_keys = ON');
      // Another process (the window and the CLI at once) may be writing: wait for it, in milliseconds.
      this.#database.pragma('busy_timeout = 5000');
      this.#database.function('lower_text', { deterministic: true }, (value) => String(value).toLowerCase());
      prepareSchema(this.#database, clock());
      this.#upserter = new Upserter(this.#database, clock);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Upserts the contacts of one request. One result for each, in their order. */
  async upsert(contacts: readonly unknown[]): Promise<UpsertResult[]> {
    this.#raise('requests');
    const results: UpsertResult[] = [];
    for (let from = 0; from < contacts.length; from += sliceSize) {
      if (from > 0) await nextTurn();
      results.push(...this.#upserter.apply(contacts.slice(from, from + sliceSize)));
    }
    return results;
  }

  /**
   * Contacts whose phone number, external reference ID, name or e-mail address contains the text; the newest
   * first, all for an empty text. A phone number is found as it is usually written, too (`0152 288-173`).
   */
  contacts(search: string, offset: number, limit: number): Page<PracticeContact> {
    const needles = { text: search.trim().toLowerCase(), phone: phoneNeedle(search) };
    const where = '(instr(search, @text) > 0 OR (@phone IS NOT NULL AND instr(phone_number, @phone) > 0))';
    const total = this.#database
      .prepare<[typeof needles], number>(`SELECT count(*) FROM contact WHERE ${where}`)
      .pluck()
      .get(needles);
    const rows = this.#database
      .prepare<[typeof needles & { limit: number; offset: number }], StoredContact>(
        `SELECT id, external_reference_id, first_name, middle_name, last_name, phone_number, email_address
         FROM contact WHERE ${where} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
      )
      .all({ ...needles, limit, offset });
    return { total: total ?? 0, items: rows.map((row) => this.#toContact(row)) };
  }

  /** Contacts that carry a tag, or whose property contains a text: what a segment would count. */
  count({ kind, name, value }: SegmentFilter): number {
    const found =
      kind === 'tag'
        ? this.#database
            .prepare<[string], number>('SELECT count(*) FROM contact_tag WHERE label = ?')
            .pluck()
            .get(name)
        : this.#database
            .prepare<[string, string], number>(
              `SELECT count(*) FROM contact_property
               WHERE technical_name = ? AND instr(lower_text(value), ?) > 0`,
            )
            .pluck()
            .get(name, (value ?? '').toLowerCase());
    return found ?? 0;
  }

  /** Everything of the status that doesn't depend on whether the server runs. */
  holds(): Omit<PracticeStatus, 'running' | 'baseUrl'> {
    const notIngested = this.#database
      .prepare<[number], PracticeNotIngested>(
        'SELECT kind, name, reason, times FROM not_ingested ORDER BY times DESC, name LIMIT ?',
      )
      .all(notIngestedShown);
    const contacts = this.#database.prepare<[], number>('SELECT count(*) FROM contact').pluck().get();
    return {
      contacts: contacts ?? 0,
      requests: this.counter('requests') ?? 0,
      tags: this.tags(),
      properties: this.properties(),
      notIngested,
    };
  }

  /** The tags that exist, in the order in which they were made. */
  tags(): string[] {
    return this.#database.prepare<[], string>('SELECT label FROM tag ORDER BY rowid').pluck().all();
  }

  /** The custom properties that exist, in the order in which they were made. */
  properties(): { readonly technicalName: string; readonly type: PracticePropertyType }[] {
    return this.#database
      .prepare<[], { technicalName: string; type: PracticePropertyType }>(
        'SELECT technical_name AS technicalName, type FROM property ORDER BY rowid',
      )
      .all();
  }

  /** Creates a tag; nothing happens if it exists. */
  addTag(tag: string): void {
    this.#database.prepare('INSERT OR IGNORE INTO tag VALUES (?, ?)').run(tag, this.#clock());
  }

  /** Creates a custom property; nothing happens if its technical name exists, whatever its type. */
  addProperty(technicalName: string, type: PracticePropertyType): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO property VALUES (?, ?, ?)')
      .run(technicalName, type, this.#clock());
  }

  /** A number that is kept by name (`requests`, `port`); null where there is none yet. */
  counter(name: 'requests' | 'port'): number | null {
    const found = this.#database
      .prepare<[string], number>('SELECT value FROM counter WHERE name = ?')
      .pluck()
      .get(name);
    return found ?? null;
  }

  /** Remembers the port, so that the next start can listen on it again. */
  rememberPort(port: number): void {
    this.#database.prepare("INSERT OR REPLACE INTO counter VALUES ('port', ?)").run(port);
  }

  /** Forgets contacts, requests and what wasn't ingested; tags and properties stay. */
  reset(): void {
    this.#database.transaction(() => {
      this.#database.exec(
        "DELETE FROM contact; DELETE FROM not_ingested; DELETE FROM counter WHERE name = 'requests'",
      );
    })();
  }

  close(): void {
    this.#database.close();
  }

  #raise(name: 'requests'): void {
    this.#database
      .prepare('INSERT INTO counter VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1')
      .run(name);
  }

  #toContact(row: StoredContact): PracticeContact {
    const tags = this.#database
      .prepare<[number], string>('SELECT label FROM contact_tag WHERE contact_id = ? ORDER BY position')
      .pluck()
      .all(row.id);
    const properties = this.#database
      .prepare<[number], { name: string; value: PropertyValue }>(
        `SELECT technical_name AS name, value FROM contact_property WHERE contact_id = ?
         ORDER BY technical_name`,
      )
      .all(row.id);
    return {
      externalReferenceId: row.external_reference_id,
      firstName: row.first_name,
      middleName: row.middle_name,
      lastName: row.last_name,
      phoneNumber: row.phone_number,
      emailAddress: row.email_address,
      tags,
      customProperties: Object.fromEntries(properties.map(({ name, value }) => [name, value])),
    };
  }
}

/**
 * The digits to look for in stored phone numbers, where the text looks like a phone number; else null.
 * Leading zeros go: `0152...` and `0049...` are stored as `+49152...`.
 */
function phoneNeedle(search: string): string | null {
  if (!/^[+\d\s()/.-]+$/.test(search)) return null;
  const digits = search.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 3 ? digits : null;
}
