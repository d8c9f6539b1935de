import { describe, expect, it } from 'vitest';
import type { CatalogueLists } from '../../../shared/catalogue.ts';
import { createRowChecker } from '../../../shared/check-row.ts';
import { type MappingInput, mappingSchema } from '../../../shared/mapping.ts';

const columns = ['id', 'tags', 'orders', 'tier'];
const catalogue: CatalogueLists = {
  tags: ['VIP', 'Sommer'],
  properties: [
    { technicalName: 'orders', type: 'string' },
    { technicalName: 'audience', type: 'string' },
  ],
};

const checker = (input: Partial<MappingInput>, known: CatalogueLists | null = catalogue) =>
  createRowChecker(
    mappingSchema.parse({
      version: 1,
      externalReferenceId: { column: 'id' },
      tags: [{ column: 'tags', separator: ';' }],
      ...input,
    }),
    columns,
    known,
  );

describe('tags and the catalogue of a connection', () => {
  it('says nothing of tags that exist, or where nothing is known', () => {
    expect(checker({})(['7', 'VIP;Sommer', '', '']).findings).toEqual([]);
    expect(checker({}, null)(['7', 'nobody knows', '', '']).findings).toEqual([]);
  });

  it('warns of an unknown tag, and of one that differs from a known one by case or spaces', () => {
    const check = checker({})(['7', 'VIP;vip;Winter', '', '']);
    expect(check).toMatchObject({ verdict: 'warned', contact: { tags: ['VIP', 'vip', 'Winter'] } });
    expect(check.findings).toEqual([
      {
        code: 'tag.near_duplicate',
        severity: 'warned',
        field: 'tags',
        before: 'vip',
        params: { known: 'VIP' },
      },
      { code: 'tag.unknown', severity: 'warned', field: 'tags', before: 'Winter' },
    ]);
  });

  it('leaves a tag out, or writes it otherwise, as the person decided', () => {
    const check = checker({
      tagFixes: [
        { tag: 'Winter', action: 'drop' },
        { tag: 'vip', action: 'rename', to: 'VIP' },
      ],
    })(['7', 'vip;VIP;Winter', '', '']);
    expect(check).toMatchObject({ verdict: 'ready', contact: { tags: ['VIP'] } });
  });

  it('does not send who has a tag that the person excluded', () => {
    const check = checker({ tagFixes: [{ tag: 'Stop', action: 'exclude' }] })(['7', 'VIP;Stop', '', '']);
    expect(check).toMatchObject({ verdict: 'excluded', contact: null });
    expect(check.findings).toEqual([
      { code: 'tag.unknown', severity: 'excluded', field: 'tags', before: 'Stop' },
    ]);
  });
});

describe('custom properties and the catalogue of a connection', () => {
  const mapped = checker({
    customProperties: [
      { technicalName: 'orders', type: 'number', source: { column: 'orders' } },
      { technicalName: 'tier', type: 'string', source: { column: 'tier' } },
      { technicalName: 'audience', type: 'string', source: { constant: 'VIP' } },
    ],
  });

  it('leave out a value of the wrong type: it never overwrites a right one', () => {
    const check = mapped(['7', '', '12', '']);
    expect(check.verdict).toBe('warned');
    expect(check.findings.map(({ code, before }) => [code, before])).toEqual([['property.wrong_type', '12']]);
    expect(check.contact?.customProperties).toEqual({ audience: 'VIP' });
  });

  it('warn of a property that does not exist there', () => {
    const check = mapped(['7', '', '', 'gold']);
    expect(check.findings.map(({ code }) => code)).toEqual(['property.unknown']);
    expect(check.contact?.customProperties).toEqual({ tier: 'gold', audience: 'VIP' });
  });

  it('say nothing of rows that have no value', () => {
    expect(mapped(['7', '', '', '']).findings).toEqual([]);
  });
});
