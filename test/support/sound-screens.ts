import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Api } from '../../src-main/contract/index.ts';
import { makeSound, whyNoFfmpeg } from './ffmpeg.ts';
import { importOne } from './imports.ts';
import { importSound } from './import-sound.ts';
import { recordTones } from './record-tones.ts';
import { speechLike } from './signals.ts';
import { drag, drop } from './ui/dropping.ts';
import { playsOn } from './ui/listening.ts';
import { toneWav, writeLongWav } from './tones.ts';
import { wavOf } from './wav.ts';

const RATE = 8000;

/** Four people who talk in turn and pause, for a quarter of an hour. */
function conversation(): Uint8Array<ArrayBuffer> {
  const voice = speechLike(60, RATE);
  const samples = new Int16Array(15 * 60 * RATE);
  for (let at = 0; at < samples.length; at += 1) {
    const second = at / RATE;
    const turn = Math.sin(second / 11) * Math.sin(second / 37) * Math.sin(second / 3.1);
    const loudness = Math.max(0, 0.25 + 0.75 * turn);
    samples[at] = (voice[at % voice.length] ?? 0) * loudness;
  }
  return new Uint8Array(wavOf([samples], RATE));
}

const notes = [
  [62_000, 'Marta on the two notebooks'],
  [331_000, ''],
  [545_000, 'To follow up: who has the tapes from before 1989, and may we copy them'],
] as const;

/** Every state of importing and of playing. */
export async function soundScreens(
  page: Page,
  api: Api,
  home: string,
  picture: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const open = async (title: string) => {
    await page
      .getByRole('option', { name: new RegExp(`^${title}`) })
      .first()
      .click();
    await page.locator(`.meeting:not([inert]) .meeting-title`, { hasText: title }).waitFor();
  };
  const talk = { name: 'talk.wav', data: toneWav() };
  await drag(page, [talk], ['dragenter', 'dragover']);
  await page.locator('.drop').waitFor();
  await picture(page, '50 dropping');
  await drag(page, [talk], ['dragleave']);

  const meetingId = await importSound(api, 'Archive tour, the whole morning.wav', conversation());
  for (const [atMs, note] of notes) await api.bookmarks.add({ meetingId, atMs, note });
  await open('Archive tour, the whole morning');
  await page.locator('.wave-drawing:not([data-empty])').waitFor();
  await picture(page, '51 a sound');
  await page.getByRole('slider', { name: 'Position' }).focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('PageUp');
  await picture(page, '52 the focus on the waveform');
  await button('Skip silence').click();
  await button('Play').click();
  await playsOn(page);
  await page.locator('.wave-slider').hover({ position: { x: 120, y: 30 } });
  await picture(page, '53 playing');
  await page.getByRole('button', { name: /^Speed/ }).click();
  await picture(page, '54 speeds');
  await page.keyboard.press('Escape');
  await open('Weekly planning');
  await picture(page, '55 playing on beside another meeting');
  await button('Stop and close').click();
  await button('Skip silence').or(page.locator('.meeting')).first().waitFor();

  const marked = await importSound(api, 'Many moments.wav', conversation());
  for (let minute = 1; minute < 13; minute += 1)
    await api.bookmarks.add({
      meetingId: marked,
      atMs: minute * 61_000,
      note: `What was said ${String(minute)}`,
    });
  await open('Many moments');
  await page.locator('.bookmark').nth(11).waitFor();
  await picture(page, '55 many bookmarks');

  if (whyNoFfmpeg() === undefined) {
    const film = join(home, 'film.mkv');
    const tones = [300, 900].flatMap((hertz) => ['-f', 'lavfi', '-i', `sine=${String(hertz)}:d=40`]);
    const names = [
      '-metadata:s:a:0',
      'language=deu',
      '-metadata:s:a:1',
      'title=Commentary by those who made it',
    ];
    makeSound(film, [...tones, '-map', '0', '-map', '1', ...names, '-c:a', 'flac']);
    await importOne(api, film);
    await open('film');
    await page.locator('.player-track').click();
    await picture(page, '55 the tracks of a film');
    await page.keyboard.press('Escape');
  }

  const sides = await recordTones(api, 'Call with Jonas', { microphone: 300, system: 500, seconds: 30 });
  await open('Call with Jonas');
  await button('Play').waitFor();
  await button('Volume and balance').click();
  await picture(page, '56 two tracks');
  await page.keyboard.press('Escape');
  await button('More about the sound').click();
  await page.getByRole('menuitem', { name: 'About the sound' }).click();
  await picture(page, '57 about the sound');
  await page.keyboard.press('Escape');
  await button('More about the sound').click();
  await page.getByRole('menuitem', { name: /^Delete the sound/ }).click();
  await picture(page, '58 deleting the sound');
  await page.keyboard.press('Escape');

  rmSync(join(home, 'media', sides, 'sound'));
  await open('Weekly planning');
  await open('Call with Jonas');
  await page.locator('.player-trouble').waitFor();
  await picture(page, '59 a sound that is missing');
  writeFileSync(join(home, 'media', sides, 'sound'), '');
  await api.audio.remove({ meetingIds: [sides] });
  await page.locator('.player-state').waitFor();
  await picture(page, '60 a sound that was deleted');

  await api.meetings.update({
    id: meetingId,
    title: 'A title that goes on and on, '.repeat(7).trim().slice(0, 200),
  });
  await open('A title that goes on and on');
  await picture(page, '61 a long title');

  await drop(page, [{ name: 'letter.wav', data: Buffer.from('Dear all') }]);
  await page.locator('.toast-error').waitFor();
  await picture(page, '62 an import failed');
  await button('Dismiss').click();
  await drop(page, [
    {
      name: 'A lecture with a name that is much too long for the place that it has here.mp3',
      data: Buffer.from('ID3'),
    },
    { name: 'again.wav', data: talk.data },
    { name: 'first.wav', data: toneWav({ hertz: 300 }) },
  ]);
  await page.locator('.tray .strip-what', { hasText: 'not imported' }).waitFor();
  await page
    .locator('#import-files')
    .setInputFiles([
      writeLongWav(join(home, 'The whole conference.wav'), 40_000),
      writeLongWav(join(home, 'Second day.wav'), 3000),
    ]);
  await page.locator('.tray .strip-open').click();
  await page
    .locator('.import', { hasText: /Listening.* left/ })
    .first()
    .waitFor();
  await picture(page, '63 importing');
  await page.keyboard.press('Escape');
  await picture(page, '64 importing, the tray');
  await api.imports.cancel({});
  await page.locator('.tray .strip-what', { hasText: 'not imported' }).waitFor();
  await page.locator('.tray .strip-open').click();
  await picture(page, '65 imports that ended');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Sound' }).click();
  await picture(page, '66 settings, sound');
  await api.settings.update({ keepSound: 'compressed' });
  await picture(page, '67 settings, sounds kept small');
  await page.keyboard.press('Escape');
}
