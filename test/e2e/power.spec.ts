import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { markedKey } from '../support/marked-key.ts';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

/** A workspace that accepts every contact, and takes its time over each batch. */
function slowWorkspace(): Server {
  return createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { contacts } = JSON.parse(body) as { contacts: { external_reference_id: string }[] };
      const items = contacts.map(({ external_reference_id }) => ({ external_reference_id, code: 201 }));
      setTimeout(() => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ items }));
      }, 300);
    });
  });
}

test.describe('a push and the computer that it runs on', () => {
  let app: App;
  const server = slowWorkspace();
  test.beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    app = await launchApp();
    const { page } = app;
    const added = { name: 'Slow', baseUrl, color: 'teal', apiKey: markedKey } as const;
    const saved = await callBridge(page, 'connections.save', added);
    if (!saved.ok) throw new Error(saved.error.code);
    const { id } = saved.value;
    const profile = await callBridge(page, 'connections.profile', { id });
    if (!profile.ok) throw new Error(profile.error.code);
    // Small batches, so that there is something to interrupt.
    await callBridge(page, 'connections.saveProfile', { id, profile: { ...profile.value, batchSize: 20 } });
    await page.reload();
    await page.getByRole('button', { name: 'Start with the sample audience' }).click();
    await page.getByRole('button', { name: 'Go on: mapping' }).click();
    await page.getByRole('button', { name: 'Go on: check everyone' }).click();
    await page.getByRole('button', { name: 'Go on: push' }).click();
    await page.getByRole('radio', { name: 'Slow' }).click();
  });
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]();
    server.closeAllConnections();
    server.close();
  });

  test('keeps it awake, waits while it sleeps, and goes on by itself', async () => {
    const { page } = app;
    expect(await app.isKeptAwake()).toBe(false);
    await page.getByRole('button', { name: /^Send 336 contacts to Slow/ }).click();
    await expect.poll(() => app.isKeptAwake()).toBe(true);
    await expect.poll(() => sent(app)).toBeGreaterThan(0);

    await app.power('suspend');
    await expect(page.getByText(/asleep|sleeps|sleep/i).first()).toBeVisible();
    const before = await sent(app);
    await page.waitForTimeout(1000);
    expect(await sent(app)).toBe(before);

    await app.power('resume');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('All 336 contacts were accepted.', {
      timeout: 30_000,
    });
    await expect.poll(() => app.isKeptAwake()).toBe(false);
  });
});

/** Contacts of the newest push that were sent so far. */
async function sent(app: App): Promise<number> {
  const answer = await callBridge(app.page, 'runs.list');
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value[0]?.contacts.sent ?? 0;
}
