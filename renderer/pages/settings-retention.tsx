import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../bridge.ts';
import { Callout } from '../components/callout.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { Panel } from '../components/panel.tsx';
import { useConfirmed } from '../components/use-confirmed.ts';
import { VerdictSign } from '../components/verdict-sign.tsx';
import { formatCount } from '../lib/format.ts';
import { keys, queryClient } from '../state/queries.ts';
import { useWork } from '../state/work.ts';
import styles from './settings-page.module.css';

const mostDays = 3650;
/** What is proposed where the person had chosen to keep everything. */
const usualDays = 30;

/** How long people's data stays on this computer, and the way to be rid of it at once. */
export function RetentionPanel() {
  const retention = useQuery({ queryKey: keys.retention, queryFn: () => call('retention.get') });
  const { t } = useTranslation();
  return (
    <Panel title={t('retention.title')} hint={t('retention.hint')}>
      <ErrorNote error={retention.error} onRetry={() => void retention.refetch()} />
      {retention.data ? <Days key={String(retention.data.days)} saved={retention.data.days} /> : null}
      <ForgetNow />
    </Panel>
  );
}

function Days({ saved }: { readonly saved: number | null }) {
  const { t } = useTranslation();
  const [keeps, setKeeps] = useState(saved === null);
  const [typed, setTyped] = useState(String(saved ?? usualDays));
  const days = keeps ? null : Number(typed.trim());
  const isRight = days === null || (Number.isInteger(days) && days >= 1 && days <= mostDays);
  const save = useMutation({
    mutationFn: () => call('retention.set', { days }),
    onSuccess: async (next) => {
      queryClient.setQueryData(keys.retention, next);
      await queryClient.invalidateQueries({ queryKey: keys.runs });
      await queryClient.invalidateQueries({ queryKey: keys.audiences });
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isRight) save.mutate();
  };
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <Radio.Group
        aria-label={t('retention.title')}
        value={keeps ? 'keep' : 'forget'}
        onChange={(value) => setKeeps(value === 'keep')}
      >
        <div className={styles.options}>
          <div className={styles.days}>
            <Radio value="forget" label={t('retention.after')} />
            <TextInput
              className={styles.number ?? ''}
              aria-label={t('retention.days')}
              inputMode="numeric"
              value={typed}
              error={!keeps && !isRight}
              onChange={(event) => {
                setKeeps(false);
                setTyped(event.currentTarget.value);
              }}
            />
            <span>{t('retention.unit')}</span>
          </div>
          <Radio value="keep" label={t('retention.never')} />
        </div>
      </Radio.Group>
      {isRight ? null : (
        <Callout tone="care">{t('retention.wrong', { most: formatCount(mostDays) })}</Callout>
      )}
      <ErrorNote error={save.error} />
      <Button
        type="submit"
        variant="default"
        disabled={!isRight || days === saved}
        loading={save.isPending}
        className={styles.save ?? ''}
      >
        {t('retention.save')}
      </Button>
    </form>
  );
}

function ForgetNow() {
  const { t } = useTranslation();
  const forgetting = useConfirmed(async () => {
    const forgotten = await call('retention.forgetNow');
    useWork.setState({ audienceId: null });
    // Rows of files and pushes are gone everywhere: nothing that was read before holds.
    await queryClient.invalidateQueries();
    return forgotten;
  });
  const forgotten = forgetting.answer;
  return (
    <div className={styles.now}>
      <div>
        <h3>{t('retention.now')}</h3>
        <p className={styles.text}>{t('retention.nowText')}</p>
        <p className={styles.text} role="status">
          {forgotten ? (
            <VerdictSign meaning="accepted">
              {t('retention.forgotten', {
                pushes: t('retention.pushes', {
                  count: forgotten.runs,
                  formatted: formatCount(forgotten.runs),
                }),
                files: t('retention.files', {
                  count: forgotten.audiences,
                  formatted: formatCount(forgotten.audiences),
                }),
              })}
            </VerdictSign>
          ) : null}
        </p>
      </div>
      <Button variant="default" onClick={() => forgetting.ask(undefined)}>
        {t('retention.nowAction')}
      </Button>
      <ConfirmDialog {...forgetting.dialog} title={t('retention.nowTitle')} action={t('retention.nowAction')}>
        {t('retention.nowConfirm')}
      </ConfirmDialog>
    </div>
  );
}
