import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type { Api } from '../../src-main/contract/index.ts';
import { noteScreens } from './note-screens.ts';
import { soundScreens } from './sound-screens.ts';
import { speechScreens } from './speech-screens.ts';
import { summaryScreens } from './summary-screens.ts';
import { clientOf, openDesk, shown } from './ui/app-window.ts';
import { launchBrowser } from './ui/browser.ts';
import { damage } from './ui/damage.ts';
import { addFeatured, playFeatured } from './ui/featured.ts';
import { recorderScreens } from './ui/recorder-screens.ts';
import { fillLibrary } from './ui/sample-library.ts';
import { serveLibrary } from './ui/served.ts';
import { workspaceScreens } from './workspace-screens.ts';

/** Writes a picture of every screen and state, in both themes and three sizes: node test/support/screenshots.ts FOLDER [--readme] */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { readme: { type: 'boolean' } },
});
const [folder] = positionals;
if (folder === undefined && !values.readme)
  throw new Error('Say which folder the pictures go to, or --readme.');
if (folder !== undefined) mkdirSync(folder, { recursive: true });

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  // What is left of the first one at a zoom of 200 %.
  { width: 640, height: 400 },
];
const themes = ['light', 'dark'] as const;

async function picture(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name} ${String(size.width)} ${colorScheme}.png`) });
    }
  }
  await page.setViewportSize(sizes[0] ?? { width: 1280, height: 800 });
}

/** The words of another language are longer: each picture once more, in German. */
const twice = (api: Api) => async (page: Page, name: string) => {
  await picture(page, name);
  for (const language of ['de', 'en'] as const) {
    await api.settings.update({ language });
    await page.locator(`html[lang=${language}]`).waitFor();
    if (language === 'de') await picture(page, `${name} in German`);
  }
};

async function screens(page: Page): Promise<void> {
  const { keyboard } = page;
  const options = page.getByRole('option');
  await options.first().click();
  await page.locator('.meeting').waitFor();
  await picture(page, '10 meeting');
  await page.locator('#meeting-list').focus();
  await keyboard.press('ArrowDown');
  await picture(page, '11 list with the focus');
  await keyboard.press('F2');
  await picture(page, '12 renaming');
  await keyboard.press('Escape');
  await page.getByRole('button', { name: /^Folder: / }).click();
  await picture(page, '13 folder menu');
  await keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Add tag' }).focus();
  await picture(page, '14 tag suggestions');
  await keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sort' }).click();
  await picture(page, '15 sort menu');
  await keyboard.press('Escape');
  await options.nth(1).click();
  await options.nth(3).click({ modifiers: ['Shift'] });
  await picture(page, '16 several selected');
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await page.locator('.toast').waitFor();
  await picture(page, '17 undo toast');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('searchbox').fill('quiet');
  await page.locator('.list-count', { hasText: 'found' }).waitFor();
  await picture(page, '18 search');
  await page.getByRole('searchbox').fill('nowhere to be found');
  await page.getByText('Nothing found').waitFor();
  await picture(page, '19 nothing found');
  await page.getByRole('searchbox').fill('');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await page.getByText('This meeting is in the trash.').waitFor();
  await picture(page, '20 trash');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await picture(page, '22 deleting one for good');
  await keyboard.press('Escape');
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await picture(page, '21 emptying the trash');
  await keyboard.press('Escape');
  await keyboard.press('Control+,');
  for (const [index, tab] of ['General', 'Library', 'Diagnostics', 'Logs'].entries()) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator('.settings-panel > *').first().waitFor();
    if (tab === 'Library') {
      const restores = page.getByRole('button', { name: /^Restore the backup/ });
      for (const made of [0, 1]) {
        await page.getByRole('button', { name: 'Back up now' }).click();
        await restores.nth(made).waitFor();
      }
      await restores.first().click();
    }
    await picture(page, `${String(30 + index)} settings, ${tab.toLowerCase()}`);
  }
  await page.getByRole('tab', { name: 'General' }).click();
  await page.getByLabel('Language').selectOption('de');
  for (const [index, tab] of ['Bibliothek', 'Diagnose', 'Protokoll'].entries()) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator('.settings-panel > *').first().waitFor();
    await picture(page, `${String(36 + index)} settings in German, ${tab.toLowerCase()}`);
  }
  await page.getByRole('tab', { name: 'Allgemein' }).click();
  await page.getByLabel('Sprache').selectOption('en');
  await keyboard.press('Escape');
  await keyboard.press('?');
  await picture(page, '34 shortcuts');
  await keyboard.press('Escape');
  await page.setViewportSize({ width: 900, height: 600 });
  await page.getByRole('navigation').waitFor({ state: 'hidden' });
  await keyboard.press('Control+\\');
  await page.getByRole('navigation').waitFor();
  if (folder !== undefined)
    await page.screenshot({ path: join(folder, '35 sidebar over the list 900 dark.png') });
}

const home = mkdtempSync(join(tmpdir(), 'meetmemo-screens-'));
const browser = await launchBrowser();
try {
  let served = await serveLibrary(home, 0, { isFirst: true });
  const desk = await openDesk(browser, served);
  const client = await clientOf(desk, served);
  await desk.page.locator('.tour').waitFor();
  await twice(client.api)(desk.page, '01 tour');
  await desk.page.keyboard.press('Escape');
  await picture(desk.page, '00 empty library');
  await fillLibrary(client.api);
  await addFeatured(client.api);
  await shown(desk.page);
  await desk.page.getByText('57 meetings', { exact: true }).first().waitFor();
  if (values.readme) {
    await desk.page.emulateMedia({ colorScheme: 'light' });
    await playFeatured(desk.page);
    await desk.page.screenshot({ path: join(import.meta.dirname, '../../resources/screenshot.png') });
  }
  if (folder !== undefined) {
    await noteScreens(desk.page, client.api, picture);
    await summaryScreens(desk.page, client.api, picture);
    await soundScreens(desk.page, client.api, home, twice(client.api));
    await screens(desk.page);
  }
  client.close();
  await served.stop();
  await desk.page.locator('.banner p').waitFor();
  await picture(desk.page, '40 connection lost');
  await desk.close();

  damage(home);
  served = await serveLibrary(home);
  const troubled = await openDesk(browser, served);
  await troubled.page.locator('.trouble').waitFor();
  await picture(troubled.page, '41 damaged library');
  await troubled.page.getByRole('button', { name: 'Save what can be read' }).click();
  await troubled.page.locator('.trouble-path').waitFor();
  await picture(troubled.page, '42 damaged library, saved');
  await troubled.close();
  await served.stop();
  if (folder !== undefined) {
    await recorderScreens(picture, twice);
    await speechScreens(browser, picture);
    await workspaceScreens(browser, picture);
  }
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}
