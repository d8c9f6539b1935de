import { describe, expect, it } from 'vitest';
import { decideDuplicates, mergeContacts } from '../../../shared/duplicates.ts';

describe('rows with the same reference ID', () => {
  const decide = (policy: 'keep-first' | 'keep-last' | 'merge' | 'exclude') =>
    [...decideDuplicates([2, 5, 9], policy)].map(([row, { kind }]) => [row, kind]);

  it.each([
    [
      'keep-first',
      [
        [2, 'keep'],
        [5, 'exclude'],
        [9, 'exclude'],
      ],
    ],
    [
      'keep-last',
      [
        [2, 'exclude'],
        [5, 'exclude'],
        [9, 'keep'],
      ],
    ],
    [
      'merge',
      [
        [2, 'carry'],
        [5, 'merge'],
        [9, 'merge'],
      ],
    ],
    [
      'exclude',
      [
        [2, 'exclude'],
        [5, 'exclude'],
        [9, 'exclude'],
      ],
    ],
  ] as const)('under %s', (policy, decisions) => {
    expect(decide(policy)).toEqual(decisions);
  });

  it('are united: tags once each in order, later values win, what is absent overwrites nothing', () => {
    const merged = mergeContacts([
      {
        externalReferenceId: '7',
        firstName: 'Ann',
        lastName: 'Lee',
        tags: ['a', 'b'],
        customProperties: { n: 1, m: 1 },
      },
      { externalReferenceId: '7', firstName: 'Anna', tags: ['b', 'c'], customProperties: { n: 2 } },
    ]);
    expect(merged).toEqual({
      externalReferenceId: '7',
      firstName: 'Anna',
      lastName: 'Lee',
      tags: ['a', 'b', 'c'],
      customProperties: { n: 2, m: 1 },
    });
  });
});
