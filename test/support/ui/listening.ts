import type { Page } from 'playwright-core';
import { until } from '../until.ts';

/** How the one player of a window stands. */
export function audioOf(page: Page) {
  return page.evaluate(() => {
    const element = document.querySelector('audio');
    if (!element) throw new Error('The window has no player.');
    const { paused, currentTime, playbackRate, preservesPitch, volume, seeking, currentSrc, ended } = element;
    return { paused, currentTime, playbackRate, preservesPitch, volume, seeking, currentSrc, ended };
  });
}

/** Waits until it has moved on by itself, and says where it is. */
export async function playsOn(page: Page): Promise<number> {
  const from = (await audioOf(page)).currentTime;
  return until('the sound plays', async () => {
    const { paused, currentTime } = await audioOf(page);
    return !paused && currentTime > from && currentTime;
  });
}

/** Waits until it stands at this second, give or take. */
export async function positionIs(page: Page, seconds: number, tolerance = 0.1): Promise<void> {
  await until(`the sound is at ${seconds}`, async () => {
    const { currentTime, seeking } = await audioOf(page);
    return !seeking && Math.abs(currentTime - seconds) <= tolerance;
  });
}

/** Notes from now on where the sound is each time that it tells so. */
export async function placesOf(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const world = window as unknown as { places: number[] };
    world.places = [];
    const element = document.querySelector('audio');
    element?.addEventListener('timeupdate', () => world.places.push(element.currentTime));
  });
  return () => page.evaluate(() => (window as unknown as { places: number[] }).places);
}

/** Runs in the page before ours: whatever is sent to the loudspeakers is listened to as well. */
export const hearAll = `{
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      window.ear = new AnalyserNode(to.context, { fftSize: 4096, smoothingTimeConstant: 0 });
      connect.call(this, window.ear);
    }
    return connect.call(this, to, ...rest);
  };
}`;

/** The tones that are heard just now, to the nearest hundred hertz. */
export const heardHertz = (page: Page) =>
  page.evaluate(() => {
    const { ear } = window as unknown as { ear: AnalyserNode };
    const levels = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(levels);
    const binHertz = ear.context.sampleRate / ear.fftSize;
    const isPeak = (level: number, bin: number) =>
      level > -50 && level >= (levels[bin - 1] ?? 0) && level >= (levels[bin + 1] ?? 0);
    const tones = [...levels.keys()].filter((bin) => isPeak(levels[bin] ?? 0, bin));
    return [...new Set(tones.map((bin) => Math.round((bin * binHertz) / 100) * 100))];
  });
