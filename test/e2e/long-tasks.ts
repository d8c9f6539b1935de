import type { Page } from '@playwright/test';

type Watched = Window & { longTasks?: number[] };

/**
 * Watches, from now on, for tasks that keep a page from answering for more than 50 ms.
 * @returns takes their durations since it was asked last, in milliseconds
 */
export async function watchLongTasks(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    (window as Watched).longTasks = tasks;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(Math.round(duration));
    }).observe({ type: 'longtask' });
  });
  return () =>
    page.evaluate(async () => {
      // A task is told of after it has ended.
      await new Promise((resolve) => setTimeout(resolve, 60));
      return (window as Watched).longTasks?.splice(0) ?? [];
    });
}
