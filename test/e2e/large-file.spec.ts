import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from './launch-app.ts';

/** 100,000 people, one in ten with a number that can't be sent. */
function people(): string {
  const rows = Array.from({ length: 100_000 }, (_, index) => {
    const phone = index % 10 === 9 ? 'n/a' : `+4915228${String(index).padStart(6, '0')}`;
    return `${index + 1},Jörg,Müller ${index},${phone},joerg.${index}@example.com,VIP;Sommer,${index % 40},24.12.2025`;
  });
  return `customer_id,first_name,last_name,phone,email,tags,orders,last_purchase\n${rows.join('\n')}\n`;
}

test('100,000 rows are imported and checked while the window goes on answering', async () => {
  const app = await launchApp();
  try {
    const { page } = app;
    const file = join(app.dataDir, 'people.csv');
    writeFileSync(file, people());
    await page.getByRole('button', { name: 'Look around first' }).click();
    // The longest time between two frames is how long the window stood still.
    await page.evaluate(() => {
      const watch = window as unknown as { longestGap: number };
      watch.longestGap = 0;
      let last = performance.now();
      const frame = (now: number): void => {
        watch.longestGap = Math.max(watch.longestGap, now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    await app.answerOpenDialog(file);
    await page.getByRole('button', { name: 'Choose a file', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('100,000 people in 8 columns.', {
      timeout: 30_000,
    });
    await page.getByRole('button', { name: 'Go on: mapping' }).click();
    // What tells people apart is never decided by a guess alone: the person confirms it.
    await page.getByRole('button', { name: 'Use “phone” as reference ID' }).click();
    await page.getByRole('button', { name: 'Go on: check everyone' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /^90,000 of 100,000 people will be sent/,
      { timeout: 40_000 },
    );
    const gap = await page.evaluate(() => (window as unknown as { longestGap: number }).longestGap);
    test
      .info()
      .annotations.push({ type: 'longest gap between frames', description: `${Math.round(gap)} ms` });
    // Frozen means that a click isn't answered. A busy test machine drops frames; it doesn't stop for a second.
    expect(gap).toBeLessThan(1000);
  } finally {
    await app[Symbol.asyncDispose]();
  }
});
