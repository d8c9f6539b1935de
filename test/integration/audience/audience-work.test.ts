import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultApiProfile } from '../../../shared/api-profile.ts';
import type { Audience } from '../../../shared/audience.ts';
import type { CheckProgress, RowFilter } from '../../../shared/bridge.ts';
import { mappingSchema } from '../../../shared/mapping.ts';
import type { ReadHow } from '../../../shared/read-how.ts';
import { toAppError } from '../../../shared/result.ts';
import { encoded } from '../../fixtures/encode.ts';
import { openEngineHere } from './open-engine-here.ts';

let here: Awaited<ReturnType<typeof openEngineHere>>;
beforeAll(async () => {
  here = await openEngineHere();
});
afterAll(() => here.close());

const mapping = {
  version: 1,
  externalReferenceId: { column: 'id' },
  phoneNumber: { column: 'phone' },
  phone: { defaultCountry: 'DE' },
} as const;

const people = 'id,name,phone\n1,Anna,+491713920001\n2,Jürgen,0171 3920002\n3,Ole,12\n';

const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
    return 'nothing';
  } catch (thrown) {
    return toAppError(thrown).code;
  }
};

describe('edited cells', () => {
  it('are read, judged and exported instead of the file’s, and can be taken back and made again', async () => {
    const { engine, importText, check, dataDir } = here;
    const { id } = await importText(people);
    const change = { row: 3, column: 'phone', text: '+491713920003' };
    expect(await engine.handlers['edits.set']({ audienceId: id, changes: [change] })).toEqual({
      undo: 1,
      redo: 0,
      cells: 1,
    });
    const edited = await check(id, mapping);
    expect(edited.summary.rows).toMatchObject({ total: 3, excluded: 0 });
    const clean = join(dataDir, 'clean.csv');
    await engine.exportCheck(edited.checkId, 'clean', clean);
    expect(readFileSync(clean, 'utf8')).toContain('3,Ole,+491713920003');

    expect(await engine.handlers['edits.undo']({ audienceId: id })).toEqual({ undo: 0, redo: 1, cells: 0 });
    expect((await check(id, mapping)).summary.rows).toMatchObject({ excluded: 1 });
    expect(await engine.handlers['edits.redo']({ audienceId: id })).toEqual({ undo: 1, redo: 0, cells: 1 });
    expect((await check(id, mapping)).summary.rows).toMatchObject({ excluded: 0 });
  });

  it('put a check out of date: it can be looked at, and nothing can be done with it', async () => {
    const { engine, importText, check } = here;
    const { id } = await importText(people);
    const { checkId } = await check(id, mapping);
    await engine.handlers['edits.set']({ audienceId: id, changes: [{ row: 1, column: 'id', text: '9' }] });
    expect(await engine.handlers['check.latest']({ audienceId: id })).toMatchObject({
      checkId,
      isStale: true,
    });
    const page = await engine.handlers['check.rows']({ checkId, filter: {}, offset: 0, limit: 10 });
    expect(page.total).toBe(3);
    expect(await codeOf(() => engine.exportCheck(checkId, 'clean', 'unused.csv'))).toBe('check.not_ready');
  });

  it('end a check under way, which would be out of date at once', async () => {
    const { engine, importText } = here;
    const { id } = await importText(people);
    const ended = new Promise<CheckProgress>((resolve) => {
      engine.subscribe((name, payload) => {
        if (name === 'check.progress' && (payload as CheckProgress).state !== 'running')
          resolve(payload as CheckProgress);
      });
    });
    const { checkId } = await engine.handlers['check.start']({
      audienceId: id,
      mapping: mappingSchema.parse(mapping),
    });
    await engine.handlers['edits.set']({ audienceId: id, changes: [{ row: 1, column: 'id', text: '9' }] });
    expect(await ended).toMatchObject({ checkId, state: 'cancelled' });
    expect(await engine.handlers['check.latest']({ audienceId: id })).toBeNull();
  });

  it('stand beside their rows, by the names of their columns, until they are taken back', async () => {
    const { engine, importText, check } = here;
    const { id } = await importText(people);
    const edit = (row: number, column: string) =>
      engine.handlers['edits.set']({ audienceId: id, changes: [{ row, column, text: 'other' }] });
    await edit(1, 'name');
    await edit(3, 'name');
    await edit(3, 'id');
    const { checkId } = await check(id, mapping);
    const editedIn = async (filter: RowFilter) => {
      const { items } = await engine.handlers['check.rows']({ checkId, filter, offset: 0, limit: 10 });
      return Object.fromEntries(items.map(({ row, edited }) => [row, edited?.toSorted()]));
    };
    expect(await editedIn({})).toEqual({ 1: ['name'], 2: undefined, 3: ['id', 'name'] });
    expect(await editedIn({ text: 'other' })).toEqual({ 1: ['name'], 3: ['id', 'name'] });
    await engine.handlers['edits.undo']({ audienceId: id });
    expect(await editedIn({})).toEqual({ 1: ['name'], 2: undefined, 3: ['name'] });
  });

  it('must be cells of the audience', async () => {
    const { engine, importText } = here;
    const { id } = await importText(people);
    for (const change of [
      { row: 4, column: 'phone', text: '' },
      { row: 1, column: 'Phone', text: '' },
    ]) {
      expect(await codeOf(() => engine.handlers['edits.set']({ audienceId: id, changes: [change] }))).toBe(
        'edit.no_such_cell',
      );
    }
  });

  it('leave a short row short when they are taken back', async () => {
    const { engine, importText } = here;
    const { id } = await importText('id,name,phone\n1\n');
    await engine.handlers['edits.set']({ audienceId: id, changes: [{ row: 1, column: 'phone', text: 'x' }] });
    const cells = async () =>
      (await engine.handlers['audiences.rows']({ id, offset: 0, limit: 1 })).items[0]?.cells;
    expect(await cells()).toEqual(['1', '', 'x']);
    await engine.handlers['edits.undo']({ audienceId: id });
    expect(await cells()).toEqual(['1']);
  });
});

