import { describe, expect, it } from 'vitest';
import { columnsOf, mappingSchema, missingColumns } from '../../../shared/mapping.ts';

const minimal = { version: 1, externalReferenceId: { column: 'id' } } as const;

describe('a mapping file', () => {
  it('needs no more than its version and a reference ID', () => {
    expect(mappingSchema.parse(minimal)).toMatchObject({
      referenceId: 'as-is',
      duplicates: 'keep-first',
      emptyCells: 'omit',
      onlyRowsWhere: [],
      filterConflicts: 'exclude',
      tags: [],
      phone: { defaultCountry: null, possibleButInvalid: 'warn', invalid: 'exclude' },
    });
  });

  it('normalises the reference ID as a phone where both read the same column', () => {
    const mapping = mappingSchema.parse({
      version: 1,
      externalReferenceId: { column: 'phone' },
      phoneNumber: { column: 'phone' },
    });
    expect(mapping.referenceId).toBe('as-phone');
  });

  it('is the same after it was saved and read again', () => {
    const once = mappingSchema.parse({
      ...minimal,
      tags: [{ constant: '984' }, { column: 'tags', separator: ';' }],
    });
    expect(mappingSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  it.each([
    ['no version', { externalReferenceId: { column: 'id' } }],
    ['a version of the future', { ...minimal, version: 2 }],
    ['no reference ID', { version: 1 }],
    ['a constant as the reference ID', { version: 1, externalReferenceId: { constant: 'x' } }],
    ['a key that it does not know', { ...minimal, phoneNumbr: { column: 'phone' } }],
    ['a filter that lets nobody through', { ...minimal, onlyRowsWhere: [{ column: 'consent', in: [] }] }],
    [
      'a date format that is none',
      {
        ...minimal,
        customProperties: [{ technicalName: 'd', type: 'date', format: 'soon', source: { column: 'd' } }],
      },
    ],
    [
      'one technical name twice',
      {
        ...minimal,
        customProperties: [
          { technicalName: 'a', type: 'string', source: { column: 'x' } },
          { technicalName: 'a', type: 'number', source: { column: 'y' } },
        ],
      },
    ],
    [
      'bad phones left out where the phone is the reference ID',
      {
        version: 1,
        externalReferenceId: { column: 'p' },
        phoneNumber: { column: 'p' },
        phone: { invalid: 'omit' },
      },
    ],
  ])('is refused with %s', (_, input) => {
    expect(mappingSchema.safeParse(input).success).toBe(false);
  });

  it('names the columns that it reads and the file does not have', () => {
    const mapping = mappingSchema.parse({
      ...minimal,
      firstName: { constant: 'Ann' },
      emailAddress: { column: 'mail' },
      phone: { countryColumn: 'land' },
      onlyRowsWhere: [{ column: 'consent', in: ['ja'] }],
    });
    expect(columnsOf(mapping)).toEqual(['id', 'mail', 'land', 'consent']);
    expect(missingColumns(mapping, ['id', 'consent'])).toEqual(['mail', 'land']);
  });
});
