import { Button, Modal } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../shared/audience.ts';
import type { FindingCode } from '../../../shared/findings.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { PhoneFix } from '../../../shared/phone/fix-rules.ts';
import { call } from '../../bridge.ts';
import { CountrySelect } from '../../components/country-select.tsx';
import { After, Before } from '../../components/diff-text.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { VerdictSign } from '../../components/verdict-sign.tsx';
import { formatCount } from '../../lib/format.ts';
import { keys } from '../../state/queries.ts';
import styles from './fix-dialog.module.css';
import { useFixWords } from './fix-words.ts';
import { applyFix, type FixGroup, fixGroups, fixOptions } from './group-fix.ts';

interface FixDialogProps {
  readonly audience: Audience;
  /** The check whose rows are looked at. */
  readonly checkId: string;
  /** The mapping with what was decided last, checked or not. */
  readonly mapping: Mapping;
  /** The finding whose rows are to be repaired; null while the dialog is closed. */
  readonly code: FindingCode | null;
  readonly onClose: () => void;
}

/** Rows that are looked at to find the groups and to try the rules. */
const lookedAt = 1000;

/** One decision for a whole group of phone numbers: what it would change, with examples, before it is made. */
export function FixDialog({ code, onClose, ...about }: FixDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={code !== null}
      onClose={onClose}
      size={680}
      title={code ? t('fix.title', { finding: t(`finding.${code}.title`, { ns: 'domain' }) }) : ''}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {code ? <Groups {...about} code={code} onApplied={onClose} /> : null}
    </Modal>
  );
}

interface GroupsProps extends Omit<FixDialogProps, 'onClose'> {
  readonly code: FindingCode;
  readonly onApplied: () => void;
}

function Groups({ audience, checkId, mapping, code, onApplied }: GroupsProps) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: [...keys.checkRows(checkId), 'fix', code],
    queryFn: () => call('check.rows', { checkId, filter: { code }, offset: 0, limit: lookedAt }),
  });
  const apply = useMutation({
    mutationFn: (fix: PhoneFix) => applyFix(audience, mapping, fix),
    onSuccess: onApplied,
  });
  const groups = useMemo(
    () => fixGroups(rows.data?.items ?? [], code, mapping, audience),
    [rows.data, code, mapping, audience],
  );
  if (rows.error) return <ErrorNote error={rows.error} onRetry={() => void rows.refetch()} />;
  if (!rows.data) return null;
  return (
    <div className={styles.root}>
      <ErrorNote error={apply.error} />
      {rows.data.total > lookedAt ? (
        <p className={styles.note}>{t('fix.lookedAt', { formatted: formatCount(lookedAt) })}</p>
      ) : null}
      {groups.map((group) => (
        <GroupChoices
          key={group.key}
          group={group}
          mapping={mapping}
          named={groups.length > 1}
          busy={apply.isPending}
          onApply={(fix) => apply.mutate(fix)}
        />
      ))}
    </div>
  );
}

interface GroupChoicesProps {
  readonly group: FixGroup;
  readonly mapping: Mapping;
  /** There are several groups, so each says what it is. */
  readonly named: boolean;
  readonly busy: boolean;
  readonly onApply: (fix: PhoneFix) => void;
}

function GroupChoices({ group, mapping, named, busy, onApply }: GroupChoicesProps) {
  const { t } = useTranslation();
  const wordsOf = useFixWords();
  const [country, setCountry] = useState<string | null>(null);
  const options = useMemo(() => fixOptions(group, mapping, country), [group, mapping, country]);
  const { cell, callingCode } = group.group;
  const needsCountry = group.group.code === 'phone.country_needed' && cell !== undefined;
  return (
    <section className={styles.group} aria-label={group.key}>
      {named ? (
        <h3>
          {cell !== undefined
            ? t('fix.groupCell', { cell })
            : callingCode === undefined
              ? t('fix.groupRest')
              : t('fix.groupCode', { callingCode })}{' '}
          <span className={styles.count}>{formatCount(group.cells.length)}</span>
        </h3>
      ) : null}
      {needsCountry ? (
        <CountrySelect label={t('fix.whichCountry', { cell })} value={country} onChange={setCountry} />
      ) : null}
      {options.length === 0 && !needsCountry ? <p className={styles.note}>{t('fix.none')}</p> : null}
      {options.map(({ fix, preview }) => (
        <div key={JSON.stringify(fix)} className={styles.option}>
          <div className={styles.head}>
            <div>
              <p className={styles.name}>{wordsOf(fix)}</p>
              <p className={styles.note}>
                {t('fix.wouldChange', {
                  count: preview.cells,
                  changed: formatCount(preview.changed),
                  total: formatCount(preview.cells),
                })}
              </p>
            </div>
            <Button size="xs" disabled={preview.changed === 0} loading={busy} onClick={() => onApply(fix)}>
              {t('fix.apply', { count: preview.changed, formatted: formatCount(preview.changed) })}
            </Button>
          </div>
          <ul className={styles.examples}>
            {preview.examples.map((example) => (
              <li key={example.before}>
                <Before before={example.before} after={example.after} />
                <IconArrowNarrowRight size={16} stroke={1.6} aria-hidden />
                <span className={styles.after}>
                  <VerdictSign bare meaning={example.check.verdict} />
                  <After before={example.before} after={example.after} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