describe('a template', () => {
  it('that was saved on one file is offered for the next, and maps it', async () => {
    const { engine, importText } = here;
    const first = await importText(people);
    const wanted = mappingSchema.parse(mapping);
    const { mapping: saved, ...template } = await engine.handlers['templates.save']({
      name: 'Shop export',
      audienceId: first.id,
      mapping: wanted,
    });
    expect(saved).toEqual(wanted);
    expect(template).toMatchObject({ name: 'Shop export', columns: ['id', 'name', 'phone'] });
    const next = await importText('phone,id,more\n+491713920001,7,x\n', 'next.csv');
    const [best] = await engine.handlers['templates.match']({ audienceId: next.id });
    expect(best).toMatchObject({ template: { name: 'Shop export' }, missing: [] });
    expect(
      await engine.handlers['templates.use']({ id: best?.template.id ?? '', audienceId: next.id }),
    ).toEqual(saved);
    expect(await engine.handlers['mapping.get']({ audienceId: next.id })).toEqual(saved);
  });

  it('names the columns that a file doesn’t have', async () => {
    const { engine, importText } = here;
    const { id } = await importText('id,Telefon\n1,2\n', 'other.csv');
    const [match] = await engine.handlers['templates.match']({ audienceId: id });
    expect(match).toMatchObject({ missing: ['phone'] });
  });

  it('survives being exported, removed and imported, and gets a number where its name is taken', async () => {
    const { engine } = here;
    const [template] = await engine.handlers['templates.list'](undefined);
    const { text } = await engine.handlers['templates.exportText']({ id: template?.id ?? '' });
    const copy = await engine.handlers['templates.importText']({ text, fileName: 'x.json' });
    expect(copy).toMatchObject({ name: 'Shop export (2)', mapping: template?.mapping });
    expect(
      await codeOf(() => engine.handlers['templates.rename']({ id: copy.id, name: 'SHOP EXPORT' })),
    ).toBe('template.name_taken');
    expect(await engine.handlers['templates.rename']({ id: copy.id, name: 'Other' })).toMatchObject({
      name: 'Other',
    });
    await engine.handlers['templates.remove']({ id: copy.id });
    expect((await engine.handlers['templates.list'](undefined)).map(({ name }) => name)).toEqual([
      'Shop export',
    ]);
  });

  it('can be made of a mapping file, and of nothing else', async () => {
    const { engine } = here;
    const made = await engine.handlers['templates.importText']({
      text: JSON.stringify(mapping),
      fileName: 'spring.mapping.json',
    });
    expect(made.name).toBe('spring');
    for (const text of ['{', '[]', '{"version": 1}', '{"kind": "audience-push-template"}']) {
      expect(await codeOf(() => engine.handlers['templates.importText']({ text, fileName: 'x.json' }))).toBe(
        'template.invalid',
      );
    }
  });
});

