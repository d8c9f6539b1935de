import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Page } from '../../shared/bridge.ts';
import type { AppFailure } from '../../shared/result.ts';

interface RowPagesOptions<Item> {
  /** Names what is listed. */
  readonly queryKey: readonly unknown[];
  /** Names the list where `queryKey` changes with its content alone. */
  readonly listName: string;
  readonly loadPage: (offset: number, limit: number) => Promise<Page<Item>>;
  /** The rows that are drawn: first included, last excluded. */
  readonly view: { readonly first: number; readonly end: number };
  /** How many rows there are; null until that is known. */
  readonly total: number | null;
}

interface RowPages<Item> {
  /** The row at a place of the list; undefined until it is loaded. */
  itemAt(index: number): Item | undefined;
  /** How many rows there are, as the last answer says; undefined until there is one. */
  readonly total: number | undefined;
  readonly failed: { readonly error: AppFailure; readonly retry: () => void } | null;
}

/** Rows that are asked for at once. */
const pageSize = 100;
/** Milliseconds that the view must stay on its pages to be sure that they will be looked at. */
const settleTime = 70;
/** Least milliseconds between two requests while the view races through the list. */
const pace = 120;

/**
 * Loads the pages of rows that are in view, and their neighbours as soon as the view rests, so that neither the wheel
 * nor Page Down runs ahead of them. A jump is answered at once; while the view races through the list, most of its pages
 * would come too late to be seen, and are left out. What scrolled away is forgotten within seconds.
 */
export function useRowPages<Item>(options: RowPagesOptions<Item>): RowPages<Item> {
  const { queryKey, listName, loadPage, view, total } = options;
  const first = Math.floor(view.first / pageSize);
  const last = Math.max(first, Math.floor(Math.max(0, view.end - 1) / pageSize));
  const settled = useSettled(`${listName}:${first}-${last}`, settleTime);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const isCalm = performance.now() - askedAt.current >= pace;

  const lastOfAll = Math.ceil((total ?? 0) / pageSize) - 1;
  const from = Math.max(0, first - 1);
  const to = Math.max(last, Math.min(last + 1, lastOfAll));
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pages = useQueries({
    queries: numbers.map((page) => {
      const inView = page >= first && page <= last;
      return {
        queryKey: [...queryKey, page],
        queryFn: () => {
          askedAt.current = performance.now();
          return loadPage(page * pageSize, pageSize);
        },
        staleTime: 60_000,
        gcTime: 5_000,
        enabled: settled || (inView && isCalm),
      };
    }),
  });

  const shown = useRef(new Map<number, Page<Item>>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list forgets the rows of the one before
  useEffect(() => shown.current.clear(), [listName]);
  for (const page of shown.current.keys()) if (page < from || page > to) shown.current.delete(page);
  for (const [index, page] of pages.entries()) if (page.data) shown.current.set(from + index, page.data);

  const failed = pages.find((page) => page.error);
  return {
    itemAt(index) {
      const page = Math.floor(index / pageSize);
      // While the same list is asked for again, what was known of it stays in view.
      return (pages[page - from]?.data ?? shown.current.get(page))?.items[index % pageSize];
    },
    total: pages.find((page) => page.data)?.data?.total,
    failed: failed?.error ? { error: failed.error, retry: () => void failed.refetch() } : null,
  };
}

/** True once a value has stayed the same for a while, in milliseconds (at once for the first). */
function useSettled(value: string, after: number): boolean {
  const [settled, setSettled] = useState(value);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => setSettled(value), after);
    return () => clearTimeout(timer);
  }, [value, after]);
  return settled === value;
}
