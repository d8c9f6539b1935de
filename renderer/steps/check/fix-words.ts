import { useTranslation } from 'react-i18next';
import type { PhoneFix } from '../../../shared/phone/fix-rules.ts';
import { language } from '../../i18n.ts';

/** Gives the words of a rule. */
export function useFixWords(): (fix: PhoneFix) => string {
  const { t } = useTranslation();
  const nameOf = new Intl.DisplayNames(language, { type: 'region' });
  return (fix) => {
    switch (fix.kind) {
      case 'lost-zero':
        return t('fix.lostZero', { country: nameOf.of(fix.country) ?? fix.country });
      case 'missing-plus':
        return t('fix.missingPlus', { callingCode: fix.callingCode });
      case 'of-several':
        return fix.take === 'mobile' ? t('fix.takeMobile') : t('fix.takeFirst');
      case 'strip-letters':
        return t('fix.stripLetters');
      case 'drop-extension':
        return t('fix.dropExtension');
      case 'country-means':
        return t('fix.countryMeans', { cell: fix.cell, country: nameOf.of(fix.country) ?? fix.country });
    }
  };
}
