import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StepState, Work } from '../state/progress-of-work.ts';
import { steps, useWork } from '../state/work.ts';
import styles from './step-line.module.css';

/** The line of five steps. Every step can be opened; one that isn't possible yet says there what is missing. */
export function StepLine({ work }: { readonly work: Work }) {
  const { t } = useTranslation();
  const page = useWork((state) => state.page);
  const current = useWork((state) => state.step);
  const goToStep = useWork((state) => state.goToStep);
  const hintOf = useHints();
  return (
    <nav className={styles.line} aria-label={t('frame.steps')}>
      <ol>
        {steps.map((step, index) => {
          const state = work.steps[step];
          const here = page === 'push' && step === current;
          const hint = hintOf(state);
          return (
            <li key={step} data-kind={state.kind} data-here={here || undefined}>
              <Tooltip label={hint} disabled={!hint}>
                <button
                  type="button"
                  className={styles.step}
                  aria-current={here ? 'step' : undefined}
                  aria-label={t(`step.${step}`)}
                  aria-description={hint || undefined}
                  onClick={() => goToStep(step)}
                >
                  <StepNode number={index + 1} state={state} />
                  <span className={styles.label}>{t(`step.${step}`)}</span>
                </button>
              </Tooltip>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** What a step has to say: what it waits for, or that it must be done again. */
function useHints(): (state: StepState) => string {
  const { t } = useTranslation();
  return (state) => {
    if (state.kind === 'blocked') return t(`missing.${state.missing}`);
    if (state.kind === 'stale') return t('frame.stale');
    if (state.kind === 'busy') return t('frame.busy');
    return '';
  };
}

function StepNode({ number, state }: { readonly number: number; readonly state: StepState }) {
  const share = state.kind === 'busy' ? state.share : null;
  return (
    <span
      className={styles.node}
      aria-hidden
      style={share === null ? undefined : { '--share': `${Math.round(share * 360)}deg` }}
    >
      <span>{number}</span>
    </span>
  );
}
