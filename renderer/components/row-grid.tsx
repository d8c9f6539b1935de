import { useQueries } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../shared/bridge.ts';
import { rowsInView } from '../lib/scroll-scale.ts';
import { CellEditor } from './cell-editor.tsx';
import { ErrorNote } from './error-note.tsx';
import styles from './row-grid.module.css';
import { useRowScroll } from './use-row-scroll.ts';

export interface GridColumn<Item> {
  readonly key: string;
  readonly header: string;
  /** CSS pixels, or `1fr` for the one that takes what is left. */
  readonly width: number | '1fr';
  readonly render: (item: Item) => ReactNode;
  /** Figures stand at the right. */
  readonly right?: boolean;
  /** The text that can be edited here; null where this row has none. */
  readonly edit?: (item: Item) => string | null;
}

interface RowGridProps<Item> {
  readonly label: string;
  readonly columns: readonly GridColumn<Item>[];
  /** Names what is listed; another key is another list, and starts at its top. */
  readonly queryKey: readonly unknown[];
  readonly loadPage: (offset: number, limit: number) => Promise<Page<Item>>;
  readonly onOpen?: (item: Item) => void;
  /** Saves an edited cell. With it, Enter, F2 and a double click edit cells that have something to edit. */
  readonly onEdit?: (item: Item, columnKey: string, text: string) => void;
  /** Names the place in the list where `queryKey` changes with its content alone: it isn't left then. */
  readonly placeKey?: readonly unknown[];
  /** What stands there when nothing is listed. */
  readonly empty: ReactNode;
}

const rowHeight = 34;
const pageSize = 100;
/** A page that scrolled by is asked for only if the person stays this long, in milliseconds. */
const settleTime = 70;

/**
 * A table of any length: it asks for the pages of rows that are in view, and holds no others for long.
 * Arrow keys, Page Up and Down, Home and End move; Enter opens, or edits where a cell can be edited.
 */
