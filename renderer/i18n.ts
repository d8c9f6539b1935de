import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { domainEn } from '../shared/locales/en.ts';
import { en } from './locales/en.ts';

/** The language of words, numbers and dates. One language ships; others are added as resources here. */
export const language = 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { ui: typeof en; domain: typeof domainEn };
  }
}

/** Loads the words. Synchronous, because they are part of the bundle. */
export function startI18n(): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    ns: ['ui', 'domain'],
    defaultNS: 'ui',
    resources: { en: { ui: en, domain: domainEn } },
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
}
