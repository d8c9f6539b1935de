import { readHeader } from '../../shared/headers/read-header.ts';
import { looksLikeEmail } from '../../shared/values/email.ts';
import { trimCell } from '../../shared/values/text.ts';
import { mostFrequent } from './sniff-dialect.ts';

/** The name of a column that people are mapped by. */
function isKnownName(cell: string): boolean {
  const reading = readHeader(cell);
  return reading.kind === 'field' && reading.sure;
}

/** Something that only a person's row has: an address, a number long enough to dial, a date. */
function looksLikeData(cell: string): boolean {
  const digits = cell.replace(/\D/g, '').length;
  return (
    looksLikeEmail(cell) ||
    (digits >= 6 && /^[\s+()\d\-./'\u00a0]+$/.test(cell)) ||
    /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$/.test(cell)
  );
}

/** Cells of a record that hold something. */
const filled = (cells: readonly string[]): string[] => cells.map(trimCell).filter((cell) => cell !== '');

/**
 * Finds the record that names the columns: the first that is about as full as those after it. Title lines above
 * it are less full.
 * @param records the first records of a table (50 are plenty), blank ones among them
 * @returns its index, or null where the data begins without one
 */
export function findHeader(records: readonly (readonly string[])[]): number | null {
  const fullness = records.map((cells) => filled(cells).length);
  const typical = mostFrequent(fullness.filter((count) => count > 0));
  const enough = Math.max(1, Math.min(2, typical), Math.ceil(typical * 0.6));
  const notBlank = fullness.findIndex((count) => count > 0);
  const full = fullness.findIndex((count) => count >= enough);
  const index = full >= 0 ? full : notBlank;
  const cells = filled(records[index] ?? []);
  const isNamed = cells.some(isKnownName);
  return !isNamed && cells.some(looksLikeData) ? null : Math.max(0, index);
}