describe('reading a file again', () => {
  it('shows how its words read in other encodings, and takes the one that was chosen', async () => {
    const { engine, importText } = here;
    // "Jürgen" and "Groß" in MacRoman.
    const bytes = Buffer.concat([
      Buffer.from('id,name\n1,J'),
      Buffer.from([0x9f]),
      Buffer.from('rgen\n2,Gro'),
      Buffer.from([0xa7, 0x0a]),
    ]);
    const { id } = await importText(bytes, 'mac.csv');
    const readings = await engine.handlers['audiences.readings']({ id });
    expect(readings).toContainEqual({ encoding: 'macintosh', samples: ['Jürgen', 'Groß'] });
    const opened = await engine.handlers['audiences.reread']({ id, how: { encoding: 'windows-1252' } });
    const read = await engine.imports.finished(opened.audienceId);
    expect(read).toMatchObject({ fileName: 'mac.csv', readAs: { encoding: 'windows-1252' } });
    expect(await codeOf(() => engine.handlers['audiences.get']({ id }))).toBe('audience.not_found');
  });

  it('offers what an old DOS program may have written', async () => {
    const { engine, importText } = here;
    const { id } = await importText(encoded('id;name\n1;Jürgen Groß\n2;Łukasz\n', 'cp852'), 'dos.csv');
    const readings = await engine.handlers['audiences.readings']({ id });
    expect(readings).toContainEqual({ encoding: 'cp852', samples: ['Jürgen Groß', 'Łukasz'] });
    expect(readings).toContainEqual({ encoding: 'cp850', samples: ['Jürgen Groß', 'Øukasz'] });
    const opened = await engine.handlers['audiences.reread']({ id, how: { encoding: 'cp850' } });
    expect(await engine.imports.finished(opened.audienceId)).toMatchObject({
      readAs: { encoding: 'cp850', encodingGuessed: false },
    });
  });

  it('leaves everything as it was where it fails', async () => {
    const { engine, importText } = here;
    const { id } = await importText(people, 'stays.csv');
    const opened = await engine.handlers['audiences.reread']({ id, how: { headerLine: 4 } });
    expect(await codeOf(() => engine.imports.finished(opened.audienceId))).toBe('file.only_header');
    expect(await engine.handlers['audiences.get']({ id })).toMatchObject({ state: 'ready', rowCount: 3 });
  });
});

describe('a file that was imported before', () => {
  it('is recognised by its content, under any name, with what was done with it', async () => {
    const { engine, importText, check } = here;
    const text = 'id,phone\n77,+491713920077\n';
    const first = await importText(text, 'a.csv');
    expect(await engine.handlers['audiences.earlier']({ id: first.id })).toBeNull();
    await check(first.id, mapping);
    const second = await importText(text, 'renamed.csv');
    expect(await engine.handlers['audiences.earlier']({ id: second.id })).toMatchObject({
      audiences: [{ id: first.id }],
      mapping: { externalReferenceId: { column: 'id' } },
      runIds: [],
    });
    await engine.handlers['audiences.remove']({ id: first.id });
    expect(await engine.handlers['audiences.earlier']({ id: second.id })).toMatchObject({
      audiences: [],
      mapping: { externalReferenceId: { column: 'id' } },
    });
  });
});

describe('a file that was worked with before, and is read again', () => {
  const text = 'id;phone\n78;+491713920078\n';
  const commas = 'id,phone\n79,+491713920079\n';
  const readAgain = async (id: string, how: ReadHow): Promise<Audience> => {
    const { audienceId } = await here.engine.handlers['audiences.reread']({ id, how });
    return here.engine.imports.finished(audienceId);
  };
  const earlierOf = (id: string) => here.engine.handlers['audiences.earlier']({ id });

  it('was not worked with before only because it is read again', async () => {
    const { id, importedAt } = await here.importText(text, 'first.csv');
    const again = await readAgain(id, { encoding: 'windows-1252' });
    expect(again.importedAt).toBe(importedAt);
    expect(await earlierOf(again.id)).toBeNull();
    here.engine.audiences.setMapping(again.id, mappingSchema.parse(mapping));
    expect(await earlierOf(again.id)).toBeNull();
  });

  it('still offers what was done with it, in any encoding', async () => {
    const { engine, importText, check } = here;
    const first = await importText(commas, 'pushed.csv');
    const { checkId } = await check(first.id, mapping);
    const { runId } = engine.pushes.start(checkId, {
      id: null,
      name: 'Acme',
      practice: false,
      baseUrl: 'https://acme.invalid',
      profile: defaultApiProfile,
      apiKey: 'none',
    });
    // Nothing is sent here: that it was tried is enough.
    await engine.pushes.finished(runId).catch(() => undefined);
    // The audience that was pushed is read again itself, then by another name, then again.
    const again = await readAgain(first.id, { encoding: 'windows-1252' });
    expect(await earlierOf(again.id)).toMatchObject({ audiences: [], runIds: [runId] });
    const second = await importText(commas, 'renamed.csv');
    const secondAgain = await readAgain(second.id, { encoding: 'windows-1252' });
    expect(await earlierOf(secondAgain.id)).toMatchObject({
      audiences: [{ id: again.id }],
      mapping: { externalReferenceId: { column: 'id' } },
      runIds: [runId],
    });
    // The push goes with the file, though no audience of then is left.
    await engine.handlers['audiences.remove']({ id: again.id });
    expect(await earlierOf(secondAgain.id)).toMatchObject({ audiences: [], runIds: [runId] });
  });

  it('keeps its mapping where its columns are the same, and loses one that no longer fits', async () => {
    const { engine, importText } = here;
    const { id } = await importText('id;phone\n80;+491713920080\n', 'mapped.csv');
    const saved = mappingSchema.parse(mapping);
    engine.audiences.setMapping(id, saved);
    const again = await readAgain(id, { encoding: 'windows-1252' });
    expect(await engine.handlers['mapping.get']({ audienceId: again.id })).toEqual(saved);
    const other = await readAgain(again.id, { delimiter: '|' });
    expect(other.columns).toEqual(['id;phone']);
    expect(await engine.handlers['mapping.get']({ audienceId: other.id })).toBeNull();
  });
});

