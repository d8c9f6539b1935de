import { plainFormat } from './cell-formats.ts';
import type { Attributes } from './xml-zip.ts';

/**
 * The value of an OpenDocument cell as it is stored, whatever its format shows.
 * @param cell its attributes
 * @param text what it shows
 */
export function odsValue(cell: Attributes, text: string): string {
  switch (cell['office:value-type']) {
    case 'float':
    case 'percentage':
    case 'currency': {
      const plain = plainFormat(cell['office:value'] ?? text, false);
      return isFilledUp(text, plain) ? text : plain;
    }
    case 'date':
      return dateValue(cell['office:date-value'] ?? text);
    case 'time':
      return timeValue(cell['office:time-value'] ?? text);
    case 'boolean':
      return cell['office:boolean-value'] === 'true' ? 'TRUE' : 'FALSE';
    default:
      // Errors have an empty value, and show what they are.
      return cell['office:string-value'] || text;
  }
}

/** Postcodes and phones whose leading zeros, or whose plus sign, exist only in the format. */
const isFilledUp = (shown: string, plain: string): boolean =>
  /^\+?\d+$/.test(shown) && /^\d+$/.test(plain) && shown.replace(/^\+?0*/, '') === plain;

/** ISO 8601, the time apart from the day and left out where there is none. */
const dateValue = (value: string): string =>
  value.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?$/, (_, day: string, time: string) =>
    time === '00:00:00' ? day : `${day} ${time}`,
  );

/** A duration of ISO 8601 as a time: `PT18H30M00S` is `18:30:00`. */
function timeValue(value: string): string {
  const parts = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/.exec(value);
  if (!parts) return value;
  return parts
    .slice(1)
    .map((part) => String(Number(part)).padStart(2, '0'))
    .join(':');
}
