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
