import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { chatEvent, chatServer, streams } from '../support/chat-server.ts';
import { importSound } from '../support/import-sound.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { sampleMeeting } from '../support/sample.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { open, rowOf, setStage } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';
import { readWav, wavOf } from '../support/wav.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The sample meeting six times over: its work is far from done when its first words are there. */
async function importLong(api: Api): Promise<string> {
  const { sampleRate, channels } = readWav(sampleMeeting);
  const [once = new Int16Array()] = channels;
  const long = new Int16Array(once.length * 6);
  for (let at = 0; at < long.length; at += once.length) long.set(once, at);
  return importSound(api, 'long.wav', wavOf([long], sampleRate));
}

/** Sounds as small as these are done at once, so that it is held after its first words. */
async function cancelOnTheWay(page: Page, api: Api): Promise<void> {
  await button(page, 'Transcribe').click();
  await page.locator('.para').first().waitFor();
  await api.jobs.pause();
  await page.locator('.job-card').getByRole('button', { name: 'Cancel' }).click();
}

test('what was cancelled on the way says that it is not finished, how far it goes, and goes on', async () => {
  const { page, api } = await setStage();
  await api.settings.update({ speechModel: 'nano-en', speechDevice: 'CPU', speechThreads: 1, beamSize: 1 });
  const meetingId = await importLong(api);
  await open(page, 'long');
  await cancelOnTheWay(page, api);
  const card = page.getByRole('region', { name: 'Not finished' });
  await card
    .getByText(/^It goes up to \d:\d\d of 1\d:\d\d\. Only a finished transcript can be edited\.$/)
    .waitFor();
  expect(await page.locator('.job-card').count()).toBe(1);
  await rowOf(page, 'long').getByText('not finished').waitFor();
  await expectAccessible(page, 'an unfinished transcript');
  await expectSoundLayout(page, 'an unfinished transcript');
  await button(page, 'More about the transcript').click();
  await page.getByRole('menuitem', { name: 'About this transcript' }).click();
  const about = page.getByRole('dialog', { name: 'About this transcript' });
  await about.getByText(/^It goes up to \d:\d\d of 1\d:\d\d\.$/).waitFor();
  await about.getByText('The likeliest reading, fastest').waitFor();
  await page.keyboard.press('Escape');

  // It goes on with the same one, and where it stopped.
  const [before] = (await api.transcripts.list({ meetingId })).transcripts;
  await card.getByRole('button', { name: 'Go on' }).click();
  await page.locator('.job-card').getByText('Waits until the queue is resumed').waitFor();
  await card.waitFor({ state: 'detached' });
  await page.locator('.job-card').getByRole('button', { name: 'Cancel' }).click();
  await card.waitFor();
  expect((await api.transcripts.list({ meetingId })).transcripts).toMatchObject([{ id: before?.id }]);

  // To tidy the list up takes away what never began, and leaves what can be gone on with.
  const { jobs: never } = await api.transcripts.start({
    meetingIds: [await importLong(api)],
    modelId: 'nano-en',
  });
  await api.jobs.cancel({ ids: never.map(({ id }) => id) });
  await page.locator('.queue-line .strip-open').click();
  const queue = page.getByRole('dialog', { name: 'Queue' });
  await queue.getByRole('button', { name: 'Clear ended' }).click();
  await queue.getByRole('button', { name: 'Clear ended' }).waitFor({ state: 'detached' });
  expect((await api.jobs.list()).jobs).toMatchObject([{ meetingId, state: 'cancelled' }]);
  await page.keyboard.press('Escape');
  await card.getByRole('button', { name: 'Go on' }).waitFor();

  // Where nothing of the work is left, it is done anew.
  await api.jobs.dismiss();
  await card.getByRole('button', { name: 'Go on' }).waitFor({ state: 'detached' });
  await card.getByRole('button', { name: 'Transcribe again…' }).click();
  await page.getByRole('dialog', { name: 'Transcribe this meeting' }).waitFor();
});

