import { expect, test } from 'vitest';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { setStage } from '../support/ui/stage.ts';
import { shown } from '../support/ui/app-window.ts';

test('the tour shows itself once, over an empty library, and again when it is asked for', async () => {
  const { page, api } = await setStage({ isFirst: true });
  const tour = page.getByRole('dialog', { name: 'Welcome to MeetMemo' });
  await tour.waitFor();
  expect(await tour.getByRole('listitem').count()).toBe(3);
  await expectAccessible(page, 'the tour');
  for (const viewport of [
    { width: 450, height: 300 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport);
    await expectSoundLayout(page, 'the tour');
  }
  await page.keyboard.press('Escape');
  await tour.waitFor({ state: 'detached' });
  await expect.poll(async () => (await api.settings.get()).settings.tourSeen).toBe(true);
  await page.reload();
  await shown(page);
  expect(await tour.count()).toBe(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('tour');
  await page.keyboard.press('Enter');
  await tour.getByRole('button', { name: 'Get started' }).click();
  await tour.waitFor({ state: 'detached' });
});

test('the tour never stands over a library that has meetings', async () => {
  const { page, api } = await setStage({ isFirst: true });
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await api.meetings.create({ title: 'One' });
  await api.settings.reset({ names: ['tourSeen'] });
  await page.reload();
  await shown(page);
  await page.getByRole('option', { name: /^One/ }).waitFor();
  expect((await api.settings.get()).settings.tourSeen).toBe(false);
  expect(await page.getByRole('dialog').count()).toBe(0);
});
