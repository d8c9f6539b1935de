import { describe, expect, it } from 'vitest';
import { domainEn } from '../../../shared/locales/en.ts';
import { errorText, fillIn } from '../../../shared/locales/words.ts';
import { appError } from '../../../shared/result.ts';

describe('words of failures', () => {
  it('name the thing, what to do, and the words of the system', () => {
    expect(errorText(appError('file.not_readable', { file: 'spring.csv' }, 'EACCES'))).toBe(
      'The file spring.csv can’t be opened. ' +
        'Close it in other programs, check that you may read it, and choose it again. (EACCES)',
    );
  });

  it('leave no gap where a value is not known', () => {
    for (const { what, next } of Object.values(domainEn.error)) {
      expect(fillIn(`${what} ${next}`)).not.toMatch(/\{\{|\s{2}|undefined/);
    }
  });

  it('put a value in wherever it is named', () => {
    expect(fillIn('{{a}} and {{ b }}', { a: 1, b: 'two' })).toBe('1 and two');
  });
});
