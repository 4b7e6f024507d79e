import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/ui/browser.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { begin, button } from '../support/ui/record.ts';
import { setStage } from '../support/ui/stage.ts';

const sample = join(import.meta.dirname, '../../resources/sample/sample-meeting.wav');
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${sample}%noloop`,
  ]);
});
afterAll(() => browser.close());

test('what is said while it is recorded stands below the bar, where that is wanted', async () => {
  const { page, api } = await setStage({ browser });
  await begin(page);
  expect(await page.locator('.live-captions').count()).toBe(0);
  await api.settings.update({ liveCaptions: true, transcribeRecordings: false });
  const captions = page.locator('.live-captions');
  await captions.getByText('there is no speech model yet').waitFor({ timeout: 90_000 });
  await expectAccessible(page, 'no model for captions');
  await expectSoundLayout(page, 'no model for captions');
  const { models } = await api.models.list();
  const speechModel = models.find(({ isForTests }) => isForTests)?.id ?? '';
  await api.settings.update({ speechModel });
  await captions
    .locator('[role=log]')
    .getByText(/[a-z]{3}/i)
    .first()
    .waitFor({ timeout: 90_000 });
  expect(await captions.getByText('no speech model').count()).toBe(0);
  await expectAccessible(page, 'live captions');
  await expectSoundLayout(page, 'live captions');
  await button(page, 'Stop').click();
  await captions.waitFor({ state: 'detached' });
});
