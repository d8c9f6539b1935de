import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Missing } from '../state/progress-of-work.ts';
import { type StepName, useWork } from '../state/work.ts';
import { StepPage } from './step-page.tsx';

/** A step that isn't possible yet: it says what is missing, and leads there. */
export function MissingStep({ missing, step }: { readonly missing: Missing; readonly step: StepName }) {
  const { t } = useTranslation();
  const goToStep = useWork((work) => work.goToStep);
  return (
    <StepPage
      sentence={t(`missing.${missing}`)}
      aside={t(`missingAside.${missing}`)}
      primary={<Button onClick={() => goToStep(step)}>{t(`missingAction.${missing}`)}</Button>}
    >
      {null}
    </StepPage>
  );
}
