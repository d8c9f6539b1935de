/** A sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
}

/** A row of a sheet, as it is numbered there. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** An open workbook of any format. Values are those that are stored, not as a column's width shows them. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /**
   * The rows of a sheet that are there, a few at a time. Cells that are missing are empty; rows that are missing
   * are left out.
   * @param onBytes is told how many unpacked bytes of how many were read
   */
  rows(sheet: Sheet, onBytes?: (read: number, total: number) => void): AsyncGenerator<SheetRow[]>;
  close(): void;
}
