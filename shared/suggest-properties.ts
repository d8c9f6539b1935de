import type { CatalogueProperty } from './catalogue.ts';
import { factsOf } from './headers/column-facts.ts';
import { readHeader } from './headers/read-header.ts';
import { normaliseHeader } from './headers/tokens.ts';
import type { PropertyType } from './mapping.ts';
import type { Confidence } from './match-headers.ts';
import { recogniseNumbers } from './recognise-formats.ts';

/** How the values of a column are to be read, as a mapping of a custom property takes it. */
interface ValueReading {
  readonly type: PropertyType;
  /** Of a date; null where none is needed, or it isn't known. */
  readonly format: string | null;
  /** Of a number; null where none is needed, or it isn't known. */
  readonly decimal: '.' | ',' | null;
  /** True where the values can be read in more than one way: the person must say which. */
  readonly isOpen: boolean;
}

/** A column that nothing else reads, as a custom property. Only the person adds it. */
export interface PropertySuggestion extends ValueReading {
  readonly column: string;
  readonly technicalName: string;
  readonly confidence: Confidence;
  /** Share of the non-empty sample cells that are of its type, from 0 to 1. */
  readonly share: number;
  /** True where a property of this name exists in the connection. */
  readonly isKnown: boolean;
}

/** What is known beside the file. */
export interface PropertyContext {
  /** Columns that something reads already. */
  readonly used: ReadonlySet<string>;
  /** Technical names that are taken. */
  readonly names: readonly string[];
  /** The properties of the connection; null where they aren't known. */
  readonly known: readonly CatalogueProperty[] | null;
}

/**
 * Suggests custom properties: the columns left over whose values are dates or quantities, and those that the connection
 * has a property for. Codes that only look like quantities (postcodes, order numbers) are left aside, and so is
 * what people answer with 0 and 1.
 * @param sampleRows the cells of some rows (100 or so are plenty)
 */
export function suggestProperties(
  columns: readonly string[],
  sampleRows: readonly (readonly string[])[],
  { used, names, known }: PropertyContext,
): PropertySuggestion[] {
  const taken = new Set(names);
  return columns.flatMap((column, index) => {
    if (used.has(column)) return [];
    const there = knownFor(column, known);
    const found = readingOf(column, index, sampleRows, there);
    if (!found) return [];
    const technicalName = there?.technicalName ?? freeName(technicalNameOf(column), taken);
    if (technicalName === '' || (there && taken.has(technicalName))) return [];
    taken.add(technicalName);
    return [{ column, technicalName, isKnown: there !== null, ...found }];
  });
}

/**
 * A column's name as technical names are written: `Letzter Kauf` becomes `letzter_kauf`. Empty where no letter or
 * digit of it can stay.
 */
export const technicalNameOf = (column: string): string =>
  normaliseHeader(column)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** Names that are taken already get a number. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let copy = 2; name !== '' && taken.has(free); copy += 1) free = `${name}_${copy}`;
  return free;
}

/** The property of the connection that a column is named after, however its words are joined there. */
function knownFor(column: string, known: readonly CatalogueProperty[] | null): CatalogueProperty | null {
  const plain = (name: string): string => technicalNameOf(name).replaceAll('_', '');
  const wanted = plain(column);
  return known?.find(({ technicalName }) => wanted !== '' && plain(technicalName) === wanted) ?? null;
}

type Found = ValueReading & Pick<PropertySuggestion, 'confidence' | 'share'>;

function readingOf(
  column: string,
  index: number,
  sampleRows: readonly (readonly string[])[],
  known: CatalogueProperty | null,
): Found | null {
  const facts = factsOf(index, sampleRows);
  const { cells, dates } = facts;
  if (cells.length === 0) return null;
  if (known?.type === 'string')
    return { type: 'string', format: null, decimal: null, isOpen: false, share: 1, confidence: 'high' };
  const found =
    dates.kind === 'none'
      ? numberReading(column, cells, known?.type === 'number')
      : {
          type: 'date' as const,
          format: dates.kind === 'format' ? dates.format : null,
          decimal: null,
          isOpen: dates.kind === 'ambiguous',
          share: dates.share,
        };
  if (!found || (known?.type && known.type !== found.type)) return null;
  return { ...found, confidence: confidenceOf(found, cells.length) };
}

/** Cells of fewer rows than this could look like anything. */
const fewCells = 3;

/** High where every cell fits, in one way only. Eight digits may be no date, and two are no year for sure. */
function confidenceOf(
  { format, isOpen, share }: ValueReading & { share: number },
  cells: number,
): Confidence {
  if (cells < fewCells) return 'low';
  const isShort = format !== null && (format === 'yyyyMMdd' || !format.includes('yyyy'));
  return share === 1 && !isOpen && !isShort ? 'high' : 'medium';
}

function numberReading(
  column: string,
  cells: readonly string[],
  isWanted: boolean,
): (ValueReading & { share: number }) | null {
  const numbers = recogniseNumbers(cells);
  if (!numbers || (!isWanted && isCode(column, cells))) return null;
  const { kind, share } = numbers;
  const decimal = kind === 'comma' ? ',' : kind === 'point' ? '.' : null;
  return { type: 'number', format: null, decimal, isOpen: kind === 'ambiguous', share };
}

/** Words for something that is written in digits and never reckoned with. */
const codeWords: ReadonlySet<string> = new Set(
  'id ids no nr num zip plz cap cp iban bic ean gtin sku isbn asin ref reference referenz hash key uuid pin phone telefon tel mobile handy fax lat latitude lng lon longitude ip version'.split(
    ' ',
  ),
);
const codeEnding = /(?:nummer|number|numero|numer|nr|code|leitzahl|kennung|schlussel|telefon|phone)$/;
/** `Number of orders` is a quantity, `Order number` isn't. */
const quantity = /^(?:number|no|num|numero|numer|anzahl|nombre|aantal|liczba) (?:of|de|di|der|van)\b/;

/** Whether digits are a code: by the column's name, or because leading zeros or their length say so. */
function isCode(column: string, cells: readonly string[]): boolean {
  const name = normaliseHeader(column);
  const reading = readHeader(column);
  const isNamedSo =
    reading.kind === 'field' || name.split(' ').some((word) => codeWords.has(word) || codeEnding.test(word));
  if (isNamedSo && !quantity.test(name)) return true;
  if (cells.every((cell) => cell === '0' || cell === '1')) return true;
  return (
    cells.some((cell) => /^0\d/.test(cell)) ||
    cells.filter((cell) => /^\d{9,}$/.test(cell)).length * 2 > cells.length
  );
}
