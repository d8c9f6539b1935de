import { abbreviations, alpha3Codes, otherNames } from './country-words.ts';
import { callingCodeOf, countries, plansOfCallingCode } from './numbering-plans.ts';
import { callingCode, judge } from './read-number.ts';
import type { CountryCode } from './types.ts';

/**
 * Which country a cell of a country column means: ISO codes of two or three letters, names in English, German,
 * the country's own and other common languages, abbreviations (`D`, `UK`), calling codes (`49`, `+49`, `0049`).
 * Null where it isn't understood, or means several countries. Only countries that have phone numbers of their
 * own in libphonenumber-js count.
 *
 * @param cell at most about 100 characters
 */
export function understandCountry(cell: string): CountryCode | null {
  const text = cell.trim();
  if (text === '') return null;
  return byCallingCode(text) ?? byWord(text) ?? byParts(text);
}

const supported: ReadonlySet<string> = new Set(countries);

/** `49`, `+49`, `0049`, `49.0`, and of shared codes the longer form (`+1 684`, `1-684`). */
function byCallingCode(text: string): CountryCode | null {
  if (!/^[+\d][\d\s().-]*$/.test(text)) return null;
  const digits = text.replace(/\.0+$/, '').replace(/\D/g, '').replace(/^00/, '');
  const main = plansOfCallingCode(digits)[0];
  if (main) return main.country;
  // +1 684: a longer form names a country of several by how its numbers begin.
  for (let length = 1; length <= 3; length += 1) {
    const group = callingCode(Number(digits.slice(0, length)));
    const area = digits.slice(length);
    if (group && area.length >= 3 && area.length <= 4) return judge(group, area, 0).country;
  }
  return null;
}

function byWord(text: string): CountryCode | null {
  const upper = text.toUpperCase();
  if (upper.length === 2 && supported.has(upper)) return upper as CountryCode;
  return names().get(keyOf(text)) ?? null;
}

/** `Germany (DE)`, `DE - Deutschland`, `Schweiz / Suisse`, `Deutschland +49`: all that is understood agrees. */
function byParts(text: string): CountryCode | null {
  const parts = text
    .split(/[()[\]/|,;:–—]|\s-\s|\s(?=\+)/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 4) return null;
  const found = new Set<CountryCode>();
  for (const part of parts) {
    const country = byCallingCode(part) ?? byWord(part);
    if (country === null) return null;
    found.add(country);
  }
  const [only] = found;
  if (found.size === 1) return only ?? null;
  // `Kanada (+1)`: a calling code that several countries share agrees with each of them.
  const codes = new Set([...found].map((country) => callingCodeOf(country)));
  const named = parts.map((part) => byWord(part)).filter((country) => country !== null);
  return codes.size === 1 && new Set(named).size === 1 ? (named[0] ?? null) : null;
}

/** Letters only, lower case, without accents and articles: how names are compared. */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('æ', 'ae')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^(?:the|die|der|das|la|le|les|el|los|republic of|republik|state of) (?=.{3})/, '')
    .replaceAll(' ', '');
}

/** The other way of writing umlauts: `Oesterreich`. */
const withoutUmlauts = (name: string): string =>
  name.replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD').charAt(0)}e`);

let known: ReadonlyMap<string, CountryCode> | undefined;

/** Languages whose country names are understood, besides each country's own; the first to claim a name has it. */
const languages = 'en de fr es it nl pt pl tr sv da nb fi cs sk hu ro hr el ru uk'.split(' ');

/** All names, from the language's own tables and ours; built at the first cell that isn't a code. */
function names(): ReadonlyMap<string, CountryCode> {
  if (known) return known;
  const found = new Map<string, CountryCode>();
  const add = (name: string, country: string): void => {
    if (!supported.has(country)) return;
    for (const key of [keyOf(name), keyOf(withoutUmlauts(name))])
      if (key !== '' && !found.has(key)) found.set(key, country as CountryCode);
  };
  for (const [country, alternatives] of Object.entries(otherNames))
    for (const name of alternatives.split('|')) add(name, country);
  for (const [abbreviation, country] of Object.entries(abbreviations)) add(abbreviation, country);
  for (let at = 0; at < alpha3Codes.length; at += 6)
    add(alpha3Codes.slice(at + 2, at + 5), alpha3Codes.slice(at, at + 2));
  for (const language of languages) {
    const display = displayNames(language);
    for (const country of countries) add(display.of(country) ?? '', country);
  }
  for (const country of countries) {
    const { language } = new Intl.Locale(`und-${country}`).maximize();
    if (language !== undefined) add(displayNames(language).of(country) ?? '', country);
  }
  known = found;
  return found;
}

const displays = new Map<string, Intl.DisplayNames>();

function displayNames(language: string): Intl.DisplayNames {
  const display =
    displays.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  displays.set(language, display);
  return display;
}
