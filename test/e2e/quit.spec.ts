import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import type { CommandAnswer, CommandName } from '../../shared/bridge.ts';
import type { Result } from '../../shared/result.ts';
import { markedKey } from '../support/marked-key.ts';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

/** A workspace that takes its time over every batch. */
let slow: Server;
let baseUrl: string;
let batches = 0;
const answerAfterMs = 1_500;

test.beforeAll(async () => {
  slow = createServer((request, response) => {
    request.resume().on('end', () => {
      batches++;
      setTimeout(() => response.writeHead(202).end(), answerAfterMs);
    });
  });
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
});
test.afterAll(() => {
  slow.closeAllConnections();
  slow.close();
});

function got<Name extends CommandName>(answer: Result<CommandAnswer<Name>>): CommandAnswer<Name> {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

/** Begins to push the sample audience to the slow workspace. */
async function beginPush(app: App): Promise<string> {
  const { page } = app;
  const connection = got<'connections.save'>(
    await callBridge(page, 'connections.save', { name: 'Slow', baseUrl, color: 'teal', apiKey: markedKey }),
  );
  const { audienceId } = got<'audiences.openSample'>(await callBridge(page, 'audiences.openSample'));
  await expect
    .poll(async () => got<'audiences.get'>(await callBridge(page, 'audiences.get', { id: audienceId })).state)
    .toBe('ready');
  const mapping = got<'mapping.get'>(await callBridge(page, 'mapping.get', { audienceId }));
  if (mapping === null) throw new Error('the sample has no mapping');
  const { checkId } = got<'check.start'>(await callBridge(page, 'check.start', { audienceId, mapping }));
  await expect.poll(async () => (await callBridge(page, 'check.latest', { audienceId })).ok).toBe(true);
  await expect
    .poll(async () => got<'check.latest'>(await callBridge(page, 'check.latest', { audienceId }))?.checkId)
    .toBe(checkId);
  const { runId } = got<'push.start'>(
    await callBridge(page, 'push.start', { checkId, connectionId: connection.id }),
  );
  await expect.poll(() => batches).toBeGreaterThan(0);
  return runId;
}

test('quitting while a push runs asks first; the batch on its way is settled before the app ends', async () => {
  await using app = await launchApp();
  batches = 0;
  const runId = await beginPush(app);

  await test.step('choosing to stay keeps the push going', async () => {
    await app.answerMessageBox(1);
    await app.requestQuit();
    await expect.poll(() => app.shownMessageBoxes()).toEqual(['A push is running']);
    expect(await callBridge(app.page, 'runs.get', { runId })).toMatchObject({ value: { state: 'running' } });
  });

  await test.step('choosing to quit ends it in order, and every contact has its outcome', async () => {
    await app.answerMessageBox(0);
    await app.restart();
    const run = got<'runs.get'>(await callBridge(app.page, 'runs.get', { runId }));
    expect(run.state).not.toBe('running');
    expect(run.contacts.unknown).toBe(0);
    expect(run.contacts.sent).toBe(run.contacts.unconfirmed);
    expect(run.contacts.sent).toBeGreaterThan(0);
  });
});

test('quitting while nothing is sent asks nothing', async () => {
  const app = await launchApp();
  await app.quit();
  await app[Symbol.asyncDispose]();
});
