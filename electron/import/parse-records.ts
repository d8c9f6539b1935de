import Papa from 'papaparse';
import type { Dialect } from './dialect.ts';

/** papaparse's own parser of one text, without the streaming around it. Its types leave it out. */
interface CoreParser {
  parse(text: string, baseIndex: number, ignoreLastRow: boolean): { data: string[][]; errors: unknown[] };
}
const Parser = (Papa as unknown as { Parser: new (config: object) => CoreParser }).Parser;

/** What papaparse makes of a text. */
export interface ParsedText {
  /** One record for each line; an empty line is a record of one empty cell. */
  readonly records: string[][];
  /** Quotes in places where none belong. */
  readonly brokenQuotes: number;
}

/** Compiles a dialect. @returns parses records whose line ends, outside quotes, are line feeds */
export function createTextParser({ delimiter, quote, escaper }: Dialect): (text: string) => ParsedText {
  const parser = new Parser({
    delimiter,
    newline: '\n',
    quoteChar: quote || '"',
    escapeChar: escaper || '"',
    // The fast mode splits at every delimiter, quotes or not.
    ...(quote === '' ? { fastMode: true } : {}),
  });
  return (text) => {
    // A line end after the last record: papaparse judges the quotes before it as it would inside a file.
    const { data, errors } = parser.parse(`${text}\n`, 0, false);
    const last = data.at(-1);
    const lastCell = last?.at(-1);
    // A quote that is closed nowhere has taken the line end, and all before it, into its cell.
    if (last && lastCell?.endsWith('\n')) last[last.length - 1] = lastCell.slice(0, -1);
    else data.pop();
    return { records: data, brokenQuotes: errors.length };
  };
}
