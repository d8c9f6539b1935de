import { describe, expect, test } from 'vitest';
import {
  formatAdvice,
  meaningOf,
  recognisedFormat,
  withQuestion,
} from '../../../renderer/steps/mapping/value-format.ts';

const date = { type: 'date', decimal: null, format: null } as const;
const number = { type: 'number', decimal: null, format: null } as const;

describe('what is told and asked of a property that reads a column', () => {
  test('a date that can only be read in one way is recognised when its type is chosen', () => {
    expect(recognisedFormat('date', ['24.12.2025', '', '31.01.2025'])).toEqual({
      format: 'dd.MM.yyyy',
      decimal: null,
    });
  });

  test('a date format that was cleared is offered again, with what it makes of a cell', () => {
    expect(formatAdvice(date, ['', '24.12.2025'])).toMatchObject({
      kind: 'offer',
      reading: { set: { format: 'dd.MM.yyyy' }, means: '2025-12-24' },
    });
  });

  test('day or month first is asked by a cell in which it makes a difference', () => {
    const advice = formatAdvice(date, ['05/05/2025', '03/04/2025']);
    expect(advice).toMatchObject({ kind: 'ask', example: '03/04/2025' });
    expect(advice.kind === 'ask' && advice.readings.map(({ means }) => means).sort()).toEqual([
      '2025-03-04',
      '2025-04-03',
    ]);
  });

  test('thousands or a fraction is asked where every number could be both', () => {
    const advice = formatAdvice(number, ['1.234', '2.500']);
    expect(advice.kind === 'ask' && advice.readings.map(({ means }) => means)).toEqual([1.234, 1234]);
  });

  test('an answer ends the question', () => {
    expect(formatAdvice({ ...date, format: 'dd/MM/yyyy' }, ['03/04/2025']).kind).toBe('none');
    expect(formatAdvice({ ...number, decimal: ',' }, ['1.234']).kind).toBe('none');
  });

  test('a property is undecided until the question about its column is answered', () => {
    const property = {
      key: 'a',
      technicalName: 'bought',
      kind: 'column',
      value: 'bought',
      undecided: false,
      ...date,
    } as const;
    expect(withQuestion(property, ['03/04/2025']).undecided).toBe(true);
    expect(withQuestion({ ...property, format: 'MM/dd/yyyy' }, ['03/04/2025']).undecided).toBe(false);
    expect(withQuestion({ ...property, kind: 'constant', value: '03/04/2025' }, []).undecided).toBe(false);
  });

  test('dates with a time zone are recognised, and need no format', () => {
    expect(formatAdvice(date, ['2026-03-01T18:00:00Z'])).toEqual({ kind: 'recognised', share: 1 });
    expect(meaningOf(date, '2026-03-01T18:00:00Z')).toBe('2026-03-01');
  });

  test('a cell is shown as what is sent for it, or as nothing', () => {
    expect(meaningOf({ ...date, format: 'dd.MM.yyyy' }, ' 24.12.2025 ')).toBe('2025-12-24');
    expect(meaningOf({ ...number, decimal: ',' }, '1.234,56')).toBe('1234.56');
    expect(meaningOf(number, 'soon')).toBeNull();
  });

  test('plain numbers and texts need no word', () => {
    expect(formatAdvice(number, ['12', '1234']).kind).toBe('none');
    expect(formatAdvice(date, ['soon', 'later']).kind).toBe('none');
    expect(formatAdvice({ ...date, type: 'string' }, ['03/04/2025']).kind).toBe('none');
  });
});