test('what was cancelled before it began says no more than that', async () => {
  const { page, api } = await setStage();
  await api.jobs.pause();
  const id = await importLong(api);
  const { jobs } = await api.transcripts.start({ meetingIds: [id], modelId: 'nano-en' });
  await page.locator('.queue-line .strip-open').click();
  const state = page.getByRole('dialog', { name: 'Queue' }).locator('.job-state').first();
  await state.getByText('Waits until').waitFor();
  await api.jobs.cancel({ ids: jobs.map((job) => job.id) });
  await state.getByText('Cancelled.').waitFor();
  expect(await state.textContent()).toBe('Cancelled.');
});

/** A server that writes of the first part, and then as much as it is told to. */
async function withHalfSummary() {
  const { page, api, home } = await setStage({ meetings: [{ title: 'Long' }] });
  let answersMore = false;
  let answered = 0;
  const claims = [{ text: 'They take the offer.', ids: ['s3'] }];
  const written = JSON.stringify({
    ...{ overview: claims, topics: [], decisions: claims, actions: [], questions: [] },
  });
  const { host } = await chatServer((response) => {
    answered += 1;
    if (answered === 1 || answersMore) streams(response).end(`${chatEvent(written)}data: [DONE]\n\n`);
  });
  await api.settings.update({ serverOn: true, serverAddress: `http://${host}`, serverModel: 'qwen3' });
  const [meeting] = (await api.meetings.list({})).items;
  const meetingId = meeting?.id ?? '';
  const segments = Array.from({ length: 600 }, (_, at) => ({ text: `They take the offer, number ${at}.` }));
  plantTranscript(home, meetingId, { segments });
  await page.reload();
  await open(page, 'Long');
  await page.getByRole('tab', { name: 'Summary' }).click();
  const { jobs } = await api.summaries.start({ meetingIds: [meetingId], modelId: 'server' });
  await page.locator('.claim').first().waitFor();
  return {
    ...{ page, api, meetingId, jobs },
    answerMore: () => {
      answersMore = true;
    },
  };
}

test('a summary that stopped on the way says so until it is finished, and goes on or is made anew', async () => {
  const { page, api, meetingId, jobs, answerMore } = await withHalfSummary();
  const card = page.getByRole('region', { name: 'Not finished' });
  expect(await card.count()).toBe(0);
  await page.locator('.job-card').getByRole('button', { name: 'Cancel' }).click();
  await card.getByText('Only a finished summary can be edited.').waitFor();
  expect(await page.locator('.job-card').count()).toBe(1);
  expect(await card.getByRole('button', { name: 'Dismiss' }).count()).toBe(0);
  await card.getByRole('button', { name: 'Go on' }).waitFor();
  await expectAccessible(page, 'an unfinished summary');
  await expectSoundLayout(page, 'an unfinished summary');

  // Where nothing of the work is left, it is made anew.
  await api.jobs.dismiss({ ids: jobs.map(({ id }) => id) });
  await card.getByRole('button', { name: 'Go on' }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await card.waitFor();
  await card.getByRole('button', { name: 'Make anew' }).click();
  await page.locator('.job-card').getByRole('button', { name: 'Cancel' }).click();
  await card.waitFor();

  answerMore();
  const { jobs: again } = await api.summaries.start({ meetingIds: [meetingId], modelId: 'server' });
  expect(again).toHaveLength(1);
  await card.waitFor({ state: 'detached' });
  await page.locator('.job-card').waitFor({ state: 'detached' });
  await page.locator('.claim').first().waitFor();
  expect(await card.count()).toBe(0);
});

test('a summary that stopped on the way goes on where it stopped, with the same one', async () => {
  const { page, api, meetingId, answerMore } = await withHalfSummary();
  const made = async () => (await api.summaries.list({ meetingId })).summaries;
  const [before] = await made();
  await page.locator('.job-card').getByRole('button', { name: 'Cancel' }).click();
  const card = page.getByRole('region', { name: 'Not finished' });
  answerMore();
  await card.getByRole('button', { name: 'Go on' }).click();
  await until('it is finished', async () => (await made())[0]?.state === 'complete');
  expect(await made()).toMatchObject([{ id: before?.id }]);
  await page.locator('.job-card').waitFor({ state: 'detached' });
});
