/**
 * What goes over the bridge from the main process to the window: the answers to commands, and what events tell.
 * The commands themselves are in `bridge.ts`.
 */
import type { JobState } from './audience.ts';
import type { Catalogue } from './catalogue.ts';
import type { FindingCode } from './findings.ts';
import type { Mapping } from './mapping.ts';
import type { ContactCounts, Outcome, Receipt, RowCounts, RunState } from './receipt.ts';
import type { AppError } from './result.ts';

/** What the practice workspace keeps of a contact. */
export interface PracticeContact {
  readonly externalReferenceId: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly phoneNumber: string | null;
  readonly emailAddress: string | null;
  readonly tags: readonly string[];
  readonly customProperties: Readonly<Record<string, string | number>>;
}

export interface PracticeStatus {
  readonly running: boolean;
  readonly baseUrl: string | null;
  readonly contacts: number;
  readonly requests: number;
  /** Tags that exist in the workspace. */
  readonly tags: readonly string[];
  readonly properties: readonly {
    readonly technicalName: string;
    readonly type: 'string' | 'number' | 'date';
  }[];
  /** What came in and was not kept, the most frequent first. Hello Charles leaves it out without a word. */
  readonly notIngested: readonly PracticeNotIngested[];
}

/** A tag or property that the practice workspace was sent and did not keep. */
export interface PracticeNotIngested {
  readonly kind: 'tag' | 'property';
  /** The tag, or the property's technical name. */
  readonly name: string;
  /** `unknown`: it doesn't exist in the workspace. `wrong_type`: the property exists, the value doesn't fit. */
  readonly reason: 'unknown' | 'wrong_type';
  /** How often it was sent. */
  readonly times: number;
}

export interface RunSummary {
  readonly runId: string;
  readonly state: RunState;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly file: string;
  readonly connection: string;
  readonly practice: boolean;
  readonly rows: RowCounts;
  readonly contacts: ContactCounts;
  /** The run whose contacts it sends again; null for a push of a file. */
  readonly parentId: string | null;
  /** True once its row data was forgotten: only counts are left, and it can be neither resumed nor retried. */
  readonly rowsForgotten: boolean;
}

export interface RunDetail extends RunSummary {
  readonly audienceId: string | null;
  /** Null for an address that was given on the command line. */
  readonly connectionId: string | null;
  /** What it was mapped by, to push again in the same way. */
  readonly mapping: Mapping;
  /** Runs that send contacts of this one again, the oldest first. */
  readonly retries: readonly string[];
  readonly baseUrl: string;
  readonly receipt: Receipt;
  /** Why a run stopped before its end, in the API's or the system's own words. */
  readonly stopReason: { readonly code: StopCode; readonly message: string; readonly status?: number } | null;
  /** Tags and constant properties that the run sent: what to filter by in Hello Charles. */
  readonly segments: readonly SegmentHint[];
}

/** Why a push ended early. The words are under `stop.<code>`. */
export const stopCodes = [
  'refused_key',
  'no_access',
  'not_found',
  'request_refused',
  'too_many_failures',
  /** There is no room to note what becomes of the contacts. */
  'disk_full',
  'limit_reached',
  /** The first few were sent; the person looks at them and decides. */
  'canary',
  /** The person paused it. */
  'paused',
] as const;
export type StopCode = (typeof stopCodes)[number];

/** A filter to create in Hello Charles, and the count of contacts to expect from this run. */
export interface SegmentHint {
  readonly kind: 'tag' | 'property';
  /** The tag, or the property's technical name. */
  readonly name: string;
  /** The property's value; null for a tag. */
  readonly value: string | null;
  /** Contacts of this run that carry it and may be there now (accepted or unconfirmed). */
  readonly contacts: number;
}

/** A contact of a run, or a row that never became one. */
export interface RunRow {
  readonly row: number;
  readonly externalReferenceId: string | null;
  /** The outcome of its contact; null for an excluded row. */
  readonly outcome: Outcome | null;
  /** HTTP status of the answer that settled it. */
  readonly status: number | null;
  /** The API's own words. */
  readonly message: string | null;
  /** Finding codes of an excluded row. */
  readonly findings: readonly FindingCode[];
}

export const runRowKinds = [
  'rejected',
  'unknown',
  'unconfirmed',
  'accepted',
  'not_sent',
  'excluded',
  'all',
] as const;
export type RunRowKind = (typeof runRowKinds)[number];

export type ConnectionTest =
  | { readonly status: 'reachable' }
  | {
      readonly status: 'tls' | 'unreachable' | 'refused_key' | 'no_access' | 'wrong_address' | 'unclear';
      readonly detail: string;
    };

/** A request exactly as a push would send it; the key is masked. */
export interface RequestPreview {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body, indented for reading; the one that goes out has no spaces. */
  readonly body: string;
  /** The same as a command line for `curl`, with the key as a variable. */
  readonly curl: string;
}

/** What changing the source type of a connection may do. */
export interface SourceTypeWarning {
  readonly code: 'source_type_changed';
  readonly before: string;
  readonly after: string;
  /** Pushes that were made to the connection under the old one. */
  readonly runs: number;
}

/** What reading a catalogue from Hello Charles gave. `refused`: the key may not, so it must be typed or pasted. */
export type CatalogueProbe =
  | { readonly status: 'loaded'; readonly catalogue: Catalogue }
  | { readonly status: 'refused' | 'unreachable' | 'unclear'; readonly detail: string };

export interface AppInfo {
  readonly version: string;
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** `standin`: the same app opened in a browser where Electron isn't installed. */
  readonly host: 'electron' | 'standin';
  /** False: keys live in memory only, until the app is closed. */
  readonly keychain: boolean;
}

/** A page of something, with how many there are in all. */
export interface Page<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

export interface ImportProgress {
  readonly audienceId: string;
  readonly state: JobState;
  readonly rows: number;
  /** Bytes of the file that were read, of all. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly error?: AppError;
}

export interface CheckProgress {
  readonly checkId: string;
  readonly audienceId: string;
  readonly state: JobState;
  readonly rows: number;
  readonly rowsTotal: number;
  readonly error?: AppError;
}

export interface PushProgress {
  readonly runId: string;
  readonly state: RunState;
  readonly contactsTotal: number;
  readonly contacts: ContactCounts;
  readonly batchesDone: number;
  readonly batchesTotal: number;
  /** Contacts per second over the last seconds; null while there is nothing to tell. */
  readonly rate: number | null;
  /** Seconds to go at this rate; null while unknown. */
  readonly etaSeconds: number | null;
  /** What the push is waiting for, where it waits before it tries again. */
  readonly waiting: { readonly untilMs: number; readonly reason: string } | null;
  /** Why it waits by itself, and will go on by itself; null while it doesn't. */
  readonly heldBy: 'offline' | 'asleep' | null;
  readonly error?: AppError;
}
