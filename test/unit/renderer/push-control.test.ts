import { describe, expect, it } from 'vitest';
import { canResume, leftToSend, settledOf } from '../../../renderer/lib/run-standing.ts';
import { portionSize, wholePortion } from '../../../renderer/steps/push/portion.ts';
import { emptyContactCounts } from '../../../shared/receipt.ts';

describe('how many go out at first', () => {
  it('is everybody, unless the person chose otherwise', () => {
    expect(portionSize(wholePortion, 336)).toBe(336);
  });

  it('is the typed number of the chosen kind, and never more than there are', () => {
    const portion = { ...wholePortion, canary: '5', limit: ' 500 ' };
    expect(portionSize({ ...portion, kind: 'canary' }, 336)).toBe(5);
    expect(portionSize({ ...portion, kind: 'limit' }, 336)).toBe(336);
  });

  it.each(['', '0', '-1', '1.5', 'five', '1e3'])('is unknown for “%s”', (typed) => {
    expect(portionSize({ ...wholePortion, kind: 'limit', limit: typed }, 336)).toBeNull();
  });

  it('is at most a thousand for a look', () => {
    expect(portionSize({ ...wholePortion, kind: 'canary', canary: '1000' }, 5_000)).toBe(1_000);
    expect(portionSize({ ...wholePortion, kind: 'canary', canary: '1001' }, 5_000)).toBeNull();
  });
});

describe('what going on with a push sends', () => {
  const contacts = {
    ...emptyContactCounts(),
    sent: 4_400,
    accepted: 3_900,
    unconfirmed: 50,
    rejected: 50,
    unknown: 400,
    not_sent: 5_600,
  };

  it('is everybody who was not sent', () => {
    expect(leftToSend({ contacts: { ...contacts, unknown: 0, sent: 4_000 } })).toBe(5_600);
  });

  it('can’t be counted where some have no answer: only some of them were on their way', () => {
    expect(leftToSend({ contacts })).toBeNull();
  });

  it('is nobody who has an answer', () => {
    expect(settledOf({ contacts })).toBe(4_000);
  });

  it('is nothing once the rows were forgotten, or the push is finished', () => {
    expect(canResume({ state: 'interrupted', contacts, rowsForgotten: false })).toBe(true);
    expect(canResume({ state: 'interrupted', contacts, rowsForgotten: true })).toBe(false);
    expect(canResume({ state: 'finished', contacts, rowsForgotten: false })).toBe(false);
    expect(canResume({ state: 'running', contacts, rowsForgotten: false })).toBe(false);
  });
});
