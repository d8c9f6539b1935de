import type { ReadAs } from '../../../shared/audience.ts';
import { type ReadHow, readHowSchema } from '../../../shared/read-how.ts';

/** Signs that mostly stand between cells; any other is typed by hand. */
export const usualDelimiters = [',', ';', '\t', '|'] as const;

/** How the person wants a file to be read, as the form holds it. */
export interface ReadChoice {
  readonly encoding: string;
  readonly delimiter: string;
  /** 0: the file has no header row. */
  readonly headerLine: number;
  /** Null where the file is no workbook. */
  readonly sheet: string | null;
}

/** What stands in the form at first: how the file was read. */
export const choiceOf = (readAs: ReadAs): ReadChoice => ({
  encoding: readAs.encoding,
  delimiter: readAs.delimiter,
  headerLine: readAs.headerLine,
  sheet: readAs.sheet ?? null,
});

/**
 * What to ask for. What the person left alone is found out again where it follows from what was changed (the
 * header row of another sheet or under another delimiter), and stays as it is otherwise.
 * @param before how the file was read
 * @param chosen what the person chose of this file before
 * @returns null where the choice can't be asked for: no delimiter, or an impossible line
 */
export function howToRead(choice: ReadChoice, before: ReadAs, chosen: ReadHow): ReadHow | null {
  const how: Record<string, unknown> = { ...chosen };
  const headerChanged = choice.headerLine !== before.headerLine;
  if (choice.sheet !== null) {
    how.sheet = choice.sheet;
    if (choice.sheet !== before.sheet) delete how.headerLine;
  } else {
    // A guess is made again in the same way, and goes on being told as one.
    if (choice.encoding !== before.encoding || !before.encodingGuessed) how.encoding = choice.encoding;
    how.delimiter = choice.delimiter;
    if (choice.delimiter !== before.delimiter) delete how.headerLine;
    else how.headerLine = before.headerLine;
  }
  if (headerChanged) how.headerLine = choice.headerLine;
  const parsed = readHowSchema.safeParse(how);
  return parsed.success ? parsed.data : null;
}

/** Whether anything was changed. */
export const isSameChoice = (choice: ReadChoice, readAs: ReadAs): boolean =>
  JSON.stringify(choice) === JSON.stringify(choiceOf(readAs));
