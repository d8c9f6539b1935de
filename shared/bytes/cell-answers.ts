import { trimCell } from '../values/text.ts';
import { ByteMemo } from './byte-memo.ts';
import type { RowBytes, TextOf } from './row-bytes.ts';

/** Pairs of cells that are remembered. */
const mostPairs = 40_000;
/** Above the number of any remembered cell. */
const pairBase = 0x10000;

/**
 * What some cells of a row say together, worked out once for the same bytes. It must depend on these cells only,
 * and nobody may change it.
 */
export class CellAnswers<Answer> {
  private readonly columns: readonly number[];
  private readonly width: number;
  private readonly compute: (cells: readonly string[]) => Answer;
  private readonly textOf: TextOf;
  private readonly memos: readonly ByteMemo[];
  /** Combinations of numbers of two memos, for each column after the first. */
  private readonly pairs: readonly Map<number, number>[];
  private readonly known: Answer[] = [];
  /** Of the answer that was given last: the same number for the same answer; -1 where it isn't remembered. */
  number = 0;

  /**
   * @param columns places of the cells, each once
   * @param width how many columns the file has
   * @param compute given a row's cells, of which only these ones are there
   */
  constructor(
    columns: readonly number[],
    width: number,
    compute: (cells: readonly string[]) => Answer,
    textOf: TextOf,
  ) {
    this.columns = columns;
    this.width = width;
    this.compute = compute;
    this.textOf = textOf;
    this.memos = columns.map(() => new ByteMemo());
    this.pairs = columns.slice(1).map(() => new Map());
    // Without columns there is one answer, which holds for all.
    if (columns.length === 0) this.known.push(compute([]));
  }

  of(row: RowBytes): Answer {
    const { known } = this;
    const [column] = this.columns;
    if (column === undefined) return known[0] as Answer;
    const number = this.columns.length === 1 ? this.numberOfOne(row, column) : this.numberOf(row);
    this.number = number;
    if (number >= 0 && number < known.length) return known[number] as Answer;
    const cells = Array.from({ length: this.width }, () => '');
    for (const column of this.columns) cells[column] = cellText(row, column, this.textOf);
    const answer = this.compute(cells);
    if (number >= 0) this.known.push(answer);
    return answer;
  }

  /** The answer with a number. */
  numbered(number: number): Answer | undefined {
    return this.known[number];
  }

  private numberOfOne(row: RowBytes, column: number): number {
    const memo = this.memos[0] as ByteMemo;
    const from = row.starts[column] as number;
    const to = row.ends[column] as number;
    const own = memo.find(row.bytes, from, to);
    return own >= 0 ? own : memo.add(row.bytes, from, to);
  }

  /** The number of the row's answer, or of the next one that will be known; -1 where it isn't remembered. */
  private numberOf(row: RowBytes): number {
    const { columns, memos, pairs } = this;
    let number = 0;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index] as number;
      const memo = memos[index] as ByteMemo;
      const from = row.starts[column] as number;
      const to = row.ends[column] as number;
      let own = memo.find(row.bytes, from, to);
      if (own < 0) own = memo.add(row.bytes, from, to);
      if (own < 0) return -1;
      if (index === 0) {
        number = own;
        continue;
      }
      const known = pairs[index - 1] as Map<number, number>;
      const pair = number * pairBase + own;
      const there = known.get(pair);
      if (there === undefined && known.size >= mostPairs) return -1;
      number = there ?? known.size;
      if (there === undefined) known.set(pair, number);
    }
    return number;
  }
}

/** The trimmed text of a cell. */
export function cellText(row: RowBytes, column: number, textOf: TextOf): string {
  return trimCell(textOf(row.bytes, row.starts[column] as number, row.ends[column] as number));
}
