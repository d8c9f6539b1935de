import { Button } from '@mantine/core';
import { IconBookmark, IconPencil, IconTrash, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columnsOf } from '../../shared/mapping.ts';
import type { MappingTemplate } from '../../shared/template.ts';
import { call } from '../bridge.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { IconAction } from '../components/icon-action.tsx';
import { Panel } from '../components/panel.tsx';
import { StepPage } from '../components/step-page.tsx';
import { useConfirmed } from '../components/use-confirmed.ts';
import { formatList, formatTime } from '../lib/format.ts';
import { keys, queryClient } from '../state/queries.ts';
import { useWork } from '../state/work.ts';
import { ExportTemplate, ImportTemplate, RenameTemplate } from './templates-dialogs.tsx';
import styles from './templates-page.module.css';

/** What is to be done with which template. */
interface Asked {
  readonly what: 'rename' | 'export';
  readonly template: MappingTemplate;
}

/** All saved mappings: rename, export, import and delete them. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const { goToPage } = useWork.getState();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [importing, setImporting] = useState(false);
  const templates = useQuery({ queryKey: keys.templates, queryFn: () => call('templates.list') });
  const removal = useConfirmed(async ({ id }: MappingTemplate) => {
    await call('templates.remove', { id });
    await queryClient.invalidateQueries({ queryKey: keys.templates });
  });
  const close = (): void => setAsked(null);
  const about = (what: Asked['what']): MappingTemplate | null =>
    asked?.what === what ? asked.template : null;
  if (templates.error) {
    return (
      <StepPage sentence={t('page.templates')}>
        <ErrorNote error={templates.error} onRetry={() => void templates.refetch()} />
      </StepPage>
    );
  }
  if (!templates.data) return null;
  const { length } = templates.data;
  return (
    <StepPage
      sentence={length === 0 ? t('templates.none') : t('templates.sentence', { count: length })}
      aside={t('templates.aside')}
      primary={<Button onClick={() => setImporting(true)}>{t('templates.import')}</Button>}
    >
      {length === 0 ? (
        <EmptyState
          icon={<IconBookmark size={28} stroke={1.5} />}
          title={t('templates.emptyTitle')}
          actions={<Button onClick={() => goToPage('push')}>{t('templates.emptyAction')}</Button>}
        >
          {t('templates.emptyText')}
        </EmptyState>
      ) : (
        <Panel label={t('page.templates')} flush>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('templates.column.name')}</th>
                <th scope="col">{t('templates.column.reads')}</th>
                <th scope="col" className={styles.when}>
                  {t('templates.column.used')}
                </th>
                <th scope="col">
                  <span className={styles.hidden}>{t('templates.column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {templates.data.map((template) => (
                <TemplateRow key={template.id} template={template} onAsk={setAsked} onRemove={removal.ask} />
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      <RenameTemplate template={about('rename')} onClose={close} />
      <ExportTemplate template={about('export')} onClose={close} />
      <ImportTemplate opened={importing} onClose={() => setImporting(false)} />
      <ConfirmDialog
        {...removal.dialog}
        title={t('templates.removeTitle')}
        action={t('templates.removeAction')}
      >
        {t('templates.removeText', { name: removal.about?.name ?? '' })}
      </ConfirmDialog>
    </StepPage>
  );
}

interface TemplateRowProps {
  readonly template: MappingTemplate;
  readonly onAsk: (asked: Asked) => void;
  readonly onRemove: (template: MappingTemplate) => void;
}

function TemplateRow({ template, onAsk, onRemove }: TemplateRowProps) {
  const { t } = useTranslation();
  const { name } = template;
  const columns = columnsOf(template.mapping);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={styles.reads} title={formatList(columns)}>
        {t('templates.reads', { count: columns.length, columns: formatList(columns) })}
      </td>
      <td className={styles.when}>{formatTime(template.usedAt)}</td>
      <td>
        <span className={styles.actions}>
          <IconAction
            label={t('templates.rename', { name })}
            onClick={() => onAsk({ what: 'rename', template })}
          >
            <IconPencil size={16} stroke={1.7} />
          </IconAction>
          <IconAction
            label={t('templates.export', { name })}
            onClick={() => onAsk({ what: 'export', template })}
          >
            <IconUpload size={16} stroke={1.7} />
          </IconAction>
          <IconAction label={t('templates.remove', { name })} onClick={() => onRemove(template)}>
            <IconTrash size={16} stroke={1.7} />
          </IconAction>
        </span>
      </td>
    </tr>
  );
}
