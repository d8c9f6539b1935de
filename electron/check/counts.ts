import { type Finding, type FindingCode, type Verdict, verdicts } from '../../shared/findings.ts';

/** Rows of a chunk by verdict (in the order of `verdicts`), and by finding. */
export interface ChunkCounts {
  readonly verdicts: number[];
  readonly codes: Partial<Record<FindingCode, number>>;
}

/** What is counted over many rows. Numbers may be negative: what has to be taken back. */
export interface Totals {
  readonly excludedBy: Partial<Record<FindingCode, number>>;
  readonly tags: Map<string, number>;
}

/** What is known of a judged row. */
export interface Judged {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** The tags of the contact that it sends; none where it sends none. */
  readonly tags: readonly string[];
}

export const emptyCounts = (): ChunkCounts => ({ verdicts: verdicts.map(() => 0), codes: {} });
export const emptyTotals = (): Totals => ({ excludedBy: {}, tags: new Map() });

/** Most distinct tags that are counted. More are a mapping mistake: a column of IDs taken for tags. */
const mostTags = 50_000;

/** How often each list of tags was met. Rows with the same tags share one list: counting it is cheaper. */
export type TagLists = Map<readonly string[], number>;

/** Counts the tags of lists. */
export function addTagLists(totals: Totals, lists: TagLists): void {
  for (const [tags, count] of lists) for (const tag of tags) addTag(totals.tags, tag, count);
}

/**
 * Counts a row in (`by` 1) or out (-1).
 * @param lists where its tags are counted instead of in the totals, for many rows in a run
 */
export function countRow(
  counts: ChunkCounts,
  totals: Totals,
  row: Judged,
  by: 1 | -1,
  lists?: TagLists,
): void {
  const { verdict, findings, tags } = row;
  const place = verdicts.indexOf(verdict);
  counts.verdicts[place] = (counts.verdicts[place] ?? 0) + by;
  for (let index = 0; index < findings.length; index += 1) {
    const code = findings[index]?.code;
    if (code === undefined) continue;
    // A code counts rows: two findings of one code in a row (ID and phone, say) count once.
    let isFirst = true;
    for (let before = 0; before < index; before += 1) if (findings[before]?.code === code) isFirst = false;
    if (isFirst) counts.codes[code] = (counts.codes[code] ?? 0) + by;
  }
  if (verdict === 'excluded') {
    const reason = findings.find((finding) => finding.severity === 'excluded')?.code;
    if (reason) totals.excludedBy[reason] = (totals.excludedBy[reason] ?? 0) + by;
  }
  if (lists) lists.set(tags, (lists.get(tags) ?? 0) + by);
  else for (const tag of tags) addTag(totals.tags, tag, by);
}

/** Adds counts to others. */
export function addCounts(into: ChunkCounts, more: ChunkCounts): void {
  more.verdicts.forEach((count, index) => {
    into.verdicts[index] = (into.verdicts[index] ?? 0) + count;
  });
  addRecord(into.codes, more.codes);
}

/** Adds totals to others. */
export function addTotals(into: Totals, more: Totals): void {
  addRecord(into.excludedBy, more.excludedBy);
  for (const [tag, count] of more.tags) addTag(into.tags, tag, count);
}

function addTag(tags: Map<string, number>, tag: string, count: number): void {
  const known = tags.get(tag);
  if (known !== undefined) tags.set(tag, known + count);
  else if (tags.size < mostTags) tags.set(tag, count);
}

function addRecord<Key extends string>(
  into: Partial<Record<Key, number>>,
  more: Partial<Record<Key, number>>,
): void {
  for (const key of Object.keys(more) as Key[]) into[key] = (into[key] ?? 0) + (more[key] ?? 0);
}

/** Only the counts above zero. */
export function positive<Key extends string>(
  counts: Partial<Record<Key, number>>,
): Partial<Record<Key, number>> {
  const entries = Object.entries<number | undefined>(counts).filter(([, count]) => (count ?? 0) > 0);
  return Object.fromEntries(entries) as Partial<Record<Key, number>>;
}
