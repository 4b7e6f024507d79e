import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { importSound } from '../support/import-sound.ts';
import { toneWav } from '../support/tones.ts';
import { importSample, transcribe } from '../support/transcribe.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { focusIs, open, opens, rowOf, setStage, toast } from '../support/ui/stage.ts';
import { painted } from '../support/ui/words.ts';
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

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const redo = (api: Api, id: string, startMs: number) =>
  api.transcripts.redo({ id, startMs, endMs: startMs + 3000, modelId: 'nano-en' });

test('whoever takes or declines a proposal stands where it is about', async () => {
  const { page, api } = await setStage();
  await page.setViewportSize({ width: 1280, height: 600 });
  const meetingId = await importSample(api);
  const { id } = await transcribe(api, meetingId, { modelId: 'nano-en' });
  await page.getByRole('option').first().click();
  await page.locator('.para').first().waitFor();
  const { segments: said } = await api.transcripts.segments({ id });
  const late = said.find(({ startMs }) => startMs > 100_000);
  for (const choice of ['Keep what is there', 'Use the proposal']) {
    await page.locator('.meeting-sheet').evaluate((sheet) => {
      sheet.scrollTop = 0;
    });
    await redo(api, id, late?.startMs ?? 0);
    await page.locator('.proposal').waitFor();
    await button(page, choice).focus();
    await page.keyboard.press('Enter');
    await page.locator('.proposal').waitFor({ state: 'detached' });
    const { segments } = await api.transcripts.segments({ id });
    const own = segments.filter(({ endMs }) => endMs > (late?.startMs ?? 0));
    await until(`its words are in sight: ${choice}`, () =>
      page.evaluate(
        (ids) =>
          ids.some((segmentId) => {
            const element = document.querySelector(`[data-segment="${segmentId}"]`);
            const { left = 0, top = 0 } = element?.getBoundingClientRect() ?? {};
            return element?.contains(document.elementFromPoint(left + 4, top + 8)) ?? false;
          }),
        own.slice(0, 3).map((segment) => segment.id),
      ),
    );
    expect((await painted(page, 'looked-at')).length).toBe(1);
    await focusIs(page, '#meeting-transcript');
  }
});

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
  await until('one stands where it was about', async () => (await painted(page, 'looked-at')).length === 1);
  await page.locator('.meeting-sheet').evaluate(async (sheet) => {
    // Until what was looked at is steady.
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
    sheet.scrollTop = 0;
  });
  await page.setViewportSize({ width: 1280, height: 900 });
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
