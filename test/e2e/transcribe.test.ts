import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { plantReview } from '../support/plant-review.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { audioOf, playsOn, positionIs } from '../support/ui/listening.ts';
import { opens, setStage } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const word = (page: Page, text: string) => page.locator('.para-text span', { hasText: text }).first();

test('the sample meeting, one click away: transcribed with real words; a click on a word plays from there', async () => {
  const { page, api, home } = await setStage();
  await page.getByRole('button', { name: /^Try it with/ }).click();
  await opens(page, 'Sample meeting');
  await button(page, 'Transcribe').waitFor();
  await expectAccessible(page, 'no transcript yet');
  await button(page, 'Transcribe').click();
  await page.locator('.job-card').waitFor();
  await word(page, 'morning').waitFor();
  await page.locator('.job-card').waitFor({ state: 'detached' });
  const text = (await page.locator('.reader').textContent()) ?? '';
  expect(text).toContain('Good morning everyone');
  expect(text).toContain('thank you for joining');
  await expectAccessible(page, 'a transcript');
  await expectSoundLayout(page, 'a transcript');

  // “launch” is said in the fifth second.
  const launch = word(page, 'launch');
  const startMs = Number(await launch.getAttribute('data-start-ms'));
  expect(startMs).toBeGreaterThan(3300);
  expect(startMs).toBeLessThan(6700);
  await launch.click();
  expect(await playsOn(page)).toBeGreaterThanOrEqual(startMs / 1000 - 0.1);
  const spoken = page.locator('[data-spoken]');
  await until('the word that is spoken is marked', async () => (await spoken.count()) === 1);
  const { currentTime } = await audioOf(page);
  const marked = Number(await spoken.getAttribute('data-start-ms'));
  expect(Math.abs(marked / 1000 - currentTime)).toBeLessThan(2);
  await page.keyboard.press('k');
  await until('nothing is marked while nothing plays', async () => (await spoken.count()) === 0);

  const [meeting] = (await api.meetings.list({})).items;
  const shown = async () => {
    const { transcripts } = await api.transcripts.list({ meetingId: meeting?.id ?? '' });
    return transcripts[0];
  };
  plantReview(home, (await shown())?.id ?? '');
  await page.reload();
  await page.getByRole('option').first().click();
  await button(page, '3 places to check').click();
  await expectAccessible(page, 'the review');
  await expectSoundLayout(page, 'the review');
  await page.getByRole('button', { name: 'Settled 0:31' }).click();
  await button(page, '2 places to check').waitFor();
  await page.getByRole('button', { name: 'Play from 0:52' }).first().click();
  await positionIs(page, 52, 3);
  await page.keyboard.press('k');
  expect(await page.locator('.proposal del').allTextContents()).toEqual(['two']);
  expect(await page.locator('.proposal ins').allTextContents()).toEqual(['three']);
  await button(page, 'Use the proposal').click();
  await page.locator('.proposal').waitFor({ state: 'detached' });
  await until('the words are those of the proposal', async () =>
    ((await page.locator('.reader').textContent()) ?? '').includes('I have three updates.'),
  );

  await word(page, 'thank').dblclick();
  await button(page, 'Redo selection with…').click();
  await page.getByRole('dialog').getByText('Nothing changes until you accept it').waitFor();
  await expectAccessible(page, 'redoing a passage');
  await page.keyboard.press('Escape');

  await button(page, 'More about the transcript').click();
  await page.getByRole('menuitem', { name: 'Delete this version…' }).click();
  await button(page, 'Delete version').click();
  await button(page, 'Transcribe').waitFor();
  expect(await shown()).toBeUndefined();
});
