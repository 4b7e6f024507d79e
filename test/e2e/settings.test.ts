import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { meetings, rowOf, setStage, shows, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const open = async (page: Page, tab: string) => {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: tab }).click();
};
const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const paper = { light: 'rgb(252, 250, 246)', dark: 'rgb(23, 25, 29)' };

test('the theme follows the system until it is chosen, in every window', async () => {
  const { page, desk } = await setStage({ meetings: meetings(1) });
  const other = await desk.openWindow();
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await background(page)).toBe(paper.light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await background(page)).toBe(paper.dark);
  await open(page, 'General');
  await page.getByLabel('Appearance').selectOption('light');
  await until('the first window is light', async () => (await background(page)) === paper.light);
  await page.getByLabel('Appearance').selectOption('dark');
  await until('the second is dark', async () => (await background(other)) === paper.dark);
  await other.reload();
  await until('and stays so', async () => (await background(other)) === paper.dark);
});

test('the language changes at once, texts, dates and plural forms alike', async () => {
  const { page, api } = await setStage({ meetings: meetings(2) });
  await open(page, 'General');
  await page.getByLabel('Language').selectOption('de');
  await page.getByRole('tab', { name: 'Allgemein' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.keyboard.press('Escape');
  await page.getByText('2 Besprechungen', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: /^Datum ändern: Mittwoch, 20\. Mai 2026/ }).waitFor();
  await api.settings.update({ language: 'es' });
  await page.getByRole('heading', { name: 'Todas las reuniones' }).waitFor();
  await page.getByRole('button', { name: /miércoles, 20 de mayo de 2026/ }).waitFor();
});

test('a page of the settings begins at its top, however far the one before was read', async () => {
  const { page } = await setStage();
  await open(page, 'Models');
  const panel = page.getByRole('tabpanel');
  const at = () => panel.evaluate((element) => element.scrollTop);
  await page.locator('.model').first().waitFor();
  await panel.evaluate((element) => element.scrollTo(0, 500));
  expect(await at()).toBe(500);
  await page.getByRole('tab', { name: 'Speech' }).click();
  await page.getByText('Spoken language').waitFor();
  expect(await at()).toBe(0);
});

test('numbers are saved when they may be, and otherwise it is said why not', async () => {
  const { page, api } = await setStage();
  await open(page, 'General');
  const field = page.getByLabel('Daily backups kept');
  await field.fill('12');
  await field.blur();
  await until('it is saved', async () => (await api.settings.get()).settings.backupsKept === 12);
  await field.fill('0');
  await field.blur();
  await page.getByRole('alert').getByText('A whole number from 1 to 100').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect((await api.settings.get()).settings.backupsKept).toBe(12);
  await field.fill('13');
  await field.blur();
  await until('the mended one is saved', async () => (await api.settings.get()).settings.backupsKept === 13);
  const profiler = page.getByRole('switch', { name: /Record what the app spends/ });
  await profiler.click();
  await until('the flag is on', async () => (await api.flags.list()).flags[0]?.on === true);
  await until('and shown so', () => profiler.isChecked());
});

test('a backup is made, and restored after saying what that means', async () => {
  const { page, api } = await setStage({ meetings: meetings(2) });
  await open(page, 'Library');
  await page.getByText('Open and sound').waitFor();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await toast(page, 'Backup made').waitFor();
  const line = page.locator('.backups li').filter({ hasText: 'By hand' });
  await line.waitFor();
  await api.meetings.create({ title: 'Made afterwards' });
  await rowOf(page, 'Made afterwards').waitFor();

  await line.getByRole('button', { name: /^Restore the backup of .* \(By hand\)$/ }).click();
  await line.getByText('The present one is not thrown away').waitFor();
  await line.getByRole('button', { name: 'Cancel' }).click();
  await until('the focus is back', () =>
    line.getByRole('button', { name: /^Restore/ }).evaluate((button) => button === document.activeElement),
  );
  await page.keyboard.press('Enter');
  await line.getByRole('button', { name: /^Restore/ }).click();
  await toast(page, 'The backup is in place.').waitFor();
  await page.keyboard.press('Escape');
  await shows(page, ['Meeting 1', 'Meeting 2']);
});

test('backups of the same minute can be told apart, in the list and by their buttons', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  for (let made = 0; made < 3; made += 1) await api.library.backUp();
  await open(page, 'Library');
  const names = () =>
    page
      .getByRole('button', { name: /^Restore/ })
      .evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
  await until('three backups', async () => (await names()).length === 3);
  expect(new Set(await names()).size).toBe(3);
  await page
    .getByRole('button', { name: /^Restore/ })
    .first()
    .click();
  expect(new Set(await names()).size).toBe(3);
});

test('the log is listed, filtered, saved as a file and cleared', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  await open(page, 'Logs');
  const entries = page.locator('.log-list li');
  await entries.first().waitFor();
  await page.getByLabel('Search the log').fill('no line says this');
  await page.getByText('No entries.').waitFor();
  await page.getByLabel('Search the log').fill('');
  await page.getByLabel('Level').selectOption('error');
  await page.getByText('No entries.').waitFor();
  await page.getByLabel('Level').selectOption('debug');
  await entries.first().waitFor();
  for (const [kind, beginning] of [
    ['CSV', /^\S*"time","level","message","fields"/],
    ['JSON', /^\s*[[{]/],
  ] as const) {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: `Export ${kind}` }).click();
    expect(readFileSync(await (await saving).path(), 'utf8')).toMatch(beginning);
  }
  const before = (await api.logs.list({ limit: 1000 })).items.length;
  await page.getByRole('button', { name: 'Clear log' }).click();
  await toast(page, /log entr(y|ies) removed/).waitFor();
  expect((await api.logs.list({ limit: 1000 })).items.length).toBeLessThan(before);
});

test('the log and the diagnostics speak the language of the window', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  await api.settings.update({ language: 'de' });
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Protokoll' }).click();
  const entries = page.locator('.log-list li');
  await entries.filter({ hasText: 'Bibliothek geöffnet' }).waitFor();
  await page.getByLabel('Protokoll durchsuchen').fill('geöffnet');
  await until('one entry is found', async () => (await entries.count()) === 1);
  await page.getByRole('tab', { name: 'Diagnose' }).click();
  const panel = page.getByRole('tabpanel');
  await panel.getByText('Protokolleinträge, die nicht geschrieben werden konnten').waitFor();
  expect(await panel.locator('.parts').innerText()).toMatch(/\d\s[GT]B frei/);
  expect(await panel.innerText()).not.toMatch(/GiB|free|open|dropped/);
});

test('diagnostics name what is ready, the versions and the times', async () => {
  const { page } = await setStage();
  await open(page, 'Diagnostics');
  const panel = page.getByRole('tabpanel');
  for (const text of ['Readiness', 'SQLite', 'Library format', 'Memory in use', 'meetings.list']) {
    await panel.getByText(text, { exact: true }).first().waitFor();
  }
  await panel.getByRole('button', { name: 'Refresh' }).click();
});
