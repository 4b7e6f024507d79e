import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { importSound } from '../support/import-sound.ts';
import { plantReview } from '../support/plant-review.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { toneWav } from '../support/tones.ts';
import { transcribe } from '../support/transcribe.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { audioOf, playsOn, positionIs } from '../support/ui/listening.ts';
import { focusIs, open, opens, setStage } from '../support/ui/stage.ts';
import { clickWords, painted, selectWords } from '../support/ui/words.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('the sample meeting, one click away: transcribed with real words; a click on a word plays from there', async () => {
  const { page, api, home } = await setStage();
  await page.getByRole('button', { name: /^Try it with/ }).click();
  await opens(page, 'Sample meeting');
  await button(page, 'Transcribe').waitFor();
  await expectAccessible(page, 'no transcript yet');
  await button(page, 'Transcribe').click();
  await page.locator('.job-card').waitFor();
  await page.locator('.para-text', { hasText: 'morning' }).first().waitFor();
  await page.locator('.job-card').waitFor({ state: 'detached' });
  const text = (await page.locator('.reader').textContent()) ?? '';
  expect(text).toContain('Good morning everyone');
  expect(text).toContain('thank you for joining');
  await expectAccessible(page, 'a transcript');
  await expectSoundLayout(page, 'a transcript');

  // “launch” is said in the fifth second.
  const [meeting] = (await api.meetings.list({})).items;
  const words = async () => {
    const { transcripts } = await api.transcripts.list({ meetingId: meeting?.id ?? '' });
    const { segments } = await api.transcripts.segments({ id: transcripts[0]?.id ?? '' });
    return segments.flatMap((segment) => segment.words);
  };
  const said = await words();
  const launch = said.find((word) => word.text.includes('launch'));
  const startMs = launch?.startMs ?? 0;
  expect(startMs).toBeGreaterThan(3300);
  expect(startMs).toBeLessThan(6700);
  // Who speaks when is drawn as soon as it is known.
  const { transcripts } = await api.transcripts.list({ meetingId: meeting?.id ?? '' });
  const { segments } = await api.transcripts.segments({ id: transcripts[0]?.id ?? '' });
  const segmentIds = segments.slice(0, 3).map(({ id }) => id);
  await api.speakers.add({ meetingId: meeting?.id ?? '', name: 'Anna', segmentIds });
  const line = page.getByRole('img', { name: /^Who speaks when: Anna/ });
  await until('the timeline of talk is drawn', async () => {
    const inked = await line.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      if (width === 0) return 0;
      const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? {};
      return data.filter((byte, at) => at % 4 === 3 && byte > 0).length;
    });
    return inked > 0;
  });
  await clickWords(page, 'launch');
  expect(await playsOn(page)).toBeGreaterThanOrEqual(startMs / 1000 - 0.1);
  await until('the word that is spoken is marked', async () => (await painted(page, 'spoken')).length === 1);
  const { currentTime } = await audioOf(page);
  const [marked = ''] = await painted(page, 'spoken');
  const near = said.filter((word) => Math.abs(word.startMs / 1000 - currentTime) < 2);
  expect(near.map(({ text: own }) => own.trim())).toContain(marked);

  // What is spoken stays in sight until one scrolls away; then there is a way back.
  const sheet = page.locator('.meeting-sheet');
  await page.setViewportSize({ width: 1280, height: 500 });
  await sheet.hover();
  await page.mouse.wheel(0, 2000);
  await button(page, 'Back to what is playing').click();
  const isSeen = async () =>
    page.evaluate(() => {
      const [range] = CSS.highlights.get('spoken') ?? [];
      const { top = -1, bottom = 1e6 } = (range as Range | undefined)?.getBoundingClientRect() ?? {};
      return top > 0 && bottom < window.innerHeight;
    });
  await until('it is in sight again', isSeen);
  await button(page, 'Back to what is playing').waitFor({ state: 'detached' });
  await page.keyboard.press('k');
  await until(
    'nothing is marked while nothing plays',
    async () => (await painted(page, 'spoken')).length === 0,
  );
  await page.setViewportSize({ width: 1280, height: 800 });

  // A selection is heard from its beginning to its end, and no further.
  await selectWords(page, 'launch', 'launch');
  await button(page, 'Play the selection').click();
  await playsOn(page);
  await until('it ends', async () => (await audioOf(page)).paused);
  const endMs = (launch?.endMs ?? 0) / 1000;
  expect((await audioOf(page)).currentTime).toBeGreaterThan(startMs / 1000);
  expect((await audioOf(page)).currentTime).toBeLessThan(endMs + 0.5);
  await button(page, 'Bookmark its beginning').click();
  await until('it is marked', async () => {
    const { bookmarks } = await api.bookmarks.list({ meetingId: meeting?.id ?? '' });
    return bookmarks.some(({ atMs }) => atMs === startMs);
  });

  // Real words are corrected, and what is said keeps its time.
  await clickWords(page, 'launch', { clickCount: 2 });
  await page.locator('.edit-field').waitFor();
  await page.keyboard.type('lunch');
  await page.keyboard.press('Escape');
  await until('the new word has the time of the old', async () =>
    (await words()).some((word) => word.text.includes('lunch') && word.startMs === startMs),
  );
  await page.keyboard.press('Control+z');
  await until('it is as it was', async () => JSON.stringify(await words()) === JSON.stringify(said));

  const shown = async () => {
    const { transcripts } = await api.transcripts.list({ meetingId: meeting?.id ?? '' });
    return transcripts[0];
  };
  plantReview(home, (await shown())?.id ?? '');
  await page.reload();
  await page.getByRole('option').first().click();
  // What the engine was unsure of is counted beside the passages, which alone the list knows of.
  await page.locator('.row-state').getByText('4 passages to check', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^4 passages and \d+ uncertain spots? to check$/ }).click();
  await expectAccessible(page, 'the review');
  await expectSoundLayout(page, 'the review');
  await page.getByRole('button', { name: 'Settled 0:31' }).click();
  await page.getByRole('button', { name: 'Open again 0:31' }).waitFor();
  await page.getByRole('button', { name: 'Play from 0:52' }).first().click();
  await positionIs(page, 52, 3);
  await page.keyboard.press('k');
  const unheard = page.locator('.review-row', {
    hasText: 'Somebody speaks here for 12 s, but no words were found.',
  });
  await unheard.getByRole('button', { name: 'Play from 1:40' }).click();
  await positionIs(page, 100, 3);
  await page.keyboard.press('k');
  await api.settings.update({ vocabulary: 'MeetMemo' });
  await api.transcripts.setVocabulary({ meetingId: meeting?.id ?? '', vocabulary: 'Zoë, Håkon' });
  await unheard.getByRole('button', { name: 'Redo with…' }).click();
  await page.getByRole('dialog').getByText('Nothing changes until you accept it').waitFor();
  const names = page.getByLabel('Names and terms to expect');
  await until('the names are there', async () => (await names.inputValue()) === 'MeetMemo, Zoë, Håkon');
  await page.keyboard.press('Escape');
  await unheard.getByRole('button', { name: 'Settled' }).click();
  await unheard.getByRole('button', { name: 'Open again' }).waitFor();
  expect(await page.locator('.proposal del').allTextContents()).toEqual(['two']);
  expect(await page.locator('.proposal ins').allTextContents()).toEqual(['three']);
  expect(await page.locator('.proposal-doubts li').allTextContents()).toEqual([
    '0:09 · It is not certain that this was said as it stands, 1 s.',
  ]);
  await button(page, 'Use the proposal').click();
  await page.locator('.proposal').waitFor({ state: 'detached' });
  await until('the words are those of the proposal', async () =>
    ((await page.locator('.reader').textContent()) ?? '').includes('I have three updates.'),
  );

  await selectWords(page, 'thank', 'thank');
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

