import { describe, expect, it } from 'vitest';
import {
  createTagIndex,
  judgeProperties,
  nearDuplicateTags,
  parsePropertyList,
  parseTagList,
} from '../../shared/catalogue.ts';
import { fixTags, type TagFix } from '../../shared/values/tag-fixes.ts';

describe('a pasted list of tags', () => {
  it('is one tag a line, each once, without an exported header', () => {
    expect(parseTagList('\ufefflabel\r\nVIP\r\n\r\n"Spring, 2026"\nVIP\n')).toEqual(['VIP', 'Spring, 2026']);
  });

  it('keeps a tag that is named like a header where it is the only one', () => {
    expect(parseTagList('tag')).toEqual(['tag']);
  });
});

describe('a pasted list of properties', () => {
  it('is a technical name a line, with its type where it is known', () => {
    expect(
      parsePropertyList(
        'technical_name,type\norders; number\nlast_purchase\tDate\nnote\nage:integer\nx,blob',
      ),
    ).toEqual([
      { technicalName: 'orders', type: 'number' },
      { technicalName: 'last_purchase', type: 'date' },
      { technicalName: 'note', type: null },
      { technicalName: 'age', type: 'number' },
      { technicalName: 'x', type: null },
    ]);
  });
});

describe('tags against a catalogue', () => {
  const index = createTagIndex({ tags: ['VIP', 'Spring 2026', 'Größe'], properties: null });

  it.each(['VIP', 'Spring 2026'])('say nothing of a known one: %s', (tag) => {
    expect(index.judge(tag)).toBeNull();
  });

  it.each([
    ['vip', 'VIP'],
    ['Spring  2026', 'Spring 2026'],
    [' VIP', 'VIP'],
    ['GRÖSSE'.replace('SS', 'ß'), 'Größe'],
    ['Gro\u0308ße', 'Größe'],
  ])('give the known spelling of a near one: %j', (tag, after) => {
    expect(index.judge(tag)).toMatchObject({
      code: 'tag.near_duplicate',
      before: tag,
      params: { known: after },
    });
  });

  it('name an unknown one', () => {
    expect(index.judge('winter')).toMatchObject({
      code: 'tag.unknown',
      severity: 'warned',
      before: 'winter',
    });
  });

  it('call none unknown while the tags are not known', () => {
    expect(createTagIndex(null).judge('winter')).toBeNull();
    expect(createTagIndex({ tags: null, properties: [] }).judge('winter')).toBeNull();
  });

  it('are grouped where an audience spells one in several ways', () => {
    expect(nearDuplicateTags(['VIP', 'news', 'vip ', 'Vip'])).toEqual([['VIP', 'vip ', 'Vip']]);
  });
});

describe('properties against a catalogue', () => {
  const properties = [
    { technicalName: 'orders', type: 'number' as const },
    { technicalName: 'note', type: null },
  ];

  it('are unknown, of another type, or fine', () => {
    const judged = judgeProperties(
      [
        { technicalName: 'orders', type: 'string' },
        { technicalName: 'note', type: 'date' },
        { technicalName: 'shoe', type: 'string' },
      ],
      { tags: null, properties },
    );
    expect(judged.map(({ code, field }) => [code, field])).toEqual([
      ['property.wrong_type', 'customProperties.orders'],
      ['property.unknown', 'customProperties.shoe'],
    ]);
    expect(judged[0]?.params).toMatchObject({ expected: 'number', type: 'string' });
  });

  it('are not judged while they are not known', () => {
    expect(judgeProperties([{ technicalName: 'x', type: 'string' }], { tags: [], properties: null })).toEqual(
      [],
    );
  });
});

describe('decisions about tags', () => {
  const fixes = new Map<string, TagFix>([
    ['vip', { tag: 'vip', action: 'rename', to: 'VIP' }],
    ['junk', { tag: 'junk', action: 'drop' }],
    ['stop', { tag: 'stop', action: 'exclude' }],
  ]);

  it('rename and drop, and leave each tag once', () => {
    expect(fixTags(['VIP', 'vip', 'junk', 'news'], fixes)).toEqual(['VIP', 'news']);
  });

  it('exclude whoever has one', () => {
    expect(fixTags(['news', 'stop'], fixes)).toBeNull();
  });
});
