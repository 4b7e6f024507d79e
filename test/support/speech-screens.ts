import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { changeLibrary } from './library-file.ts';
import { plantReview } from './plant-review.ts';
import { clientOf, openDesk } from './ui/app-window.ts';
import { drop } from './ui/dropping.ts';
import { serveLibrary } from './ui/served.ts';
import { clickWords, painted } from './ui/words.ts';
import { until } from './until.ts';

type Picture = (page: Page, name: string) => Promise<void>;

/** Every state of transcribing, of the queue and of the models. */
export async function speechScreens(browser: Browser, picture: Picture): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'meetmemo-screens-'));
  const served = await serveLibrary(home);
  const desk = await openDesk(browser, served);
  const { api, close } = await clientOf(desk, served);
  const { page } = desk;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const toSettings = async (tab: string) => {
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: tab, exact: true }).click();
  };
  try {
    await picture(page, '70 empty library with the sample');
    await page.getByRole('button', { name: /^Try it with/ }).click();
    await button('Transcribe').waitFor();
    await picture(page, '71 no transcript yet');
    await button('Choices…').click();
    await picture(page, '72 choices');
    await page.keyboard.press('Escape');
    await button('Transcribe').click();
    await page.locator('.job-card .progress').waitFor();
    await page.locator('.para').first().waitFor();
    await picture(page, '73 transcribing');
    const [job] = (await api.jobs.list()).jobs;
    const meetingId = job?.meetingId ?? '';
    await until(
      'it is transcribed',
      async () => (await api.jobs.get({ id: job?.id ?? '' })).state === 'done',
    );
    await picture(page, '74 transcript');
    await clickWords(page, 'launch');
    await until('a word is marked', async () => (await painted(page, 'spoken')).length);
    await page.locator('.meeting-sheet').evaluate((sheet) => {
      sheet.scrollTop = 300;
    });
    await picture(page, '75 transcript, playing');
    await page.keyboard.press('k');

    const { transcripts } = await api.transcripts.list({ meetingId });
    plantReview(home, transcripts[0]?.id ?? '');
    await api.jobs.pause();
    await page.reload();
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: /to check/ }).click();
    await page.locator('.review').waitFor();
    await picture(page, '76 review and proposal');
    await page.getByRole('button', { name: /to check/ }).click();
    await button('More about the transcript').click();
    await picture(page, '77 transcript menu');
    await page.getByRole('menuitem', { name: 'About this transcript' }).click();
    await picture(page, '78 about the transcript');
    await page.keyboard.press('Escape');
    await page.locator('.para').first().hover();
    await button('Actions for the paragraph at 0:00').click();
    await page.getByRole('menuitem', { name: /^Redo/ }).click();
    await picture(page, '79 redo a paragraph');
    await button('Redo').click();
    await page.locator('.job-card').waitFor();
    await picture(page, '80 waiting in a paused queue');
    await page.locator('.queue-line .strip-open').click();
    await picture(page, '81 queue, paused');
    await page.keyboard.press('Escape');
    await api.jobs.resume();
    await until(
      'it is done again',
      async () => (await api.transcripts.proposals({ id: transcripts[0]?.id ?? '' })).proposals.length === 2,
    );
    await api.settings.update({ language: 'de' });
    await page.getByRole('tab', { name: 'Transkript' }).waitFor();
    await picture(page, '82 transcript in German');
    await api.settings.update({ language: 'en' });

    await drop(page, [{ name: 'holiday.bin', data: Buffer.from('\xff\xd8\xff\xe0 a picture') }]);
    await page.locator('.toast-error').waitFor();
    await picture(page, '83 models, one refused');
    await page.keyboard.press('Escape');
    await toSettings('Speech');
    await until('the devices are known', () => page.locator('.speech-device').count());
    await picture(page, '84 settings, speech');
    await page.locator('.settings-panel').evaluate((panel) => {
      panel.scrollTop = 10_000;
    });
    await picture(page, '85 settings, devices');
    await page.getByRole('tab', { name: 'Network' }).click();
    await picture(page, '86 settings, network');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Notes' }).click();
    await picture(page, '87 notes of a meeting with a transcript');
    const { proposals } = await api.transcripts.proposals({ id: transcripts[0]?.id ?? '' });
    await api.transcripts.acceptProposal({ id: proposals[0]?.id ?? '' });
    await api.transcripts.start({ meetingIds: [meetingId], modelId: 'nano-en' });
    await page.locator('.toast').filter({ hasText: 'is ready' }).waitFor();
    await picture(page, '88 a new version, told among the notes');
    await page.getByRole('tab', { name: 'Transcript' }).click();
    await picture(page, '89 a new version');
    changeLibrary(home, (db) => {
      db.exec(`UPDATE transcripts SET state = 'partial' WHERE is_chosen = 1`);
    });
    await api.jobs.dismiss();
    await page.reload();
    await page.getByRole('option').first().click();
    await page.getByRole('region', { name: 'Not finished' }).waitFor();
    await picture(page, '89b an unfinished transcript');
  } finally {
    close();
    await desk.close();
    await served.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
