import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contactsOf } from '../../../shared/receipt.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatCount } from '../../lib/format.ts';
import type { LatestCheck } from '../../state/queries.ts';
import styles from './export-menu.module.css';

interface ExportMenuProps {
  readonly check: LatestCheck;
  /** Something was changed after it: nobody wants rows from before. */
  readonly isOutdated: boolean;
}

/** Saves the rows of a check as CSV: the clean ones, the rejects, or all with their verdicts. */
export function ExportMenu({ check, isOutdated }: ExportMenuProps) {
  const { t } = useTranslation();
  const { rows } = check.summary;
  const write = useMutation({
    mutationFn: (what: 'clean' | 'rejects' | 'checked') =>
      call('check.export', { checkId: check.checkId, what }),
    onSuccess: (written) => {
      if (!written) return;
      notifications.show({
        message: t('common.exported', {
          file: written.fileName,
          count: written.rows,
          formatted: formatCount(written.rows),
        }),
      });
    },
  });
  const kinds = [
    { what: 'clean', count: contactsOf(rows) },
    { what: 'rejects', count: rows.excluded },
    { what: 'checked', count: rows.total },
  ] as const;
  return (
    <>
      <Menu position="top-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={15} aria-hidden />}
            loading={write.isPending}
          >
            {t('check.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isOutdated ? <Menu.Label>{t('check.exportLater')}</Menu.Label> : null}
          {kinds.map(({ what, count }) => (
            <Menu.Item key={what} disabled={isOutdated || count === 0} onClick={() => write.mutate(what)}>
              <span className={styles.item}>
                <span>{t(`check.exportKind.${what}`)}</span>
                <span className={styles.count}>{formatCount(count)}</span>
              </span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {write.error ? (
        <div className={styles.error}>
          <ErrorNote error={write.error} onRetry={() => write.variables && write.mutate(write.variables)} />
        </div>
      ) : null}
    </>
  );
}
