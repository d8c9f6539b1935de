import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import type { DraftProblem } from './draft.ts';

/** What is still missing in the mapping. The reference ID is told at the top, so it isn't repeated here. */
export function ProblemList({ problems }: { readonly problems: readonly DraftProblem[] }) {
  const { t } = useTranslation();
  const told = problems.filter(({ code }) => code !== 'reference');
  if (told.length === 0) return null;
  return (
    <Callout tone="care" title={t('mapping.problems')}>
      <ul>
        {told.map(({ code, name }) => (
          <li key={`${code}:${name}`}>{t(`mappingProblem.${code}`, { name })}</li>
        ))}
      </ul>
    </Callout>
  );
}
