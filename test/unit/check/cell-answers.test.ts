import { describe, expect, it } from 'vitest';
import { ChunkRows, encodeRows, textBetween } from '../../../electron/store/row-chunk.ts';
import { CellAnswers } from '../../../shared/bytes/cell-answers.ts';
import { RowBytes } from '../../../shared/bytes/row-bytes.ts';

/** Each row of a table as bytes. */
function* rowsOf(table: readonly (readonly string[])[]): Generator<RowBytes> {
  const chunk = new ChunkRows(encodeRows(table));
  const row = new RowBytes(table[0]?.length ?? 0);
  for (let index = 0; index < table.length; index += 1) {
    chunk.look(index, row);
    yield row;
  }
}

/** Works out an answer of the first and the last cell, and counts how often. */
function counted(columns: readonly number[]) {
  let times = 0;
  const answers = new CellAnswers(
    columns,
    3,
    (cells) => {
      times += 1;
      return columns.map((column) => cells[column]).join('+');
    },
    textBetween,
  );
  return { answers, times: () => times };
}

describe('what cells say', () => {
  it('is worked out once for the same cells, trimmed, whatever stands in the others', () => {
    const { answers, times } = counted([0, 2]);
    const table = [
      ['a', '1', 'x'],
      ['a', '2', 'x'],
      ['a', '3', ' y '],
      ['ab', '4', ''],
      ['a', '5', 'x'],
      ['', '6', 'ab'],
    ];
    const given: string[] = [];
    for (const row of rowsOf(table)) given.push(answers.of(row));
    expect(given).toEqual(['a+x', 'a+x', 'a+y', 'ab+', 'a+x', '+ab']);
    expect(times()).toBe(4);
  });

  it('is right for more different cells than are remembered, and for cells that are too long to be', () => {
    for (const columns of [[1], [0, 1]]) {
      const { answers } = counted(columns);
      const table = Array.from({ length: 100_000 }, (_, index) => [
        'ü',
        index % 1000 === 0 ? `${'x'.repeat(100)}${index}` : `${index}`,
        '',
      ]);
      for (let round = 0; round < 2; round += 1) {
        let index = 0;
        for (const row of rowsOf(table)) {
          const expected = columns.map((column) => table[index]?.[column]).join('+');
          if (answers.of(row) !== expected) expect.fail(`row ${index}: ${answers.of(row)}`);
          index += 1;
        }
      }
    }
  });

  it('has a number of its own as long as it is remembered', () => {
    const { answers } = counted([0]);
    const numbers: number[] = [];
    for (const row of rowsOf([
      ['a', '', ''],
      ['b', '', ''],
      ['a', '', ''],
    ])) {
      const answer = answers.of(row);
      expect(answers.numbered(answers.number)).toBe(answer);
      numbers.push(answers.number);
    }
    expect(numbers).toEqual([0, 1, 0]);
  });
});
