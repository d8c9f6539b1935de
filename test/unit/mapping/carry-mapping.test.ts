import { describe, expect, it } from 'vitest';
import { draftFromMapping, emptyDraft } from '../../../renderer/steps/mapping/draft.ts';
import { carryDraft } from '../../../renderer/steps/mapping/draft-columns.ts';
import { carryMapping, type ReadColumns } from '../../../shared/carry-mapping.ts';
import { mappingSchema } from '../../../shared/mapping.ts';

const readAs = { encoding: 'windows-1252', encodingGuessed: true, delimiter: ';', headerLine: 1 };
const first: ReadColumns = { columns: ['StraÃŸe', 'Handy', 'GrÃ¶ÃŸe', 'VIP'], readAs };
const readAgain = (columns: readonly string[], how: Partial<ReadColumns['readAs']> = {}): ReadColumns => ({
  columns,
  readAs: { ...readAs, encoding: 'utf-8', ...how },
});

const mapping = mappingSchema.parse({
  version: 1,
  externalReferenceId: { column: 'Handy' },
  phoneNumber: { column: 'Handy' },
  tags: [{ constant: '984' }, { column: 'VIP', separator: ';' }],
  customProperties: [
    { technicalName: 'size', type: 'number', decimal: ',', source: { column: 'GrÃ¶ÃŸe' } },
    { technicalName: 'audience', type: 'string', source: { constant: 'Spring' } },
  ],
  onlyRowsWhere: [{ column: 'StraÃŸe', in: ['Hauptstraße'] }],
});

describe('the mapping of a file that is read again', () => {
  it('goes on with the names that another encoding gives its columns', () => {
    const carried = carryMapping(mapping, first, readAgain(['Straße', 'Handy', 'Größe', 'VIP']));
    expect(carried).toEqual({
      ...mapping,
      customProperties: [
        { technicalName: 'size', type: 'number', decimal: ',', source: { column: 'Größe' } },
        { technicalName: 'audience', type: 'string', source: { constant: 'Spring' } },
      ],
      onlyRowsWhere: [{ column: 'Straße', in: ['Hauptstraße'] }],
    });
  });

  it('stays as it is where its columns are there, wherever they stand now', () => {
    const moved = readAgain(['VIP', 'GrÃ¶ÃŸe', 'Handy', 'StraÃŸe', 'Ort'], { sheet: 'Guests' });
    expect(carryMapping(mapping, first, moved)).toEqual(mapping);
  });

  it.each([
    ['another sheet', { sheet: 'Guests' }],
    ['another line of names', { headerLine: 3 }],
    ['another delimiter', { delimiter: ',' }],
  ])('is proposed anew where %s has other columns in the same places', (_, how) => {
    const other = readAgain(['Name', 'Handy', 'Ort', 'VIP'], how);
    expect(carryMapping(mapping, first, other)).toBeNull();
    expect(carryDraft(draftFromMapping(mapping), first, other)).toBeNull();
  });

  it('is taken along while it isn’t complete, too', () => {
    const draft = { ...draftFromMapping(mapping), externalReferenceId: null };
    const carried = carryDraft(draft, first, readAgain(['Straße', 'Handy', 'Größe', 'VIP']));
    expect(carried).toMatchObject({
      externalReferenceId: null,
      phoneNumber: 'Handy',
      tags: [{ value: '984' }, { value: 'VIP' }],
      properties: [{ value: 'Größe' }, { value: 'Spring' }],
      filters: [{ column: 'Straße' }],
    });
  });

  it('is no mapping at all where the wrong columns gave nothing: the right ones are proposed', () => {
    const one: ReadColumns = { columns: ['Vorname;Handy'], readAs: { ...readAs, delimiter: ',' } };
    expect(carryDraft(emptyDraft(), one, readAgain(['Vorname', 'Handy']))).toBeNull();
  });
});
