import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { audioOf, playsOn } from '../support/ui/listening.ts';
import { loseDevices, refuseDevices } from '../support/ui/microphone.ts';
import { button, wait, withMicrophone } from '../support/ui/record.ts';
import { focusIs, meetings, opens } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const { stage } = withMicrophone(60);

test('record, mark, pause, stop, play, seek and bookmark without touching the mouse', async () => {
  const { page, api } = await stage({ meetings: meetings(1) });
  const { keyboard } = page;
  await page.locator('#meeting-list').focus();
  await keyboard.press('Alt+r');
  const title = page.getByRole('dialog').getByRole('textbox', { name: 'Title' });
  await until('the title can be typed', () => title.evaluate((field) => field === document.activeElement));
  await keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusIs(page, '#meeting-list');

  await keyboard.press('Alt+r');
  await until('the title can be typed', () => title.evaluate((field) => field === document.activeElement));
  await keyboard.type('By hand');
  await keyboard.press('Tab');
  await keyboard.press('ArrowRight');
  expect(await page.getByRole('radio', { name: 'System sound' }).isChecked()).toBe(true);
  await keyboard.press('ArrowLeft');
  await page.locator('[data-start]:enabled').waitFor();
  await keyboard.press('Enter');
  await page.locator('.recording-dot[data-running]').waitFor();
  await opens(page, 'By hand');
  await focusIs(page, '#meeting-list');

  await keyboard.press('Alt+m');
  await focusIs(page, '.mark-note input');
  await keyboard.type('The budget');
  await keyboard.press('Enter');
  await focusIs(page, '#meeting-list');
  await button(page, 'Mark').focus();
  await keyboard.press('Enter');
  await focusIs(page, '.mark-note input');
  await keyboard.press('Escape');
  await page.locator('.mark-note').waitFor({ state: 'detached' });
  await until('the focus is back', () =>
    button(page, 'Mark').evaluate((mark) => mark === document.activeElement),
  );

  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await page.locator('.recording').getByText('Paused. Nothing is being recorded.').waitFor();
  await keyboard.press('Enter');
  await page.locator('.recording-dot[data-running]').waitFor();
  await wait(1500);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await button(page, 'Play').waitFor();
  await opens(page, 'By hand');
  await focusIs(page, '#meeting-list');

  await keyboard.press('Space');
  await playsOn(page);
  await keyboard.press('k');
  await until('it is silent', async () => (await audioOf(page)).paused);
  await page.getByRole('slider', { name: 'Position' }).focus();
  await keyboard.press('End');
  await keyboard.press('b');
  const meetingId = (await api.meetings.list({})).items[0]?.id ?? '';
  const note = page.getByRole('textbox', { name: /^Note at / }).last();
  await until('the note can be typed', () => note.evaluate((field) => field === document.activeElement));
  await keyboard.type('At the end');
  await keyboard.press('Enter');
  await focusIs(page, '.bookmark:last-child .bookmark-time');
  await until('all of them are kept', async () => {
    const { bookmarks } = await api.bookmarks.list({ meetingId });
    return String(bookmarks.map((one) => one.note).sort()) === ',At the end,The budget';
  });
});

const screens: Record<string, { width: number; height: number }> = {
  '1280 × 800': { width: 1280, height: 800 },
  '200 % zoom of 900 × 600': { width: 450, height: 300 },
};

/** For axe in both themes; and in each language at the widest and the narrowest, that nothing is cut off. */
async function look(page: Page, api: Api, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  for (const language of ['de', 'es', 'en'] as const) {
    await api.settings.update({ language });
    await page.locator(`html[lang=${language}]`).waitFor();
    for (const [size, viewport] of Object.entries(screens)) {
      await page.setViewportSize(viewport);
      await expectSoundLayout(page, `${screen}, ${language}, ${size}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }
}

test('every state of a recording is accessible, and fits in each language', async () => {
  const { page, api, desk } = await stage();
  await refuseDevices(page, 'NotAllowedError');
  await page.keyboard.press('Alt+r');
  await page.locator('.start-problem p').waitFor();
  await look(page, api, 'a microphone that may not be used');
  await refuseDevices(page, null);
  await page.getByRole('radio', { name: 'Both' }).check({ force: true });
  await page.locator('[data-start][type=submit]:enabled').waitFor();
  await look(page, api, 'the sheet');
  await page.locator('[data-start]').click();
  await page.locator('.recording-dot[data-running]').waitFor();
  await look(page, api, 'recording');
  const other = await desk.openWindow();
  await other.locator('.recording-message:not(:empty)').waitFor();
  await look(other, api, 'another window');
  await other.close();
  await page.keyboard.press('Alt+m');
  await focusIs(page, '.mark-note input');
  await look(page, api, 'a note');
  await page.keyboard.press('Escape');
  await button(page, 'Pause').click();
  await button(page, 'Resume').waitFor();
  await look(page, api, 'paused');
  await button(page, 'Resume').click();
  await page.locator('.recording-dot[data-running]').waitFor();
  await loseDevices(page);
  await page.locator('.recording-others').waitFor();
  await look(page, api, 'devices that are gone');
  await button(page, 'Stop').click();
  await button(page, 'Play').waitFor();
  await look(page, api, 'two tracks');
});
