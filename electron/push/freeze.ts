import type { ApiProfile } from '../../shared/api-profile.ts';
import type { SegmentHint } from '../../shared/bridge.ts';
import { toWire, type WireContact } from '../../shared/contact.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { contactsOf } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import { createChunkReader } from '../check/read-rows.ts';
import { breathe } from '../jobs/breathe.ts';
import { AudienceStore } from '../store/audiences.ts';
import { CheckStore } from '../store/checks.ts';
import { openAppDb, openAudienceDb } from '../store/schema.ts';
import { type FrozenBatch, type FrozenRow, Journal } from './journal.ts';

export interface FreezeInput {
  readonly dataDir: string;
  readonly runId: string;
  readonly checkId: string;
  readonly startedAt: number;
  /** The process that makes the run. */
  readonly owner: string;
  readonly connection: {
    readonly id: string | null;
    readonly name: string;
    readonly baseUrl: string;
    readonly practice: boolean;
  };
  readonly profile: ApiProfile;
}

export interface FreezeProgress {
  readonly contacts: number;
  readonly contactsTotal: number;
}

/** Batches that are written in one transaction: short enough never to keep a running push waiting. */
const batchesPerCommit = 20;

/**
 * Writes down what a push will send, to the last byte, before anything is sent: a resumed run needs neither the
 * file nor the mapping. Runs in a worker thread.
 */
export async function freezeJob(
  input: FreezeInput,
  signal: AbortSignal,
  report: (progress: FreezeProgress) => void,
): Promise<{ contacts: number }> {
  const { runId, profile } = input;
  const audienceDb = openAudienceDb(input.dataDir);
  const appDb = openAppDb(input.dataDir);
  try {
    const audiences = new AudienceStore(audienceDb);
    const checks = new CheckStore(audienceDb);
    const journal = new Journal(appDb);
    const check = checks.get(input.checkId);
    const audience = audiences.getReady(check.audienceId);
    const contactsTotal = contactsOf(check.summary.rows);
    if (contactsTotal === 0) failWith('push.nothing_to_send', { file: audience.fileName });
    const batchSize = profile.mode === 'single' ? 1 : profile.batchSize;
    journal.addRun(
      {
        runId,
        startedAt: input.startedAt,
        audienceId: audience.id,
        fileName: audience.fileName,
        connectionId: input.connection.id,
        connectionName: input.connection.name,
        baseUrl: input.connection.baseUrl,
        practice: input.connection.practice,
        profile,
        mapping: check.mapping,
        rows: check.summary.rows,
        excludedBy: check.summary.excludedBy,
        segments: segmentsOf(check.mapping),
      },
      input.owner,
    );
    const packer = new Packer(input, journal, batchSize, check.mapping.duplicates === 'merge');
    const readChunk = createChunkReader(check, audience.columns, audiences, checks);
    for (const chunk of audiences.chunks(audience.id)) {
      for (const row of readChunk(chunk)) {
        if (row.contact) packer.addContact(row.row, toWire(row.contact, profile), row.externalReferenceId);
        else
          packer.addRow(
            row.row,
            row.findings.map((finding) => finding.code),
            row.verdict === 'merged' ? row.externalReferenceId : null,
          );
      }
      packer.commit(batchesPerCommit);
      report({ contacts: packer.contacts, contactsTotal });
      await breathe();
      signal.throwIfAborted();
    }
    packer.end();
    journal.commitRun(runId);
    return { contacts: packer.contacts };
  } finally {
    audienceDb.close();
    appDb.close();
  }
}

/** Tags and properties that every contact of the run carries: what to filter by afterwards. */
function segmentsOf(mapping: Mapping): Pick<SegmentHint, 'kind' | 'name' | 'value'>[] {
  const tags = mapping.tags.flatMap((tag) =>
    'constant' in tag ? [{ kind: 'tag' as const, name: tag.constant, value: null }] : [],
  );
  const properties = mapping.customProperties.flatMap(({ technicalName, source }) =>
    'constant' in source ? [{ kind: 'property' as const, name: technicalName, value: source.constant }] : [],
  );
  return [...tags, ...properties];
}

/** Packs contacts into batches, by number and by bytes, and hands them to the journal. */
class Packer {
  contacts = 0;
  private readonly runId: string;
  private readonly journal: Journal;
  private readonly batchSize: number;
  private readonly maxBytes: number;
  private batches: FrozenBatch[] = [];
  private rows: FrozenRow[] = [];
  private open: { contacts: WireContact[]; rows: number[]; bytes: number } = {
    contacts: [],
    rows: [],
    bytes: 0,
  };
  private batchCount = 0;
  private readonly merges: boolean;
  /** Contact number by reference ID; kept only where rows may be merged into one another. */
  private readonly carriers = new Map<string, number>();
  private readonly waiting: { row: number; findings: readonly string[]; reference: string }[] = [];

  constructor({ runId, profile }: FreezeInput, journal: Journal, batchSize: number, merges: boolean) {
    this.runId = runId;
    this.merges = merges;
    this.journal = journal;
    this.batchSize = batchSize;
    // Room for the envelope around the contacts.
    this.maxBytes = profile.maxBodyBytes - 200;
  }

  addContact(row: number, contact: WireContact, reference: string | null): void {
    const bytes = Buffer.byteLength(JSON.stringify(contact)) + 1;
    const { open } = this;
    if (
      open.contacts.length === this.batchSize ||
      (open.contacts.length > 0 && open.bytes + bytes > this.maxBytes)
    ) {
      this.closeBatch();
    }
    this.open.contacts.push(contact);
    this.open.rows.push(row);
    this.open.bytes += bytes;
    this.contacts += 1;
    if (this.merges && reference !== null) this.carriers.set(reference, this.contacts);
  }

  /** @param mergedReference the reference ID of the contact that the row goes out with */
  addRow(row: number, findings: readonly string[], mergedReference: string | null): void {
    if (mergedReference === null) this.rows.push({ row, findings, mergedInto: null });
    else this.waiting.push({ row, findings, reference: mergedReference });
  }

  /** Writes what is full, once there is enough of it. */
  commit(atLeast: number): void {
    if (this.batches.length < atLeast && this.rows.length < 20_000) return;
    this.journal.addFrozen(this.runId, this.batches, this.rows);
    this.batches = [];
    this.rows = [];
  }

  end(): void {
    this.closeBatch();
    for (const { row, findings, reference } of this.waiting) {
      this.rows.push({ row, findings, mergedInto: this.carriers.get(reference) ?? null });
    }
    this.commit(0);
  }

  private closeBatch(): void {
    const { contacts, rows } = this.open;
    if (contacts.length === 0) return;
    this.batchCount += 1;
    const firstContact = this.contacts - contacts.length + 1;
    this.batches.push({ number: this.batchCount, firstContact, contacts, rows });
    this.open = { contacts: [], rows: [], bytes: 0 };
  }
}
