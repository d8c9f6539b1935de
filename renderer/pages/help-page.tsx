import { useTranslation } from 'react-i18next';
import { Panel } from '../components/panel.tsx';
import { StepPage } from '../components/step-page.tsx';
import styles from './help-page.module.css';

const topics = [
  'before',
  'phones',
  'reference',
  'segment',
  'outcomes',
  'control',
  'bad',
  'keyboard',
] as const;

/** What one needs to know, in short. */
export function HelpPage() {
  const { t } = useTranslation();
  return (
    <StepPage sentence={t('help.title')} aside={t('help.lead')}>
      <div className={styles.root}>
        {topics.map((topic) => (
          <Panel key={topic} title={t(`help.${topic}.title`)}>
            <ul className={styles.list}>
              {t(`help.${topic}.lines`, { returnObjects: true }).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </StepPage>
  );
}
