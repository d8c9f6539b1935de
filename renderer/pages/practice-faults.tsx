import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type PracticeBehaviour,
  type PracticeFaultCode,
  type PracticeForm,
  practiceBehaviourSchema,
  practiceFaults,
  practiceForms,
  usualBehaviour,
} from '../../shared/practice-faults.ts';
import { call } from '../bridge.ts';
import { Callout } from '../components/callout.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Panel } from '../components/panel.tsx';
import { Select } from '../components/select.tsx';
import { VerdictSign } from '../components/verdict-sign.tsx';
import { formatCount } from '../lib/format.ts';
import { keys, queryClient } from '../state/queries.ts';
import styles from './practice-page.module.css';

/** What can go wrong, by where it goes wrong. */
const faultGroups = {
  line: ['reset', 'reset_body', 'stall_headers', 'stall_body', 'endless_body'],
  busy: [
    'http_429_seconds',
    'http_429_date',
    'http_429',
    'http_408',
    'http_425',
    'http_500',
    'http_503',
    'html_502',
  ],
  refusal: ['refused_named', 'refused_unnamed', 'http_401', 'http_403', 'http_404', 'http_413', 'http_415'],
  answer: ['truncated_json', 'wrong_length', 'foreign_ids', 'repeated_id', 'redirect'],
} as const satisfies Record<string, readonly PracticeFaultCode[]>;
const groupNames = ['line', 'busy', 'refusal', 'answer'] as const;
const forms = Object.keys(practiceForms) as PracticeForm[];

const isFault = (code: string | null): code is PracticeFaultCode =>
  code !== null && Object.hasOwn(practiceFaults, code);

/** Makes the practice workspace fail, be slow, or answer in another form, so that a bad day can be rehearsed. */
export function PracticeFaults() {
  const behaviour = useQuery({ queryKey: keys.behaviour, queryFn: () => call('practice.behaviour') });
  if (behaviour.error) return <ErrorNote error={behaviour.error} />;
  if (!behaviour.data) return null;
  // What was ordered elsewhere begins the fields anew.
  return <Switches key={JSON.stringify(behaviour.data)} ordered={behaviour.data} />;
}

function Switches({ ordered }: { readonly ordered: PracticeBehaviour }) {
  const { t } = useTranslation();
  const [code, setCode] = useState<PracticeFaultCode | null>(ordered.fault?.code ?? null);
  const [after, setAfter] = useState(String(ordered.fault?.after ?? 0));
  const [isAlways, setIsAlways] = useState(ordered.fault?.times === null);
  const [times, setTimes] = useState(String(ordered.fault?.times ?? 1));
  const [form, setForm] = useState(ordered.form);
  const [latency, setLatency] = useState(String(ordered.latencyMs));
  const behave = useMutation({
    mutationFn: (next: PracticeBehaviour) => call('practice.behave', next),
    onSuccess: (next) => queryClient.setQueryData(keys.behaviour, next),
  });
  const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim()));
  // These strike contacts, not requests: what comes after the first strike depends on who is in it.
  const strikesContacts = code === 'refused_named' || code === 'refused_unnamed';
  const parsed = practiceBehaviourSchema.safeParse({
    form,
    fault:
      code === null
        ? null
        : { code, after: numberIn(after), times: isAlways && !strikesContacts ? null : numberIn(times) },
    latencyMs: numberIn(latency),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (parsed.success) behave.mutate(parsed.data);
  };
  const isUsual = JSON.stringify(ordered) === JSON.stringify(usualBehaviour);
  return (
    <Panel
      title={t('faults.title')}
      hint={t('faults.hint')}
      aside={
        isUsual ? null : (
          <Button size="xs" variant="default" onClick={() => behave.mutate(usualBehaviour)}>
            {t('faults.usual')}
          </Button>
        )
      }
    >
      <p className={styles.now} role="status">
        <Ordered behaviour={ordered} />
      </p>
      <form className={styles.faults} onSubmit={onSubmit}>
        <Select
          label={t('faults.fault')}
          description={code === null ? t('faults.noFaultHint') : t(`faults.does.${code}`)}
          data={[
            { value: 'none', label: t('faults.noFault') },
            ...groupNames.map((group) => ({
              group: t(`faults.group.${group}`),
              items: faultGroups[group].map((each) => ({ value: each, label: t(`faults.name.${each}`) })),
            })),
          ]}
          value={code ?? 'none'}
          onChange={(next) => setCode(isFault(next) ? next : null)}
          allowDeselect={false}
          searchable
        />
        <Select
          label={t('faults.form')}
          description={t(`faults.formDoes.${form}`)}
          data={forms.map((each) => ({ value: each, label: t(`faults.formName.${each}`) }))}
          value={form}
          onChange={(next) => setForm(forms.find((each) => each === next) ?? 'items')}
          allowDeselect={false}
        />
        {code === null ? null : (
          <>
            <TextInput
              label={t('faults.after')}
              description={t('faults.afterHint')}
              inputMode="numeric"
              value={after}
              onChange={(event) => setAfter(event.currentTarget.value)}
            />
            {strikesContacts ? (
              <TextInput
                label={t('faults.contacts')}
                description={t('faults.contactsHint')}
                inputMode="numeric"
                value={times}
                onChange={(event) => {
                  setIsAlways(false);
                  setTimes(event.currentTarget.value);
                }}
              />
            ) : (
              <Radio.Group
                label={t('faults.times')}
                description={t('faults.timesHint')}
                value={isAlways ? 'always' : 'times'}
                onChange={(value) => setIsAlways(value === 'always')}
              >
                <div className={styles.times}>
                  <Radio value="times" label={t('faults.soOften')} />
                  <TextInput
                    className={styles.number ?? ''}
                    aria-label={t('faults.times')}
                    inputMode="numeric"
                    value={times}
                    onChange={(event) => {
                      setIsAlways(false);
                      setTimes(event.currentTarget.value);
                    }}
                  />
                  <Radio value="always" label={t('faults.always')} />
                </div>
              </Radio.Group>
            )}
          </>
        )}
        <TextInput
          label={t('faults.latency')}
          description={t('faults.latencyHint')}
          inputMode="numeric"
          value={latency}
          onChange={(event) => setLatency(event.currentTarget.value)}
        />
        {parsed.success ? null : <Callout tone="care">{t('faults.wrong')}</Callout>}
        <Button
          type="submit"
          variant="default"
          className={styles.order ?? ''}
          disabled={!parsed.success || JSON.stringify(parsed.data) === JSON.stringify(ordered)}
          loading={behave.isPending}
        >
          {t('faults.order')}
        </Button>
      </form>
      <ErrorNote error={behave.error} />
    </Panel>
  );
}

/** What the practice workspace does from now on, in one line. */
function Ordered({ behaviour: { fault, form, latencyMs } }: { readonly behaviour: PracticeBehaviour }) {
  const { t } = useTranslation();
  const parts = [
    fault === null
      ? null
      : t('faults.ordered', {
          fault: t(`faults.name.${fault.code}`),
          request: formatCount(fault.after + 1),
        }),
    form === 'items' ? null : t('faults.orderedForm', { form: t(`faults.formName.${form}`) }),
    latencyMs === 0 ? null : t('faults.orderedLatency', { ms: formatCount(latencyMs) }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? (
    <VerdictSign meaning="accepted">{t('faults.asItShould')}</VerdictSign>
  ) : (
    <VerdictSign meaning="warned">{parts.join(' ')}</VerdictSign>
  );
}
