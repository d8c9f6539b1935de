import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueProbe } from '../../../shared/bridge.ts';
import {
  type Catalogue,
  type CatalogueProperty,
  parsePropertyList,
  parseTagList,
} from '../../../shared/catalogue.ts';
import type { Connection } from '../../../shared/connection.ts';
import { call } from '../../bridge.ts';
import { Callout } from '../../components/callout.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { useConfirmed } from '../../components/use-confirmed.ts';
import { formatCount, formatTime } from '../../lib/format.ts';
import { keys, queryClient } from '../../state/queries.ts';
import styles from './catalogue-panel.module.css';

/** The tags and properties that are known to exist in a connection: read from Hello Charles, typed, or pasted. */
export function CataloguePanel({ connection }: { readonly connection: Connection }) {
  const catalogue = useQuery({
    queryKey: keys.catalogue(connection.id),
    queryFn: () => call('catalogue.get', { connectionId: connection.id }),
  });
  if (catalogue.error) {
    return <ErrorNote error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  }
  if (catalogue.isPending) return null;
  // A list that came from elsewhere begins the texts anew.
  const key = String(catalogue.data?.updatedAt ?? 'none');
  return <Lists key={key} connection={connection} catalogue={catalogue.data} />;
}

const lineOf = ({ technicalName, type }: CatalogueProperty): string =>
  type === null ? technicalName : `${technicalName}; ${type}`;

interface ListsProps {
  readonly connection: Connection;
  readonly catalogue: Catalogue | null;
}

function Lists({ connection, catalogue }: ListsProps) {
  const { t } = useTranslation();
  const savedTags = catalogue?.tags?.join('\n') ?? '';
  const savedProperties = catalogue?.properties?.map(lineOf).join('\n') ?? '';
  const [tagText, setTagText] = useState(savedTags);
  const [propertyText, setPropertyText] = useState(savedProperties);
  const connectionId = connection.id;
  const tags = parseTagList(tagText);
  const properties = parsePropertyList(propertyText);
  const keep = (next: Catalogue | null): void => {
    queryClient.setQueryData(keys.catalogue(connectionId), next);
  };
  const probe = useMutation({
    mutationFn: () => call('catalogue.probe', { connectionId }),
    onSuccess: (answer) => answer.status === 'loaded' && keep(answer.catalogue),
  });
  const save = useMutation({
    // An empty list means that it isn't known which exist, not that there are none.
    mutationFn: () =>
      call('catalogue.save', {
        connectionId,
        tags: tags.length > 0 ? tags : null,
        properties: properties.length > 0 ? properties : null,
      }),
    onSuccess: keep,
  });
  const clearing = useConfirmed(async () => {
    await call('catalogue.clear', { connectionId });
    keep(null);
  });
  const isSaved = tagText === savedTags && propertyText === savedProperties;
  return (
    <Panel
      title={t('catalogue.title')}
      hint={t('catalogue.hint')}
      aside={
        <Button size="xs" variant="default" loading={probe.isPending} onClick={() => probe.mutate()}>
          {t('catalogue.probe')}
        </Button>
      }
    >
      <p className={styles.state} role="status">
        <Known catalogue={catalogue} />
      </p>
      <ProbeAnswer answer={probe.data ?? null} />
      <ErrorNote error={probe.error} onRetry={() => probe.mutate()} />
      <div className={styles.lists}>
        <List
          label={t('catalogue.tags')}
          hint={t('catalogue.tagsHint')}
          text={tagText}
          onChange={setTagText}
          count={
            tags.length === 0
              ? t('catalogue.noTags')
              : t('catalogue.tagCount', { count: tags.length, formatted: formatCount(tags.length) })
          }
        />
        <List
          label={t('catalogue.properties')}
          hint={t('catalogue.propertiesHint')}
          text={propertyText}
          onChange={setPropertyText}
          count={
            properties.length === 0
              ? t('catalogue.noProperties')
              : t('catalogue.propertyCount', {
                  count: properties.length,
                  formatted: formatCount(properties.length),
                  untyped: formatCount(properties.filter(({ type }) => type === null).length),
                })
          }
        />
      </div>
      <div className={styles.actions}>
        <Button
          variant="default"
          loading={save.isPending}
          disabled={isSaved || tags.length + properties.length === 0}
          onClick={() => save.mutate()}
        >
          {t('catalogue.save')}
        </Button>
        {catalogue ? (
          <Button variant="default" onClick={() => clearing.ask(undefined)}>
            {t('catalogue.clear')}
          </Button>
        ) : null}
      </div>
      <ErrorNote error={save.error} />
      <ConfirmDialog {...clearing.dialog} title={t('catalogue.clearTitle')} action={t('catalogue.clear')}>
        {t('catalogue.clearText', { name: connection.name })}
      </ConfirmDialog>
    </Panel>
  );
}

interface ListProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** What the text comes to. */
  readonly count: string;
}

function List({ label, hint, text, onChange, count }: ListProps) {
  return (
    <div>
      <Textarea
        label={label}
        description={hint}
        rows={9}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        spellCheck={false}
      />
      <p className={styles.count}>{count}</p>
    </div>
  );
}

/** What is known, where it is from, and since when. */
function Known({ catalogue }: { readonly catalogue: Catalogue | null }) {
  const { t } = useTranslation();
  if (!catalogue) return t('catalogue.none');
  const values = {
    tags:
      catalogue.tags === null
        ? t('catalogue.tagsUnknown')
        : t('catalogue.tagCount', {
            count: catalogue.tags.length,
            formatted: formatCount(catalogue.tags.length),
          }),
    properties:
      catalogue.properties === null
        ? t('catalogue.propertiesUnknown')
        : t('catalogue.propertiesKnown', {
            count: catalogue.properties.length,
            formatted: formatCount(catalogue.properties.length),
          }),
    time: formatTime(catalogue.updatedAt),
  };
  return t(`catalogue.known.${catalogue.source}`, values);
}

/** Why the lists could not be read, and what to do instead. */
function ProbeAnswer({ answer }: { readonly answer: CatalogueProbe | null }) {
  const { t } = useTranslation();
  if (!answer || answer.status === 'loaded') return null;
  return (
    <div className={styles.answer}>
      <Callout tone="care" title={t(`catalogue.answer.${answer.status}`)}>
        <p>{t('catalogue.byHand')}</p>
        <p className={styles.detail}>{answer.detail}</p>
      </Callout>
    </div>
  );
}
