import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { listTopOf, scrollTopOf, trackOf } from '../lib/scroll-scale.ts';

interface RowScroll {
  /** For the element that scrolls. */
  readonly ref: RefCallback<HTMLElement>;
  /** Height of the element inside it, in CSS pixels. */
  readonly trackHeight: number;
  readonly viewport: number;
  /** Where in the whole list the view begins, in CSS pixels of the list. */
  readonly listTop: number;
  /** Brings a row into view. */
  show(index: number): void;
}

/** Height of the sticky header row. */
const headHeight = 32;

/**
 * Scrolling over any number of rows of one height. Beyond the height that Chromium can draw, the scrollbar is
 * scaled, while the wheel still moves by the pixels it says.
 */
export function useRowScroll(rows: number, rowHeight: number, listName: string): RowScroll {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [viewport, setViewport] = useState(400);
  const [listTop, setListTop] = useState(0);
  const track = trackOf(rows, rowHeight, viewport);
  // The listeners below live longer than one rendering: they read what was rendered last.
  const now = useRef({ track, listTop });
  now.current = { track, listTop };

  const ref: RefCallback<HTMLElement> = useCallback((node) => setElement(node), []);

  const goTo = useCallback(
    (target: number): void => {
      if (!element) return;
      const { track: current } = now.current;
      const room = Math.max(0, current.height - current.viewport);
      const next = Math.min(room, Math.max(0, target));
      // More of it may come before it is rendered.
      now.current = { track: current, listTop: next };
      setListTop(next);
      element.scrollTop = scrollTopOf(current, next);
    },
    [element],
  );

  useEffect(() => {
    if (!element) return;
    const onResize = new ResizeObserver(() => setViewport(Math.max(1, element.clientHeight - headHeight)));
    onResize.observe(element);
    const onScroll = (): void => {
      const { track: current, listTop: before } = now.current;
      // Our own scrolling comes back rounded to a device pixel, which is many pixels of a scaled list.
      if (Math.abs(scrollTopOf(current, before) - element.scrollTop) < 1) return;
      // Drawn in the frame that is scrolled, not in the one after it.
      flushSync(() => setListTop(listTopOf(current, element.scrollTop)));
    };
    const onWheel = (event: WheelEvent): void => {
      const { track: current, listTop: before } = now.current;
      if (current.height === current.trackHeight || event.deltaY === 0 || event.ctrlKey) return;
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      goTo(before + event.deltaY * unit);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      onResize.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [element, goTo, rowHeight]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top
  useEffect(() => {
    goTo(0);
  }, [listName]);

  return {
    ref,
    trackHeight: track.trackHeight,
    viewport,
    listTop,
    show: (index) => {
      const top = index * rowHeight;
      if (top < listTop) goTo(top);
      else if (top + rowHeight > listTop + viewport) goTo(top + rowHeight - viewport);
    },
  };
}
