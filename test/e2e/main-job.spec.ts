import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import Papa from 'papaparse';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

/** The value of a command that can't have failed. */
async function ask<Value>(
  answer: Promise<{ ok: true; value: Value } | { ok: false; error: { code: string } }>,
): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** Presses the one action at the bottom right. */
const goOn = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();

/** What the step says first: its answer in one sentence. */
const sentence = (page: Page) => page.getByRole('heading', { level: 1 });

test.describe('the main job: the sample audience into the practice workspace', () => {
  let app: App;
  test.beforeAll(async () => {
    app = await launchApp();
  });
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]();
  });

  test('goes through the five steps, and every row is accounted for', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Start with the sample audience' }).click();
    await expect(sentence(page)).toHaveText('496 people in 10 columns.');

    await goOn(page, 'Go on: mapping');
    await expect(page.getByRole('combobox', { name: 'Phone number' })).toHaveValue('phone');
    await expect(page.getByRole('list', { name: 'Examples: Phone number' })).toContainText('+49');

    await goOn(page, 'Go on: check everyone');
    await expect(sentence(page)).toHaveText(/^336 of 496 people will be sent/);
    await page
      .getByRole('button', { name: /Shortened by Excel/ })
      .first()
      .click();
    await expect(page.getByRole('grid')).toContainText(/E\+/);

    await goOn(page, 'Go on: push');
    await goOn(page, /^Send 336 contacts to Practice workspace/);
    await expect(sentence(page)).toHaveText('All 336 contacts were accepted.');
    await expect(page.getByText('It adds up: every row is accounted for.')).toBeVisible();
  });

  test('leaves in the practice workspace what the receipt says', async () => {
    const status = await ask(callBridge(app.page, 'practice.status'));
    expect(status).toMatchObject({ running: true, contacts: 336 });
    const tagged = await ask(
      callBridge(app.page, 'practice.segment', { kind: 'tag', name: 'spring-vip', value: null }),
    );
    expect(tagged.count).toBe(336);
    const named = await ask(
      callBridge(app.page, 'practice.segment', {
        kind: 'property',
        name: 'zeotap_audience_name',
        value: 'VIP Spring',
      }),
    );
    expect(named.count).toBe(336);
    // One of them, as "Confirm contacts in Hello Charles" wants: name, phone, e-mail, tags and properties.
    const found = await ask(
      callBridge(app.page, 'practice.contacts', { search: '+4917604069023', offset: 0, limit: 10 }),
    );
    expect(found.items[0]).toMatchObject({
      externalReferenceId: '+4917604069023',
      firstName: 'Bärbel',
      lastName: 'Groß',
      phoneNumber: '+4917604069023',
      emailAddress: 'baerbel.gross@example.com',
      tags: expect.arrayContaining(['spring-vip']),
      customProperties: { zeotap_audience_name: 'VIP Spring', orders: 10, last_purchase: '2024-11-07' },
    });
  });

  test('sends nobody whom the check left out', async () => {
    const [run] = await ask(callBridge(app.page, 'runs.list'));
    if (!run) throw new Error('the push left no run');
    const accepted = await ask(
      callBridge(app.page, 'runs.rows', { runId: run.runId, kind: 'accepted', offset: 0, limit: 1000 }),
    );
    const ids = new Set(accepted.items.map((row) => row.externalReferenceId));
    const there = await ask(
      callBridge(app.page, 'practice.contacts', { search: '', offset: 0, limit: 1000 }),
    );
    expect(there.total).toBe(336);
    expect(new Set(there.items.map((contact) => contact.externalReferenceId))).toEqual(ids);
  });

  test('shows the failed rows, and exports them with the reason', async () => {
    const { page } = app;
    await page.getByText('Can’t be sent 145').last().click();
    await expect(page.getByRole('grid', { name: 'Rows of this push' })).toContainText(
      'Left out by your filter',
    );
    const path = join(app.dataDir, 'excluded.csv');
    await app.answerSaveDialog(path);
    await page.getByRole('button', { name: /^Export: Can’t be sent/ }).click();
    await expect.poll(() => lines(path)).toBe(146);
    const [header, first] = Papa.parse<string[]>(readFileSync(path, 'utf8').replace(/^\ufeff/, '')).data;
    expect(header?.slice(0, 6)).toEqual([
      'row',
      'external_reference_id',
      'outcome',
      'status',
      'message',
      'findings',
    ]);
    expect(first?.[5]).toMatch(/^[a-z_]+\.[a-z_]+/);
  });

  test('is in the history, also after a restart', async () => {
    await app.restart();
    await app.page.getByRole('button', { name: 'History' }).click();
    await expect(app.page.getByText('spring-vip.csv').first()).toBeVisible();
    await expect(app.page.getByText('Finished').first()).toBeVisible();
  });

  test('leaves nothing on the console', () => {
    expect(app.pageErrors).toEqual([]);
  });
});

const lines = (path: string): number => {
  try {
    return Papa.parse(readFileSync(path, 'utf8'), { skipEmptyLines: true }).data.length;
  } catch {
    return 0;
  }
};
