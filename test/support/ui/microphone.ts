import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { speechLike } from '../signals.ts';
import { wavOf } from '../wav.ts';
import { launchBrowser } from './browser.ts';

export const RATE = 48_000;

/** Chromium with a microphone that says what is in the returned samples, once. */
export async function launchWithMicrophone(
  folder: string,
  seconds: number,
): Promise<{ browser: Browser; source: Int16Array }> {
  const source = speechLike(seconds, RATE);
  const file = join(folder, 'microphone.wav');
  writeFileSync(file, wavOf([source], RATE));
  const browser = await launchBrowser([
    '--autoplay-policy=no-user-gesture-required',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}%noloop`,
  ]);
  return { browser, source };
}

/**
 * Runs in the page before ours. The system's sound is what the microphone hears, so that both can be compared;
 * the moments at which capture begins and ends are noted; and devices can be made to vanish.
 */
export const fakeDevices = `{
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const fake = { tracks: [], modes: [], refusal: null, context: null };
  window.fakeDevices = fake;
  let shared;
  const hand = async (constraints) => {
    if (fake.refusal) throw new DOMException('', fake.refusal);
    shared ??= real(constraints);
    const copy = (await shared).clone();
    fake.tracks.push(...copy.getTracks());
    return copy;
  };
  navigator.mediaDevices.getUserMedia = hand;
  navigator.mediaDevices.getDisplayMedia = () => hand({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  const clone = MediaStream.prototype.clone;
  MediaStream.prototype.clone = function () {
    const copy = clone.call(this);
    fake.tracks.push(...copy.getTracks());
    return copy;
  };
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message?.mode) fake.modes.push([message.mode, performance.now(), fake.context.currentTime * 1000]);
    return post.call(this, message, ...rest);
  };
  const Real = AudioContext;
  window.AudioContext = class extends Real {
    constructor(...args) {
      super(...args);
      fake.context = this;
    }
  };
}`;

/**
 * What the window captured, by the clock of its sound: between each beginning and the end that followed. `lagMs`: how much
 * less that is than the clock on the wall says. A machine that is too busy makes Chromium leave out sound.
 */
export async function captured(page: Page): Promise<{ ms: number; lagMs: number }> {
  const modes = await page.evaluate(
    () => (window as unknown as { fakeDevices: { modes: [string, number, number][] } }).fakeDevices.modes,
  );
  let ms = 0;
  let lagMs = 0;
  let since: { wall: number; sound: number } | undefined;
  for (const [mode, wall, sound] of modes) {
    if (mode === 'record') since ??= { wall, sound };
    else if (since) {
      ms += sound - since.sound;
      lagMs += wall - since.wall - (sound - since.sound);
      since = undefined;
    }
  }
  return { ms, lagMs };
}

/** The device is unplugged. */
export const loseDevices = (page: Page) =>
  page.evaluate(() => {
    const { tracks } = (window as unknown as { fakeDevices: { tracks: MediaStreamTrack[] } }).fakeDevices;
    for (const track of tracks) track.dispatchEvent(new Event('ended'));
  });

/** From now on devices are refused with the error of this name; null: they are given. */
export const refuseDevices = (page: Page, name: string | null) =>
  page.evaluate((refusal) => {
    (window as unknown as { fakeDevices: { refusal: string | null } }).fakeDevices.refusal = refusal;
  }, name);
