import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CellEditor } from './cell-editor.tsx';
import styles from './row-grid.module.css';

/** One column of a {@link RowGrid}. */
export interface GridColumn<Item> {
  readonly key: string;
  readonly header: string;
  /** CSS pixels, or `1fr` for the one that takes what is left. */
  readonly width: number | '1fr';
  readonly render: (item: Item) => ReactNode;
  /** What is known of the row at a place of the list before the row is there. Without it a grey bar stands there. */
  readonly waiting?: (index: number) => ReactNode;
  /** Figures stand at the right. */
  readonly right?: boolean;
  /** The text that can be edited here; null where this row has none. */
  readonly edit?: (item: Item) => string | null;
}

/** What can be done to a row and its cells; the same functions for as long as the grid is there. */
export interface RowActions<Item> {
  open(index: number, item: Item | undefined): void;
  /** Chooses a cell; one that can be edited takes the click away from opening its row. */
  choose(index: number, column: number, isEditable: boolean): void;
  edit(index: number, column: number): void;
  save(item: Item, columnKey: string, before: string, after: string): void;
  leave(): void;
}

interface GridRowProps<Item> {
  readonly gridId: string;
  readonly index: number;
  /** Undefined until the row is loaded. */
  readonly item: Item | undefined;
  readonly columns: readonly GridColumn<Item>[];
  /** For `grid-template-columns`. */
  readonly template: string;
  readonly isActive: boolean;
  /** The chosen column of the active row; null in the others, and where no cells are chosen. */
  readonly activeColumn: number | null;
  readonly isEditing: boolean;
  /** Whether cells can be edited at all. */
  readonly canEdit: boolean;
  readonly opens: boolean;
  readonly actions: RowActions<Item>;
}

/** The id of a row, or of a cell in the active row, by which the grid names the chosen one. */
export const gridElementId = (gridId: string, index: number, column?: number): string =>
  column === undefined ? `${gridId}-${index}` : `${gridId}-${index}-${column}`;

function Row<Item>(props: GridRowProps<Item>) {
  const { gridId, index, item, columns, template, isActive, opens, actions } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its rows
    <div
      id={gridElementId(gridId, index)}
      role="row"
      tabIndex={-1}
      // The header is the first.
      aria-rowindex={index + 2}
      aria-selected={isActive}
      aria-busy={item === undefined || undefined}
      className={styles.row}
      data-opens={opens || undefined}
      style={{ gridTemplateColumns: template }}
      onClick={() => actions.open(index, item)}
    >
      {columns.map((column, place) =>
        item !== undefined ? (
          <Cell key={column.key} {...props} item={item} column={column} place={place} />
        ) : column.waiting ? (
          <WaitingCell key={column.key} isRight={column.right ?? false}>
            {column.waiting(index)}
          </WaitingCell>
        ) : (
          <WaitingBar key={column.key} />
        ),
      )}
    </div>
  );
}

/** Drawn again only when something of this row changes, not with every step of scrolling. */
export const GridRow = memo(Row) as typeof Row;

interface CellProps<Item> extends GridRowProps<Item> {
  readonly item: Item;
  readonly column: GridColumn<Item>;
  readonly place: number;
}

function Cell<Item>({ column, place, item, ...props }: CellProps<Item>) {
  const { gridId, index, isActive, activeColumn, isEditing, canEdit, actions } = props;
  const text = canEdit ? (column.edit?.(item) ?? null) : null;
  const isChosen = place === activeColumn;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its cells
    <span
      id={canEdit && isActive ? gridElementId(gridId, index, place) : undefined}
      role="gridcell"
      tabIndex={-1}
      className={styles.cell}
      data-right={column.right || undefined}
      data-active={isChosen || undefined}
      data-edits={text !== null || undefined}
      onClick={(event) => {
        // What can be edited is chosen by a click, not opened.
        if (text !== null) event.stopPropagation();
        actions.choose(index, place, text !== null);
      }}
      onDoubleClick={() => actions.edit(index, place)}
    >
      {text !== null && isChosen && isEditing ? (
        <EditedText
          key={index}
          column={column.header}
          text={text}
          onSave={(typed) => actions.save(item, column.key, text, typed)}
          onLeave={actions.leave}
        />
      ) : (
        column.render(item)
      )}
    </span>
  );
}

interface EditedTextProps {
  readonly column: string;
  readonly text: string;
  readonly onSave: (text: string) => void;
  readonly onLeave: () => void;
}

function EditedText({ column, ...editor }: EditedTextProps) {
  const { t } = useTranslation();
  return <CellEditor label={t('common.editCell', { column })} {...editor} />;
}

interface WaitingCellProps {
  readonly isRight: boolean;
  readonly children: ReactNode;
}

function WaitingCell({ isRight, children }: WaitingCellProps) {
  return (
    <span role="gridcell" tabIndex={-1} className={styles.cell} data-right={isRight || undefined}>
      {children}
    </span>
  );
}

/** The same for every row, so that it is drawn once, however many rows race by. */
const WaitingBar = memo(function WaitingBar() {
  return (
    <WaitingCell isRight={false}>
      <span className={styles.waiting} />
    </WaitingCell>
  );
});
