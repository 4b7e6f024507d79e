import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { importOne, mediaIn } from '../support/imports.ts';
import { importSound } from '../support/import-sound.ts';
import { whyNoFfmpeg } from '../support/ffmpeg.ts';
import { soundFolder } from '../support/sounds.ts';
import { tone, wavOf } from '../support/stretches.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { audioOf, playsOn } from '../support/ui/listening.ts';
import { focusIs, meetings, open, opens, rowOf, setStage, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const soundOf = (home: string, meetingId: string) => join(home, 'media', meetingId, 'sound');
const sounds = soundFolder();

test('a sound that ends early plays as far as it goes, and says so', async () => {
  const { page, api } = await setStage();
  const whole = wavOf(tone(60));
  await importSound(api, 'Cut.wav', whole.subarray(0, whole.length / 2));
  await open(page, 'Cut');
  await page.getByText('The file is damaged. What could be read ends at 0:29.').waitFor();
  await button(page, 'Play').click();
  await playsOn(page);
  await expectAccessible(page, 'a damaged sound');
});

test('a sound whose file is gone, or is junk now, says what happened; once it is back it plays', async () => {
  const { page, api, home } = await setStage({ meetings: meetings(1), expects: /404|ERR_|Failed to load/ });
  const meetingId = await importSound(api, 'Tone.wav', wavOf(tone(60)));
  const path = soundOf(home, meetingId);
  const content = readFileSync(path);
  await open(page, 'Tone');
  await button(page, 'Play').waitFor();

  writeFileSync(path, 'no sound at all '.repeat(60_000));
  await button(page, 'Play').click();
  await page.getByRole('alert').getByText('This sound cannot be played.').waitFor();
  await expectSoundLayout(page, 'a sound that can not be played');

  await open(page, 'Meeting 1');
  rmSync(path);
  await open(page, 'Tone');
  await page
    .getByRole('alert')
    .getByText(/^The file with this sound is missing/)
    .waitFor();
  expect(await button(page, 'Play').count()).toBe(0);
  await expectAccessible(page, 'a sound that is missing');

  writeFileSync(path, content);
  await button(page, 'Try again').click();
  await button(page, 'Play').click();
  await playsOn(page);
});

test('the sound says what it is, and can be deleted while the text is kept', async () => {
  const { page, api, home } = await setStage();
  const meetingId = await importSound(api, 'Tone.wav', wavOf(tone(65)));
  await api.meetings.update({ id: meetingId, notes: 'What was said' });
  await open(page, 'Tone');
  await button(page, 'Play').click();
  await playsOn(page);
  await page.keyboard.press('b');
  await button(page, 'More about the sound').click();
  await page.getByRole('menuitem', { name: 'About the sound' }).click();
  const facts = page.getByRole('dialog', { name: 'About the sound' });
  for (const fact of ['1:05', /^WAV · PCM/, '8,000 Hz', '1 MB', / LUFS$/, 'Import'])
    await facts.getByText(fact, { exact: true }).waitFor();
  await expectAccessible(page, 'the details of a sound');
  await page.keyboard.press('Escape');

  await button(page, 'More about the sound').click();
  await page.getByRole('menuitem', { name: /^Delete the sound/ }).click();
  await focusIs(page, 'dialog [data-start]');
  await expectAccessible(page, 'before the sound is deleted');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the sound' }).click();
  await toast(page, 'Sound deleted. The text was kept.').waitFor();
  await page.getByText('The sound was deleted. The text was kept.').waitFor();
  expect((await audioOf(page)).paused).toBe(true);
  expect(mediaIn(home)).toEqual([]);
  expect((await api.meetings.get({ id: meetingId })).notes).toBe('What was said');
  // The marked moments are text too.
  expect(await page.getByRole('textbox', { name: /^Note at 0:0/ }).count()).toBe(1);
  await rowOf(page, 'Tone').getByText('Sound removed').first().waitFor({ state: 'attached' });
});

test('what plays goes on while another meeting is open, within reach and at hand by key', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  const title = 'A title that goes on and on, '.repeat(7).trim().slice(0, 200);
  const id = await importSound(api, 'Tone.wav', wavOf(tone(120)));
  await api.meetings.update({ id, title });
  await open(page, title);
  await button(page, 'Play').click();
  await playsOn(page);
  await open(page, 'Meeting 1');
  const bar = page.getByRole('region', { name: 'Now playing' });
  await bar.getByText(title).waitFor();
  await playsOn(page);
  await expectAccessible(page, 'the playing bar');
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 450, height: 300 },
  ]) {
    await page.setViewportSize(viewport);
    await expectSoundLayout(page, `the playing bar at ${String(viewport.width)}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('k');
  await bar.getByRole('button', { name: 'Play', exact: true }).click();
  await playsOn(page);
  await page.keyboard.press('b');
  await toast(page, 'Bookmark added to the meeting that plays').waitFor();
  await bar.getByRole('button', { name: `Back to ${title}` }).click();
  await opens(page, title);
  await bar.waitFor({ state: 'detached' });
  await playsOn(page);

  await open(page, 'Meeting 1');
  await bar.getByRole('button', { name: 'Stop and close' }).click();
  await bar.waitFor({ state: 'detached' });
  expect((await audioOf(page)).paused).toBe(true);
  await focusIs(page, '#meeting-list');
});

test('a meeting that is moved to the trash falls silent', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  const id = await importSound(api, 'Tone.wav', wavOf(tone(60)));
  await open(page, 'Tone');
  await button(page, 'Play').click();
  await playsOn(page);
  await api.meetings.trash({ ids: [id] });
  await until('it is silent', async () => (await audioOf(page)).paused);
});

test.skipIf(whyNoFfmpeg())(
  'of a film with two sound tracks one is chosen, and heard from the same place',
  async () => {
    const { page, api } = await setStage();
    const film = sounds.make(
      'film.mkv',
      [
        '-map',
        '0',
        '-map',
        '1',
        '-metadata:s:a:0',
        'language=deu',
        '-metadata:s:a:1',
        'title=Commentary',
        '-c:a',
        'flac',
      ],
      ['sine=300', 'sine=900'].flatMap((source) => ['-f', 'lavfi', '-t', '40', '-i', source]),
    );
    const meetingId = await importOne(api, film);
    await open(page, 'film');
    await page.getByRole('slider', { name: 'Position' }).focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight');
    await button(page, 'Play').click();
    const before = await playsOn(page);
    await button(page, 'Sound track: German').click();
    await page.getByRole('menuitemradio', { name: 'Commentary' }).click();
    await button(page, 'Sound track: Commentary').waitFor();
    expect(await playsOn(page)).toBeGreaterThan(before - 1);
    expect((await api.audio.get({ meetingId })).audio?.track).toBe(1);
  },
);
