import { describe, expect, it } from 'vitest';
import { differenceIn } from '../../phones/compare.ts';
import { writeNumber } from '../../phones/generate.ts';
import { chanceOf } from '../../phones/random.ts';

describe('numbers that say which one they are', () => {
  it('are judged as libphonenumber-js/max judges them (a sample; `npm run test:phones` runs millions)', () => {
    const chance = chanceOf(1_113_016);
    const differences = [];
    for (let count = 0; count < 200_000 && differences.length < 10; count += 1) {
      const difference = differenceIn(writeNumber(chance));
      if (difference) differences.push(difference);
    }
    expect(differences).toEqual([]);
  }, 60_000);
});
