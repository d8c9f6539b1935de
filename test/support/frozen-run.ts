import { randomUUID } from 'node:crypto';
import { thisOwner } from '../../electron/jobs/owner.ts';
import type { Clock } from '../../electron/push/clock.ts';
import { Hold } from '../../electron/push/hold.ts';
import { Journal } from '../../electron/push/journal.ts';
import { keyedTransport } from '../../electron/push/keyed-transport.ts';
import { Packer } from '../../electron/push/packer.ts';
import { type PushOptions, pushRun } from '../../electron/push/push.ts';
import { RunWriter } from '../../electron/push/run-writer.ts';
import type { Transport } from '../../electron/push/transport.ts';
import type { Db } from '../../electron/store/database.ts';
import { RunRows } from '../../electron/store/run-rows.ts';
import { type Run, RunStore } from '../../electron/store/runs.ts';
import { openAppDb } from '../../electron/store/schema.ts';
import { type ApiProfile, apiProfileSchema } from '../../shared/api-profile.ts';
import type { WireContact } from '../../shared/contact.ts';
import { mappingSchema } from '../../shared/mapping.ts';
import { brokenIdentities, emptyRowCounts, type Receipt, type RunState } from '../../shared/receipt.ts';
import { markedKey } from './marked-key.ts';
import { virtualClock } from './virtual-clock.ts';

/** The key that every test push carries: nowhere but in a header may it ever be seen. */
export const testKey = markedKey;

export interface FrozenRun {
  readonly runId: string;
  readonly db: Db;
  readonly runs: RunStore;
  readonly runRows: RunRows;
  readonly journal: Journal;
  run(): Run;
  receipt(): Receipt;
  /** Sends what is open, and gives the receipt; fails if it doesn't add up. */
  push(transport: Transport, options?: Partial<PushOptions> & { readonly clock?: Clock }): Promise<Receipt>;
  /** Outcomes of all contacts, in order. */
  outcomes(): string[];
  close(): void;
}

/** The reference ID of a contact of a test run. @param number from 1 */
export const idOf = (number: number): string => `+4915${String(10_000_000 + number)}`;

/** What contact `n` of a test run is. */
const plainContact = (number: number): WireContact => ({
  external_reference_id: idOf(number),
  source_type: 'audience-push',
  first_name: `Ünal "${number}"`,
  phone_numbers: [{ type: 'main', value: idOf(number) }],
  tags: ['spring'],
});

/** A run in a data folder, frozen and not begun: contact `n` has row `n` and the ID `idOf(n)`. */
export function freezeRun(
  dataDir: string,
  {
    contacts,
    baseUrl = 'http://127.0.0.1:9',
    contactOf,
    ...given
  }: Partial<ApiProfile> & {
    readonly contacts: number;
    readonly baseUrl?: string;
    /** Makes contact `n`, from 1; without it, `plainContact`. */
    readonly contactOf?: (number: number) => WireContact;
  },
): FrozenRun {
  const profile = apiProfileSchema.parse(given);
  const db = openAppDb(dataDir);
  const runId = randomUUID();
  const writer = new RunWriter(db, runId, profile);
  writer.begin(
    {
      runId,
      parentId: null,
      startedAt: Date.UTC(2026, 10, 22),
      audienceId: null,
      fileName: 'people.csv',
      connectionId: null,
      connectionName: 'test',
      baseUrl,
      practice: false,
      profile,
      mapping: mappingSchema.parse({ version: 1, externalReferenceId: { column: 'id' } }),
      rows: { ...emptyRowCounts(), total: contacts, ready: contacts },
      excludedBy: {},
      segments: [],
    },
    thisOwner,
  );
  const packer = new Packer(profile);
  for (let number = 1; number <= contacts; number += 1) {
    const contact = (contactOf ?? plainContact)(number);
    const externalReferenceId = contact.external_reference_id;
    const json = JSON.stringify(contact);
    packer.add({ row: number, externalReferenceId, verdict: 'ready', json });
    if (packer.waiting >= 20) writer.add(packer.take(), []);
  }
  writer.add(packer.take(true), []);
  writer.commit();
  return reopenRun(db, runId);
}

/** A run that is in a store already. */
export function reopenRun(db: Db, runId: string): FrozenRun {
  const runs = new RunStore(db);
  const journal = new Journal(db);
  const runRows = new RunRows(db, runs);
  const receipt = (): Receipt => runs.receipt(runs.get(runId));
  return {
    runId,
    db,
    runs,
    runRows,
    journal,
    run: () => runs.get(runId),
    receipt,
    async push(transport, { clock = virtualClock(), ...options } = {}) {
      const run = runs.get(runId);
      const { baseUrl, profile } = run;
      const endpoint = { baseUrl, profile, send: keyedTransport(transport, profile, testKey), clock };
      const state: RunState = await pushRun(run, runs, journal, endpoint, {
        stop: new AbortController().signal,
        abandon: new AbortController().signal,
        hold: new Hold(),
        isAlive: () => false,
        onProgress: () => undefined,
        ...options,
      });
      const result = receipt();
      const broken = brokenIdentities(result);
      if (broken.length > 0) throw new Error(`the receipt does not add up: ${JSON.stringify(broken)}`);
      if (result.state !== state) throw new Error(`${result.state} is stored, ${state} was said`);
      return result;
    },
    outcomes: () => [...runRows.all(runId, 'all')].map(({ outcome }) => outcome ?? 'excluded'),
    close: () => db.close(),
  };
}
