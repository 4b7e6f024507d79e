import { expect, test } from 'vitest';
import { focusIs, meetings, open, opens, rowOf, setStage, shows, titlesOf } from '../support/ui/stage.ts';

const listbox = '#meeting-list';
const narrow = { viewport: { width: 900, height: 600 } };

test('the sidebar over the list has the focus, the rest is out of reach, and Escape gives it back', async () => {
  const { page } = await setStage({ meetings: meetings(3), context: narrow });
  const { keyboard } = page;
  const sidebar = page.getByRole('navigation');
  await page.locator(listbox).focus();
  await keyboard.press('Control+\\');
  await sidebar.waitFor();
  await focusIs(page, '.sidebar [aria-current]');
  for (const key of ['Delete', 'Backspace', 'Shift+Tab', 'Delete', 'Tab', 'Tab', 'Tab', 'Tab', 'Delete']) {
    await keyboard.press(key);
    const isOutside = await page.evaluate(() =>
      document.activeElement?.closest('.frame-list, .frame-meeting'),
    );
    expect(isOutside).toBeNull();
  }
  await page.locator(listbox).evaluate((list) => {
    list.focus();
  });
  await keyboard.press('Delete');
  expect(await titlesOf(page)).toEqual(['Meeting 1', 'Meeting 2', 'Meeting 3']);
  await keyboard.press('Escape');
  await sidebar.waitFor({ state: 'detached' });
  await focusIs(page, listbox);

  await keyboard.press('Control+\\');
  await focusIs(page, '.sidebar [aria-current]');
  await keyboard.press('Control+n');
  await sidebar.waitFor({ state: 'detached' });
  await focusIs(page, '.meeting-title');

  await keyboard.press('Control+\\');
  await sidebar.getByRole('button', { name: 'Settings' }).focus();
  await keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await keyboard.press('Escape');
  await focusIs(page, '.sidebar-foot button');
});

test('menus and fields that are given up lead back to the list', async () => {
  const { page } = await setStage({ meetings: meetings(2) });
  const { keyboard } = page;
  await opens(page, 'Meeting 1');
  await page.locator(listbox).focus();
  await keyboard.press('m');
  await focusIs(page, '[role=menuitemradio]');
  await keyboard.press('Escape');
  await focusIs(page, listbox);
  await keyboard.press('t');
  await focusIs(page, '#meeting-tags');
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await focusIs(page, listbox);
  await page.getByRole('textbox', { name: 'Title' }).fill('Given up');
  await keyboard.press('Escape');
  await focusIs(page, listbox);
  await shows(page, ['Meeting 1', 'Meeting 2']);

  await page.setViewportSize({ width: 640, height: 400 });
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await focusIs(page, listbox);
  await keyboard.press('m');
  await focusIs(page, '[role=menuitemradio]');
  await keyboard.press('Escape');
  await focusIs(page, '#meeting-folder');
});

test('what is removed does not take the focus with it', async () => {
  const { page, api } = await setStage({ meetings: meetings(3, { tags: ['one', 'two'] }) });
  const { keyboard } = page;
  await open(page, 'Meeting 1');
  await page.getByRole('button', { name: 'Remove tag one' }).focus();
  await keyboard.press('Enter');
  await focusIs(page, '#meeting-tags');
  await page.getByRole('button', { name: 'Move to trash' }).focus();
  await keyboard.press('Enter');
  await opens(page, 'Meeting 2');
  await focusIs(page, listbox);

  await rowOf(page, 'Meeting 3').click();
  await page.locator(listbox).focus();
  await keyboard.press('Delete');
  await shows(page, ['Meeting 2']);
  await keyboard.press('Delete');
  await page.getByRole('heading', { name: 'Your meetings will live here' }).waitFor();
  await focusIs(page, '.welcome-new');
  await keyboard.press('Control+z');
  await shows(page, ['Meeting 2']);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await api.meetings.restore({
    ids: (await api.meetings.list({ filter: { trashed: true } })).items.slice(1).map(({ id }) => id),
  });
  await page.getByRole('button', { name: 'Restore' }).focus();
  await keyboard.press('Enter');
  await page.getByText('The trash is empty').waitFor();
  await focusIs(page, '.list-heading h1');
  expect((await api.meetings.count({})).count).toBe(3);
});

test('the notes show their focus by a line at their side', async () => {
  const { page } = await setStage({ meetings: meetings(1) });
  const notes = page.getByRole('textbox', { name: 'Notes' });
  const line = () => notes.evaluate((field) => getComputedStyle(field).borderInlineStartColor);
  const before = await line();
  await notes.focus();
  expect(await line()).not.toBe(before);
  expect(await notes.evaluate((field) => getComputedStyle(field).outlineStyle)).toBe('none');
});

test('a title from right to left keeps its distance from the time, and tags leave room for the words', async () => {
  const long = 'פגישת תכנון שבועית עם הצוות';
  const { page } = await setStage({
    meetings: [
      { title: 'פגישה', notes: 'Short' },
      {
        title: long.repeat(3),
        notes: 'One sentence that is long enough. '.repeat(5),
        tags: [long, 'b', 'c'],
      },
    ],
    context: narrow,
  });
  await rowOf(page, 'פגישה').waitFor();
  const rows = await page.locator('.row').evaluateAll((all) =>
    all.map((row) => {
      const box = (part: string) => row.querySelector(part)?.getBoundingClientRect();
      return {
        between: (box('.row-time')?.left ?? 0) - (box('.row-title')?.right ?? 0),
        words: box('.row-words')?.width ?? 0,
        title: box('.row-title')?.width ?? 0,
      };
    }),
  );
  const [one, other] = rows.sort((a, b) => a.title - b.title);
  expect(one?.between).toBeGreaterThan(100);
  expect(other?.between).toBeGreaterThanOrEqual(8);
  expect(other?.words).toBeGreaterThan(140);
});
