import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ApiProfile } from '../../shared/api-profile.ts';
import type { Db } from '../store/database.ts';
import { requireRoom, roomKept } from '../store/disk-room.ts';
import type { Run } from '../store/runs.ts';
import { frameContacts } from './parcel.ts';

/** A contact to be frozen. */
export interface FrozenContact {
  readonly row: number;
  readonly externalReferenceId: string;
  readonly verdict: 'ready' | 'fixed' | 'warned';
  /** Its JSON as it will go out. */
  readonly json: string;
}

/** A batch to be written. `contacts[i]` is contact number `firstContact + i` of the run. */
export interface FrozenBatch {
  readonly number: number;
  readonly firstContact: number;
  readonly contacts: readonly FrozenContact[];
}

export interface ExcludedRow {
  readonly row: number;
  /** Codes of its findings, the excluding one among them. */
  readonly findings: readonly string[];
}

export interface MergedRow extends ExcludedRow {
  /** Number of the contact that it goes out with. */
  readonly contact: number;
}

/** What a new run is, before anything happened to it. */
export type NewRun = Omit<
  Run,
  'stopReason' | 'requests' | 'finishedAt' | 'state' | 'answered' | 'forgottenAt' | 'rejectedBy'
>;

/** Letters of verdicts in the store. */
export const verdictLetters = { ready: 'r', fixed: 'f', warned: 'w' } as const;

/** Writes a run down before anything of it is sent. It doesn't exist for anybody until `commit`. */
export class RunWriter {
  private readonly db: Db;
  private readonly runId: string;
  private readonly profile: ApiProfile;

  constructor(db: Db, runId: string, profile: ApiProfile) {
    this.db = db;
    this.runId = runId;
    this.profile = profile;
  }

  /** @param owner the process that makes the run */
  begin(run: NewRun, owner: string): void {
    this.db
      .prepare(
        `INSERT INTO run (id, parent_id, state, started_at, audience_id, file_name, connection_id, connection_name,
           base_url, practice, profile, mapping, rows, excluded_by, segments, owner)
         VALUES (?, ?, 'paused', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        run.runId,
        run.parentId,
        run.startedAt,
        run.audienceId,
        run.fileName,
        run.connectionId,
        run.connectionName,
        run.baseUrl,
        run.practice ? 1 : 0,
        JSON.stringify(run.profile),
        JSON.stringify(run.mapping),
        JSON.stringify(run.rows),
        JSON.stringify(run.excludedBy),
        JSON.stringify(run.segments),
        owner,
      );
  }

  /**
   * Writes batches and rows that make no contact, in one transaction.
   * @throws AppFailure `store.disk_full` while there is still room for what comes after
   */
  add(
    batches: readonly FrozenBatch[],
    excluded: readonly ExcludedRow[],
    merged: readonly MergedRow[] = [],
  ): void {
    requireRoom(dirname(this.db.name), roomKept.inBulk);
    const addBatch = this.db.prepare(
      `INSERT INTO batch (run_id, number, first_contact, contact_count, last_row, state, not_sent)
       VALUES (?, ?, ?, ?, ?, 'pending', ?)`,
    );
    const addContent = this.db.prepare(
      `INSERT INTO batch_content (run_id, number, payload, checksum, reference_ids, rows, verdicts)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    const addExcluded = this.db.prepare('INSERT INTO excluded_row (run_id, row, findings) VALUES (?, ?, ?)');
    const addMerged = this.db.prepare(
      'INSERT INTO merged_row (run_id, row, contact, findings) VALUES (?, ?, ?, ?)',
    );
    const { runId } = this;
    this.db.transaction(() => {
      for (const { number, firstContact, contacts } of batches) {
        const texts = contacts.map(({ json }) => json);
        const payload = Buffer.from(frameContacts(texts, this.profile));
        const rows = contacts.map(({ row }) => row);
        addBatch.run(runId, number, firstContact, contacts.length, rows.at(-1) ?? 0, contacts.length);
        addContent.run(
          runId,
          number,
          payload,
          crc32(payload),
          JSON.stringify(contacts.map(({ externalReferenceId }) => externalReferenceId)),
          JSON.stringify(rows),
          contacts.map(({ verdict }) => verdictLetters[verdict]).join(''),
        );
      }
      for (const { row, findings } of excluded) addExcluded.run(runId, row, JSON.stringify(findings));
      for (const { row, contact, findings } of merged)
        addMerged.run(runId, row, contact, JSON.stringify(findings));
    })();
  }

  /** Makes the run real. */
  commit(): void {
    this.db.prepare('UPDATE run SET frozen = 1, owner = NULL WHERE id = ?').run(this.runId);
    // All that was written is moved to its place now, and not while the push is waiting for its first commits.
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }
}
