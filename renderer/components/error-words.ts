import { useTranslation } from 'react-i18next';
import type { ErrorWords } from '../../shared/locales/en.ts';
import type { AppError } from '../../shared/result.ts';

/** Gives the words of a failure: what happened, to what, and what to do now. */
export function useErrorWords(): (error: AppError) => ErrorWords {
  const { t } = useTranslation('domain');
  return ({ code, params }) => {
    const values = {
      ...t('fallback', { returnObjects: true }),
      ...params,
      count: Number(params?.count ?? 0),
    };
    return { what: t(`error.${code}.what`, values), next: t(`error.${code}.next`, values) };
  };
}
