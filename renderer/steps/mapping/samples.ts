import type { Row } from '../../../shared/audience.ts';
import { createRowChecker, type RowCheck } from '../../../shared/check-row.ts';
import type { FindingCode } from '../../../shared/findings.ts';
import type { Source } from '../../../shared/mapping.ts';
import type { Meaning } from '../../components/verdict-sign.tsx';
import { formatIsFine, inventedColumn, type MappingDraft, mappingFromDraft } from './draft.ts';

/** One value of the file, and what will be sent for it. */
export interface Sample {
  readonly row: number;
  readonly before: string;
  /** Null where nothing is sent; several where the cell is divided. */
  readonly after: string | readonly string[] | null;
  readonly meaning: Meaning;
  /** Why, where there is something to say. */
  readonly code: FindingCode | null;
}

/** What the first rows become under a draft. */
export interface LiveCheck {
  /** One for each sample row: the row as a whole. Null while the draft can't be checked at all. */
  readonly checks: readonly RowCheck[] | null;
  /** The same rows without phone and reference ID, so that a bad phone doesn't hide the other fields. */
  readonly others: readonly RowCheck[] | null;
}

const howMany = 3;

/**
 * Checks the sample rows under a draft, as far as it goes: filters are left aside, so that filtered people
 * still show what their cells become.
 * @param reference the column to use while none is confirmed
 */
export function checkLive(
  draft: MappingDraft,
  columns: readonly string[],
  rows: readonly Row[],
  reference: string | null,
): LiveCheck {
  const bare = {
    ...draft,
    filters: [],
    raggedRows: 'send' as const,
    properties: draft.properties.filter(formatIsFine).map((each) => ({ ...each, undecided: false })),
  };
  const named = { ...bare, externalReferenceId: draft.externalReferenceId ?? reference };
  const whole = mappingFromDraft(named, columns).mapping;
  const rest = mappingFromDraft(
    {
      ...bare,
      externalReferenceId: inventedColumn,
      phoneNumber: null,
      referenceId: 'as-is',
      phone: { ...draft.phone, countryColumn: null, invalid: 'exclude' },
    },
    [...columns, inventedColumn],
  ).mapping;
  const checkWhole = whole ? createRowChecker(whole, columns) : null;
  const checkRest = rest ? createRowChecker(rest, [...columns, inventedColumn]) : null;
  return {
    checks: checkWhole ? rows.map(({ cells }) => checkWhole(cells)) : null,
    others: checkRest
      ? rows.map(({ cells }) => checkRest([...columns.map((_, index) => cells[index] ?? ''), 'x']))
      : null,
  };
}

/** Examples for the phone or the reference ID: different verdicts first, because they are what differs. */
export function phoneSamples(
  field: 'phoneNumber' | 'externalReferenceId',
  column: string,
  columns: readonly string[],
  rows: readonly Row[],
  live: LiveCheck,
): Sample[] {
  if (!live.checks) return [];
  const index = columns.indexOf(column);
  const all = rows.flatMap((row, position): Sample[] => {
    const check = live.checks?.[position];
    const before = (row.cells[index] ?? '').trim();
    if (!check || before === '') return [];
    const own = check.findings.filter(
      (finding) => finding.field === field || finding.field === 'phoneNumber',
    );
    const excluding = own.find((finding) => finding.severity === 'excluded');
    const telling = excluding ?? own.find((finding) => finding.severity !== 'notice') ?? own[0];
    const after =
      field === 'externalReferenceId' ? check.externalReferenceId : (check.contact?.phoneNumber ?? null);
    return [
      {
        row: row.row,
        before,
        after: excluding ? null : after,
        meaning: telling?.severity ?? 'ready',
        code: telling?.code ?? null,
      },
    ];
  });
  const picked: Sample[] = [];
  for (const meaning of ['fixed', 'excluded', 'warned', 'ready'] as const) {
    const first = all.find((sample) => sample.meaning === meaning);
    if (first) picked.push(first);
  }
  for (const sample of all) {
    if (!picked.some(({ before }) => before === sample.before)) picked.push(sample);
  }
  return picked.slice(0, howMany).sort((a, b) => a.row - b.row);
}

/** Examples for a field whose value is a text: names, the e-mail address, tags, properties. */
export function valueSamples(
  source: Source,
  columns: readonly string[],
  rows: readonly Row[],
  live: LiveCheck,
  read: (check: RowCheck) => string | number | readonly string[] | undefined,
  field: string,
): Sample[] {
  if (!live.others) return [];
  if ('constant' in source) {
    const value = live.others[0] ? read(live.others[0]) : undefined;
    return [
      {
        row: 0,
        before: source.constant,
        after: sentAs(value),
        meaning: 'ready',
        code: null,
      },
    ];
  }
  const index = columns.indexOf(source.column);
  const seen = new Set<string>();
  const found: Sample[] = [];
  rows.forEach((row, position) => {
    const check = live.others?.[position];
    const before = row.cells[index] ?? '';
    if (!check || before.trim() === '' || seen.has(before)) return;
    seen.add(before);
    const finding = check.findings.find((each) => each.field === field);
    const value = read(check);
    found.push({
      row: row.row,
      before,
      after: sentAs(value),
      meaning: finding?.severity ?? 'ready',
      code: finding?.code ?? null,
    });
  });
  // What goes wrong is more telling than what goes well.
  const bad = found.filter((sample) => sample.code !== null).slice(0, 1);
  const good = found.filter((sample) => !bad.includes(sample)).slice(0, howMany - bad.length);
  return [...good, ...bad].sort((a, b) => a.row - b.row);
}

function sentAs(value: string | number | readonly string[] | undefined): Sample['after'] {
  if (value === undefined) return null;
  if (typeof value === 'object') return value.length === 0 ? null : value;
  return String(value);
}
