import { IconPencil } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { Audience, CheckedRow } from '../../../shared/audience.ts';
import type { Finding, FindingCode } from '../../../shared/findings.ts';
import { columnsOf, type Mapping } from '../../../shared/mapping.ts';
import { After, Before } from '../../components/diff-text.tsx';
import type { GridColumn } from '../../components/grid-row.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './check-columns.module.css';

/** Columns of the file beyond this many are seen in the detail of a row. */
const mostColumns = 24;

/** The finding that a row is shown with: the chosen one, else the one that decided its verdict. */
export function tellingFinding(row: CheckedRow, code: FindingCode | null): Finding | null {
  const chosen = code ? row.findings.find((finding) => finding.code === code) : undefined;
  return chosen ?? row.findings.find(({ severity }) => severity === row.verdict) ?? row.findings[0] ?? null;
}

/** Findings about a value that is sent as it stands, and only shown. */
const sentAsItIs: ReadonlySet<FindingCode> = new Set([
  'email.malformed',
  'property.unknown',
  'tag.unknown',
  'tag.near_duplicate',
]);

/** What stood in the file and what will be sent, for the thing that a row is about. */
export function beforeAfter(
  row: CheckedRow,
  finding: Finding | null,
  phoneIndex: number,
  isPhone: boolean,
): { readonly before: string; readonly after: string | null } {
  const aboutPhone =
    !finding ||
    finding.field === 'phoneNumber' ||
    finding.field === 'externalReferenceId' ||
    finding.field === 'row';
  if (!aboutPhone) {
    const stays = row.verdict !== 'excluded' && sentAsItIs.has(finding.code);
    const before = finding.before ?? '';
    return { before, after: stays ? before : (finding.after ?? null) };
  }
  const before = row.cells[phoneIndex] ?? '';
  const sent = isPhone ? row.phoneNumber : row.externalReferenceId;
  return { before, after: row.verdict === 'excluded' ? null : sent };
}

/** The file's column that a finding is about; null where that isn't one column. */
function columnOfFinding(finding: Finding | null, mapping: Mapping): string | null {
  const phone = mapping.phoneNumber?.column ?? mapping.externalReferenceId.column;
  const field = finding?.field ?? 'phoneNumber';
  if (field === 'phoneNumber' || field === 'externalReferenceId' || field === 'row') return phone;
  const [group, name] = field.split(/\.(.*)/s);
  if (group === 'customProperties') {
    const source = mapping.customProperties.find(({ technicalName }) => technicalName === name)?.source;
    return source && 'column' in source ? source.column : null;
  }
  if (field === 'firstName' || field === 'middleName' || field === 'lastName' || field === 'emailAddress') {
    const source = mapping[field];
    return source && 'column' in source ? source.column : null;
  }
  return null;
}

/**
 * The file's column that an edit in the grid changes; null where there is none.
 * @param key of the grid's column
 */
export function columnToEdit(
  row: CheckedRow,
  key: string,
  audience: Audience,
  mapping: Mapping,
  code: FindingCode | null,
): string | null {
  if (key.startsWith('c:')) return key.slice(2);
  if (key !== 'before') return null;
  const column = columnOfFinding(tellingFinding(row, code), mapping);
  return column !== null && audience.columns.includes(column) ? column : null;
}

/**
 * The columns of the grid: the row, its verdict and reason, before and after, then the file's own columns.
 * @param isWhole all rows are listed: the number of a row is known from its place
 */
export function checkColumns(
  audience: Audience,
  mapping: Mapping,
  code: FindingCode | null,
  isWhole: boolean,
  t: TFunction,
): GridColumn<CheckedRow>[] {
  const phone = mapping.phoneNumber?.column ?? mapping.externalReferenceId.column;
  const phoneIndex = audience.columns.indexOf(phone);
  const isPhone = mapping.phoneNumber !== null;
  const used = columnsOf(mapping);
  const edit = (key: string) => (row: CheckedRow) => {
    const column = columnToEdit(row, key, audience, mapping, code);
    return column === null ? null : (row.cells[audience.columns.indexOf(column)] ?? '');
  };
  const mark = (row: CheckedRow, column: string | null) =>
    column !== null && row.edited?.includes(column) ? (
      <span className={styles.edited} title={t('edits.edited')} role="img" aria-label={t('edits.edited')}>
        <IconPencil size={13} stroke={2} aria-hidden />
      </span>
    ) : null;
  const rest = [
    ...audience.columns.filter((column) => column !== phone && used.includes(column)),
    ...audience.columns.filter((column) => !used.includes(column)),
  ].slice(0, mostColumns);
  return [
    {
      key: 'row',
      header: t('check.column.row'),
      // Wide enough for the last row's number.
      width: Math.max(60, 24 + 8 * formatCount(audience.rowCount).length),
      right: true,
      render: (row) => <RowNumber row={row.row} />,
      ...(isWhole ? { waiting: (index: number) => <RowNumber row={index + 1} /> } : {}),
    },
    {
      key: 'verdict',
      header: t('check.column.why'),
      width: 212,
      render: (row) => {
        const finding = tellingFinding(row, code);
        const more = row.findings.length - 1;
        const meaning = finding?.code === 'row.filtered' ? 'filtered' : row.verdict;
        return (
          <>
            <VerdictSign meaning={meaning}>
              {finding
                ? t(`finding.${finding.code}.title`, { ns: 'domain' })
                : t(`verdict.${row.verdict}`, { ns: 'domain' })}
            </VerdictSign>
            {more > 0 ? (
              <span className={styles.more} title={t('check.moreFindings', { count: more })}>
                +{more}
              </span>
            ) : null}
          </>
        );
      },
    },
    {
      key: 'before',
      header: t('check.column.before'),
      width: 184,
      edit: edit('before'),
      render: (row) => {
        const { before, after } = beforeAfter(row, tellingFinding(row, code), phoneIndex, isPhone);
        return (
          <>
            {mark(row, columnToEdit(row, 'before', audience, mapping, code))}
            {before === '' ? (
              <span className={styles.nothing}>{t('check.emptyCell')}</span>
            ) : after === null ? (
              <code>{before}</code>
            ) : (
              <Before before={before} after={after} />
            )}
          </>
        );
      },
    },
    {
      key: 'after',
      header: t('check.column.after'),
      width: 148,
      render: (row) => {
        const { before, after } = beforeAfter(row, tellingFinding(row, code), phoneIndex, isPhone);
        return after === null ? (
          <span className={styles.nothing}>{t('check.notSent')}</span>
        ) : (
          <After before={before} after={after} />
        );
      },
    },
    ...rest.map((column, position): GridColumn<CheckedRow> => {
      const index = audience.columns.indexOf(column);
      return {
        key: `c:${column}`,
        header: column,
        width: position === rest.length - 1 ? '1fr' : 132,
        edit: edit(`c:${column}`),
        render: (row) => (
          <>
            {mark(row, column)}
            <span className={styles.cell}>{row.cells[index] ?? ''}</span>
          </>
        ),
      };
    }),
  ];
}

const RowNumber = ({ row }: { readonly row: number }) => (
  <span className={styles.number}>{formatCount(row)}</span>
);
