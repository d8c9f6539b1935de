import { useTranslation } from 'react-i18next';
import type { Confidence } from '../../../shared/match-headers.ts';
import { type Meaning, VerdictSign } from '../../components/verdict-sign.tsx';
import styles from './sureness.module.css';

const meanings: Readonly<Record<Confidence, Meaning>> = { high: 'ready', medium: 'warned', low: 'unknown' };

interface SurenessProps {
  readonly confidence: Confidence;
  /** What speaks for it. */
  readonly because: string;
}

/** How sure a proposal is, as sign and word, and why. */
export function Sureness({ confidence, because }: SurenessProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.root}>
      <VerdictSign meaning={meanings[confidence]}>{t(`mapping.confidence.${confidence}`)}</VerdictSign>{' '}
      <span>{because}</span>
    </span>
  );
}
