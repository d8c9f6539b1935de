import { describe, expect, it } from 'vitest';
import { type DiffPart, diffText } from '../../../renderer/lib/diff.ts';

/** Parts as one text, changed ones in square brackets. */
const marked = (parts: readonly DiffPart[]): string =>
  parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');

describe('marking what a repair changed', () => {
  it.each([
    ['0171 3920034', '+491713920034', '[0]171[ ]3920034', '[+49]1713920034'],
    ['+49 (0) 176-12', '+4917612', '+49[ (0) ]176[-]12', '+4917612'],
    ['4915123.0', '+4915123', '4915123[.0]', '[+]4915123'],
  ])('%s becomes %s', (before, after, left, right) => {
    const diff = diffText(before, after);
    expect(marked(diff.before)).toBe(left);
    expect(marked(diff.after)).toBe(right);
  });

  it('marks nothing where nothing changed', () => {
    expect(diffText('Jörg', 'Jörg')).toEqual({
      before: [{ text: 'Jörg', changed: false }],
      after: [{ text: 'Jörg', changed: false }],
    });
  });

  it('does not cut a character outside the basic plane in two', () => {
    const diff = diffText('𝟎𝟏', '01');
    expect(marked(diff.before)).toBe('[𝟎𝟏]');
    expect(marked(diff.after)).toBe('[01]');
  });

  it('marks a very long text as a whole', () => {
    const before = 'x'.repeat(500);
    expect(marked(diffText(before, `${before}y`).before)).toBe(`[${before}]`);
  });
});
