import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { PracticeStatus } from '../../shared/bridge.ts';
import { callBridge } from './call-bridge.ts';
import { type App, launchApp } from './launch-app.ts';

// Each goes through the whole app, and two of them start it twice.
test.describe.configure({ timeout: 120_000 });

/** Contacts of the sample audience that can be sent. */
const sampleContacts = 336;
/** Five batches, so that a push can be stopped between two. */
const manyPeople = 4_500;
/** Long enough to press a button while a batch is under way. */
const slowMs = '1500';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const goTo = (page: Page, place: string) => page.getByRole('button', { name: place, exact: true }).click();

/** What the practice workspace holds: asked behind the window's back. */
async function practice(page: Page): Promise<PracticeStatus> {
  const status = await callBridge(page, 'practice.status');
  if (!status.ok) throw new Error(JSON.stringify(status.error));
  return status.value;
}

/** Keeps a picture of the window with the report. */
async function picture(app: App, name: string): Promise<void> {
  await test.info().attach(name, { body: await app.page.screenshot(), contentType: 'image/png' });
}

async function startPractice(page: Page): Promise<void> {
  await goTo(page, 'Practice');
  await press(page, 'Start the practice workspace');
  await expect(page.getByText('It answers as it should.')).toBeVisible();
}

/** The sample audience, checked and ready to go to the practice workspace. */
async function prepareSample(page: Page): Promise<void> {
  await goTo(page, 'New push');
  await press(page, 'Open the sample audience');
  await press(page, 'Go on: mapping');
  await press(page, 'Go on: check everyone');
  await press(page, 'Go on: push');
  await page.getByRole('radio', { name: 'Practice workspace' }).click();
}

/** A push of many people to a practice workspace that takes its time over every batch, just begun. */
async function beginSlowPush(app: App): Promise<void> {
  const { page } = app;
  const rows = Array.from(
    { length: manyPeople },
    (_, index) => `+4915112${String(index).padStart(6, '0')},Ann ${index}`,
  );
  const file = join(app.dataDir, 'people.csv');
  writeFileSync(file, `phone,first_name\n${rows.join('\n')}\n`);
  await press(page, 'Look around first');
  await startPractice(page);
  await page.getByRole('textbox', { name: 'Milliseconds for each answer' }).fill(slowMs);
  await press(page, 'Behave like this');
  await expect(page.getByText('Each answer takes 1,500 ms.')).toBeVisible();
  await goTo(page, 'New push');
  await app.answerOpenDialog(file);
  await press(page, 'Choose a file');
  await press(page, 'Go on: mapping');
  await press(page, 'Use “phone” as reference ID');
  await press(page, 'Go on: check everyone');
  await press(page, 'Go on: push');
  await page.getByRole('radio', { name: 'Practice workspace' }).click();
  await press(page, 'Send 4,500 contacts to Practice workspace');
  await expect(heading(page)).toHaveText('1,000 of 4,500 contacts sent');
}

/** How many contacts the heading calls settled. */
async function settledIn(page: Page, words: RegExp): Promise<number> {
  await expect(heading(page)).toHaveText(words, { timeout: 15_000 });
  const text = (await heading(page).textContent()) ?? '';
  return Number(words.exec(text)?.[1]?.replaceAll(',', ''));
}

test('a few are sent first; the others follow when the person says so, and the segment can be counted', async () => {
  await using app = await launchApp();
  const { page } = app;
  await press(page, 'Look around first');
  await startPractice(page);
  await prepareSample(page);
  await page.getByRole('radio', { name: 'A few first, then pause to look' }).check();
  await press(page, 'Send the first 5 contacts to Practice workspace');

  await test.step('the push waits, and shows which were sent', async () => {
    await expect(heading(page)).toHaveText('The first 5 contacts were sent. How do they look?');
    const sent = page.getByRole('region', { name: 'Sent so far' });
    await expect(sent.getByText('Accepted')).toHaveCount(5);
    const { contacts, requests } = await practice(page);
    expect({ contacts, requests }).toEqual({ contacts: 5, requests: 1 });
    await picture(app, 'canary');
  });
  await test.step('going on sends the others, and nobody twice', async () => {
    await press(page, 'Go on: send the other 331 to Practice workspace');
    await expect(heading(page)).toHaveText('All 336 contacts were accepted.');
    expect((await practice(page)).contacts).toBe(sampleContacts);
    expect((await practice(page)).requests).toBe(2);
  });
  await test.step('the closing check counts what the receipt promises', async () => {
    const closing = page.getByRole('region', { name: 'See it in Hello Charles' });
    await closing.getByRole('button', { name: 'Count it' }).first().click();
    await expect(closing.getByText('336 there: it matches')).toBeVisible();
    await picture(app, 'closing check');
  });
  expect(app.pageErrors).toEqual([]);
});

