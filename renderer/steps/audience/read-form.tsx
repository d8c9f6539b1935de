import { Button, NumberInput, Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, EncodingReading } from '../../../shared/audience.ts';
import { call } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Select } from '../../components/select.tsx';
import { keys } from '../../state/queries.ts';
import { choiceOf, howToRead, isSameChoice, type ReadChoice, usualDelimiters } from './read-choice.ts';
import styles from './read-form.module.css';
import { startReread, useReread } from './reread.ts';

interface ReadFormProps {
  readonly audience: Audience;
  readonly onClose: () => void;
}

/** Changes how a file is read: encoding, delimiter, header row, sheet. It is read again at once. */
export function ReadForm({ audience, onClose }: ReadFormProps) {
  const { t } = useTranslation();
  const { readAs } = audience;
  const [choice, setChoice] = useState<ReadChoice>(() => choiceOf(readAs));
  const chosen = useReread((state) => state.chosen[audience.id]);
  const edits = useQuery({
    queryKey: keys.edits(audience.id),
    queryFn: () => call('edits.state', { audienceId: audience.id }),
  });
  const how = howToRead(choice, readAs, chosen ?? {});
  const change = (part: Partial<ReadChoice>): void => setChoice((now) => ({ ...now, ...part }));
  const isWorkbook = choice.sheet !== null;
  return (
    <form
      className={styles.root}
      aria-label={t('reread.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (how) void startReread(audience, how);
        if (how) onClose();
      }}
    >
      <div className={styles.fields}>
        {isWorkbook ? (
          <SheetField audience={audience} value={choice.sheet} onChange={(sheet) => change({ sheet })} />
        ) : (
          <DelimiterField value={choice.delimiter} onChange={(delimiter) => change({ delimiter })} />
        )}
        <HeaderField value={choice.headerLine} onChange={(headerLine) => change({ headerLine })} />
      </div>
      {isWorkbook ? null : (
        <EncodingField
          audience={audience}
          value={choice.encoding}
          onChange={(encoding) => change({ encoding })}
        />
      )}
      {edits.data && edits.data.cells > 0 ? (
        <p className={styles.note}>{t('reread.editsLost', { count: edits.data.cells })}</p>
      ) : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose}>
          {t('reread.leave')}
        </Button>
        <Button type="submit" disabled={how === null || isSameChoice(choice, readAs)}>
          {t('reread.apply')}
        </Button>
      </div>
    </form>
  );
}

/** Readings shown before the person asks for the rare ones. */
const firstReadings = 4;

function EncodingField(props: {
  readonly audience: Audience;
  readonly value: string;
  readonly onChange: (encoding: string) => void;
}) {
  const { t } = useTranslation();
  const { audience, value, onChange } = props;
  const [all, setAll] = useState(false);
  const readings = useQuery({
    queryKey: keys.readings(audience.id),
    queryFn: () => call('audiences.readings', { id: audience.id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (readings.error) return <ErrorNote error={readings.error} onRetry={() => void readings.refetch()} />;
  if (!readings.data) return <p className={styles.note}>{t('reread.encodingWait')}</p>;
  if (readings.data.length === 0) return <p className={styles.note}>{t('reread.encodingAlike')}</p>;
  const current = audience.readAs.encoding;
  // An encoding that reads these words like a likelier one isn't listed by itself.
  const listed: EncodingReading[] = readings.data.some(({ encoding }) => encoding === current)
    ? [...readings.data]
    : [{ encoding: current, samples: [] }, ...readings.data];
  const shown = listed.filter(({ encoding }, index) => all || index < firstReadings || encoding === value);
  return (
    <Radio.Group
      label={t('reread.encoding')}
      description={t('reread.encodingHint')}
      value={value}
      onChange={onChange}
    >
      <div className={styles.readings}>
        {shown.map(({ encoding, samples }) => (
          <Radio
            key={encoding}
            value={encoding}
            className={styles.reading ?? ''}
            label={
              <span className={styles.readingLabel}>
                <span>{encoding.toUpperCase()}</span>
                <span className={styles.samples}>
                  {samples.length > 0 ? samples.join(' · ') : t('reread.asNow')}
                </span>
              </span>
            }
          />
        ))}
      </div>
      {shown.length < listed.length ? (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('reread.moreEncodings', { count: listed.length - shown.length })}
        </Button>
      ) : null}
    </Radio.Group>
  );
}

const otherSign = 'other';
const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;
const isUsual = (sign: string): boolean => usualDelimiters.some((usual) => usual === sign);

function DelimiterField(props: { readonly value: string; readonly onChange: (sign: string) => void }) {
  const { t } = useTranslation();
  const [other, setOther] = useState(!isUsual(props.value));
  return (
    <div className={styles.side}>
      <Select
        label={t('audience.delimiter')}
        data={[
          ...usualDelimiters.map((sign) => ({
            value: sign,
            label: t(`audience.delimiterName.${delimiterNames[sign]}`),
          })),
          { value: otherSign, label: t('reread.otherDelimiter') },
        ]}
        value={other ? otherSign : props.value}
        onChange={(value) => {
          setOther(value === otherSign);
          props.onChange(value === otherSign || value === null ? '' : value);
        }}
        allowDeselect={false}
      />
      {other ? (
        <TextInput
          className={styles.short ?? ''}
          label={t('reread.sign')}
          value={props.value}
          maxLength={5}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          data-autofocus
        />
      ) : null}
    </div>
  );
}

function HeaderField(props: { readonly value: number; readonly onChange: (line: number) => void }) {
  const { t } = useTranslation();
  const has = props.value > 0;
  return (
    <div className={styles.side}>
      <Select
        label={t('audience.headerLine')}
        data={[
          { value: 'line', label: t('reread.headerInLine') },
          { value: 'none', label: t('reread.headerNone') },
        ]}
        value={has ? 'line' : 'none'}
        onChange={(value) => props.onChange(value === 'none' ? 0 : Math.max(1, props.value))}
        allowDeselect={false}
      />
      {has ? (
        <NumberInput
          className={styles.short ?? ''}
          label={t('reread.line')}
          size="sm"
          min={1}
          max={100_000}
          allowDecimal={false}
          allowNegative={false}
          value={props.value}
          onChange={(value) => props.onChange(Math.max(1, Number(value) || 1))}
        />
      ) : null}
    </div>
  );
}

function SheetField(props: {
  readonly audience: Audience;
  readonly value: string | null;
  readonly onChange: (sheet: string | null) => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('reread.sheet')}
      data={(props.audience.readAs.sheets ?? []).map(({ name, isHidden }) => ({
        value: name,
        label: isHidden ? t('reread.hiddenSheet', { name }) : name,
      }))}
      value={props.value}
      onChange={props.onChange}
      allowDeselect={false}
    />
  );
}
