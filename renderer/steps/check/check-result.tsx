import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, CheckedRow } from '../../../shared/audience.ts';
import type { RowFilter } from '../../../shared/bridge.ts';
import { type FindingCode, type Verdict, verdicts } from '../../../shared/findings.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { contactsOf } from '../../../shared/receipt.ts';
import { AppFailure } from '../../../shared/result.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { IconAction } from '../../components/icon-action.tsx';
import { Panel } from '../../components/panel.tsx';
import { RowGrid } from '../../components/row-grid.tsx';
import { SegmentBar } from '../../components/segment-bar.tsx';
import { StepPage } from '../../components/step-page.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount, formatList } from '../../lib/format.ts';
import { recheck as checkAgain, type OngoingCheck } from '../../state/ongoing-checks.ts';
import type { LatestCheck } from '../../state/queries.ts';
import { keys } from '../../state/queries.ts';
import { useWork } from '../../state/work.ts';
import { checkColumns, columnToEdit } from './check-columns.tsx';
import styles from './check-result.module.css';
import { Decisions } from './decisions.tsx';
import { EditTools } from './edit-tools.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FixDialog } from './fix-dialog.tsx';
import { canBeFixed } from './group-fix.ts';
import { GroupList } from './group-list.tsx';
import { groupsOf } from './groups.ts';
import { RecheckNote } from './recheck-note.tsx';
import { RowDetail } from './row-detail.tsx';
import { useCellEdits } from './use-cell-edits.ts';

interface CheckResultProps {
  readonly audience: Audience;
  readonly check: LatestCheck;
  /** The mapping with what was decided last, checked or not. */
  readonly mapping: Mapping;
  /** The check that is made again after a change, or should be; null where the check is up to date. */
  readonly recheck: OngoingCheck | null;
}

