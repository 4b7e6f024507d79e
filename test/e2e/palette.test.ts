import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { focusIs, meetings, open, opens, setStage } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Commands' });
const titles = (page: Page) => page.locator('.palette-title').allTextContents();

/** Waits until this is the first line, and picked. */
async function finds(page: Page, query: string, title: string) {
  await field(page).fill(query);
  await page.locator('.palette-line[aria-selected=true] .palette-title', { hasText: title }).waitFor();
  await expect.poll(async () => (await titles(page))[0]).toBe(title);
}

test('finds commands, meetings, folders, tags and pages by a part of their name, and does what is chosen', async () => {
  const { page, api } = await setStage({ meetings: meetings(120) });
  const { keyboard } = page;
  await api.folders.create({ name: 'Archive' });
  await api.meetings.create({ title: 'Größe', tags: ['paper'], startedAt: Date.UTC(2020, 1, 1) });
  await page.locator('.place', { hasText: 'paper' }).waitFor();
  await open(page, 'Meeting 2');
  await page.locator('#meeting-list').focus();

  await keyboard.press('Control+k');
  await field(page).waitFor();
  expect(await field(page).getAttribute('aria-expanded')).toBe('true');
  await expectAccessible(page, 'the palette');
  const active = async () =>
    page.locator(`[id="${(await field(page).getAttribute('aria-activedescendant')) ?? ''}"]`);
  await keyboard.press('ArrowDown');
  expect(await (await active()).textContent()).toBe(await page.locator('.palette-line').nth(1).textContent());
  await keyboard.press('Escape');
  await focusIs(page, '#meeting-list');

  await keyboard.press('Control+k');
  await finds(page, 'dark', 'Dark appearance');
  expect(await page.locator('.palette-title b').first().textContent()).toBe('Dark');
  await keyboard.press('Enter');
  await page.locator('html[data-theme=dark]').waitFor();
  await focusIs(page, '#meeting-list');

  await keyboard.press('Control+k');
  // It is dark already, and nothing is in the trash.
  expect(await titles(page)).not.toContain('Dark appearance');
  expect(await titles(page)).not.toContain('Restore');
  await finds(page, 'größ', 'Größe');
  // All that was there before it was typed is gone.
  await expect.poll(() => titles(page)).toEqual(['Größe']);
  await keyboard.press('Enter');
  await opens(page, 'Größe');
  await keyboard.press('Control+k');
  await until('what was used last comes first', async () => (await titles(page))[0] === 'Größe');
  await finds(page, 'arch', 'Archive');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Archive', level: 1 }).waitFor();
  await keyboard.press('Control+k');
  await finds(page, 'paper', 'paper');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'paper', level: 1 }).waitFor();
  await keyboard.press('Control+k');
  await finds(page, 'settings netw', 'Settings: Network');
  await keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Network', selected: true }).waitFor();
  await keyboard.press('Escape');

  await keyboard.press('Control+k');
  await field(page).fill('nowhere to be found');
  await page.getByText('Nothing found').waitFor();
  await keyboard.press('Enter');
  await keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await api.settings.update({ language: 'de' });
  await page.locator('html[lang=de]').waitFor();
  await page.setViewportSize({ width: 450, height: 300 });
  await keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Befehle' }).fill('einst');
  await page.locator('.palette-title', { hasText: 'Einstellungen: Allgemein' }).waitFor();
  await expectSoundLayout(page, 'the palette, small and in German');
});
