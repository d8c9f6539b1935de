import { Radio, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './how-many.module.css';

/** How much of an audience goes out at once. */
export interface Portion {
  readonly kind: 'all' | 'canary' | 'limit';
  /** As typed; it counts for the chosen kind only. */
  readonly canary: string;
  readonly limit: string;
}

/** The portion that most pushes want. Five are enough to see whether names and tags are where they belong. */
export const wholePortion: Portion = { kind: 'all', canary: '5', limit: '100' };

const mostInCanary = 1000;

const wholeNumber = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

/**
 * How many contacts a portion sends before the push pauses.
 * @returns all of them where the typed number is no less; null where it isn't a number that can be sent
 */
export function portionSize({ kind, canary, limit }: Portion, contacts: number): number | null {
  if (kind === 'all') return contacts;
  const typed = wholeNumber((kind === 'canary' ? canary : limit).trim());
  if (typed === null || (kind === 'canary' && typed > mostInCanary)) return null;
  return Math.min(typed, contacts);
}

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
