import type { Finding, FindingCode, Verdict } from './findings.ts';
import type { Mapping } from './mapping.ts';
import type { ExcludedBy, RowCounts } from './receipt.ts';

/** How the bytes of a file were understood. */
export interface ReadAs {
  /** A WHATWG encoding label (`utf-8`, `windows-1252`...), or `cp437`, `cp850`, `cp852`, `utf-32le`, `utf-32be`. */
  readonly encoding: string;
  /** True where the text wasn't valid UTF-8 and the encoding is the most likely one. */
  readonly encodingGuessed: boolean;
  readonly delimiter: string;
  /** Line of the header row, from 1; 0 where the file has none, and its columns are called by their place. */
  readonly headerLine: number;
  /** What the text was packed in. */
  readonly container?: 'gzip' | 'zip';
  /** The sheet that was read, in a workbook. */
  readonly sheet?: string;
  /** All sheets of the workbook. */
  readonly sheets?: readonly { readonly name: string; readonly isHidden: boolean }[];
}

/**
 * Everything odd that a file can have. Rows are concerned, but for `title_rows` (lines above the header, which
 * are no rows), `empty_headers` and `duplicate_headers` (columns), `stray_quotes`, `nul_bytes` and
 * `broken_letters` (signs). `blank_rows` are left out; all other rows are staged.
 */
export const oddityCodes = [
  'blank_rows',
  'short_rows',
  'long_rows',
  'duplicate_headers',
  'empty_headers',
  'broken_quotes',
  'stray_quotes',
  'nul_bytes',
  'broken_letters',
  'title_rows',
] as const;
export type OddityCode = (typeof oddityCodes)[number];

/** Something odd about the file, kept and reported; `count` says how often. */
export interface Oddity {
  readonly code: OddityCode;
  readonly count: number;
  /** Line in the file where it was first seen, from 1. */
  readonly line?: number;
}

/** How the words of a file read in one encoding. */
export interface EncodingReading {
  /** A WHATWG label, as `audiences.reread` takes it. */
  readonly encoding: string;
  /** Up to three words or names from the file that tell it from others. */
  readonly samples: readonly string[];
}

/** What was done before with a file of the same content. */
export interface EarlierWork {
  /** Audiences made of it that are still here, newest first; the one that was asked about is left out. */
  readonly audiences: readonly { readonly id: string; readonly importedAt: number }[];
  /** When it was imported for the first time, in milliseconds since 1970. */
  readonly firstImportedAt: number;
  /** The mapping that it had last; null where it never had one. */
  readonly mapping: Mapping | null;
  /** Pushes of it, newest first. */
  readonly runIds: readonly string[];
}

/** How far edits of an audience's cells can be taken back, and made again. */
export interface EditState {
  readonly undo: number;
  readonly redo: number;
  /** Cells that were edited, and not taken back. */
  readonly cells: number;
}

export type AudienceState = 'importing' | 'ready' | 'failed' | 'cancelled';

/** One imported file. */
export interface Audience {
  readonly id: string;
  readonly fileName: string;
  /** Bytes. */
  readonly fileSize: number;
  readonly state: AudienceState;
  readonly readAs: ReadAs;
  /** Names of the columns, unique, in file order. */
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly oddities: readonly Oddity[];
  /** Milliseconds since 1970. */
  readonly importedAt: number;
}

/** One data record, numbered from 1 as in the file. */
export interface Row {
  readonly row: number;
  readonly cells: readonly string[];
}

export type JobState = 'running' | 'finished' | 'failed' | 'cancelled';

/** What the check says of a whole audience. */
export interface CheckSummary {
  readonly rows: RowCounts;
  readonly excludedBy: ExcludedBy;
  /** Rows that have the finding, for each code. */
  readonly findings: Partial<Record<FindingCode, number>>;
  /** Distinct tags that would go out, with the contacts that carry each; the most frequent first. */
  readonly tags: readonly { readonly tag: string; readonly contacts: number }[];
}

/** A row with what the check says of it. */
export interface CheckedRow extends Row {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** The reference ID and the phone that would be sent; null where there is none. */
  readonly externalReferenceId: string | null;
  readonly phoneNumber: string | null;
  /** Columns whose cells the person edited; absent where there are none. */
  readonly edited?: readonly string[];
}
