import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Api } from '../../../src-main/contract/index.ts';
import { clientOf, openDesk } from './app-window.ts';
import { fakeDevices, launchWithMicrophone, loseDevices, refuseDevices } from './microphone.ts';
import { fillLibrary } from './sample-library.ts';
import { serveLibrary } from './served.ts';

type Picture = (page: Page, name: string) => Promise<void>;

/** Every state of a recording, one after another, each given to `plain` where the core is out of reach, and to `twice` where it is not. */
export async function recorderScreens(plain: Picture, twice: (api: Api) => Picture): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-screens-'));
  const home = join(folder, 'library');
  const { browser } = await launchWithMicrophone(folder, 240);
  try {
    let served = await serveLibrary(home);
    const desk = await openDesk(browser, served, {}, fakeDevices);
    const { page } = desk;
    const { api } = await clientOf(desk, served);
    const picture = twice(api);
    await fillLibrary(api);
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
    const begin = async (choice: string) => {
      await page.keyboard.press('Alt+R');
      await page.getByRole('radio', { name: choice }).check({ force: true });
      await page.locator('[data-start]:enabled').click();
      await page.locator('.recording-dot[data-running]').waitFor();
    };

    await refuseDevices(page, 'NotAllowedError');
    await page.keyboard.press('Alt+R');
    await page.locator('.start-problem p').waitFor();
    await picture(page, '50 microphone refused');
    await refuseDevices(page, null);
    await page.getByRole('radio', { name: 'Both' }).check({ force: true });
    await page.locator('[data-start][type=submit]:enabled').waitFor();
    await picture(page, '51 start sheet');
    await page.keyboard.press('Escape');

    await begin('Both');
    await page.getByRole('option').nth(1).click();
    await picture(page, '52 recording');
    await button('Mark').click();
    await page.locator('.mark-note input').fill('The budget for the spring');
    await picture(page, '53 mark with a note');
    await page.keyboard.press('Enter');
    await button('Pause').click();
    await page.locator('.recording').getByText('Paused.').waitFor();
    await picture(page, '54 paused');
    await button('Resume').click();
    const other = await desk.openWindow();
    await other.getByText('Another window is recording').waitFor();
    await picture(other, '55 another window records');
    await other.close();
    await page.evaluate(() => {
      const { tracks } = (window as unknown as { fakeDevices: { tracks: MediaStreamTrack[] } }).fakeDevices;
      for (const track of tracks) track.enabled = false;
    });
    await page.getByText('Nothing is heard').waitFor();
    await picture(page, '56 silent');
    await loseDevices(page);
    await page.getByText('Recording waits').waitFor();
    await picture(page, '57 devices lost');
    await button('Stop').click();
    await page.locator('.recording').waitFor({ state: 'hidden' });

    await begin('Microphone');
    await page.locator('.recording-time', { hasText: '0:02' }).waitFor();
    const [fresh] = (await api.recorder.list()).recordings;
    if (!fresh) throw new Error('Nothing is being recorded.');
    const { minFreeMegabytes } = (await api.settings.get()).settings;
    await api.settings.update({ minFreeMegabytes: 1_000_000 });
    // Enough for the next look at the free room.
    for (let frame = fresh.frames, piece = 0; piece < 5; piece += 1, frame += 400_000) {
      await api.recorder
        .append({ meetingId: fresh.meetingId, frame, data: new Uint8Array(1_000_000) })
        .catch(() => undefined);
    }
    await page.getByText('The disk is full').waitFor();
    await picture(page, '58 disk full');
    await api.settings.update({ minFreeMegabytes });
    await button('Dismiss').click();

    await begin('Microphone');
    await page.locator('.recording-time', { hasText: '0:04' }).waitFor();
    await served.stop('SIGKILL');
    await page.getByText('MeetMemo does not answer. Recording goes on').waitFor();
    await plain(page, '59 away while recording');
    await desk.close();
    served = await serveLibrary(home);
    const after = await openDesk(browser, served);
    await after.page.getByText('MeetMemo ended unexpectedly').waitFor();
    await plain(after.page, '60 recovered after a crash');
    await after.close();
    await served.stop();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