/** The finished check: the sentence, the bar, the reasons, and the rows behind them. */
export function CheckResult({ audience, check, mapping: current, recheck }: CheckResultProps) {
  const { t } = useTranslation();
  const goToStep = useWork((work) => work.goToStep);
  const [chosenVerdict, setVerdict] = useState<Verdict | null>(null);
  const [chosenCode, setCode] = useState<FindingCode | null>(null);
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 200);
  const [opened, setOpened] = useState<CheckedRow | null>(null);
  const [fixing, setFixing] = useState(false);
  const { summary, mapping, checkId } = check;
  const groups = useMemo(() => groupsOf(summary, mapping), [summary, mapping]);
  // What was chosen may be gone after the next check; then all rows are shown.
  const verdict = chosenVerdict && summary.rows[chosenVerdict] > 0 ? chosenVerdict : null;
  const group = groups.find((each) => each.code === chosenCode) ?? null;
  const code = group?.code ?? null;
  const edits = useCellEdits(audience.id, checkId, current);
  const isWhole = verdict === null && code === null && text === '';
  const columns = useMemo(
    () => checkColumns(audience, mapping, code, isWhole, t),
    [audience, mapping, code, isWhole, t],
  );
  const sendable = contactsOf(summary.rows);
  const filter: RowFilter = {
    ...(verdict ? { verdict } : {}),
    ...(code ? { code } : {}),
    ...(text ? { text } : {}),
  };
  return (
    <StepPage
      fill
      sentence={t('check.sentence', {
        count: summary.rows.total,
        sendable: formatCount(sendable),
        total: formatCount(summary.rows.total),
      })}
      aside={
        <RecheckNote audienceId={audience.id} recheck={recheck}>
          <Aside check={check} />
        </RecheckNote>
      }
      secondary={
        <>
          <Button variant="default" onClick={() => goToStep('mapping')}>
            {t('check.toMapping')}
          </Button>
          <ExportMenu check={check} isOutdated={recheck !== null} />
        </>
      }
      primary={
        recheck && recheck.state !== 'running' ? (
          <Button onClick={() => void checkAgain(audience.id, current)}>{t('check.again')}</Button>
        ) : (
          <Button onClick={() => goToStep('push')} disabled={sendable === 0 || recheck !== null}>
            {sendable === 0 ? t('check.nothingToSend') : t('check.goOn')}
          </Button>
        )
      }
    >
      <SegmentBar
        label={t('check.byVerdict')}
        segments={verdicts.map((meaning) => ({ meaning, count: summary.rows[meaning] }))}
        chosen={verdict}
        onChoose={(next) => {
          setVerdict(next);
          setCode(null);
        }}
      />
      <div className={styles.layout}>
        <Panel className={styles.groups} label={t('check.reasons')} flush>
          {groups.length === 0 ? (
            <p className={styles.noGroups}>
              <VerdictSign meaning="ready">{t('check.noReasons')}</VerdictSign>
            </p>
          ) : (
            <GroupList
              groups={groups}
              chosen={code}
              onChoose={(next) => {
                setCode(next);
                setVerdict(null);
              }}
            />
          )}
          <Decisions audience={audience} check={check} mapping={current} />
        </Panel>
        <Panel className={styles.rows} label={t('check.rows')} flush>
          <div className={styles.tools}>
            <div className={styles.about}>
              {group ? (
                <>
                  <h2>
                    <VerdictSign meaning={group.meaning}>
                      {t(`finding.${group.code}.title`, { ns: 'domain' })}
                    </VerdictSign>
                  </h2>
                  <p>
                    {t(`finding.${group.code}.explain`, { ns: 'domain' })}{' '}
                    {t(`finding.${group.code}.next`, { ns: 'domain' })}
                  </p>
                </>
              ) : (
                <>
                  <h2>{verdict ? <VerdictSign meaning={verdict} /> : t('check.allRows')}</h2>
                  <p>{t('edits.how')}</p>
                </>
              )}
            </div>
            {group && group.severity === 'excluded' && canBeFixed(group.code) ? (
              <Button size="xs" onClick={() => setFixing(true)}>
                {t('fix.open')}
              </Button>
            ) : null}
            {group || verdict ? (
              <IconAction
                label={t('check.showAll')}
                onClick={() => {
                  setCode(null);
                  setVerdict(null);
                }}
              >
                <IconX size={16} />
              </IconAction>
            ) : null}
            <EditTools edits={edits} />
            <TextInput
              className={styles.search ?? ''}
              type="search"
              aria-label={t('check.search')}
              placeholder={t('check.search')}
              leftSection={<IconSearch size={15} aria-hidden />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
          <ErrorNote error={edits.error} />
          <ErrorNote error={recheck?.error ? new AppFailure(recheck.error) : null} />
          <RowGrid
            label={t('check.rows')}
            columns={columns}
            queryKey={[...keys.checkRows(checkId), filter]}
            placeKey={[audience.id, filter]}
            loadPage={(offset, limit) => call('check.rows', { checkId, filter, offset, limit })}
            onOpen={setOpened}
            onEdit={(row, key, text) => {
              const column = columnToEdit(row, key, audience, mapping, code);
              if (column !== null) edits.set({ row: row.row, column, text });
            }}
            waiting={
              text
                ? t('check.searching', {
                    count: summary.rows.total,
                    formatted: formatCount(summary.rows.total),
                  })
                : undefined
            }
            empty={text ? t('check.nothingFound', { text }) : t('check.noRows')}
          />
        </Panel>
      </div>
      <FixDialog
        audience={audience}
        checkId={checkId}
        mapping={current}
        code={fixing ? code : null}
        onClose={() => setFixing(false)}
      />
      <RowDetail row={opened} audience={audience} mapping={mapping} onClose={() => setOpened(null)} />
    </StepPage>
  );
}

/** What stands under the sentence: how many were repaired, can't be sent, were merged. */
function Aside({ check }: { readonly check: LatestCheck }) {
  const { t } = useTranslation();
  const { rows, excludedBy } = check.summary;
  const filtered = excludedBy['row.filtered'] ?? 0;
  const excluded = rows.excluded - filtered;
  const facts = [
    rows.fixed > 0 ? t('check.repaired', { count: rows.fixed, formatted: formatCount(rows.fixed) }) : null,
    excluded > 0 ? t('check.cantBeSent', { count: excluded, formatted: formatCount(excluded) }) : null,
    filtered > 0 ? t('check.filteredOut', { count: filtered, formatted: formatCount(filtered) }) : null,
    rows.merged > 0
      ? t('check.mergedRows', { count: rows.merged, formatted: formatCount(rows.merged) })
      : null,
  ].filter((fact) => fact !== null);
  return <p>{facts.length === 0 ? t('check.allFine') : t('check.facts', { facts: formatList(facts) })}</p>;
}
