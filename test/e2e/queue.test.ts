import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { importSound } from '../support/import-sound.ts';
import { toneWav } from '../support/tones.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { open, opens, setStage } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const line = (page: Page) => page.locator('.queue-line .strip-what');
const panel = (page: Page) => page.getByRole('dialog', { name: 'Queue' });
const titles = (page: Page) => panel(page).locator('.job-title').allTextContents();
const row = (page: Page, title: string) => panel(page).locator('.job').filter({ hasText: title });
const states = async (api: Api) => {
  const { jobs } = await api.jobs.list();
  return jobs.map(({ title, state }) => `${title}: ${state}`);
};

const openPanel = async (page: Page) => {
  await page.locator('.queue-line .strip-open').click();
  await panel(page).waitFor();
};
const shows = (page: Page, wanted: string[]) =>
  until(`the queue shows ${wanted.join(', ')}`, async () => String(await titles(page)) === String(wanted));

/** Three tones in a paused queue. */
async function threeWaiting(api: Api): Promise<void> {
  await api.jobs.pause();
  const { models } = await api.models.list();
  const modelId = models.find(({ isForTests }) => isForTests)?.id ?? '';
  for (const [index, name] of ['one', 'two', 'three'].entries()) {
    const id = await importSound(api, `${name}.wav`, toneWav({ hertz: 300 + index * 50, seconds: 2 }));
    await api.transcripts.start({ meetingIds: [id], modelId });
  }
}

test('what waits is moved by key, by menu and by the mouse, cancelled, retried, and runs once it is resumed', async () => {
  const { page, api } = await setStage();
  await threeWaiting(api);
  await line(page).getByText('Paused, 3 wait').waitFor();
  await openPanel(page);
  await panel(page).getByText('Paused. What runs stops').waitFor();
  await shows(page, ['one', 'two', 'three']);
  await expectAccessible(page, 'the queue');
  await expectSoundLayout(page, 'the queue');

  await row(page, 'three').locator('.job-title').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await shows(page, ['one', 'three', 'two']);
  await button(page, 'Order of one').click();
  await page.getByRole('menuitem', { name: 'Move down' }).click();
  await shows(page, ['three', 'one', 'two']);
  await row(page, 'two').dragTo(row(page, 'three'), { targetPosition: { x: 60, y: 4 } });
  await shows(page, ['two', 'three', 'one']);
  await button(page, 'Order of one').click();
  await page.getByRole('menuitemradio', { name: 'High priority' }).click();
  await shows(page, ['one', 'two', 'three']);

  await button(page, 'Cancel two').click();
  await row(page, 'two').getByText('Cancelled.').waitFor();
  await shows(page, ['one', 'three', 'two']);
  // It never ran, so that it took no time.
  await row(page, 'two')
    .getByText(/^Ended \d\d:\d\d$/)
    .waitFor();
  await row(page, 'two').getByRole('button', { name: 'Try again' }).click();
  await row(page, 'two').getByText('Waits until the queue is resumed').waitFor();
  expect(await states(api)).toEqual(expect.arrayContaining(['one: queued', 'two: queued', 'three: queued']));

  await panel(page).getByRole('button', { name: 'Resume' }).click();
  await until('all are done', async () => (await states(api)).every((state) => state.endsWith(': done')));
  await until('each says so', async () => (await panel(page).getByText('Transcribed').count()) === 3);
  for (const title of ['one', 'two', 'three'])
    await row(page, title)
      .getByText(/^Ended \d\d:\d\d, after \d+ secs?$/)
      .waitFor();
  await row(page, 'two').locator('.job-title').click();
  await opens(page, 'two');
  await page.getByText('No words were found').waitFor();
  // What is done needs no attention.
  await page.locator('.queue-line .strip-open').waitFor({ state: 'detached' });
});

test('what waits in a paused queue is cancelled and started anew from its meeting', async () => {
  const { page, api } = await setStage();
  await api.settings.update({ speechModel: 'nano-en' });
  await threeWaiting(api);
  const { jobs } = await api.jobs.list();
  await open(page, 'one');
  await page.locator('.job-card').getByText('Waits until the queue is resumed').waitFor();
  await page.locator('.job-card').getByRole('button', { name: 'Cancel' }).click();
  await button(page, 'Transcribe').waitFor();
  await api.jobs.cancel({ ids: jobs.map(({ id }) => id) });
  await button(page, 'Transcribe').click();
  await page.locator('.job-card').getByRole('button', { name: 'Resume' }).click();
  await page.getByText('No words were found').waitFor();
});

const showByCommand = async (page: Page) => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).fill('show the queue');
  await page.locator('.palette-line[aria-selected=true]', { hasText: 'Show the queue' }).waitFor();
  await page.keyboard.press('Enter');
  await panel(page).waitFor();
};

test('the queue is shown at any time by its command: empty, and with what has ended; its line goes with the panel', async () => {
  const { page, api } = await setStage();
  await page.locator('.welcome').waitFor();
  await showByCommand(page);
  await panel(page).getByText('Nothing runs, and nothing waits.').waitFor();
  await expectAccessible(page, 'an empty queue');
  await expectSoundLayout(page, 'an empty queue');
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  await line(page).waitFor({ state: 'detached' });
  // The sidebar takes the open panel along, and nothing stays of it.
  await showByCommand(page);
  await page.setViewportSize({ width: 900, height: 600 });
  await page.locator('.sidebar').waitFor({ state: 'detached' });
  await line(page).waitFor({ state: 'detached' });
  // Now the sidebar lies over the page, which has the line too.
  await page.keyboard.press('Control+\\');
  await page.locator('.sidebar').waitFor();
  await showByCommand(page);
  await page.locator('.sidebar').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');

  const id = await importSound(api, 'one.wav', toneWav({ seconds: 2 }));
  await api.transcripts.start({ meetingIds: [id], modelId: 'nano-en' });
  await until('it is done', async () => String(await states(api)) === 'one: done');
  await page.locator('.queue-line .strip-open').waitFor({ state: 'detached' });
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
    [480, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    await open(page, 'one');
    await showByCommand(page);
    await row(page, 'one').getByText('Transcribed').waitFor();
    await page.keyboard.press('Escape');
    await line(page).waitFor({ state: 'detached' });
  }
  await showByCommand(page);
  await row(page, 'one').getByRole('button', { name: 'Remove' }).click();
  await panel(page).getByText('Nothing runs, and nothing waits.').waitFor();
  expect((await api.jobs.list()).jobs).toEqual([]);
});

test('a queue that is paused says so, also while nothing waits', async () => {
  const { page, api } = await setStage();
  await api.jobs.pause();
  await line(page).getByText('The queue is paused').waitFor();
  await expectAccessible(page, 'an idle queue that is paused');
  await openPanel(page);
  await panel(page).getByText('Paused. What runs stops').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.queue-line').getByRole('button', { name: 'Resume' }).click();
  await line(page).waitFor({ state: 'detached' });
});
