import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { begin, button, recorded, wait, withMicrophone } from '../support/ui/record.ts';
import { open, opens, rowOf } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const { stage } = withMicrophone(60);

test.skipIf(whyNoSmallDisk() !== undefined)(
  'the disk fills while the window records: it says so, stays usable, and records again once there is room',
  async () => {
    const disk = smallDisk(80);
    const home = join(disk.folder, 'library');
    const set = await stage({ home, meetings: [{ title: 'Before' }, { title: 'Other' }] });
    const { page, api } = set;
    await api.settings.update({ minFreeMegabytes: 0 });
    await begin(page);
    await wait(2000);
    const [recording] = (await api.recorder.list()).recordings;
    disk.fill();
    await page.getByText('The disk is full, or has only what the settings keep free').waitFor();
    await open(page, 'Before');
    await page.getByRole('textbox', { name: 'Notes' }).fill('Typed on a full disk');
    await open(page, 'Other');
    await page.keyboard.press('Alt+R');
    await button(page, 'Start recording').click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('alert').getByText('There is not enough room on the disk').first().waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });

    disk.makeRoom();
    await button(page, 'Show the meeting').click();
    await opens(page, 'Talk');
    await until('it is measured', async () => {
      const { audio } = await api.audio.get({ meetingId: recording?.meetingId ?? '' });
      return audio?.state === 'ready' && audio.loudness !== null;
    });
    // Without a word from the person.
    await page.locator('.player canvas').first().waitFor();
    const { wav, durationMs } = await recorded(set);
    expect(wav.isWhole).toBe(true);
    expect(durationMs).toBeGreaterThan(1500);
    await begin(page, 'Microphone', 'After');
    await rowOf(page, 'After').waitFor();
    await button(page, 'Stop').click();
    await page.locator('.recording').waitFor({ state: 'hidden' });
  },
);
