import { expect, type Locator, type Page } from '@playwright/test';

/** A row of a grid as it is seen. */
export interface ShownRow {
  /** As the grid's first column says. */
  readonly row: number;
  /** Texts by the name of their column. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Drives the grid of checked rows as a person does, and reads what it shows. */
export function rowGrid(page: Page): RowGrid {
  return new RowGrid(page, page.getByRole('grid', { name: 'Rows' }));
}

class RowGrid {
  private readonly page: Page;
  readonly locator: Locator;

  constructor(page: Page, locator: Locator) {
    this.page = page;
    this.locator = locator;
  }

  /** The rows in view from top to bottom, parts of rows too, as soon as all of them are loaded. */
  async shown(): Promise<readonly ShownRow[]> {
    let rows: readonly ShownRow[] | null = null;
    await expect
      .poll(async () => {
        rows = await this.locator.evaluate(readRows);
        return rows !== null;
      })
      .toBe(true);
    return rows ?? [];
  }

  /** Waits until the row with this number is the first in view. */
  async expectFirst(row: number): Promise<void> {
    await expect.poll(async () => (await this.shown())[0]?.row).toBe(row);
  }

  /** Waits until the row with this number is the last in view. */
  async expectLast(row: number): Promise<void> {
    await expect.poll(async () => (await this.shown()).at(-1)?.row).toBe(row);
  }

  /** Turns the wheel over the grid. @param deltaY CSS pixels */
  async wheel(deltaY: number): Promise<void> {
    await this.locator.hover();
    await this.page.mouse.wheel(0, deltaY);
  }

  /** Drags the scrollbar in some steps, a frame each. @param from, to places on it, from 0 to 1 */
  async drag(from: number, to: number, steps: number): Promise<void> {
    await this.locator.evaluate(
      async (grid, [start, end, count]) => {
        for (let step = 1; step <= count; step += 1) {
          const share = start + ((end - start) * step) / count;
          grid.scrollTop = share * (grid.scrollHeight - grid.clientHeight);
          await new Promise(requestAnimationFrame);
        }
      },
      [from, to, steps] as const,
    );
  }

  /** Presses a key, with the focus on the grid. */
  async press(key: string): Promise<void> {
    await this.locator.focus();
    await this.page.keyboard.press(key);
  }

  /** The row with this number, among those in view. */
  row(number: number): Locator {
    const name = number.toLocaleString('en');
    return this.locator
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell', { name, exact: true }) });
  }
}

/** Runs in the page: null while a row in view isn't loaded. */
function readRows(grid: Element): ShownRow[] | null {
  const textsOf = (row: Element, role: string): string[] =>
    [...row.querySelectorAll(`[role=${role}]`)].map((cell) => cell.textContent);
  const [head, ...all] = grid.querySelectorAll('[role=row]');
  if (!head || grid.getAttribute('aria-busy') === 'true') return null;
  const top = head.getBoundingClientRect().bottom;
  const bottom = grid.getBoundingClientRect().top + grid.clientHeight;
  const rows = all.filter((row) => {
    const box = row.getBoundingClientRect();
    return box.bottom > top + 1 && box.top < bottom - 1;
  });
  if (rows.length === 0 || rows.some((row) => row.ariaBusy === 'true')) return null;
  const names = textsOf(head, 'columnheader');
  return rows.map((row) => {
    const texts = textsOf(row, 'gridcell');
    return {
      row: Number(texts[0]?.replaceAll(',', '')),
      cells: Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ''])),
    };
  });
}
