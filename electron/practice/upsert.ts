import type { Database, Statement } from 'better-sqlite3';
import type { PropertyValue } from '../../shared/contact.ts';
import {
  type ContactUpsert,
  canCreate,
  fitsType,
  judgeContact,
  needsPhoneOrEmail,
  type PracticePropertyType,
} from './rules.ts';

/** What became of one contact of a request. `externalReferenceId` is null where the request named none. */
export type UpsertResult =
  | { readonly kind: 'created' | 'updated'; readonly externalReferenceId: string }
  | { readonly kind: 'failed'; readonly externalReferenceId: string | null; readonly reason: string };

interface ContactRow {
  readonly id: number;
  readonly first_name: string | null;
  readonly middle_name: string | null;
  readonly last_name: string | null;
  readonly phone_number: string | null;
  readonly email_address: string | null;
}

interface Fields {
  readonly first: string | null;
  readonly middle: string | null;
  readonly last: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly search: string;
  readonly now: number;
}

/**
 * Applies contacts to the tables of the practice workspace, each by itself: matched on source type and external
 * reference ID, tags added to the list, properties set or overwritten, fields that weren't sent left as they
 * are. Unknown tags and properties, and values of the wrong type, are counted and left out without a word.
 */
export class Upserter {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #find: Statement<[string, string], ContactRow>;
  readonly #create: Statement<[Fields & { source: string; reference: string }]>;
  readonly #update: Statement<[Fields & { id: number }]>;
  readonly #addTag: Statement<[{ id: number; label: string }]>;
  readonly #setProperty: Statement<[number, string, PropertyValue]>;
  readonly #leaveOut: Statement<[string, string, string]>;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    this.#find = database.prepare(
      `SELECT id, first_name, middle_name, last_name, phone_number, email_address
       FROM contact WHERE source_type = ? AND external_reference_id = ?`,
    );
    this.#create = database.prepare(
      `INSERT INTO contact (source_type, external_reference_id, first_name, middle_name, last_name,
         phone_number, email_address, search, created_at, updated_at)
       VALUES (@source, @reference, @first, @middle, @last, @phone, @email, @search, @now, @now)`,
    );
    this.#update = database.prepare(
      `UPDATE contact SET first_name = @first, middle_name = @middle, last_name = @last,
         phone_number = @phone, email_address = @email, search = @search, updated_at = @now
       WHERE id = @id`,
    );
    this.#addTag = database.prepare(
      `INSERT INTO contact_tag (contact_id, position, label)
       SELECT @id, count(*), @label FROM contact_tag WHERE contact_id = @id
       ON CONFLICT DO NOTHING`,
    );
    this.#setProperty = database.prepare(
      `INSERT INTO contact_property VALUES (?, ?, ?)
       ON CONFLICT (contact_id, technical_name) DO UPDATE SET value = excluded.value`,
    );
    this.#leaveOut = database.prepare(
      'INSERT INTO not_ingested VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1',
    );
  }

  /** Applies contacts in one transaction. One result for each, in their order. */
  apply(contacts: readonly unknown[]): UpsertResult[] {
    return this.#database.transaction(() => {
      const known = this.#known();
      return contacts.map((body): UpsertResult => {
        const judged = judgeContact(body);
        if (!judged.ok)
          return { kind: 'failed', externalReferenceId: judged.externalReferenceId, reason: judged.reason };
        return this.#applyOne(judged.contact, known);
      });
    })();
  }

  #applyOne(contact: ContactUpsert, known: Known): UpsertResult {
    const { externalReferenceId } = contact;
    const found = this.#find.get(contact.sourceType, externalReferenceId);
    if (!found && !canCreate(contact))
      return { kind: 'failed', externalReferenceId, reason: needsPhoneOrEmail };

    const fields = this.#fields(contact, found);
    let id: number;
    if (found) {
      id = found.id;
      this.#update.run({ ...fields, id });
    } else {
      const made = this.#create.run({
        ...fields,
        source: contact.sourceType,
        reference: externalReferenceId,
      });
      id = Number(made.lastInsertRowid);
    }
    for (const label of contact.tags) {
      if (known.tags.has(label)) this.#addTag.run({ id, label });
      else this.#leaveOut.run('tag', label, 'unknown');
    }
    for (const [name, value] of Object.entries(contact.customProperties)) {
      const type = known.properties.get(name);
      if (type === undefined) this.#leaveOut.run('property', name, 'unknown');
      else if (fitsType(type, value)) this.#setProperty.run(id, name, value);
      else this.#leaveOut.run('property', name, 'wrong_type');
    }
    return { kind: found ? 'updated' : 'created', externalReferenceId };
  }

  #fields(contact: ContactUpsert, found: ContactRow | undefined): Fields {
    // An empty text that was sent empties the field: a rehearsal must not forgive what the real thing may not.
    const keep = (sent: string | undefined, old: string | null | undefined): string | null =>
      sent === undefined ? (old ?? null) : sent || null;
    const first = keep(contact.firstName, found?.first_name);
    const middle = keep(contact.middleName, found?.middle_name);
    const last = keep(contact.lastName, found?.last_name);
    const phone = keep(contact.phoneNumber, found?.phone_number);
    const email = keep(contact.emailAddress, found?.email_address);
    const name = [first, middle, last].filter(Boolean).join(' ');
    const search = [contact.externalReferenceId, phone ?? '', name, email ?? ''].join('\n').toLowerCase();
    return { first, middle, last, phone, email, search, now: this.#now() };
  }

  #known(): Known {
    const tags = this.#database.prepare<[], string>('SELECT label FROM tag').pluck().all();
    const properties = this.#database
      .prepare<[], { name: string; type: PracticePropertyType }>(
        'SELECT technical_name AS name, type FROM property',
      )
      .all();
    return { tags: new Set(tags), properties: new Map(properties.map(({ name, type }) => [name, type])) };
  }
}

interface Known {
  readonly tags: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, PracticePropertyType>;
}
