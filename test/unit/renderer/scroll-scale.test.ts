import { describe, expect, it } from 'vitest';
import {
  listTopOf,
  longestTrack,
  rowsInView,
  scrollTopOf,
  trackOf,
} from '../../../renderer/lib/scroll-scale.ts';

const rowHeight = 34;
const viewport = 600;
/** Chromium's limit for the height of an element. */
const chromiumLimit = 33_554_430;

describe('scrolling over many rows', () => {
  it('is plain scrolling while the list is short', () => {
    const track = trackOf(1000, rowHeight, viewport);
    expect(track.trackHeight).toBe(34_000);
    expect(listTopOf(track, 1234)).toBe(1234);
    expect(scrollTopOf(track, 1234)).toBe(1234);
  });

  it('never draws an element higher than Chromium can', () => {
    expect(trackOf(5_000_000, rowHeight, viewport).trackHeight).toBe(longestTrack);
    expect(longestTrack).toBeLessThan(chromiumLimit);
  });

  it('reaches the very last row of five million', () => {
    const rows = 5_000_000;
    const track = trackOf(rows, rowHeight, viewport);
    const bottom = track.trackHeight - viewport;
    const view = rowsInView(listTopOf(track, bottom), viewport, rowHeight, rows);
    expect(view.end).toBe(rows);
    expect(view.end - view.first).toBeLessThan(40);
  });

  it('finds its way back: list to track to list', () => {
    const track = trackOf(5_000_000, rowHeight, viewport);
    for (const listTop of [0, 17, 1_000_003, 169_999_000]) {
      expect(listTopOf(track, scrollTopOf(track, listTop))).toBeCloseTo(listTop, 3);
    }
  });

  it('stays inside the list', () => {
    const track = trackOf(3, rowHeight, viewport);
    expect(listTopOf(track, 99)).toBe(0);
    expect(scrollTopOf(track, 99)).toBe(0);
    expect(rowsInView(0, viewport, rowHeight, 3)).toEqual({ first: 0, end: 3 });
    expect(rowsInView(0, viewport, rowHeight, 0)).toEqual({ first: 0, end: 0 });
  });
});
