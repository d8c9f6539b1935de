import { createInstance, type i18n } from 'i18next';
import { cliEn } from '../../shared/locales/cli-en.ts';

const words: i18n = createInstance();

// Without a backend there is nothing to wait for: the words are there when this call returns.
void words.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  resources: { en: { translation: cliEn } },
  // A terminal isn't a web page.
  interpolation: { escapeValue: false },
});

type Words = typeof cliEn;
type Key = {
  [Name in keyof Words & string]: Words[Name] extends string ? Name : `${Name}.${keyof Words[Name] & string}`;
}[keyof Words & string];

/** The command line's words under a key. */
export const say = (key: Key, values: Readonly<Record<string, string | number>> = {}): string =>
  words.t(key as string, values);

/** A count as people write it: 11,204. */
export const count = (value: number): string => value.toLocaleString('en');
