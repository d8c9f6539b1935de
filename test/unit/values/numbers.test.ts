import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../shared/values/numbers.ts';

describe('a number', () => {
  it.each([
    ['12', undefined, 12],
    ['-12', undefined, -12],
    ['007', undefined, 7],
    ['12.5', undefined, 12.5],
    ['12,5', undefined, 12.5],
    ['1.234,56', undefined, 1234.56],
    ['1,234.56', undefined, 1234.56],
    ['1.234.567', undefined, 1234567],
    ['0.125', undefined, 0.125],
    ['1234.567', undefined, 1234.567],
    ["1'234", undefined, 1234],
    ['1 234,5', undefined, 1234.5],
    ['1.234', ',', 1234],
    ['1.234', '.', 1.234],
    ['1,234', '.', 1234],
    ['1.234,56', ',', 1234.56],
  ] as const)('%s with the decimal sign %s is %d', (text, decimal, value) => {
    expect(readNumber(text, decimal)).toEqual({ kind: 'number', value });
  });

  it.each(['1.234', '1,234', '999.999'])('%s without a decimal sign is ambiguous, not a guess', (text) => {
    expect(readNumber(text, undefined)).toEqual({ kind: 'ambiguous' });
  });

  it.each([
    ['twelve', undefined],
    ['12 €', undefined],
    ['1.5', ','],
    ['1,23,456', '.'],
    ['1e5', undefined],
    ['--1', undefined],
    ['12345678901234567', undefined],
  ] as const)('%s with the decimal sign %s is not a number that could be sent', (text, decimal) => {
    expect(readNumber(text, decimal).kind).toBe('invalid');
  });
});
