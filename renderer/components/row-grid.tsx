import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../shared/bridge.ts';
import { rowsInView } from '../lib/scroll-scale.ts';
import { ErrorNote } from './error-note.tsx';
import { type GridColumn, GridRow, gridElementId, type RowActions } from './grid-row.tsx';
import styles from './row-grid.module.css';
import { useRowPages } from './use-row-pages.ts';
import { useRowScroll } from './use-row-scroll.ts';

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
  /** What is said while a list takes its time to be made. */
  readonly waiting?: ReactNode;
}

/** CSS pixels; the style sheet has them too. */
const rowHeight = 34;
/** CSS pixels that the column of width `1fr` has at least. */
const leastWidth = 160;

/**
 * A table of any length: it asks for the pages of rows that are in view, and holds no others for long.
 * Arrow keys, Page Up and Down, Home and End move; Enter opens, or edits where a cell can be edited.
 */
export function RowGrid<Item>(props: RowGridProps<Item>) {
  const { label, columns, queryKey, loadPage, onOpen, onEdit, placeKey, empty, waiting } = props;
  const { t } = useTranslation();
  const id = useId();
  const [total, setTotal] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [activeColumn, setActiveColumn] = useState(0);
  const [editing, setEditing] = useState(false);
  const grid = useRef<HTMLElement | null>(null);
  const listName = JSON.stringify(placeKey ?? queryKey);
  const scroll = useRowScroll(total ?? 0, rowHeight, listName);
  const view = rowsInView(scroll.listTop, scroll.viewport, rowHeight, total ?? 0);
  const pages = useRowPages({ queryKey, listName, loadPage, view, total });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list forgets the total of the one before
  useEffect(() => {
    setTotal(null);
    setActive(0);
    setEditing(false);
  }, [listName]);
  useEffect(() => {
    if (pages.total !== undefined) setTotal(pages.total);
  }, [pages.total]);

  const textAt = (index: number, column: number): string | null => {
    const item = pages.itemAt(index);
    return item === undefined || !onEdit ? null : (columns[column]?.edit?.(item) ?? null);
  };
  const edit = (index: number, column: number): boolean => {
    if (textAt(index, column) === null) return false;
    setActive(index);
    setActiveColumn(column);
    setEditing(true);
    return true;
  };
  const focus = (): void => grid.current?.focus({ preventScroll: true });
  const leave = (): void => {
    setEditing(false);
    focus();
  };
  const actions = useStableActions<Item>({
    open(index, item) {
      setActive(index);
      if (item !== undefined) onOpen?.(item);
    },
    choose(index, column, isEditable) {
      setActiveColumn(column);
      if (!isEditable) return;
      setActive(index);
      focus();
    },
    edit,
    save(item, columnKey, before, after) {
      leave();
      if (after !== before) onEdit?.(item, columnKey, after);
    },
    leave,
  });

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
        .getElementById(gridElementId(id, active, next))
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (
      event.key === 'F2' &&
      edit(active, textAt(active, activeColumn) === null ? firstToEdit : activeColumn)
    ) {
      event.preventDefault();
    } else if (event.key === 'Enter' && edit(active, activeColumn)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && onOpen) {
      const item = pages.itemAt(active);
      if (item !== undefined) {
        event.preventDefault();
        onOpen(item);
      }
    }
  };

  const template = columns
    .map(({ width }) => (width === '1fr' ? `minmax(${leastWidth}px, 1fr)` : `${width}px`))
    .join(' ');
  const minWidth = columns.reduce((sum, { width }) => sum + (width === '1fr' ? leastWidth : width), 0);
  const isKnown = total !== null;
  // Until it is known how many rows there are, there are as many as fit.
  const drawn = isKnown ? view : { first: 0, end: Math.ceil(scroll.viewport / rowHeight) };
  const indexes = Array.from({ length: drawn.end - drawn.first }, (_, place) => drawn.first + place);
  const keyOf = useRowKeys(drawn.first, drawn.end);
  if (pages.failed) return <ErrorNote error={pages.failed.error} onRetry={pages.failed.retry} />;
  if (total === 0) return <div className={styles.empty}>{empty}</div>;
  return (
    <div className={styles.root}>
      <div
        ref={(node) => {
          grid.current = node;
          scroll.ref(node);
        }}
        className={styles.scroll}
        role="grid"
        aria-label={label}
        aria-rowcount={isKnown ? total + 1 : -1}
        aria-colcount={columns.length}
        aria-activedescendant={
          total ? gridElementId(id, active, onEdit ? activeColumn : undefined) : undefined
        }
        aria-busy={!isKnown}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div
          className={styles.head}
          role="row"
          aria-rowindex={1}
          tabIndex={-1}
          style={{ gridTemplateColumns: template, minWidth }}
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
        <div
          className={styles.track}
          role="rowgroup"
          style={{ minWidth, height: isKnown ? scroll.trackHeight : undefined }}
        >
          {/* Stays in place while the track scrolls beneath it: there are rows in it at any moment. */}
          <div
            className={styles.window}
            style={{ height: isKnown ? Math.min(scroll.viewport, scroll.trackHeight) : undefined }}
          >
            <div
              className={styles.rows}
              data-unknown={!isKnown || undefined}
              style={{
                transform: isKnown ? `translateY(${drawn.first * rowHeight - scroll.listTop}px)` : undefined,
              }}
            >
              {indexes.map((index) => (
                <GridRow
                  key={keyOf(index)}
                  gridId={id}
                  index={index}
                  item={isKnown ? pages.itemAt(index) : undefined}
                  columns={columns}
                  template={template}
                  isActive={isKnown && index === active}
                  activeColumn={onEdit && index === active ? activeColumn : null}
                  isEditing={editing && index === active}
                  canEdit={onEdit !== undefined}
                  opens={onOpen !== undefined}
                  actions={actions}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      {isKnown ? null : (
        <p className={styles.wait} role="status">
          {waiting ?? t('common.loading')}
        </p>
      )}
    </div>
  );
}

/** The same functions with every rendering, so that no row is drawn for their sake; each does what was given last. */
function useStableActions<Item>(actions: RowActions<Item>): RowActions<Item> {
  const latest = useRef(actions);
  latest.current = actions;
  return useMemo<RowActions<Item>>(
    () => ({
      open: (...about) => latest.current.open(...about),
      choose: (...about) => latest.current.choose(...about),
      edit: (...about) => latest.current.edit(...about),
      save: (...about) => latest.current.save(...about),
      leave: () => latest.current.leave(),
    }),
    [],
  );
}

/**
 * Keys of rows, by their place in the list. A row that stays in view keeps its elements; when the view jumps, the
 * rows there take over the elements of those that were in view, which is quicker than making new ones.
 */
function useRowKeys(first: number, end: number): (index: number) => number {
  const last = useRef({ first, end, shift: 0 });
  const before = last.current;
  const overlaps = first < before.end && end > before.first;
  const shift = overlaps ? before.shift : before.shift + first - before.first;
  last.current = { first, end, shift };
  return (index) => index - shift;
}
