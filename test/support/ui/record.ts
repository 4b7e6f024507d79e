import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { TrackName } from '../../../src-main/contract/recorder.ts';
import { alongside, placeIn } from '../signals.ts';
import { until } from '../until.ts';
import { readWav, type Wav } from '../wav.ts';
import { fakeDevices, launchWithMicrophone, RATE, type Sources } from './microphone.ts';
import { setStage, type Stage } from './stage.ts';

/** A browser with a microphone, for the tests of one file. */
export function withMicrophone(seconds: number) {
  let browser: Browser;
  let sources: Sources;
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-microphone-'));
  beforeAll(async () => {
    ({ browser, sources } = await launchWithMicrophone(folder, seconds));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  return {
    stage: (options: Parameters<typeof setStage>[0] = {}) =>
      setStage({ browser, script: fakeDevices, ...options }),
    /** Where in its source a second of what was recorded is from. */
    placeOf: (track: Int16Array, from: number, low = 0, name: TrackName = 'microphone') =>
      placeIn(sources[name], track, from, RATE, low, low + 30 * RATE).at,
    /** All of it against its source, once the beginning is found. */
    compare(track: Int16Array, name: TrackName = 'microphone') {
      const source = sources[name];
      const start = placeIn(source, track, RATE, RATE, 0, 15 * RATE).at - RATE;
      return alongside(source, track, start, RATE);
    },
  };
}

export const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

export async function begin(page: Page, choice = 'Microphone', title = 'Talk'): Promise<void> {
  await page.keyboard.press('Alt+R');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).fill(title);
  if (choice !== 'Microphone') await page.getByRole('radio', { name: choice }).check({ force: true });
  await button(page, 'Start recording').click();
  await page.locator('.recording-dot[data-running]').waitFor();
}

/** The recording of this title, once it has been measured. */
export async function recorded(
  { api, home }: Pick<Stage, 'api' | 'home'>,
  title = 'Talk',
): Promise<{ id: string; durationMs: number | null; isTwoTrack: boolean; wav: Wav }> {
  const { items } = await api.meetings.list({});
  const meeting = items.find((one) => one.title === title);
  if (!meeting) throw new Error('There is no such meeting.');
  const meetingId = meeting.id;
  const audio = await until('it is measured', async () => {
    const found = (await api.audio.get({ meetingId })).audio;
    return found?.state === 'ready' && found;
  });
  if (audio.isDamaged) throw new Error('It is said to be damaged.');
  const { durationMs, isTwoTrack } = audio;
  return { id: meetingId, durationMs, isTwoTrack, wav: readWav(join(home, 'media', meetingId, 'sound')) };
}
