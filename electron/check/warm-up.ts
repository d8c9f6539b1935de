import { mappingSchema } from '../../shared/mapping.ts';
import { encodeRows } from '../store/row-chunk.ts';
import { checkChunks } from './check-range.ts';
import { RowsJudge } from './judge-rows.ts';
import { makeRowMarks } from './row-marks.ts';

const columns = ['id', 'name', 'phone', 'email', 'tags', 'day', 'consent'];

/** A mapping of all parts, as most people have them. */
const mapping = mappingSchema.parse({
  version: 1,
  externalReferenceId: { column: 'id' },
  phoneNumber: { column: 'phone' },
  emailAddress: { column: 'email' },
  tags: [{ constant: 'a' }, { column: 'tags', separator: ';' }],
  customProperties: [{ technicalName: 'day', type: 'date', format: 'dd.MM.yyyy', source: { column: 'day' } }],
  phone: { defaultCountry: 'DE' },
  onlyRowsWhere: [{ column: 'consent', in: ['yes'] }],
});

/** A made-up row: the number is nobody's, and the ways of writing it are the usual ones. */
function rowOf(number: number): string[] {
  const digits = String(number % 10_000_000).padStart(7, '0');
  const phones = [`+491512${digits}`, `01512 ${digits}`, `00491512${digits}`, '', `0151/${digits}`, digits];
  const phone = number % 4 === 0 ? (phones[(number / 4) % phones.length] ?? '') : `+491512${digits}`;
  const day = `${String(1 + (number % 28)).padStart(2, '0')}.01.2026`;
  return [
    `C-${number}`,
    'Zoë',
    phone,
    `a.${number}@example.com`,
    `t${number % 9};b`,
    day,
    number % 20 ? 'yes' : 'no',
  ];
}

/** Rows of one step, which takes some milliseconds. */
const rowsAtOnce = 250;
/** Steps after which the code is as quick as it gets. */
const steps = 60;

/**
 * Runs a check's code on made-up rows, so that V8 has compiled it when the person asks for a check: a fresh thread
 * takes three times as long for its first ten thousand rows.
 * @returns does one step, and tells whether more are to be done
 */
export function createWarmUp(): () => boolean {
  const judge = new RowsJudge({ audienceId: '', mapping, columns, catalogue: null });
  const marks = makeRowMarks(rowsAtOnce, true);
  const none = { someRows: () => new Map() };
  let step = 0;
  return () => {
    const rows = Array.from({ length: rowsAtOnce }, (_, index) => rowOf(step * rowsAtOnce + index * 7919));
    const bytes = encodeRows(rows);
    checkChunks([{ firstRow: 1, rowCount: rowsAtOnce, bytes }], judge, none, new Set(), marks);
    step += 1;
    return step < steps;
  };
}
