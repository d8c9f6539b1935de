import { describe, expect, it } from 'vitest';
import { chunkText, decodeRows, decodeSome, encodeRows } from '../../../electron/store/row-chunk.ts';

const tables = {
  'rows of one width': [
    ['Anna', '+49171', ''],
    ['Jürgen', '', 'ł😀'],
    ['', '', ''],
  ],
  'rows of several widths': [['a'], ['b', 'ü', 'd', 'e'], ['']],
  'cells with the sign between cells in them': [
    ['a\u001fb', 'ü'],
    ['\u001f', ''],
  ],
};

describe('a chunk of rows', () => {
  it.each(Object.entries(tables))('gives back %s', (_, rows) => {
    expect(decodeRows(encodeRows(rows))).toEqual(rows);
  });

  it.each(Object.entries(tables))('gives back single rows of %s', (_, rows) => {
    const chunk = encodeRows(rows);
    rows.forEach((cells, index) => {
      expect(decodeSome(chunk, index, 1)).toEqual([cells]);
    });
    expect(decodeSome(chunk, 1, 100)).toEqual(rows.slice(1));
    expect(decodeSome(chunk, rows.length, 1)).toEqual([]);
  });

  it('can be searched as one text', () => {
    expect(chunkText(encodeRows([['Jürgen', 'a']]))).toContain('Jürgen');
    expect(chunkText(encodeRows([['Jür\u001fgen', 'a']]))).toContain('Jür\u001fgen');
  });
});
