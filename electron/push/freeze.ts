import type { ApiProfile } from '../../shared/api-profile.ts';
import type { SegmentHint } from '../../shared/bridge.ts';
import { toWire } from '../../shared/contact.ts';
import type { Mapping } from '../../shared/mapping.ts';
import { contactsOf } from '../../shared/receipt.ts';
import { failWith } from '../../shared/result.ts';
import { createChunkReader, type JudgedRow } from '../check/read-rows.ts';
import { breathe } from '../jobs/breathe.ts';
import { AudienceStore } from '../store/audiences.ts';
import { CheckStore } from '../store/checks.ts';
import { openAppDb, openAudienceDb } from '../store/schema.ts';
import { Packer } from './packer.ts';
import { type ExcludedRow, type MergedRow, RunWriter } from './run-writer.ts';

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
/** Excluded rows that are written in one transaction. */
const rowsPerCommit = 20_000;

/**
 * Writes down what a push will send, to the last byte, before anything is sent: a resumed run needs neither the
 * file nor the mapping. Runs in a worker thread.
 */
export async function freezeJob(
  input: FreezeInput,
  signal: AbortSignal,
  report: (progress: FreezeProgress) => void,
): Promise<{ contacts: number }> {
  const { runId, profile, connection } = input;
  const audienceDb = openAudienceDb(input.dataDir);
  const appDb = openAppDb(input.dataDir);
  try {
    const audiences = new AudienceStore(audienceDb);
    const checks = new CheckStore(audienceDb);
    const check = checks.get(input.checkId);
    const audience = audiences.getReady(check.audienceId);
    const contactsTotal = contactsOf(check.summary.rows);
    if (contactsTotal === 0) failWith('push.nothing_to_send', { file: audience.fileName });
    const writer = new RunWriter(appDb, runId, profile);
    writer.begin(
      {
        runId,
        parentId: null,
        startedAt: input.startedAt,
        audienceId: audience.id,
        fileName: audience.fileName,
        connectionId: connection.id,
        connectionName: connection.name,
        baseUrl: connection.baseUrl,
        practice: connection.practice,
        profile,
        mapping: check.mapping,
        rows: check.summary.rows,
        excludedBy: check.summary.excludedBy,
        segments: segmentsOf(check.mapping),
      },
      input.owner,
    );
    const freezer = new Freezer(profile, writer, check.mapping.duplicates === 'merge');
    const readChunk = createChunkReader(check, audience.columns, audiences, checks);
    for (const chunk of audiences.chunks(audience.id)) {
      for (const row of readChunk(chunk)) freezer.add(row);
      freezer.flush();
      report({ contacts: freezer.contacts, contactsTotal });
      await breathe();
      signal.throwIfAborted();
    }
    freezer.end();
    writer.commit();
    return { contacts: freezer.contacts };
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

/** Hands judged rows on to the store: contacts packed in batches, the others one by one. */
class Freezer {
  private readonly profile: ApiProfile;
  private readonly writer: RunWriter;
  private readonly packer: Packer;
  private readonly merges: boolean;
  private excluded: ExcludedRow[] = [];
  /** Contact number by reference ID; kept only where rows may be merged into one another. */
  private readonly carriers = new Map<string, number>();
  private readonly merged: (ExcludedRow & { readonly reference: string })[] = [];

  constructor(profile: ApiProfile, writer: RunWriter, merges: boolean) {
    this.profile = profile;
    this.writer = writer;
    this.packer = new Packer(profile);
    this.merges = merges;
  }

  get contacts(): number {
    return this.packer.contacts;
  }

  add({ row, contact, verdict, findings, externalReferenceId }: JudgedRow): void {
    if (contact && verdict !== 'merged' && verdict !== 'excluded') {
      const json = JSON.stringify(toWire(contact, this.profile));
      const number = this.packer.add({
        row,
        externalReferenceId: contact.externalReferenceId,
        verdict,
        json,
      });
      if (this.merges) this.carriers.set(contact.externalReferenceId, number);
      return;
    }
    const codes = findings.map((finding) => finding.code);
    // Its contact may come later in the file.
    if (verdict === 'merged' && externalReferenceId !== null)
      this.merged.push({ row, findings: codes, reference: externalReferenceId });
    else this.excluded.push({ row, findings: codes });
  }

  /** Writes what is full, once there is enough of it. */
  flush(): void {
    if (this.packer.waiting < batchesPerCommit && this.excluded.length < rowsPerCommit) return;
    this.writer.add(this.packer.take(), this.excluded);
    this.excluded = [];
  }

  end(): void {
    const merged = this.merged.map(({ row, findings, reference }): MergedRow => {
      const contact = this.carriers.get(reference);
      if (contact === undefined)
        return failWith('internal', undefined, `row ${row} is merged into no contact`);
      return { row, findings, contact };
    });
    this.writer.add(this.packer.take(true), this.excluded, merged);
    this.excluded = [];
  }
}
