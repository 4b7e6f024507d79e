import type { FileChooser, Page } from 'playwright-core';

/** The dialog of the system that an act opens. The browser must have been told to hand it over before. */
export async function chooserAfter(page: Page, act: () => Promise<unknown>): Promise<FileChooser> {
  const choosing = page.waitForEvent('filechooser');
  await page.evaluate(() => null);
  await act();
  return choosing;
}
