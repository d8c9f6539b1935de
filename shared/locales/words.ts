import type { AppError } from '../result.ts';
import { domainEn } from './en.ts';

type Values = Readonly<Record<string, string | number>>;

/**
 * Puts values in the place of `{{name}}` in a text, for hosts without the i18n library (the command line).
 * A value that isn't given gets the fallback of `domainEn`, or nothing.
 */
export function fillIn(text: string, values: Values = {}): string {
  const all: Values = { ...domainEn.fallback, ...values };
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(all[name] ?? ''));
}

/** A failure in English: what happened, what to do now, and the system's own words where there are any. */
export function errorText(error: AppError): string {
  const words = domainEn.error[error.code];
  const sentence = `${fillIn(words.what, error.params)} ${fillIn(words.next, error.params)}`;
  return error.detail ? `${sentence} (${error.detail})` : sentence;
}
