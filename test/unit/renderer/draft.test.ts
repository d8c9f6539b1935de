import { describe, expect, it } from 'vitest';
import {
  draftFromMapping,
  draftFromProposal,
  emptyDraft,
  type MappingDraft,
  mappingFromDraft,
} from '../../../renderer/steps/mapping/draft.ts';
import { type MappingInput, mappingSchema } from '../../../shared/mapping.ts';
import { proposeMapping } from '../../../shared/match-headers.ts';

const columns = ['id', 'name', 'phone', 'tags', 'orders', 'bought', 'consent'];

const mappingOf = (input: Partial<MappingInput> = {}) =>
  mappingSchema.parse({ version: 1, externalReferenceId: { column: 'phone' }, ...input });

const draftOf = (change: Partial<MappingDraft>): MappingDraft => ({
  ...draftFromMapping(mappingOf({ phoneNumber: { column: 'phone' } })),
  ...change,
});

const codes = (draft: MappingDraft): string[] =>
  mappingFromDraft(draft, columns).problems.map(({ code }) => code);

describe('a mapping in work', () => {
  it('becomes the mapping again that it was made from', () => {
    const mapping = mappingOf({
      firstName: { constant: 'Dear customer' },
      lastName: { column: 'name' },
      phoneNumber: { column: 'phone' },
      tags: [{ constant: '984' }, { column: 'tags', separator: ';' }],
      customProperties: [
        { technicalName: 'orders', type: 'number', decimal: ',', source: { column: 'orders' } },
        { technicalName: 'bought', type: 'date', format: 'dd.MM.yyyy', source: { column: 'bought' } },
        { technicalName: 'audience', type: 'string', source: { constant: 'VIP' } },
      ],
      phone: { defaultCountry: 'DE', fixes: [{ kind: 'strip-letters' }] },
      duplicates: 'merge',
      onlyRowsWhere: [{ column: 'consent', in: ['yes'] }],
      filterConflicts: 'send',
      raggedRows: 'send',
    });
    expect(mappingFromDraft(draftFromMapping(mapping), columns)).toEqual({ mapping, problems: [] });
  });

  it('never takes a proposed reference ID for a decision', () => {
    const { fields, reference } = proposeMapping(columns, []);
    const draft = draftFromProposal(fields);
    expect(reference?.column).toBe('phone');
    expect(draft).toMatchObject({ phoneNumber: 'phone', externalReferenceId: null });
    expect(mappingFromDraft(draft, columns)).toEqual({
      mapping: null,
      problems: [{ code: 'reference', blocks: true, name: '' }],
    });
  });

  it('keeps what is proposed where no column can be the reference ID', () => {
    const { fields, reference } = proposeMapping(['Vorname', 'E-Mail'], []);
    expect(reference).toBeNull();
    expect(draftFromProposal(fields)).toMatchObject({
      firstName: { column: 'Vorname' },
      emailAddress: 'E-Mail',
      externalReferenceId: null,
    });
  });

  it('leaves out a tag or property without a value, and says so, and goes on', () => {
    const draft = draftOf({
      tags: [{ key: 'a', kind: 'constant', value: ' ', separator: null }],
      properties: [
        {
          key: 'b',
          technicalName: 'orders',
          type: 'string',
          kind: 'column',
          value: '',
          decimal: null,
          format: null,
          undecided: false,
        },
      ],
    });
    expect(codes(draft)).toEqual(['tag', 'property']);
    expect(mappingFromDraft(draft, columns).mapping).toMatchObject({ tags: [], customProperties: [] });
  });

  it('stops at a property of which nobody has said how its values are to be read', () => {
    const open = {
      key: 'a',
      technicalName: 'bought',
      type: 'date',
      kind: 'column',
      value: 'bought',
      decimal: null,
      format: null,
      undecided: true,
    } as const;
    expect(mappingFromDraft(draftOf({ properties: [open] }), columns)).toEqual({
      mapping: null,
      problems: [{ code: 'undecided', blocks: true, name: 'bought' }],
    });
    const decided = draftOf({ properties: [{ ...open, format: 'dd/MM/yyyy', undecided: false }] });
    expect(codes(decided)).toEqual([]);
  });

  it('stops at a filter without a value, because it would send people who should stay behind', () => {
    const draft = draftOf({ filters: [{ key: 'a', column: 'consent', values: [] }] });
    expect(codes(draft)).toEqual(['filter']);
    expect(mappingFromDraft(draft, columns).mapping).toBeNull();
  });

  it('stops at a column that the file does not have', () => {
    const draft = draftOf({ emailAddress: 'e-mail' });
    expect(mappingFromDraft(draft, columns)).toEqual({
      mapping: null,
      problems: [{ code: 'missing_column', blocks: true, name: 'e-mail' }],
    });
  });

  it('stops where bad phones would be left out and the phone is the reference ID', () => {
    const omit = { ...emptyDraft().phone, invalid: 'omit' as const };
    expect(codes(draftOf({ phone: omit }))).toEqual(['omit_on_reference']);
    expect(codes(draftOf({ phone: omit, externalReferenceId: 'id' }))).toEqual([]);
  });

  it('names a technical name that is used twice', () => {
    const property = {
      technicalName: 'orders',
      type: 'string',
      kind: 'column',
      value: 'orders',
      decimal: null,
      format: null,
      undecided: false,
    } as const;
    const draft = draftOf({
      properties: [
        { ...property, key: 'a' },
        { ...property, key: 'b' },
      ],
    });
    expect(mappingFromDraft(draft, columns).problems).toContainEqual({
      code: 'property_twice',
      blocks: true,
      name: 'orders',
    });
  });
});
