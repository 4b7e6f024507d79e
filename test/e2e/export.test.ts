import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Download, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { loadAssets } from '../../src-main/core/web-assets.ts';
import { startLoopback } from '../../src-main/hosts/loopback/server.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { tempHome } from '../support/temp-home.ts';
import { openDesk } from '../support/ui/app-window.ts';
import { launchBrowser } from '../support/ui/browser.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { focusIs, open, setStage, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const check = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const exportButton = (page: Page) => page.getByRole('dialog').locator('[type=submit]');
const said = ['We decided to move the launch to Tuesday.', 'Ana will send ไทย the report by Friday.'];
const spoken = said.map((text, at) => ({ text, startMs: at * 5000, endMs: at * 5000 + 4000 }));

async function takenBy(page: Page, act: () => Promise<void>): Promise<{ name: string; data: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return {
    name: download.suggestedFilename(),
    data: readFileSync(await (download satisfies Download).path()),
  };
}
const pageSeen = (page: Page) => page.locator('.export-page[src]').waitFor();

test('one meeting, by keyboard: what applies can be chosen, is seen, remembered, and comes as files', async () => {
  const { page, api, home } = await setStage({ meetings: [{ title: 'con/../Launch\u202E "x"' }] });
  const [meeting] = (await api.meetings.list({})).items;
  const meetingId = meeting?.id ?? '';
  await open(page, meeting?.title ?? '');
  await page.keyboard.press('Control+Shift+E');
  await pageSeen(page);
  // Nothing was said yet.
  expect(await check(page, 'Subtitles (SRT)').isDisabled()).toBe(true);
  expect(await check(page, 'Summary').isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });

  plantTranscript(home, meetingId, { segments: spoken });
  await api.summaries.start({ meetingIds: [meetingId] });
  await until(
    'it is summarised',
    async () => (await api.summaries.list({ meetingId })).summaries.length === 1,
  );
  await button(page, 'Export…').click();
  await focusIs(page, 'dialog [type=submit]');
  await pageSeen(page);
  await page.getByText('The PDF has no letters for: Thai.').waitFor();
  await expectAccessible(page, 'the export sheet');
  await page.setViewportSize({ width: 640, height: 400 });
  await expectSoundLayout(page, 'the export sheet, narrow');
  await page.setViewportSize({ width: 1280, height: 800 });
  const pdf = await takenBy(page, () => page.keyboard.press('Enter'));
  expect(pdf.name).toMatch(/^Meeting con .*Launch.*\.pdf$/);
  expect(pdf.name).not.toMatch(/[\\/:*?"<>|\u202E]/);
  expect(pdf.data.subarray(0, 5).toString()).toBe('%PDF-');
  await toast(page, 'Exported').waitFor();

  await page.keyboard.press('Control+Shift+E');
  await check(page, 'Markdown').check();
  await check(page, 'PDF').uncheck();
  await page.locator('.export-text', { hasText: '## Transcript' }).waitFor();
  expect(await page.getByLabel('Paper').isDisabled()).toBe(true);
  await check(page, 'Transcript').uncheck();
  await until(
    'it is left out',
    async () => !(await page.locator('.export-text').innerText()).includes('## Transcript'),
  );
  const md = await takenBy(page, () => exportButton(page).click());
  expect(md.name).toBe(pdf.name.replace(/pdf$/, 'md'));
  expect(md.data.toString()).toContain('### Decisions\n\n- We decided to move the launch to Tuesday.');
  expect(md.data.toString()).not.toContain('## Transcript');

  await page.keyboard.press('Control+K');
  await page.keyboard.type('Export');
  await page.keyboard.press('Enter');
  await page.locator('.export-text').waitFor();
  expect(await check(page, 'Markdown').isChecked()).toBe(true);
  expect(await check(page, 'Transcript').isChecked()).toBe(false);
  await check(page, 'PDF').check();
  const zip = await takenBy(page, () => exportButton(page).click());
  expect(zip.name).toBe(pdf.name.replace(/pdf$/, 'zip'));
  const inZip = unzipSync(zip.data);
  expect(Object.keys(inZip).sort()).toEqual([md.name, pdf.name].sort());
  expect(strFromU8(inZip[md.name] ?? new Uint8Array())).toBe(md.data.toString());
});

test('a part that a meeting lacks is said where it would begin, and no empty file comes', async () => {
  const { page, api } = await setStage({ meetings: [{ title: 'Bare' }] });
  const parts = ['notes' as const];
  await api.settings.update({ exportChoices: { parts, formats: ['md'] } });
  await open(page, 'Bare');
  await button(page, 'Export…').click();
  const lack = page.locator('.export-preview').getByText('This meeting has no notes yet');
  await lack.waitFor();
  await expectAccessible(page, 'an export of what is not there');
  await exportButton(page).click();
  await toast(page, 'This meeting has no notes yet').waitFor();
  const [meeting] = (await api.meetings.list({})).items;
  await page.keyboard.press('Escape');
  await api.meetings.update({ id: meeting?.id ?? '', notes: 'Words' });
  await button(page, 'Export…').click();
  await page.locator('.export-text', { hasText: 'Words' }).waitFor();
});

test('the clipboard takes it as Markdown, as plain text and as formatted text', async () => {
  const context = { permissions: ['clipboard-read', 'clipboard-write'] };
  const { page, api, home } = await setStage({ meetings: [{ title: 'Launch <b>' }], context });
  const [meeting] = (await api.meetings.list({})).items;
  plantTranscript(home, meeting?.id ?? '', { segments: spoken });
  await open(page, 'Launch <b>');
  await button(page, 'Export…').click();
  await pageSeen(page);
  const copied = async (as: string, type: string) => {
    await button(page, 'Copy').click();
    await page.getByRole('menuitem', { name: as }).click();
    await toast(page, 'Copied').waitFor();
    await button(page, 'Dismiss').click();
    return page.evaluate(async (wanted) => {
      const [item] = await navigator.clipboard.read();
      return (await item?.getType(wanted))?.text();
    }, type);
  };
  expect(await copied('As Markdown', 'text/plain')).toContain('# Launch \\<b\\>');
  expect(await copied('As plain text', 'text/plain')).toContain('Launch <b>\n');
  const html = await copied('As formatted text', 'text/html');
  expect(html).toContain('Launch &lt;b&gt;</h1>');
  expect(html).toContain('We decided to move the launch to Tuesday.');
});

test('several meetings come as one zip, the queue names their number, and a report says what is missing', async () => {
  const { page, api, home } = await setStage({
    meetings: [{ title: 'Weekly' }, { title: 'Weekly' }, { title: 'Other' }],
  });
  const other = (await api.meetings.list({})).items.find(({ title }) => title === 'Other');
  plantTranscript(home, other?.id ?? '', { segments: spoken });
  await page.locator('#meeting-list').focus();
  await page.keyboard.press('Shift+F10');
  // Before, the key would be the list's.
  await focusIs(page, '[role=menuitem]');
  await page.keyboard.press('Escape');
  await focusIs(page, '#meeting-list');
  await page.keyboard.press('Control+A');
  await page.getByRole('heading', { name: '3 meetings selected' }).waitFor();
  await page.getByRole('option').first().click({ button: 'right' });
  await expectAccessible(page, 'the menu of the list');
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByRole('heading', { name: 'Export 3 meetings' }).waitFor();
  await check(page, 'Subtitles (SRT)').check();
  await expectAccessible(page, 'the export sheet of several');
  await page.clock.install();
  const { name, data } = await takenBy(page, () => exportButton(page).click());
  expect(name).toMatch(/^MeetMemo \d{4}-\d\d-\d\d\.zip$/);
  expect(Object.keys(unzipSync(data)).sort()).toEqual([
    'Other.pdf',
    'Other.srt',
    'Weekly (2).pdf',
    'Weekly.pdf',
  ]);
  await toast(page, '4 files exported, 2 could not be').waitFor();
  // There is no other way to the report, however late somebody comes back.
  await page.clock.runFor(60_000);
  expect(await toast(page, '4 files exported, 2 could not be').count()).toBe(1);
  await button(page, 'Show').click();
  const report = page.getByRole('dialog', { name: 'What was exported' });
  await report.getByText('2 files are missing').waitFor();
  expect(await report.locator('.export-missing li').first().innerText()).toContain('has no transcript yet');
  await expectAccessible(page, 'the report');
  expect(await button(page, 'Download').count()).toBe(0);
  await button(page, 'Close').click();
  const [job] = (await api.jobs.list()).jobs;
  expect(job).toMatchObject({ kind: 'export', meetings: 3 });

  await open(page, 'Other');
  await button(page, 'Export…').click();
  await check(page, 'Markdown').check();
  await check(page, 'PDF').uncheck();
  expect((await takenBy(page, () => exportButton(page).click())).name).toBe('Other.zip');
  await toast(page, 'Exported').waitFor();
  // The browser has all of it, and there is nothing to show.
  expect(await button(page, 'Show').count()).toBe(0);
});

test('into a folder that the host asks for: a file that is there is replaced, kept or skipped, as is answered', async () => {
  const [home, folder] = [tempHome(), join(tempHome(), 'out')];
  mkdirSync(folder);
  const core = openTestCore(home, { name: 'electron', chooseFolder: () => Promise.resolve(folder) });
  const { api } = core.connect();
  await api.settings.update({ tourSeen: true, exportChoices: { formats: ['md', 'txt'] } });
  await api.meetings.create({ title: 'Plan', notes: 'New' });
  const server = await startLoopback(core, loadAssets(join(import.meta.dirname, '../../dist/renderer')), 0);
  const browser = await launchBrowser();
  const link = server.newLink();
  const { origin } = new URL(link);
  const desk = await openDesk(browser, { link, origin, port: server.port, stop: () => server.close() });
  onTestFinished(async () => {
    await desk.close();
    await browser.close();
    await server.close();
  });
  const { page } = desk;
  const path = join(folder, 'Plan.md');
  writeFileSync(path, 'Old');
  await open(page, 'Plan');
  const ask = async () => {
    await button(page, 'Export…').click();
    await page.locator('.export-text').waitFor();
    await exportButton(page).click();
  };
  const asked = async (answer: string) => {
    await ask();
    await page.getByText('already:').waitFor();
    await button(page, answer).click();
    await toast(page, 'xported').waitFor();
    await button(page, 'Dismiss').click();
    return readdirSync(folder).sort();
  };
  await ask();
  await page.getByText('1 file is there already: Plan.md').waitFor();
  await expectAccessible(page, 'the question');
  await button(page, 'Cancel').click();
  expect(readdirSync(folder)).toEqual(['Plan.md']);
  await page.keyboard.press('Escape');
  expect(await asked('Skip')).toEqual(['Plan.md', 'Plan.txt']);
  expect(readFileSync(path, 'utf8')).toBe('Old');
  expect(await asked('Keep both')).toEqual(['Plan (2).md', 'Plan (2).txt', 'Plan.md', 'Plan.txt']);
  expect(readFileSync(path, 'utf8')).toBe('Old');
  await ask();
  await button(page, 'Keep both').dblclick();
  await toast(page, 'xported').waitFor();
  await button(page, 'Dismiss').click();
  expect((await api.jobs.list()).jobs).toHaveLength(3);
  expect(await asked('Replace')).toHaveLength(6);
  expect(readFileSync(path, 'utf8')).toContain('New');
  expect(desk.complaints).toEqual([]);
});
