import * as z from 'zod';
import { type FindingCode, isFindingCode } from './findings.ts';

/** What became of a contact: exactly one at any moment. */
export const outcomes = ['accepted', 'unconfirmed', 'rejected', 'unknown', 'not_sent'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * `running` now; `finished` to the end; `stopped` by a fatal answer or too many failures in a row; `paused`;
 * `cancelled` by the person; `interrupted`: the process died, and the run can be resumed.
 */
export const runStates = ['running', 'finished', 'stopped', 'paused', 'cancelled', 'interrupted'] as const;
export type RunState = (typeof runStates)[number];

const count = z.int().min(0);

/** Rows of a push by verdict; `total` is all of them. */
export const rowCountsSchema = z.strictObject({
  total: count,
  ready: count,
  fixed: count,
  warned: count,
  merged: count,
  excluded: count,
});
export type RowCounts = z.infer<typeof rowCountsSchema>;

/** Contacts of a push by outcome; `sent` is all but `not_sent`. */
export const contactCountsSchema = z.strictObject({
  sent: count,
  accepted: count,
  unconfirmed: count,
  rejected: count,
  unknown: count,
  not_sent: count,
});
export type ContactCounts = z.infer<typeof contactCountsSchema>;

/** Requests of a push: all that left, those that were repeats, those that were parts of a refused batch. */
export const requestCountsSchema = z.strictObject({ made: count, retried: count, split: count });
export type RequestCounts = z.infer<typeof requestCountsSchema>;

/** Each excluded row once, by its first excluding finding. */
export const excludedBySchema = z.record(z.string(), count);
export type ExcludedBy = Partial<Record<FindingCode, number>>;

/** The account of a push. The field order is that of the command line's JSON. */
export interface Receipt {
  readonly runId: string;
  readonly state: RunState;
  readonly rows: RowCounts;
  readonly excludedBy: ExcludedBy;
  readonly contacts: ContactCounts;
  /** The API's messages for rejected contacts, with how many got each. */
  readonly rejectedBy: Readonly<Record<string, number>>;
  readonly requests: RequestCounts;
}

export const emptyRowCounts = (): RowCounts => ({
  total: 0,
  ready: 0,
  fixed: 0,
  warned: 0,
  merged: 0,
  excluded: 0,
});

export const emptyContactCounts = (): ContactCounts => ({
  sent: 0,
  accepted: 0,
  unconfirmed: 0,
  rejected: 0,
  unknown: 0,
  not_sent: 0,
});

/** Contacts that a push of these rows makes: one for each row that is sent under its own name. */
export const contactsOf = (rows: RowCounts): number => rows.ready + rows.fixed + rows.warned;

/** One identity of a receipt that doesn't hold: what should equal what. */
export interface BrokenIdentity {
  readonly identity: 'rows.total' | 'rows.verdicts' | 'contacts.sent' | 'excludedBy';
  readonly left: number;
  readonly right: number;
}

/**
 * Checks that a receipt adds up. An empty list is the proof; anything else must be shown to the person.
 * `rows.total = contacts.sent + contacts.not_sent + rows.excluded + rows.merged`,
 * `contacts.sent = accepted + unconfirmed + rejected + unknown`, the verdicts add up to `rows.total`, and the
 * reasons to `rows.excluded`.
 */
export function brokenIdentities(
  receipt: Pick<Receipt, 'rows' | 'excludedBy' | 'contacts'>,
): BrokenIdentity[] {
  const { rows, contacts, excludedBy } = receipt;
  const candidates: BrokenIdentity[] = [
    {
      identity: 'rows.total',
      left: rows.total,
      right: contacts.sent + contacts.not_sent + rows.excluded + rows.merged,
    },
    {
      identity: 'rows.verdicts',
      left: rows.total,
      right: rows.ready + rows.fixed + rows.warned + rows.merged + rows.excluded,
    },
    {
      identity: 'contacts.sent',
      left: contacts.sent,
      right: contacts.accepted + contacts.unconfirmed + contacts.rejected + contacts.unknown,
    },
    {
      identity: 'excludedBy',
      left: rows.excluded,
      right: Object.values(excludedBy).reduce((sum, each) => sum + each, 0),
    },
  ];
  return candidates.filter(({ left, right }) => left !== right);
}

/** Stored JSON of `excludedBy`, parsed: codes that this version doesn't know are an error. */
export function parseExcludedBy(value: unknown): ExcludedBy {
  const parsed = excludedBySchema.parse(value);
  const result: ExcludedBy = {};
  for (const [code, rows] of Object.entries(parsed)) {
    if (!isFindingCode(code)) throw new Error(`unknown finding code ${code}`);
    result[code] = rows;
  }
  return result;
}
