/** How a text is divided into cells. */
export interface Dialect {
  /** One sign or several. */
  readonly delimiter: string;
  /** The sign around cells; empty where no sign is one. */
  readonly quote: '"' | "'" | '';
  /** What stands before a quote within quotes: the quote itself, or a backslash as MySQL writes. */
  readonly escaper: '"' | "'" | '\\' | '';
}

/** The dialect of RFC 4180 with a delimiter of its own. */
export const plainDialect = (delimiter: string): Dialect => ({ delimiter, quote: '"', escaper: '"' });
