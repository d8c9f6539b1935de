import { expect } from '@playwright/test';
import type { App } from './launch-app.ts';

/** Chooses a file in the audience step, in place of the one that may be there. */
export async function chooseFile(app: App, path: string): Promise<void> {
  const { page } = app;
  const choose = page.getByRole('button', { name: 'Choose a file', exact: true });
  const another = page.getByRole('button', { name: 'Choose another file' });
  // The step shows one or the other, as soon as it knows which.
  await expect(choose.or(another)).toBeVisible();
  if (await another.isVisible()) await another.click();
  await app.answerOpenDialog(path);
  await choose.click();
}
