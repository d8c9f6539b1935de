import { Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './how-many.module.css';
import { mostInCanary, type Portion, portionSize } from './portion.ts';

interface HowManyProps {
  readonly portion: Portion;
  readonly contacts: number;
  readonly onChange: (portion: Portion) => void;
}

/** Everybody at once, a few first to look at, or a part for now. */
export function HowMany({ portion, contacts, onChange }: HowManyProps) {
  const { t } = useTranslation();
  const wrong = portionSize(portion, contacts) === null;
  const choose = (kind: Portion['kind']): void => onChange({ ...portion, kind });
  return (
    <Panel title={t('push.howMany')}>
      <Radio.Group
        aria-label={t('push.howMany')}
        value={portion.kind}
        onChange={(kind) => choose(kind === 'canary' || kind === 'limit' ? kind : 'all')}
      >
        <div className={styles.options}>
          <Radio
            value="all"
            label={t('push.portion.all', { formatted: formatCount(contacts) })}
            description={t('push.portionHint.all')}
          />
          {(['canary', 'limit'] as const).map((kind) => (
            <div key={kind} className={styles.option}>
              <Radio
                value={kind}
                label={t(`push.portion.${kind}`)}
                description={t(`push.portionHint.${kind}`)}
              />
              <TextInput
                className={styles.number ?? ''}
                aria-label={t(`push.portionNumber.${kind}`)}
                inputMode="numeric"
                value={portion[kind]}
                error={portion.kind === kind && wrong}
                onChange={(event) => onChange({ ...portion, kind, [kind]: event.currentTarget.value })}
              />
            </div>
          ))}
        </div>
      </Radio.Group>
      {wrong ? (
        <div className={styles.wrong} role="alert">
          <Callout tone="care">
            {t(portion.kind === 'canary' ? 'push.canaryWrong' : 'push.limitWrong', {
              most: formatCount(mostInCanary),
            })}
          </Callout>
        </div>
      ) : null}
    </Panel>
  );
}
