import { expect, test } from '@playwright/test';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

test.describe('tags that do not exist where the contacts go', () => {
  let app: App;
  test.beforeAll(async () => {
    app = await launchApp();
    await app.page.getByRole('button', { name: 'Start with the sample audience' }).click();
    await expect(app.page.getByRole('button', { name: 'Go on: mapping' })).toBeVisible();
    // What a person would paste under Connections: the list lacks one tag and spells another otherwise.
    const saved = await callBridge(app.page, 'catalogue.save', {
      connectionId: 'practice',
      tags: ['spring-vip', 'VIP', 'newsletter', 'shop-berlin', 'shop-hamburg'],
      properties: null,
    });
    expect(saved.ok).toBe(true);
    await app.page.reload();
    await app.page.getByRole('button', { name: 'Go on: mapping' }).click();
    await app.page.getByRole('button', { name: 'Go on: check everyone' }).click();
  });
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]();
  });

  const reason = (name: RegExp) => app.page.getByRole('button', { name });

  test('are marked in the check, and so are those that are spelt otherwise', async () => {
    await expect(reason(/^Tag does not exist: \d+ rows/)).toBeVisible();
    await expect(reason(/^Tag .*: \d+ rows/).nth(1)).toBeVisible();
  });

  test('are written otherwise or left out, as the person decides, with undo', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Decide about 2 tags' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'What becomes of “vip”' }).click();
    await page.getByRole('option', { name: 'Write it as “VIP”' }).click();
    await dialog.getByRole('combobox', { name: 'What becomes of “outlet”' }).click();
    await page.getByRole('option', { name: 'Leave the tag out' }).click();
    await dialog.getByRole('button', { name: 'Decide about 2 tags' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('The tag “outlet” is left out')).toBeVisible();
    await expect(reason(/^Tag does not exist/)).toBeHidden();
    const audiences = await callBridge(page, 'audiences.list');
    const latest = await callBridge(page, 'check.latest', {
      audienceId: (audiences.ok && audiences.value[0]?.id) || '',
    });
    const tags = latest.ok ? latest.value?.summary.tags.map(({ tag }) => tag) : [];
    expect(tags).toContain('VIP');
    expect(tags).not.toContain('vip');
    expect(tags).not.toContain('outlet');

    await page.getByRole('button', { name: 'Undo: The tag “outlet” is left out' }).click();
    await expect(reason(/^Tag does not exist: \d+ rows/)).toBeVisible();
  });

  test('leave nothing on the console', () => {
    expect(app.pageErrors).toEqual([]);
  });
});
