import { language } from '../i18n.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
const ungrouped = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 15 });
const list = new Intl.ListFormat(language, { type: 'conjunction' });

/** A count, with the separators of the locale: `11,204`. */
export const formatCount = (count: number): string => whole.format(count);

/** A share from 0 to 1 as `93.4%`. Never rounds up to 100% or down to 0% what isn't. */
export function formatShare(share: number): string {
  if (share > 0.999 && share < 1) return percent.format(0.999);
  if (share > 0 && share < 0.001) return percent.format(0.001);
  return percent.format(share);
}

/** Milliseconds since 1970 as date and time of the locale. */
export const formatTime = (ms: number): string => dateTime.format(ms);

export const formatList = (items: readonly string[]): string => list.format(items);

/** Bytes as `1.4 MB` (powers of 1,000, as file managers show them). */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let value = bytes;
  let index = 0;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: index === 0 ? 0 : 1,
  }).format(value);
}

/** Seconds as `2 min 5 sec`; at least one second. */
export function formatDuration(seconds: number): string {
  const total = Math.max(1, Math.round(seconds));
  const parts: [number, 'hour' | 'minute' | 'second'][] = [
    [Math.floor(total / 3600), 'hour'],
    [Math.floor((total % 3600) / 60), 'minute'],
    [total >= 3600 ? 0 : total % 60, 'second'],
  ];
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    )
    .join(' ');
}

/** A day given as `YYYY-MM-DD`, with its month as a word, so that it can't be read in two ways. */
export const formatDay = (iso: string): string => day.format(new Date(`${iso}T00:00:00Z`));

/** Any number with all of its digits, and no sign between them but the decimal one. */
export const formatNumber = (value: number): string => ungrouped.format(value);
