import { type Dialect, plainDialect } from './dialect.ts';
import { createTextParser } from './parse-records.ts';

/** Delimiters that are looked for, in the order of preference where two fit as well. */
const delimiters = [',', ';', '\t', '|'];

/** Records that are looked at. */
const sampleRecords = 200;

/** Excel's own first line, which says how the rest is divided. */
const sepLine = /^"?sep=([^\r\n"])"?(?:\r\n|\r|\n)/i;

/** What a text's beginning says about how it is divided. */
export interface SniffedDialect {
  readonly dialect: Dialect;
  /** The length of an Excel `sep=` line with its line end, in signs; 0 where there is none. */
  readonly sepLength: number;
}

/**
 * Finds out how a text is divided into cells: by the delimiter that makes the most regular table.
 * @param sample the beginning of the text, cut anywhere
 * @param delimiter what the person chose; null where nothing was chosen
 * @returns commas where there is only one column
 */
export function sniffDialect(sample: string, delimiter: string | null): SniffedDialect {
  const sep = sepLine.exec(sample);
  const text = sample
    .slice(sep?.[0].length ?? 0)
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .slice(0, sampleRecords)
    .join('\n');
  const style = quoteStyle(text);
  const chosen = delimiter ?? sep?.[1] ?? null;
  return {
    dialect: { ...style, delimiter: chosen ?? bestDelimiter(text, style) },
    sepLength: sep?.[0].length ?? 0,
  };
}

/** Single quotes only where no double ones are and most cells begin and end with one; backslashes as in MySQL. */
function quoteStyle(text: string): Pick<Dialect, 'quote' | 'escaper'> {
  if (!text.includes('"')) {
    const cells = text.split(/[,;\t|\n]/).filter((cell) => cell.trim() !== '');
    const quoted = cells.filter((cell) => cell.length >= 2 && cell.startsWith("'") && cell.endsWith("'"));
    if (cells.length > 0 && quoted.length > cells.length / 2) return { quote: "'", escaper: "'" };
    return plainDialect(',');
  }
  const backslashed = /[^\\,;\t|\n]\\"[^,;\t|\n]/.test(text);
  const doubled = /[^",;\t|\n]""[^,;\t|\n]/.test(text);
  return backslashed && !doubled ? { quote: '"', escaper: '\\' } : plainDialect(',');
}

function bestDelimiter(text: string, style: Pick<Dialect, 'quote' | 'escaper'>): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    if (!text.includes(delimiter)) continue;
    const { records } = createTextParser({ ...style, delimiter })(text);
    // The last record may be cut off in the middle.
    const whole = records.length > 2 ? records.slice(0, -1) : records;
    const widths = whole
      .filter((cells) => cells.some((cell) => cell.trim() !== ''))
      .map((cells) => cells.length);
    const width = mostFrequent(widths);
    if (width < 2) continue;
    const share = widths.filter((each) => each === width).length / widths.length;
    const score = share * share * (1 + Math.log2(width) / 10);
    if (score > best.score + 0.001) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The most frequent of some numbers, the larger of two that are as frequent; 0 of none. */
export function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
