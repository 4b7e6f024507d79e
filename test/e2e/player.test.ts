import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { importSound } from '../support/import-sound.ts';
import { recordTones } from '../support/record-tones.ts';
import { tone, wavOf } from '../support/stretches.ts';
import { expectAccessible } from '../support/ui/checks.ts';
import { audioOf, hearAll, heardHertz, placesOf, playsOn, positionIs } from '../support/ui/listening.ts';
import { open, setStage } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Position' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const isTyping = (field: Locator) => field.evaluate((own) => own === document.activeElement);
const isPaused = (page: Page) => until('it is silent', async () => (await audioOf(page)).paused);

async function setSpeed(page: Page, speed: string) {
  await page.getByRole('button', { name: /^Speed: / }).click();
  await page.getByRole('menuitemradio', { name: `${speed}×`, exact: true }).click();
}

test('plays and pauses by button and key, and seeks by click, by dragging and by key', async () => {
  const { page, api } = await setStage();
  await importSound(api, 'Tone.wav', wavOf(tone(120)));
  await open(page, 'Tone');
  await button(page, 'Play').click();
  await playsOn(page);
  await button(page, 'Pause').click();
  await isPaused(page);
  await page.locator('#meeting-list').focus();
  for (const key of ['Space', 'k']) {
    await page.keyboard.press(key);
    await playsOn(page);
    await page.keyboard.press(key);
    await isPaused(page);
  }

  const { x, y, width, height } = (await slider(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const at = (share: number) => [x + width * share, y + height / 2] as const;
  await page.mouse.click(...at(0.5));
  await positionIs(page, 60, 0.5);
  await page.mouse.move(...at(0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.3));
  // What is passed on the way is shown, not played.
  expect(await slider(page).getAttribute('aria-valuenow')).toBe('36');
  await positionIs(page, 60, 0.5);
  await page.mouse.move(...at(0.25));
  await page.mouse.up();
  await positionIs(page, 30, 0.5);

  await slider(page).focus();
  for (const [key, seconds] of [
    ['Home', 0],
    ['ArrowRight', 5],
    ['PageUp', 65],
    ['ArrowLeft', 60],
    ['ArrowUp', 65],
    ['l', 75],
    ['j', 65],
    ['PageDown', 5],
    ['End', 120],
  ] as const) {
    await page.keyboard.press(key);
    await positionIs(page, seconds, 0.01);
  }
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('1 minute, 5 seconds of 2 minutes');
  expect((await audioOf(page)).paused).toBe(true);
  await expectAccessible(page, 'the player');
});

test('at the end it stops, and the next time it begins anew', async () => {
  const { page, api } = await setStage();
  const meetingId = await importSound(api, 'Tone.wav', wavOf(tone(10)));
  await open(page, 'Tone');
  await slider(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await setSpeed(page, '3');
  await button(page, 'Play').click();
  await until('it has ended', async () => (await audioOf(page)).ended);
  await button(page, 'Play').waitFor();
  await until(
    'the place is forgotten',
    async () => (await api.audio.get({ meetingId })).audio?.positionMs === 0,
  );
  await button(page, 'Play').click();
  expect(await playsOn(page)).toBeLessThan(9);
});

test('each speed keeps the pitch, and is kept for the next sound', async () => {
  const { page, api } = await setStage();
  await importSound(api, 'First.wav', wavOf(tone(60)));
  await importSound(api, 'Second.wav', wavOf([{ ms: 60_000, left: 300 }]));
  await open(page, 'First');
  await button(page, 'Play').click();
  await playsOn(page);
  for (const speed of ['0.5', '0.75', '1', '1.25', '1.5', '1.75', '2.5', '3', '2']) {
    await setSpeed(page, speed);
    expect(await audioOf(page)).toMatchObject({ playbackRate: Number(speed), preservesPitch: true });
  }
  await open(page, 'Second');
  await button(page, 'Pause').click();
  await page.reload();
  await open(page, 'Second');
  await button(page, 'Speed: 2×').waitFor();
  await button(page, 'Play').click();
  await playsOn(page);
  expect((await audioOf(page)).playbackRate).toBe(2);
});

test('silence is skipped where that is wanted, and only there', async () => {
  const { page, api } = await setStage();
  const quiet = { ms: 25_000, left: 0 };
  await importSound(api, 'Pauses.wav', wavOf([...tone(1.5), quiet, ...tone(20)]));
  await open(page, 'Pauses');
  const toggle = button(page, 'Skip silence');
  const known = 'Skip silence (0:25 of silence)';
  await until('the silence is known', async () => (await toggle.getAttribute('title')) === known);
  await slider(page).focus();
  await page.keyboard.press('ArrowRight');
  await button(page, 'Play').click();
  await playsOn(page);
  expect((await audioOf(page)).currentTime).toBeLessThan(20);
  await button(page, 'Pause').click();

  await slider(page).focus();
  await page.keyboard.press('Home');
  await toggle.click();
  expect(await toggle.getAttribute('aria-pressed')).toBe('true');
  const places = await placesOf(page);
  await button(page, 'Play').click();
  await until('it is behind the silence', async () => (await audioOf(page)).currentTime > 26.6);
  const passed = await places();
  expect(passed.filter((second) => second < 1.5).length).toBeGreaterThan(0);
  expect(passed.filter((second) => second > 2.5 && second < 26)).toEqual([]);
});

test('of two tracks each is heard alone, together, and at twice the speed still in its pitch', async () => {
  const { page, api } = await setStage({ script: hearAll });
  await recordTones(api, 'Both sides', { microphone: 500, system: 1500, seconds: 40 });
  await open(page, 'Both sides');
  await button(page, 'Play').waitFor();
  const wave = await page.locator('.wave-drawing').boundingBox();
  for (const name of await page.locator('.wave-tracks span').all()) {
    const box = await name.boundingBox();
    expect((box?.x ?? Infinity) + (box?.width ?? 0)).toBeLessThanOrEqual(wave?.x ?? 0);
  }
  await button(page, 'Play').click();
  await playsOn(page);
  await until('both are heard', async () => String(await heardHertz(page)) === '500,1500');
  await button(page, 'Volume and balance').click();
  const balance = page.getByRole('slider', { name: 'Balance' });
  expect(await balance.getAttribute('aria-valuetext')).toBe('Both alike');
  await balance.focus();
  await page.keyboard.press('Home');
  expect(await balance.getAttribute('aria-valuetext')).toBe('100% towards Microphone');
  await until('the microphone is heard', async () => String(await heardHertz(page)) === '500');
  await page.keyboard.press('End');
  await until('the system is heard', async () => String(await heardHertz(page)) === '1500');
  await expectAccessible(page, 'volume and balance');
  await page.keyboard.press('Escape');
  await setSpeed(page, '2');
  await until('its pitch is kept', async () => String(await heardHertz(page)) === '1500');
  await button(page, 'Volume and balance').click();
  const volume = page.getByRole('slider', { name: 'Volume' });
  await volume.focus();
  await page.keyboard.press('Home');
  expect((await audioOf(page)).volume).toBe(0);
  await until('nothing is heard', async () => (await heardHertz(page)).length === 0);
});

test('the place is kept when the window is loaded anew and when the app is', async () => {
  const first = await setStage({ expects: /WebSocket|ERR_/ });
  const meetingId = await importSound(first.api, 'Tone.wav', wavOf(tone(120)));
  await open(first.page, 'Tone');
  await slider(first.page).focus();
  await first.page.keyboard.press('PageUp');
  await setSpeed(first.page, '3');
  await button(first.page, 'Play').click();
  await until('it is further on', async () => (await audioOf(first.page)).currentTime > 64);
  const left = (await audioOf(first.page)).currentTime;
  // In the middle of it, without a pause.
  await first.page.reload();
  await open(first.page, 'Tone');
  const kept = async () => ((await first.api.audio.get({ meetingId })).audio?.positionMs ?? 0) / 1000;
  expect(await kept()).toBeGreaterThan(left - 0.5);
  await button(first.page, 'Play').click();
  await until('it is further on', async () => (await audioOf(first.page)).currentTime > left + 1);
  await button(first.page, 'Pause').click();
  await until('the pause is kept', async () => (await kept()) > left + 1);
  const paused = await kept();
  await first.served.stop('SIGKILL');

  const { page } = await setStage({ home: first.home });
  await open(page, 'Tone');
  await until(
    'it is shown',
    async () => Number(await slider(page).getAttribute('aria-valuenow')) === Math.floor(paused),
  );
  await button(page, 'Play').click();
  expect(await playsOn(page)).toBeGreaterThan(paused - 0.1);
});

test('a moment is marked, named, found again by its time, removed and brought back', async () => {
  const { page, api } = await setStage();
  const meetingId = await importSound(api, 'Tone.wav', wavOf(tone(120)));
  await open(page, 'Tone');
  await slider(page).focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('b');
  const note = page.getByRole('textbox', { name: 'Note at 1:00' });
  await until('the note can be typed', () => isTyping(note));
  await page.keyboard.type('The decision');
  await page.keyboard.press('Enter');
  await slider(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await button(page, 'Add bookmark').click();
  const second = page.getByRole('textbox', { name: 'Note at 0:05' });
  await until('the second note can be typed', () => isTyping(second));
  // Twice at the same moment is the same bookmark, also while the first is on its way.
  await button(page, 'Add bookmark').dblclick();
  await until('its note can be typed again', () => isTyping(second));
  await button(page, 'Back 10 seconds').click();
  await button(page, 'Add bookmark').dblclick();
  const start = page.getByRole('textbox', { name: 'Note at 0:00' });
  await until('the note of the beginning can be typed', () => isTyping(start));
  expect(await page.locator('.mark').count()).toBe(3);
  const kept = async () =>
    (await api.bookmarks.list({ meetingId })).bookmarks.map(({ atMs, note: words }) => [atMs, words]);
  await until('both are kept', async () => (await kept()).some(([, words]) => words === 'The decision'));
  expect(await kept()).toEqual([
    [0, ''],
    [5000, ''],
    [60_000, 'The decision'],
  ]);
  await expectAccessible(page, 'bookmarks');

  await button(page, 'Play from 1:00').click();
  expect(await playsOn(page)).toBeGreaterThanOrEqual(60);
  await button(page, 'Remove the bookmark at 1:00').click();
  await until('two are left', async () => (await kept()).length === 2);
  await page.keyboard.press('Control+z');
  await until('it is back', async () => (await kept()).some(([, words]) => words === 'The decision'));
});
