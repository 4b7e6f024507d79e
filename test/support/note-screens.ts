import type { Page } from 'playwright-core';
import type { Api } from '../../src-main/contract/index.ts';
import { featuredTitle, playFeatured } from './ui/featured.ts';

/** Notes as they are written and as they read, beside the transcript, the palette and the tour. */
export async function noteScreens(
  page: Page,
  api: Api,
  picture: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const { keyboard } = page;
  await playFeatured(page);
  await picture(page, '90 a meeting with its transcript');
  await keyboard.press('k');
  await page.getByRole('tab', { name: 'Notes' }).click();
  await picture(page, '91 notes as they are written');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await picture(page, '92 notes as they read');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('navigation').waitFor();
  await keyboard.press('Control+\\');
  await page.getByRole('button', { name: 'Notes beside the transcript' }).click();
  await page.locator('.notes-beside').waitFor();
  await picture(page, '93 notes beside the transcript');
  // In a narrow window the sidebar went, and it came back with the room.
  await page.getByRole('navigation').waitFor();
  await keyboard.press('Control+\\');
  await page.getByRole('button', { name: 'Notes behind the transcript again' }).click();
  await keyboard.press('Control+\\');

  await keyboard.press('Control+k');
  await page.locator('.palette-line', { hasText: featuredTitle }).waitFor();
  await picture(page, '94 palette');
  await keyboard.type('la');
  await page.locator('.palette-title b', { hasText: 'la' }).first().waitFor();
  await picture(page, '95 palette, searching');
  await keyboard.type(' nowhere to be found');
  await page.locator('.palette-none').waitFor();
  await picture(page, '96 palette, nothing found');
  await keyboard.press('Escape');
  await api.settings.update({ language: 'de' });
  await page.locator('html[lang=de]').waitFor();
  await keyboard.press('Control+k');
  await page.locator('.palette-line').nth(20).waitFor();
  await picture(page, '97 palette in German');
  await keyboard.press('Escape');
  await api.settings.update({ language: 'en' });
  await page.locator('html[lang=en]').waitFor();
}
