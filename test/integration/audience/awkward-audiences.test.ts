import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awkwardAudiences } from '../../fixtures/awkward/awkward-audiences.ts';
import { openImporter } from './import-here.ts';

let importer: ReturnType<typeof openImporter>;

beforeAll(() => {
  importer = openImporter();
});
afterAll(() => importer.close());

describe('a file with', () => {
  it.each(awkwardAudiences)('$name', async ({ bytes, how, expected }) => {
    const staged = await importer.read(bytes, how);
    if ('error' in expected || 'error' in staged) {
      expect(staged).toEqual(expected);
      return;
    }
    const { columns, rows, readAs, oddities } = staged;
    if (expected.columns) expect(columns).toEqual(expected.columns);
    if (expected.rows) expect(rows).toEqual(expected.rows);
    if (expected.encoding) expect(readAs.encoding).toBe(expected.encoding);
    if (expected.delimiter) expect(readAs.delimiter).toBe(expected.delimiter);
    if (expected.headerLine !== undefined) expect(readAs.headerLine).toBe(expected.headerLine);
    if (expected.oddities) {
      expect(new Set(oddities.map(({ code }) => code)).size).toBe(oddities.length);
      const counts = Object.fromEntries(oddities.map(({ code, count }) => [code, count]));
      expect(counts).toEqual(expected.oddities);
    }
    for (const [code, line] of Object.entries(expected.lines ?? {})) {
      expect(oddities.find((oddity) => oddity.code === code)?.line, code).toBe(line);
    }
  });
});

describe('csv-spectrum', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('csv-spectrum')), 'csvs');
  it.each(readdirSync(folder))('%s', async (name) => {
    const json: unknown = JSON.parse(
      readFileSync(join(folder, '..', 'json', name.replace(/csv$/, 'json')), 'utf8'),
    );
    const wanted = [json].flat() as Record<string, string>[];
    const staged = await importer.read(readFileSync(join(folder, name)), { headerLine: 1 });
    if ('error' in staged) throw new Error(staged.error);
    const records = staged.rows.map((cells) =>
      Object.fromEntries(staged.columns.map((column, index) => [column, cells[index] ?? ''])),
    );
    // The package itself has another phone in the JSON of this file than in its CSV.
    if (name === 'location_coordinates.csv')
      for (const each of wanted) each['Contact Phone Number'] = '2095257564';
    expect(records).toEqual(wanted);
  });
});
