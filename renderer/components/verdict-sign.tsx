import {
  IconAlertTriangle,
  IconArrowMerge,
  IconCheck,
  IconInfoCircle,
  IconMinus,
  IconQuestionMark,
  IconTool,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity, Verdict } from '../../shared/findings.ts';
import type { Outcome, RunState } from '../../shared/receipt.ts';
import { cx } from '../lib/cx.ts';
import styles from './verdict-sign.module.css';

/** Everything that has a meaning colour. */
export type Meaning = Verdict | Severity | Outcome | 'filtered';

/** The colour families of meaning; each has its three tokens in theme/tokens.css. */
export type Family = 'ready' | 'fixed' | 'warned' | 'excluded' | 'unknown' | 'none';

const families: Readonly<Record<Meaning, Family>> = {
  ready: 'ready',
  accepted: 'ready',
  fixed: 'fixed',
  warned: 'warned',
  unconfirmed: 'warned',
  excluded: 'excluded',
  rejected: 'excluded',
  unknown: 'unknown',
  merged: 'none',
  notice: 'none',
  not_sent: 'none',
  filtered: 'none',
};

export const familyOf = (meaning: Meaning): Family => families[meaning];

/** How a run's state reads in terms of meaning. */
export const runStateMeaning: Readonly<Record<RunState, Meaning>> = {
  running: 'notice',
  finished: 'accepted',
  stopped: 'rejected',
  paused: 'unconfirmed',
  cancelled: 'not_sent',
  interrupted: 'unknown',
};

const signs: Readonly<Record<Family, typeof IconCheck>> = {
  ready: IconCheck,
  fixed: IconTool,
  warned: IconAlertTriangle,
  excluded: IconX,
  unknown: IconQuestionMark,
  none: IconMinus,
};

function signOf(meaning: Meaning): typeof IconCheck {
  if (meaning === 'merged') return IconArrowMerge;
  if (meaning === 'notice') return IconInfoCircle;
  return signs[families[meaning]];
}

interface VerdictSignProps {
  readonly meaning: Meaning;
  /** The words beside the sign. Default: the name of the verdict or outcome. */
  readonly children?: ReactNode;
  /** The sign alone; its name is still read aloud. */
  readonly bare?: boolean;
  readonly className?: string;
}

/** The one place where meanings get their colour and sign: word and sign together, never colour alone. */
export function VerdictSign({ meaning, children, bare = false, className }: VerdictSignProps) {
  const name = useMeaningName()(meaning);
  const Sign = signOf(meaning);
  return (
    <span className={cx(styles.sign, className)} data-family={families[meaning]}>
      <span
        className={styles.glyph}
        aria-hidden={!bare}
        {...(bare ? { role: 'img', 'aria-label': name } : {})}
      >
        <Sign size={13} stroke={2.4} aria-hidden />
      </span>
      {bare ? null : <span className={styles.word}>{children ?? name}</span>}
    </span>
  );
}

/** Gives the name of a meaning. */
export function useMeaningName(): (meaning: Meaning) => string {
  const { t } = useTranslation();
  return (meaning) => {
    switch (meaning) {
      case 'ready':
      case 'fixed':
      case 'warned':
      case 'merged':
      case 'excluded':
        return t(`verdict.${meaning}`, { ns: 'domain' });
      case 'notice':
        return t('severity.notice', { ns: 'domain' });
      case 'filtered':
        return t('common.filtered');
      default:
        return t(`outcome.${meaning}`, { ns: 'domain' });
    }
  };
}
