/**
 * Chromium caps an element at 33,554,430 pixels. A list that would be higher than this is drawn into a shorter
 * track, and its scroll position is scaled. All values are CSS pixels.
 */
export const longestTrack = 15_000_000;

/** How a list of rows lies in its track. */
export interface Track {
  /** Height of the list as it would be. */
  readonly height: number;
  /** Height of the element that is scrolled. */
  readonly trackHeight: number;
  readonly viewport: number;
}

export function trackOf(rows: number, rowHeight: number, viewport: number): Track {
  const height = rows * rowHeight;
  return { height, trackHeight: Math.min(height, longestTrack), viewport };
}

const room = (height: number, viewport: number): number => Math.max(0, height - viewport);

/** Where in the list the top of the window is, for an element scrolled to `scrollTop`. */
export function listTopOf(track: Track, scrollTop: number): number {
  const scrollable = room(track.trackHeight, track.viewport);
  if (scrollable === 0) return 0;
  const listRoom = room(track.height, track.viewport);
  return Math.min(listRoom, Math.max(0, scrollTop * (listRoom / scrollable)));
}

/** Where the element must be scrolled to, so that the window begins at `listTop`. */
export function scrollTopOf(track: Track, listTop: number): number {
  const listRoom = room(track.height, track.viewport);
  if (listRoom === 0) return 0;
  return Math.min(listRoom, Math.max(0, listTop)) * (room(track.trackHeight, track.viewport) / listRoom);
}

/** The rows to draw: first included, last excluded, with a few beyond both edges. */
export function rowsInView(
  listTop: number,
  viewport: number,
  rowHeight: number,
  rows: number,
  beyond = 2,
): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(listTop / rowHeight) - beyond);
  const end = Math.min(rows, Math.ceil((listTop + viewport) / rowHeight) + beyond);
  return { first: Math.min(first, end), end };
}
