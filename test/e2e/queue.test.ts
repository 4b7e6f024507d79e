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