test('a transcript without a word says where somebody speaks all the same', async () => {
  const { page, api, home } = await setStage();
  const meetingId = await importSound(api, 'talk.wav', toneWav({ seconds: 2 }));
  const { id } = await transcribe(api, meetingId, { modelId: 'nano-en' });
  await open(page, 'talk');
  await page.getByText('Nobody speaks in this sound').waitFor();
  plantReview(home, id);
  await page.reload();
  await open(page, 'talk');
  await page.getByText('the model made out no words').waitFor();
  // What the list says is what the meeting says.
  const says = (page: Page, words: string) =>
    page.locator('.row-state').getByText(words, { exact: true }).waitFor();
  await says(page, '4 passages to check');
  await button(page, '4 passages to check').click();
  await button(page, 'Settled 1:40').click();
  await button(page, 'Open again 1:40').waitFor();
  await button(page, '3 passages to check').waitFor();
  await says(page, '3 passages to check');
  await expectAccessible(page, 'places to check without a word');
  await expectSoundLayout(page, 'places to check without a word');
});

test('names and terms that are too many are said, stay as typed, and are not cut', async () => {
  const { page, api, home } = await setStage();
  const meetingId = await importSound(api, 'talk.wav', toneWav({ seconds: 2 }));
  await api.settings.update({ speechModel: 'nano-en' });
  await open(page, 'talk');
  await button(page, 'Choices…').click();
  const sheet = page.getByRole('dialog', { name: 'Transcribe this meeting' });
  const field = sheet.getByLabel('Names and terms of this meeting');
  const long = 'Zoë, Håkon, '.repeat(170);
  await field.fill(long);
  await sheet.getByRole('alert').getByText('40 characters too many').waitFor();
  await expectAccessible(page, 'terms that are too long');
  await expectSoundLayout(page, 'terms that are too long');
  await sheet.getByRole('button', { name: 'Transcribe', exact: true }).click({ force: true });
  await focusIs(page, 'textarea[aria-invalid=true]');
  expect(await field.inputValue()).toBe(long);
  expect((await api.jobs.list()).jobs).toEqual([]);
  expect(await api.transcripts.vocabulary({ meetingId })).toEqual({ vocabulary: '' });
  const most = long.slice(0, 2000);
  await field.fill(most);
  await sheet.getByRole('alert').waitFor({ state: 'detached' });
  await sheet.getByRole('button', { name: 'Transcribe', exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
  await until('they are kept', async () => {
    const { vocabulary } = await api.transcripts.vocabulary({ meetingId });
    return vocabulary === most;
  });

  // To do a passage again takes those of the library too.
  const [made] = await until('it is done', async () => {
    const { transcripts } = await api.transcripts.list({ meetingId });
    return transcripts[0]?.state === 'complete' && transcripts;
  });
  plantReview(home, made?.id ?? '');
  await page.reload();
  await open(page, 'talk');
  await button(page, '4 passages to check').click();
  await page.getByRole('button', { name: 'Redo with…' }).first().click();
  const terms = page.getByRole('dialog').getByLabel('Names and terms to expect');
  await until('the usual ones are there', async () => (await terms.inputValue()) === most.trim());
  await terms.fill('a'.repeat(5001));
  await page.getByRole('alert').getByText('1 character too many').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Redo', exact: true }).click({ force: true });
  await focusIs(page, 'textarea[aria-invalid=true]');
  expect((await terms.inputValue()).length).toBe(5001);
});

test('what is clicked stays under the pointer, though it plays: a double click means that word', async () => {
  const { page, api, home } = await setStage();
  await page.getByRole('button', { name: /^Try it with/ }).click();
  await opens(page, 'Sample meeting');
  await button(page, 'Transcribe').waitFor();
  const [meeting] = (await api.meetings.list({})).items;
  const segments = Array.from({ length: 60 }, (_, at) => ({
    text: `Sentence ${String(at)}.`,
    speaker: at % 2,
  }));
  plantTranscript(home, meeting?.id ?? '', { segments, speakers: ['Anna', 'Ben'] });
  await page.reload();
  await page.getByRole('option').first().click();
  await page.locator('.para').first().waitFor();
  await clickWords(page, 'Sentence 0.');
  await playsOn(page);
  // The lowest line that is whole in the window: what plays there is kept further up.
  const lowest = await page.evaluate(() => {
    const { bottom = 0 } = document.querySelector('.meeting-sheet')?.getBoundingClientRect() ?? {};
    const whole = [...document.querySelectorAll<HTMLElement>('.reader [data-segment]')].findLast(
      (element) => element.getBoundingClientRect().bottom < bottom - 10,
    );
    return whole?.textContent ?? '';
  });
  await clickWords(page, lowest, { clickCount: 2, delay: 100 });
  await until(
    'the word is written in',
    async () => (await page.locator('.edit-field').textContent()) === lowest,
  );
});
