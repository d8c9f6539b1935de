import { createInstance, type i18n } from 'i18next';
import { shellEn } from '../../shared/locales/shell-en.ts';

const words: i18n = createInstance();

// Without a backend there is nothing to wait for: the words are there when this call returns.
void words.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  resources: { en: { translation: shellEn } },
  interpolation: { escapeValue: false },
});

type Section = keyof typeof shellEn;
type WordKey = { [Name in Section]: `${Name}.${Extract<keyof (typeof shellEn)[Name], string>}` }[Section];

/** The words under a key, such as `menu.open`, in the person's language. */
export const say = (key: WordKey): string => words.t(key as string);