test('who was rejected is sent again, as a push that is linked to the first', async () => {
  await using app = await launchApp();
  const { page } = app;
  await press(page, 'Look around first');
  await startPractice(page);
  await page.getByRole('combobox', { name: 'What goes wrong' }).click();
  await page.getByRole('option', { name: 'A bad contact spoils its batch, unnamed' }).click();
  await page.getByRole('textbox', { name: 'How many bad contacts' }).fill('3');
  await press(page, 'Behave like this');
  await expect(page.getByText('A bad contact spoils its batch, unnamed, from request 1 on.')).toBeVisible();
  await prepareSample(page);
  await press(page, 'Send 336 contacts to Practice workspace');
  await expect(heading(page)).toHaveText('333 of 336 contacts arrived.');

  await test.step('once the cause is gone, they get through', async () => {
    await goTo(page, 'Practice');
    await press(page, 'Back to normal');
    await expect(page.getByText('It answers as it should.')).toBeVisible();
    await goTo(page, 'History');
    await press(page, 'Open the receipt of spring-vip.csv');
    await picture(app, 'retry offer');
    await press(page, 'Send 3 contacts again to Practice workspace');
    await expect(heading(page)).toHaveText('All 3 contacts were accepted.');
    expect((await practice(page)).contacts).toBe(sampleContacts);
  });
  await test.step('each of the two names the other', async () => {
    const family = page.getByRole('region', { name: 'Pushes that belong together' });
    await expect(family.getByText('This push sends contacts again of')).toBeVisible();
    await family.getByRole('button', { name: /^the push of/ }).click();
    await expect(heading(page)).toHaveText('333 of 336 contacts arrived.');
    await expect(family.getByText('Contacts of this push were sent again by')).toBeVisible();
    await expect(family.getByText('3 of 3 arrived')).toBeVisible();
    await picture(app, 'parent and child');
  });
  expect(app.pageErrors).toEqual([]);
});

test('a push is paused, goes on, is quit in the middle, and goes on after a restart', async () => {
  await using app = await launchApp();
  await beginSlowPush(app);

  await test.step('a pause lets the batch under way end, and nothing goes on by itself', async () => {
    const { page } = app;
    await press(page, 'Pause the push');
    const settled = await settledIn(page, /^You paused this push: ([\d,]+) of 4,500 contacts are settled\.$/);
    expect(settled).toBeLessThan(manyPeople);
    await page.waitForTimeout(2_000);
    expect((await practice(page)).contacts).toBe(settled);
    await picture(app, 'paused');
    await press(page, /^Go on: send the other [\d,]+ to Practice workspace$/);
    await expect(page.getByRole('button', { name: 'Pause the push' })).toBeVisible();
  });
  await test.step('quitting asks, and leaves a push that is offered at the next start, on every page', async () => {
    await app.answerMessageBox(0);
    await app.restart();
    const { page } = app;
    await settledIn(page, /^This push was interrupted: ([\d,]+) of 4,500 contacts are settled\.$/);
    await goTo(page, 'Help');
    await expect(page.getByText(/A push was interrupted: [\d,]+ of 4,500 contacts/)).toBeVisible();
    await picture(app, 'interrupted');
  });
  await test.step('it goes on to its end, without the file and without being told where it was', async () => {
    const { page } = app;
    await press(page, 'Go on with the push');
    await expect(heading(page)).toHaveText('All 4,500 contacts were accepted.', { timeout: 20_000 });
    expect((await practice(page)).contacts).toBe(manyPeople);
  });
  expect(app.pageErrors).toEqual([]);
});

test('after a crash the contacts on their way are named, and sent again first', async () => {
  await using app = await launchApp();
  await beginSlowPush(app);
  await app.kill();
  await app.restart();
  const { page } = app;
  await settledIn(page, /^This push was interrupted: ([\d,]+) of 4,500 contacts are settled\.$/);
  await expect(page.getByText(/^1,000 contacts may have arrived, but no answer came\. /)).toBeVisible();
  await press(page, 'Go on with the push');
  await expect(heading(page)).toHaveText('All 4,500 contacts were accepted.', { timeout: 20_000 });
  expect((await practice(page)).contacts).toBe(manyPeople);
  expect(app.pageErrors).toEqual([]);
});
