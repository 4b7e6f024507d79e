import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { importSound } from '../support/import-sound.ts';
import { toneWav } from '../support/tones.ts';
import { importSample, transcribe } from '../support/transcribe.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { focusIs, open, opens, rowOf, setStage, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const isWhole = (page: Page) =>
  page
    .locator('.proposal')
    .last()
    .evaluate((card) => {
      const { top, bottom } = card.getBoundingClientRect();
      const sheet = card.closest('.meeting-sheet')?.getBoundingClientRect();
      return top >= (sheet?.top ?? 0) && bottom <= (sheet?.bottom ?? 0);
    });

const redo = (api: Api, id: string, startMs: number) =>
  api.transcripts.redo({ id, startMs, endMs: startMs + 3000, modelId: 'nano-en' });

test('what came of a passage that was done again is told of where it is not in sight, and led to', async () => {
  const { page, api } = await setStage();
  await page.setViewportSize({ width: 1280, height: 600 });
  const meetingId = await importSample(api);
  await importSound(api, 'other.wav', toneWav({ seconds: 2 }));
  const { id } = await transcribe(api, meetingId, { modelId: 'nano-en' });
  const [row] = (await api.meetings.list({})).items.filter((one) => one.id === meetingId);
  const title = row?.title ?? '';
  await open(page, title);
  const told = toast(page, `A passage of “${title}” was done again`);

  // From far below, by the menu of a paragraph.
  await page.locator('.para').first().waitFor();
  await page.locator('.meeting-sheet').evaluate((sheet) => {
    sheet.scrollTop = 10_000;
  });
  const last = page.locator('.para').last();
  await last.hover();
  await last.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Redo this paragraph with…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Redo', exact: true }).click();
  await told.waitFor();
  expect(await page.locator('.toasts [role=status] .toast').count()).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.closest('.proposal, .toast') ?? null)).toBeNull();
  await expectAccessible(page, 'a proposal out of sight');
  await expectSoundLayout(page, 'a proposal out of sight');
  await told.getByRole('button', { name: 'Show it' }).click();
  await until('the proposal is in sight', () => isWhole(page));
  await focusIs(page, '.proposal');
  await expectSoundLayout(page, 'a proposal');

  // Before the person's eyes it says so itself.
  await page.getByRole('button', { name: 'Keep what is there' }).click();
  await page.locator('.proposal').waitFor({ state: 'detached' });
  await redo(api, id, 9000);
  await page.locator('.proposal').waitFor();
  await until('it is in sight', () => isWhole(page));
  expect(await told.count()).toBe(0);
  await page.locator('.proposal [role=status]').waitFor();
  await page.getByRole('button', { name: 'Keep what is there' }).click();
  await page.locator('.proposal').waitFor({ state: 'detached' });

  // Elsewhere, and among the notes.
  await page.getByRole('tab', { name: 'Notes' }).click();
  await rowOf(page, 'other').click();
  await opens(page, 'other');
  await api.jobs.pause();
  await redo(api, id, 20_000);
  await page.locator('.queue-line .strip-open').click();
  const queue = page.getByRole('dialog', { name: 'Queue' });
  await queue.getByRole('button', { name: 'Resume' }).click();
  await until(
    'what the queue says of each stays true whatever became of the proposal',
    async () => (await queue.getByText('Done again, and proposed in the meeting').count()) === 3,
  );
  await page.keyboard.press('Escape');
  await told.getByRole('button', { name: 'Show it' }).click();
  await opens(page, title);
  await until('the proposal is in sight', () => isWhole(page));
});