describe('a pasted table', () => {
  it('is an audience like any other, and leaves nothing behind when it is removed', async () => {
    const { engine, dataDir } = here;
    const { audienceId } = await engine.handlers['audiences.paste']({
      text: 'id\tphone\n1\t+491713920001\n',
    });
    const audience = await engine.imports.finished(audienceId);
    expect(audience).toMatchObject({ columns: ['id', 'phone'], rowCount: 1, readAs: { delimiter: '\t' } });
    const pasted = join(dataDir, 'data', 'pasted');
    expect(readdirSync(pasted)).toHaveLength(1);
    await engine.handlers['audiences.remove']({ id: audienceId });
    expect(readdirSync(pasted)).toHaveLength(0);
  });
});

describe('the exports of a check', () => {
  const awkward = [
    'id,name,phone,note',
    '1,"Groß, Dr.",+491713920001,=1+1',
    "2,Anna,0171 3920002,'tis",
    '3,Ole,12,"two\nlines"',
    '4,Zoë,,-',
    '5,Ben,+491713920005,x,too much',
    '1,Again,+491713920006,x',
  ].join('\n');

  it('are imported again as they are: those that go out go out, those that don’t don’t', async () => {
    const { engine, importText, check, dataDir } = here;
    const { id } = await importText(awkward, 'awkward.csv');
    const { checkId, summary } = await check(id, mapping);
    const clean = join(dataDir, 'clean.csv');
    const rejects = join(dataDir, 'rejects.csv');
    await engine.exportCheck(checkId, 'clean', clean);
    await engine.exportCheck(checkId, 'rejects', rejects);
    expect(readFileSync(clean, 'utf8')).toContain("'=1+1");

    const again = await importText(readFileSync(clean), 'clean-again.csv');
    const rows = await engine.handlers['audiences.rows']({ id: again.id, offset: 0, limit: 10 });
    expect(rows.items.map(({ cells }) => cells)).toEqual([
      ['1', 'Groß, Dr.', '+491713920001', '=1+1'],
      ['2', 'Anna', '+491713920002', "'tis"],
      ['4', 'Zoë', '', '-'],
    ]);
    const checkedAgain = await check(again.id, mapping);
    expect(checkedAgain.summary.rows).toMatchObject({ ready: 3, excluded: 0 });

    const rejected = await importText(readFileSync(rejects), 'rejects-again.csv');
    expect(rejected.columns).toEqual(['id', 'name', 'phone', 'note', 'audience_push_findings']);
    const lost = await engine.handlers['audiences.rows']({ id: rejected.id, offset: 0, limit: 10 });
    expect(lost.items.map(({ cells }) => cells)).toEqual([
      ['3', 'Ole', '12', 'two\nlines', 'phone.too_short'],
      ['5', 'Ben', '+491713920005', 'x', 'row.ragged', 'too much'],
      ['1', 'Again', '+491713920006', 'x', 'row.duplicate'],
    ]);
    expect(lost.total).toBe(summary.rows.excluded);

    const rejectedAgain = join(dataDir, 'rejects2.csv');
    const second = await check(rejected.id, mapping);
    await engine.exportCheck(second.checkId, 'rejects', rejectedAgain);
    expect(readFileSync(rejectedAgain, 'utf8').split('\r\n')[0]).toBe(
      '\ufeffid,name,phone,note,audience_push_findings',
    );
  });
});
