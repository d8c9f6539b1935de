import { expect, test } from '@playwright/test';
import { type App, launchApp } from './launch-app.ts';

test.describe('phones that need a decision', () => {
  let app: App;
  test.beforeAll(async () => {
    app = await launchApp();
    await app.page.getByRole('button', { name: 'Start with the sample audience' }).click();
    await app.page.getByRole('button', { name: 'Go on: mapping' }).click();
    await app.page.getByRole('button', { name: 'Go on: check everyone' }).click();
  });
  test.afterAll(async () => {
    await app[Symbol.asyncDispose]();
  });

  const heading = () => app.page.getByRole('heading', { level: 1 });
  const group = (name: string) => app.page.getByRole('button', { name });

  test('stand in groups by reason, with their counts and the rows behind them', async () => {
    await expect(heading()).toHaveText('336 of 496 people will be sent.');
    await group('More than one number: 5 rows').click();
    await expect(app.page.getByRole('grid', { name: 'Rows' }).getByRole('row')).toHaveCount(6);
    await expect(app.page.getByRole('grid', { name: 'Rows' })).toContainText('0171 3920016 / 0171 3920017');
  });

  test('are fixed for the whole group, after a look at what would change', async () => {
    await app.page.getByRole('button', { name: 'Fix this group' }).click();
    const dialog = app.page.getByRole('dialog');
    await dialog.getByText('Take the first number').click();
    await expect(dialog).toContainText('5 of 5 could be sent then.');
    await expect(dialog).toContainText('+491713920016');
    await dialog.getByRole('button', { name: 'Fix 5 numbers' }).click();
    await expect(dialog).toBeHidden();
    // Four of the five turn out to be people who are in the file already: they go out as part of those.
    await expect(heading()).toHaveText('337 of 496 people will be sent.');
    await expect(group('More than one number: 5 rows')).toBeHidden();
  });

  test('keep the decision over a restart', async () => {
    await app.restart();
    await expect(heading()).toHaveText('337 of 496 people will be sent.');
  });

  test('come back with undo', async () => {
    await app.page.getByRole('button', { name: /^Undo: Take the first number/ }).click();
    await expect(heading()).toHaveText('336 of 496 people will be sent.');
    await expect(group('More than one number: 5 rows')).toBeVisible();
  });
});
