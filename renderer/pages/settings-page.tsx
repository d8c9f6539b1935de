import { SegmentedControl } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/bridge.ts';
import { call } from '../bridge.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Panel } from '../components/panel.tsx';
import { StepPage } from '../components/step-page.tsx';
import { VerdictSign } from '../components/verdict-sign.tsx';
import { keys, queryClient, useAppInfo, useSettings } from '../state/queries.ts';
import styles from './settings-page.module.css';
import { RetentionPanel } from './settings-retention.tsx';

const themes = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

/** How the window looks, how long data stays, where keys are kept, which version runs. */
export function SettingsPage() {
  const { t } = useTranslation();
  const settings = useSettings();
  const info = useAppInfo();
  const change = useMutation({
    mutationFn: (theme: Settings['theme']) => call('settings.set', { theme }),
    onSuccess: (next) => queryClient.setQueryData(keys.settings, next),
  });
  return (
    <StepPage sentence={t('page.settings')}>
      <div className={styles.root}>
        <ErrorNote error={settings.error ?? info.error ?? change.error} />
        <Panel title={t('settings.theme')}>
          <SegmentedControl
            aria-label={t('settings.theme')}
            data={themes.map((theme) => ({ value: theme, label: t(`settings.themeName.${theme}`) }))}
            value={settings.data?.theme ?? 'system'}
            onChange={(value) => change.mutate(themes.find((theme) => theme === value) ?? 'system')}
          />
        </Panel>
        <RetentionPanel />
        {info.data ? (
          <>
            <Panel title={t('settings.keys')}>
              <VerdictSign meaning={info.data.keychain ? 'accepted' : 'warned'}>
                {info.data.keychain ? t('settings.keychain') : t('settings.noKeychain')}
              </VerdictSign>
              <p className={styles.text}>
                {info.data.keychain ? t('settings.keychainText') : t('settings.noKeychainText')}
              </p>
            </Panel>
            <Panel title={t('settings.about')}>
              <p className={styles.text}>
                {t('settings.version', { version: info.data.version })}
                {info.data.host === 'standin' ? ` ${t('settings.standin')}` : ''}
              </p>
            </Panel>
          </>
        ) : null}
      </div>
    </StepPage>
  );
}
