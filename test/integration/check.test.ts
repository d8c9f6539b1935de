import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { MappingInput } from '../../shared/mapping.ts';
import { runCli } from '../support/run-cli.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs();

const readCsv = (path: string): string[][] =>
  Papa.parse<string[]>(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), { skipEmptyLines: true }).data;

/** Checks a file and gives each row's verdict, findings, ID and phone, by row number. */
async function check(csv: string, mapping: Omit<MappingInput, 'version'>) {
  const dir = tempDir();
  const file = dir.write('people.csv', csv);
  const mappingFile = dir.write('mapping.json', JSON.stringify({ version: 1, ...mapping }));
  const [out, clean, rejects] = [dir.join('checked.csv'), dir.join('clean.csv'), dir.join('rejects.csv')];
  const { code, stdout, stderr } = await runCli([
    'check',
    file,
    '--mapping',
    mappingFile,
    '--json',
    '--out',
    out,
    '--clean',
    clean,
    '--rejects',
    rejects,
    '--data-dir',
    dir.join('data'),
  ]);
  if (code !== 0 && code !== 2) throw new Error(stderr);
  const [header, ...rows] = readCsv(out);
  expect(header).toEqual(['row', 'verdict', 'findings', 'external_reference_id', 'phone_number']);
  return { code, rows, summary: JSON.parse(stdout), clean: readCsv(clean), rejects: readCsv(rejects), dir };
}

const byPhone = {
  externalReferenceId: { column: 'phone' },
  phoneNumber: { column: 'phone' },
  phone: { defaultCountry: 'DE' },
};

describe('rows of one person', () => {
  const twice = 'name,phone,tags\nAnn,+4915228817386,a\nBob,+4915228817387,b\nAnna,01522 8817386,c\n';

  it('are found after normalising, and the first is kept', async () => {
    const { rows, code } = await check(twice, byPhone);
    expect(rows).toEqual([
      ['1', 'ready', '', '+4915228817386', '+4915228817386'],
      ['2', 'ready', '', '+4915228817387', '+4915228817387'],
      ['3', 'excluded', expect.stringContaining('row.duplicate'), '', ''],
    ]);
    expect(code).toBe(2);
  });

  it('keep the last where the mapping says so', async () => {
    const { rows } = await check(twice, { ...byPhone, duplicates: 'keep-last' });
    expect(rows.map((row) => row[1])).toEqual(['excluded', 'ready', 'fixed']);
  });

  it('are all left out where the mapping says so', async () => {
    const { summary } = await check(twice, { ...byPhone, duplicates: 'exclude' });
    expect(summary).toMatchObject({
      rows: { total: 3, ready: 1, excluded: 2 },
      excludedBy: { 'row.duplicate': 2 },
    });
  });

  it('are merged into one contact where the mapping says so, which is no loss', async () => {
    const { rows, code, summary } = await check(twice, {
      ...byPhone,
      duplicates: 'merge',
      tags: [{ column: 'tags' }],
    });
    expect(rows.map((row) => row[1])).toEqual(['ready', 'ready', 'merged']);
    expect(summary.rows).toMatchObject({ total: 3, merged: 1, excluded: 0 });
    expect(code).toBe(0);
  });
});

describe('the order of judgement', () => {
  const filter = { ...byPhone, onlyRowsWhere: [{ column: 'consent', in: ['ja'] }] };

  it('asks for consent first: a filtered row is no duplicate of anybody', async () => {
    const { rows, summary } = await check(
      'phone,consent\n+4915228817386,nein\n+4915228817387,ja\nn/a,nein\n',
      filter,
    );
    expect(rows.map((row) => row.slice(1, 3))).toEqual([
      ['excluded', 'row.filtered'],
      ['ready', ''],
      ['excluded', 'row.filtered'],
    ]);
    expect(summary.excludedBy).toEqual({ 'row.filtered': 2 });
  });

  it('does not send somebody who says yes in one row and no in another', async () => {
    const csv = 'phone,consent\n+4915228817386,ja\n0049 1522 8817386,nein\n+4915228817387,ja\n';
    const { rows, code } = await check(csv, filter);
    expect(rows.map((row) => row[1])).toEqual(['excluded', 'excluded', 'ready']);
    expect(rows[0]?.[2]).toBe('row.filter_conflict');
    expect(code).toBe(2);
    const sent = await check(csv, { ...filter, filterConflicts: 'send' });
    expect(sent.rows.map((row) => row[1])).toEqual(['ready', 'excluded', 'ready']);
  });

  it('looks for duplicates among the survivors only', async () => {
    const csv = 'id,phone\n7,4.91512E+11\n7,+4915228817386\n';
    const { rows } = await check(csv, {
      externalReferenceId: { column: 'id' },
      phoneNumber: { column: 'phone' },
    });
    expect(rows.map((row) => row[1])).toEqual(['excluded', 'ready']);
  });
});

describe('one phone under different IDs', () => {
  it('is shown, and sent all the same', async () => {
    const { rows } = await check('id,phone\n1,+4915228817386\n2,+49 1522 8817386\n3,+4915228817387\n', {
      externalReferenceId: { column: 'id' },
      phoneNumber: { column: 'phone' },
    });
    expect(rows.map((row) => row[1])).toEqual(['warned', 'warned', 'ready']);
    expect(rows[0]?.[2]).toContain('phone.shared');
  });
});

describe('the exports of a check', () => {
  it('are the file again: the rows that go out with their phone mended, and the others with the reason', async () => {
    const csv = 'note,phone\n"a, b",01522 8817386\n=1+1,n/a\n';
    const { clean, rejects } = await check(csv, byPhone);
    expect(clean).toEqual([
      ['note', 'phone'],
      ['a, b', '+4915228817386'],
    ]);
    expect(rejects).toEqual([
      ['note', 'phone', 'audience_push_findings'],
      // A spreadsheet would run this cell: it is written so that it does not.
      ["'=1+1", 'n/a', 'phone.placeholder'],
    ]);
  });

  it('of what goes out is checked as ready when it is imported again', async () => {
    const first = await check('phone\n01522 8817386\n0049 1522 8817387\n', byPhone);
    const again = await check(first.clean.map((cells) => cells.join(',')).join('\n'), byPhone);
    expect(again.rows.map((row) => row[1])).toEqual(['ready', 'ready']);
  });
});

describe('a check without a mapping', () => {
  it('proposes one from the headers, and says which', async () => {
    const dir = tempDir();
    const file = dir.write(
      'people.csv',
      'Vorname,Handy\nJörg,+4915228817386\nEva,+4915228817387\nAnn,+4915228817388\n',
    );
    const { code, stderr, stdout } = await runCli(['check', file, '--json', '--data-dir', dir.join('data')]);
    expect(stderr).toMatch(/phoneNumber = Handy/);
    expect(JSON.parse(stdout).rows).toMatchObject({ total: 3, ready: 3 });
    expect(code).toBe(0);
  });
});
