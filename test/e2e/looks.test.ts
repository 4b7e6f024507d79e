import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { damage } from '../support/ui/damage.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { meetings, rowOf, setStage, toast } from '../support/ui/stage.ts';
import { tempHome } from '../support/temp-home.ts';

const long = 'A title that goes on and on, '.repeat(9).trim();
const unbroken = 'Donaudampfschifffahrtsgesellschaft'.repeat(7);
const hebrew = 'פגישת תכנון שבועית עם הצוות';
const arabic = 'مقابلة مع مارتا حول الذاكرة والانتباه';

const library = [
  ...[long, unbroken, hebrew, arabic, 'Weekly planning'].map((title, index) => ({
    title,
    startedAt: new Date(2026, 4, 20 - index, 10).getTime(),
    notes: index % 2 ? '' : `${title}\n${unbroken}`,
    tags: index === 0 ? ['team', unbroken.slice(0, 60), arabic] : [],
  })),
  ...meetings(12).map((meeting) => ({ ...meeting, startedAt: new Date(2025, 4, 20).getTime() })),
];

type Look = (page: Page, screen: string) => Promise<void>;

/** Every screen and state, one after another. */
async function eachScreen(look: Look, context = {}) {
  const { page, api } = await setStage({ context });
  const { keyboard } = page;
  await look(page, 'empty library');
  const folder = await api.folders.create({ name: 'Research' });
  await api.folders.create({ name: `${arabic} ${long}`.slice(0, 100) });
  const { meetings: made } = await api.meetings.createMany({ meetings: library });
  await rowOf(page, 'Weekly planning').waitFor();
  const toList = async () => {
    const back = page.getByRole('button', { name: 'Back to the list' });
    if (await back.isVisible()) await back.click();
  };
  const show = async (title: string) => {
    await toList();
    await rowOf(page, title).click();
  };
  for (const title of [long, unbroken, hebrew, arabic]) {
    await show(title);
    await page.locator('.meeting').waitFor();
    await look(page, title.slice(0, 12));
  }
  await page.getByRole('button', { name: /^Folder: / }).click();
  await look(page, 'folder menu');
  await keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Add tag' }).focus();
  await look(page, 'tag suggestions');
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await show('Weekly planning');
  await page
    .locator('#meeting-notes')
    .fill(`# Plan\n\n- [ ] ${unbroken}\n\n| ${long} | b |\n|---|---|\n| 1 | 2 |\n\n${arabic}`);
  await keyboard.press('Control+e');
  await page.locator('.prose table').waitFor();
  await look(page, 'notes as they read');
  await keyboard.press('Control+e');
  await keyboard.press('Control+k');
  await page.locator('.palette-line').nth(20).waitFor();
  await look(page, 'palette');
  await keyboard.type('tour');
  await keyboard.press('Enter');
  await page.locator('.tour').waitFor();
  await look(page, 'tour');
  await keyboard.press('Escape');
  await toList();
  await page.locator('#meeting-list').focus();
  await keyboard.press('F2');
  await look(page, 'renaming');
  await keyboard.press('Escape');
  await keyboard.press('Shift+ArrowDown');
  await look(page, 'several selected');
  await keyboard.press('t');
  await look(page, 'what can be done to them');
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await toList();
  await page.locator('#meeting-list').focus();
  await keyboard.press('Delete');
  await toast(page, 'moved to the trash').waitFor();
  await look(page, 'toast');
  await keyboard.press('?');
  await look(page, 'shortcuts');
  await keyboard.press('Escape');
  await keyboard.press('Control+,');
  for (const tab of ['General', 'Library', 'Diagnostics', 'Logs']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator('.settings-panel > *').first().waitFor();
    await look(page, `settings, ${tab}`);
  }
  await keyboard.press('Escape');

  if (!(await page.getByRole('navigation').isVisible())) await keyboard.press('Control+\\');
  await page.getByRole('navigation').waitFor();
  await look(page, 'sidebar');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await look(page, 'emptying the trash');
  await keyboard.press('Escape');
  await look(page, 'trash');
  await api.meetings.restore({
    ids: (await api.meetings.list({ filter: { trashed: true } })).items.map(({ id }) => id),
  });
  await page.getByText('The trash is empty').waitFor();
  await look(page, 'empty trash');
  await page.getByRole('searchbox').fill('not to be found');
  await page.getByText('Nothing found').waitFor();
  await look(page, 'nothing found');
  await api.meetings.updateMany({
    ids: made.slice(0, 3).map(({ id }) => id),
    patch: { folderId: folder.id },
  });
}

async function damagedScreen(look: Look, context = {}) {
  const home = tempHome();
  await (await serveLibrary(home)).stop();
  damage(home);
  const { page } = await setStage({ home, context });
  await look(page, 'damaged library');
  await page.getByRole('button', { name: 'Save what can be read' }).click();
  await look(page, 'damaged library, saved');
}

test('axe finds nothing on any screen in either theme', async () => {
  await eachScreen(expectAccessible);
  await damagedScreen(expectAccessible);
});

test.each([
  ['1280 × 800', { width: 1280, height: 800 }],
  ['900 × 600', { width: 900, height: 600 }],
  ['200 % zoom of 1280 × 800', { width: 640, height: 400 }],
  ['200 % zoom of 900 × 600', { width: 450, height: 300 }],
])('nothing is cut off at %s, whatever the titles', async (_name, viewport) => {
  await eachScreen(expectSoundLayout, { viewport });
  await damagedScreen(expectSoundLayout, { viewport });
});

test.each(['de', 'es'] as const)('the longer words of %s fit as well', async (language) => {
  const { page, api } = await setStage({ meetings: library });
  await api.settings.update({ language });
  await page.locator(`html[lang=${language}]`).waitFor();
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 900, height: 600 },
    { width: 450, height: 300 },
  ]) {
    const screen = `${language}, ${String(viewport.width)}`;
    await page.setViewportSize(viewport);
    await expectSoundLayout(page, screen);
    for (const key of ['?', 'Control+,']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await page.locator('.settings-panel > *').first().waitFor();
        await expectSoundLayout(page, `${screen}, ${(await tab.textContent()) ?? ''}`);
      }
      await expectSoundLayout(page, `${screen}, ${key}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  }
});
