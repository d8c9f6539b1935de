import * as z from 'zod';
import type { EditState } from '../../shared/audience.ts';
import type { Db } from './database.ts';
import { prepared } from './prepared.ts';

/** One cell that gets another text. */
export interface CellChange {
  readonly row: number;
  /** The column's place, from 0. */
  readonly column: number;
  readonly before: string;
  readonly after: string;
}

const changesSchema = z.array(
  z.object({ row: z.int(), column: z.int(), before: z.string(), after: z.string() }),
);
const editRow = z.object({
  number: z.int(),
  changes: z.string().transform((text) => changesSchema.parse(JSON.parse(text))),
});
const cellRow = z.object({ row: z.int(), column: z.int(), text: z.string() });

/** Cells that the person changed, laid over the staged rows; the file itself is never touched. */
export class CellEdits {
  private readonly db: Db;

  constructor(db: Db) {
    this.db = db;
  }

  /** Makes one edit of one or more cells; what was undone before can't be made again after it. */
  add(audienceId: string, changes: readonly CellChange[]): void {
    this.db.transaction(() => {
      this.db.prepare('DELETE FROM cell_edit WHERE audience_id = ? AND undone = 1').run(audienceId);
      this.db
        .prepare(
          `INSERT INTO cell_edit (audience_id, number, changes)
           VALUES (?, 1 + coalesce((SELECT max(number) FROM cell_edit WHERE audience_id = ?), 0), ?)`,
        )
        .run(audienceId, audienceId, JSON.stringify(changes));
      this.write(audienceId, changes, 'after');
    })();
  }

  /** Takes the last edit back. @returns its changes; none where there is nothing to take back */
  undo(audienceId: string): readonly CellChange[] {
    return this.step(audienceId, 0);
  }

  /** Makes the edit again that was taken back last. @returns its changes */
  redo(audienceId: string): readonly CellChange[] {
    return this.step(audienceId, 1);
  }

  state(audienceId: string): EditState {
    const count = (sql: string): number =>
      z.object({ n: z.int() }).parse(this.db.prepare(sql).get(audienceId)).n;
    return {
      undo: count('SELECT count(*) AS n FROM cell_edit WHERE audience_id = ? AND undone = 0'),
      redo: count('SELECT count(*) AS n FROM cell_edit WHERE audience_id = ? AND undone = 1'),
      cells: count('SELECT count(*) AS n FROM edited_cell WHERE audience_id = ?'),
    };
  }

  /** Puts edited texts into decoded rows. @param firstRow the number of `rows[0]` */
  apply(audienceId: string, firstRow: number, rows: string[][]): void {
    for (const { row, column, text } of this.between(audienceId, firstRow, firstRow + rows.length - 1)) {
      const cells = rows[row - firstRow];
      if (!cells) continue;
      while (cells.length < column) cells.push('');
      cells[column] = text;
    }
  }

  /** Edited cells of the rows `from` to `to`, both included. */
  between(audienceId: string, from: number, to: number): z.output<typeof cellRow>[] {
    return prepared(
      this.db,
      'SELECT row, column, text FROM edited_cell WHERE audience_id = ? AND row BETWEEN ? AND ?',
    )
      .all(audienceId, from, to)
      .map((value) => cellRow.parse(value));
  }

  private step(audienceId: string, undone: 0 | 1): readonly CellChange[] {
    return this.db.transaction(() => {
      const found = this.db
        .prepare(
          `SELECT number, changes FROM cell_edit WHERE audience_id = ? AND undone = ?
           ORDER BY number ${undone === 0 ? 'DESC' : 'ASC'} LIMIT 1`,
        )
        .get(audienceId, undone);
      if (found === undefined) return [];
      const { number, changes } = editRow.parse(found);
      this.db
        .prepare('UPDATE cell_edit SET undone = ? WHERE audience_id = ? AND number = ?')
        .run(1 - undone, audienceId, number);
      this.write(audienceId, changes, undone === 0 ? 'before' : 'after');
      return changes;
    })();
  }

  private write(audienceId: string, changes: readonly CellChange[], which: 'before' | 'after'): void {
    const by = which === 'after' ? 1 : -1;
    const set = this.db.prepare(
      `INSERT INTO edited_cell (audience_id, row, column, text, edits) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (audience_id, row, column) DO UPDATE SET text = excluded.text, edits = edits + ?`,
    );
    for (const change of changes) set.run(audienceId, change.row, change.column, change[which], by);
    // A cell without an edit is the file's own again, also where the file has no such cell.
    this.db.prepare('DELETE FROM edited_cell WHERE audience_id = ? AND edits = 0').run(audienceId);
  }
}
