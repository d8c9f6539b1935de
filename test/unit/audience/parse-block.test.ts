import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { plainDialect } from '../../../electron/import/dialect.ts';
import { parseBlock } from '../../../electron/import/parse-block.ts';
import { cutAfterLastRecord, toByteDialect } from '../../../electron/import/scan-records.ts';
import { decodeRows } from '../../../electron/store/row-chunk.ts';
import { type Chance, chanceOf } from '../../phones/random.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

function parse(bytes: Uint8Array<ArrayBuffer>, delimiter = ',') {
  const block = parseBlock({
    bytes: bytes.slice(),
    // Too small for the larger ones.
    output: new Uint8Array(200),
    encoding: 'utf-8',
    isStrict: true,
    dialect: plainDialect(delimiter),
    columns: 4,
  });
  if (!block) throw new Error('not UTF-8');
  let from = 0;
  const rows = block.chunks.flatMap(({ length }) => {
    from += length;
    return decodeRows(block.bytes.subarray(from - length, from));
  });
  return { ...block, rows };
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** A cell of signs that matter, and of some that don't. */
const cellOf = (chance: Chance, signs: readonly string[]): string =>
  Array.from({ length: chance.below(6) }, () => chance.pick(signs)).join('');

const tableOf = (chance: Chance, signs: readonly string[]): string[][] =>
  Array.from({ length: 1 + chance.below(30) }, () =>
    Array.from({ length: 1 + chance.below(6) }, () => cellOf(chance, signs)),
  );

describe('records without quotes, which are divided byte by byte', () => {
  it('are divided as papaparse divides them', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const chance = chanceOf(seed);
      const delimiter = chance.pick([',', ';', '\t', '|', '||', '¦']);
      const lineEnd = chance.pick(['\n', '\r\n', '\r'] as const);
      const table = tableOf(chance, ['a', 'ü', 'ł', '😀', ' ', "'", '+', '=', 'x"', delimiter]);
      const text = table.map((cells) => cells.join(delimiter)).join(lineEnd);
      const { data } = Papa.parse<string[]>(text, { delimiter, newline: lineEnd });
      const expected = data.filter((cells) => !isBlank(cells));
      // What our own exports defused is tested elsewhere.
      if (expected.some((cells) => cells.some((cell) => /^'[=+]/.test(cell)))) continue;
      expect(parse(bytesOf(text), delimiter).rows, `seed ${seed}`).toEqual(expected);
    }
  });
});

describe('records with quotes', () => {
  it('give the cells that were written', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const chance = chanceOf(seed);
      const table = tableOf(chance, ['a', 'ü', '"', ',', '\n', '\r\n', ' ', 'ł']);
      const text = Papa.unparse(table, { newline: chance.pick(['\n', '\r\n']), quotes: chance.happens(0.3) });
      const expected = table.filter((cells) => !isBlank(cells));
      expect(parse(bytesOf(text)).rows, `seed ${seed}`).toEqual(expected);
    }
  });

  it('are divided as papaparse divides them, wherever it finds nothing wrong with them', {
    timeout: 60_000,
  }, () => {
    let compared = 0;
    for (let seed = 1; seed <= 6000; seed += 1) {
      const chance = chanceOf(seed);
      const delimiter = chance.pick([',', ';', '||']);
      const signs = ['a', 'ü', '"', '"', '"a"', '""', delimiter, delimiter, '\n', ' ', "'", '+'];
      const text = Array.from({ length: 1 + chance.below(25) }, () => chance.pick(signs)).join('');
      const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n' });
      if (errors.length > 0 || data.some((cells) => cells.some((cell) => /^'[=+]/.test(cell)))) continue;
      compared += 1;
      const expected = data.filter((cells) => !isBlank(cells));
      expect(parse(bytesOf(text), delimiter).rows, JSON.stringify(text)).toEqual(expected);
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('are counted with all lines of their cells', () => {
    expect(parse(bytesOf('a,"b\nc",1,2\r\nd,e\n')).lines).toBe(3);
  });
});

describe('a text that is cut between records', () => {
  it('gives the same rows as the whole text, wherever its blocks end', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const chance = chanceOf(seed);
      const signs = ['a', 'ü', '"', ',', '\n', ' ', 'b', 'c'];
      // Half of them with quotes in wrong places.
      const text = chance.happens(0.5)
        ? Papa.unparse(tableOf(chance, signs), { newline: chance.pick(['\n', '\r\n']) })
        : tableOf(chance, signs)
            .map((cells) => cells.join(','))
            .join(chance.pick(['\n', '\r\n', '\r']));
      const bytes = bytesOf(text);
      const whole = parse(bytes);
      const rows: string[][] = [];
      let lines = 0;
      let open = new Uint8Array();
      for (let at = 0; at < bytes.length || open.length > 0; ) {
        const step = 1 + chance.below(40);
        open = Uint8Array.from([...open, ...bytes.subarray(at, at + step)]);
        at += step;
        const atEnd = at >= bytes.length;
        const cut = cutAfterLastRecord(open, open.length, atEnd, toByteDialect(plainDialect(',')));
        const block = parse(open.slice(0, cut));
        rows.push(...block.rows);
        lines += block.lines;
        open = open.slice(cut);
        if (atEnd) break;
      }
      expect(rows, `seed ${seed}`).toEqual(whole.rows);
      expect(lines, `seed ${seed}`).toBe(whole.lines);
    }
  });
});
