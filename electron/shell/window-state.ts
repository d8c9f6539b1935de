import * as z from 'zod';

/** Where a window is on the desktop, in device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the window was left. Without a position the system places it. */
export interface WindowState {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly maximized: boolean;
}

const defaultState: WindowState = { width: 1280, height: 860, maximized: false };
/** The least size at which every step still fits. */
export const minimumSize = { width: 900, height: 620 } as const;
/** Pixels of the window that must be on some display, or it can't be grabbed. */
const leastVisible = { width: 120, height: 60 } as const;

const bound = z.int().min(-100_000).max(100_000);
const storedSchema = z.object({
  x: bound,
  y: bound,
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean(),
});

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

/**
 * A stored state that can be used now: a position on a display that is no longer there is forgotten, and so is
 * anything that isn't a state at all.
 * @param displays the work areas of all displays.
 */
export function usableState(stored: unknown, displays: readonly Bounds[]): WindowState {
  const parsed = storedSchema.safeParse(stored);
  if (!parsed.success) return defaultState;
  const { x, y, maximized } = parsed.data;
  const width = Math.max(parsed.data.width, minimumSize.width);
  const height = Math.max(parsed.data.height, minimumSize.height);
  const visible = displays.some(
    (display) =>
      overlap(x, width, display.x, display.width) >= leastVisible.width &&
      // The title bar counts: a window whose top is above the display can't be moved.
      y >= display.y &&
      overlap(y, height, display.y, display.height) >= leastVisible.height,
  );
  return visible ? { x, y, width, height, maximized } : { width, height, maximized };
}
