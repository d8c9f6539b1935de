import { describe, expect, it } from 'vitest';
import { defaultSettings, readSettings } from '../../../electron/shell/read-settings.ts';

describe('stored settings', () => {
  it('are read as they were written', () => {
    const stored = { theme: 'dark', welcomed: true, current: null } as const;
    expect(readSettings(stored)).toEqual(stored);
  });

  it.each([undefined, null, 'text', 7, [], {}])('that are %j become the defaults', (stored) => {
    expect(readSettings(stored)).toEqual(defaultSettings);
  });

  it('keep what fits when a part of them does not', () => {
    expect(readSettings({ theme: 'purple', welcomed: true, current: { step: 'nowhere' } })).toEqual({
      ...defaultSettings,
      welcomed: true,
    });
  });

  it('lose what no setting has', () => {
    expect(readSettings({ theme: 'light', leftover: 1 })).not.toHaveProperty('leftover');
  });
});
