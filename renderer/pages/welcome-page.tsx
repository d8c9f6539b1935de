import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../bridge.ts';
import { ConnectionForm } from '../components/connection-form.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { keys, queryClient } from '../state/queries.ts';
import { useWork } from '../state/work.ts';
import styles from './welcome-page.module.css';

/** The first start: rehearse with the practice workspace and the sample audience, or connect Hello Charles. */
export function WelcomePage() {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const { chooseConnection, openAudience } = useWork.getState();
  const enter = async (): Promise<void> => {
    const settings = await call('settings.set', { welcomed: true });
    queryClient.setQueryData(keys.settings, settings);
  };
  const practise = useMutation({
    mutationFn: async () => {
      const connection = await call('practice.start');
      const { audienceId } = await call('audiences.openSample');
      chooseConnection(connection.id);
      openAudience(audienceId);
      await queryClient.invalidateQueries({ queryKey: keys.connections });
      await enter();
    },
  });
  const skip = useMutation({ mutationFn: enter });
  return (
    <main className={styles.root}>
      <div className={styles.inside}>
        <h1>{t('welcome.title')}</h1>
        <p className={styles.lead}>{t('welcome.lead')}</p>
        <div className={styles.choices}>
          <section className={styles.choice} data-practice>
            <h2>{t('welcome.practiceTitle')}</h2>
            <p>{t('welcome.practiceText')}</p>
            <Button onClick={() => practise.mutate()} loading={practise.isPending}>
              {t('welcome.practiceAction')}
            </Button>
          </section>
          <section className={styles.choice}>
            <h2>{t('welcome.connectTitle')}</h2>
            <p>{t('welcome.connectText')}</p>
            <Button variant="default" onClick={() => setAdding(true)}>
              {t('welcome.connectAction')}
            </Button>
          </section>
        </div>
        <ErrorNote error={practise.error ?? skip.error} />
        <p className={styles.skip}>
          <button type="button" onClick={() => skip.mutate()}>
            {t('welcome.skip')}
          </button>
        </p>
      </div>
      <ConnectionForm
        opened={adding}
        connection={null}
        onClose={() => setAdding(false)}
        onSaved={(connection) => {
          chooseConnection(connection.id);
          skip.mutate();
        }}
      />
    </main>
  );
}