export function RowGrid<Item>(props: RowGridProps<Item>) {
  const { label, columns, queryKey, loadPage, onOpen, onEdit, placeKey, empty } = props;
  const { t } = useTranslation();
  const id = useId();
  const [total, setTotal] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [activeColumn, setActiveColumn] = useState(0);
  const [editing, setEditing] = useState(false);
  const listName = JSON.stringify(placeKey ?? queryKey);
  const scroll = useRowScroll(total ?? 0, rowHeight, listName);
  const view = rowsInView(scroll.listTop, scroll.viewport, rowHeight, total ?? 0);
  const firstPage = Math.floor(view.first / pageSize);
  const lastPage = Math.max(firstPage, Math.floor(Math.max(0, view.end - 1) / pageSize));
  const settled = useSettled(`${listName}:${firstPage}-${lastPage}`, settleTime);

  const pageNumbers = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
  const pages = useQueries({
    queries: pageNumbers.map((page) => ({
      queryKey: [...queryKey, page],
      queryFn: () => loadPage(page * pageSize, pageSize),
      staleTime: 60_000,
      gcTime: 30_000,
      enabled: settled || page === 0,
    })),
  });
  const last = useRef(new Map<number, Page<Item>>());
  const grid = useRef<HTMLElement | null>(null);
  const known = pages.find((page) => page.data)?.data?.total;
  const failed = pages.find((page) => page.error);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list forgets the total of the one before
  useEffect(() => {
    setTotal(null);
    setActive(0);
    setEditing(false);
    last.current.clear();
  }, [listName]);
  useEffect(() => {
    if (known !== undefined) setTotal(known);
  }, [known]);

  for (const [index, page] of pages.entries()) if (page.data) last.current.set(firstPage + index, page.data);
  // While the same list is asked for again, what was known of it stays in view.
  const itemAt = (index: number): Item | undefined => {
    const page = Math.floor(index / pageSize);
    return (pages[page - firstPage]?.data ?? last.current.get(page))?.items[index % pageSize];
  };
  const textAt = (index: number, column: number): string | null => {
    const item = itemAt(index);
    return item === undefined || !onEdit ? null : (columns[column]?.edit?.(item) ?? null);
  };
  const edit = (index: number, column: number): boolean => {
    if (textAt(index, column) === null) return false;
    setActive(index);
    setActiveColumn(column);
    setEditing(true);
    return true;
  };
  const endEdit = (): void => {
    setEditing(false);
    grid.current?.focus({ preventScroll: true });
  };

  const moveTo = (index: number): void => {
    const next = Math.min(Math.max(0, index), Math.max(0, (total ?? 1) - 1));
    setActive(next);
    scroll.show(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = Math.max(1, Math.floor(scroll.viewport / rowHeight) - 1);
    const targets: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + step,
      PageUp: active - step,
      Home: 0,
      End: (total ?? 1) - 1,
    };
    const target = targets[event.key];
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const firstToEdit = columns.findIndex((_, column) => textAt(active, column) !== null);
    if (target !== undefined) {
      event.preventDefault();
      moveTo(target);
    } else if (onEdit && sideways !== undefined) {
      event.preventDefault();
      const next = Math.min(Math.max(0, activeColumn + sideways), columns.length - 1);
      setActiveColumn(next);
      document
        .getElementById(`${id}-${active}-${next}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (
      event.key === 'F2' &&
      edit(active, textAt(active, activeColumn) === null ? firstToEdit : activeColumn)
    ) {
      event.preventDefault();
    } else if (event.key === 'Enter' && edit(active, activeColumn)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && onOpen) {
      const item = itemAt(active);
      if (item !== undefined) {
        event.preventDefault();
        onOpen(item);
      }
    }
  };

  const template = columns
    .map(({ width }) => (width === '1fr' ? 'minmax(160px, 1fr)' : `${width}px`))
    .join(' ');
  const rows = Array.from({ length: view.end - view.first }, (_, index) => view.first + index);

  if (failed) return <ErrorNote error={failed.error} onRetry={() => void failed.refetch()} />;
  if (total === 0) return <div className={styles.empty}>{empty}</div>;
  return (
    <div
      ref={(node) => {
        grid.current = node;
        scroll.ref(node);
      }}
      className={styles.scroll}
      role="grid"
      aria-label={label}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={total ? `${id}-${active}${onEdit ? `-${activeColumn}` : ''}` : undefined}
      aria-busy={total === null}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div
        className={styles.head}
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        style={{ gridTemplateColumns: template }}
      >
        {columns.map((column) => (
          <span
            key={column.key}
            role="columnheader"
            tabIndex={-1}
            className={styles.cell}
            data-right={column.right || undefined}
          >
            {column.header}
          </span>
        ))}
      </div>
      <div className={styles.track} role="rowgroup" style={{ height: scroll.trackHeight }}>
        {rows.map((index) => {
          const item = itemAt(index);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid above handles the keys of its rows
            <div
              key={index}
              id={`${id}-${index}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-selected={index === active}
              className={styles.row}
              data-opens={onOpen ? true : undefined}
              style={{
                gridTemplateColumns: template,
                transform: `translateY(${scroll.offsetOf(index)}px)`,
                height: rowHeight,
              }}
              onClick={() => {
                setActive(index);
                if (item !== undefined) onOpen?.(item);
              }}
            >
              {item === undefined ? (
                <span role="gridcell" tabIndex={-1} className={styles.cell}>
                  <span className={styles.waiting} aria-label={t('common.loading')} role="img" />
                </span>
              ) : (
                columns.map((column, place) => {
                  const text = onEdit ? (column.edit?.(item) ?? null) : null;
                  const isActive = onEdit !== undefined && index === active && place === activeColumn;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid above handles the keys of its cells
                    <span
                      key={column.key}
                      id={onEdit ? `${id}-${index}-${place}` : undefined}
                      role="gridcell"
                      tabIndex={-1}
                      className={styles.cell}
                      data-right={column.right || undefined}
                      data-active={isActive || undefined}
                      data-edits={text !== null || undefined}
                      onClick={(event) => {
                        setActiveColumn(place);
                        if (text === null) return;
                        // What can be edited is chosen by a click, not opened.
                        event.stopPropagation();
                        setActive(index);
                        grid.current?.focus({ preventScroll: true });
                      }}
                      onDoubleClick={() => edit(index, place)}
                    >
                      {text !== null && isActive && editing ? (
                        <CellEditor
                          label={t('common.editCell', { column: column.header })}
                          text={text}
                          onSave={(typed) => {
                            endEdit();
                            if (typed !== text) onEdit?.(item, column.key, typed);
                          }}
                          onLeave={endEdit}
                        />
                      ) : (
                        column.render(item)
                      )}
                    </span>
                  );
                })
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** True once a value has stayed the same for a while (at once for the first). */
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
