import { describe, expect, test } from 'vitest';
import { choiceOf, howToRead, isSameChoice } from '../../../renderer/steps/audience/read-choice.ts';

const guessed = { encoding: 'windows-1252', encodingGuessed: true, delimiter: ';', headerLine: 3 };
const certain = { ...guessed, encoding: 'utf-8', encodingGuessed: false };
const workbook = { ...certain, sheet: 'People', sheets: [{ name: 'People', isHidden: false }] };

describe('what is asked for when a file is read again', () => {
  test('another encoding leaves delimiter and header row as they were', () => {
    expect(howToRead({ ...choiceOf(guessed), encoding: 'macintosh' }, guessed, {})).toEqual({
      encoding: 'macintosh',
      delimiter: ';',
      headerLine: 3,
    });
  });

  test('a guess that nobody changed is guessed again, and told as a guess', () => {
    expect(howToRead({ ...choiceOf(guessed), headerLine: 0 }, guessed, {})).toEqual({
      delimiter: ';',
      headerLine: 0,
    });
  });

  test('another delimiter finds the header row anew, unless its line was chosen too', () => {
    const other = { ...choiceOf(certain), delimiter: '~' };
    expect(howToRead(other, certain, { headerLine: 3 })).toEqual({ encoding: 'utf-8', delimiter: '~' });
    expect(howToRead({ ...other, headerLine: 1 }, certain, {})).toMatchObject({ headerLine: 1 });
  });

  test('another sheet finds its own header row', () => {
    expect(howToRead({ ...choiceOf(workbook), sheet: 'Old' }, workbook, { headerLine: 3 })).toEqual({
      sheet: 'Old',
    });
  });

  test('what was chosen before is kept', () => {
    expect(howToRead({ ...choiceOf(workbook), headerLine: 2 }, workbook, { sheet: 'People' })).toEqual({
      sheet: 'People',
      headerLine: 2,
    });
  });

  test('no sign between the cells, or a quotation mark, can’t be asked for', () => {
    expect(howToRead({ ...choiceOf(certain), delimiter: '' }, certain, {})).toBeNull();
    expect(howToRead({ ...choiceOf(certain), delimiter: '"' }, certain, {})).toBeNull();
  });

  test('a form that nobody touched asks for nothing', () => {
    expect(isSameChoice(choiceOf(workbook), workbook)).toBe(true);
    expect(isSameChoice({ ...choiceOf(workbook), headerLine: 0 }, workbook)).toBe(false);
  });
});
