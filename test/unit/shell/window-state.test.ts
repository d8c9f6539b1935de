import { describe, expect, it } from 'vitest';
import { usableState } from '../../../electron/shell/window-state.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 900 };
const second = { x: 1440, y: 0, width: 1920, height: 1080 };
const left = { x: 1600, y: 100, width: 1200, height: 800, maximized: false };

describe('the window comes back', () => {
  it('where it was left, while that display is there', () => {
    expect(usableState(left, [laptop, second])).toEqual(left);
  });

  it('in its size, placed by the system, when that display is gone', () => {
    expect(usableState(left, [laptop])).toEqual({ width: 1200, height: 800, maximized: false });
  });

  it('placed by the system when its title bar would be above the display', () => {
    expect(usableState({ ...left, x: 10, y: -50 }, [laptop])).not.toHaveProperty('x');
  });

  it('no smaller than every step needs', () => {
    expect(usableState({ ...left, x: 0, y: 0, width: 50, height: 50 }, [laptop])).toMatchObject({
      width: 900,
      height: 620,
    });
  });

  it.each([undefined, null, {}, 'broken', { ...left, width: 'wide' }, { ...left, x: Number.NaN }])(
    'as on the first day, when what was stored is %j',
    (stored) => {
      expect(usableState(stored, [laptop])).toEqual({ width: 1280, height: 860, maximized: false });
    },
  );
});
