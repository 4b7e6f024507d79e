import { expect, test } from 'vitest';
import { focusIs, meetings, open, rowOf, setStage, shows, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

test('an empty library is one calm page, and its large button starts a meeting whose title waits', async () => {
  const { page, api } = await setStage();
  await page.getByRole('heading', { name: 'Your meetings will live here' }).waitFor();
  expect(await page.getByRole('listbox').count()).toBe(0);

  await page.getByRole('button', { name: /Start a new meeting/ }).click();
  await focusIs(page, '.meeting-title');
  await page.keyboard.type('First of all');
  await page.keyboard.press('Enter');
  await focusIs(page, '#meeting-notes');
  await page.keyboard.type('Said and done');
  await rowOf(page, 'First of all').waitFor();
  const saved = await until('the notes are saved', async () => {
    const { items } = await api.meetings.list({});
    const [item] = items;
    const meeting = item && (await api.meetings.get({ id: item.id }));
    return meeting?.notes === 'Said and done' ? meeting : undefined;
  });
  expect(saved.title).toBe('First of all');
});

test('the title, the date and the tags are changed in place', async () => {
  const { page, api } = await setStage({ meetings: meetings(2) });
  await open(page, 'Meeting 2');
  await page.getByRole('textbox', { name: 'Title' }).fill('Second thoughts');
  await page.getByRole('textbox', { name: 'Notes' }).click();
  await rowOf(page, 'Second thoughts').waitFor();

  await page.getByRole('button', { name: /^Change date/ }).click();
  await page.getByLabel('Date and time').fill('2026-05-21T09:30');
  await page.keyboard.press('Enter');
  await shows(page, ['Second thoughts', 'Meeting 1']);

  const tagInput = page.getByRole('combobox', { name: 'Add tag' });
  await tagInput.fill('ideas');
  await tagInput.press('Enter');
  await page.getByRole('button', { name: 'Remove tag ideas' }).waitFor();
  await page.locator('.place').filter({ hasText: 'ideas' }).waitFor();
  await page.getByRole('button', { name: 'Remove tag ideas' }).click();
  await page.locator('.place').filter({ hasText: 'ideas' }).waitFor({ state: 'detached' });

  const { items } = await api.meetings.list({});
  expect(items[0]).toMatchObject({ title: 'Second thoughts', tags: [] });
  expect(new Date(items[0]?.startedAt ?? 0).toISOString()).toBe('2026-05-21T07:30:00.000Z');
});

test('a tag in use is offered to other meetings', async () => {
  const [first, second] = meetings(2);
  const { page } = await setStage({
    meetings: [{ ...first, title: 'One', tags: ['quarter 4'] }, second ?? { title: '' }],
  });
  await open(page, 'Meeting 2');
  await page.getByRole('combobox', { name: 'Add tag' }).fill('qua');
  await page.locator('.tag-offers').getByText('quarter 4').click();
  await page.getByRole('button', { name: 'Remove tag quarter 4' }).waitFor();
});

test('trash, undo, restore, and delete for good', async () => {
  const { page, api } = await setStage({ meetings: meetings(3) });
  await open(page, 'Meeting 1');
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await shows(page, ['Meeting 2', 'Meeting 3']);
  await toast(page, 'Meeting moved to the trash').getByRole('button', { name: 'Undo' }).click();
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);

  await open(page, 'Meeting 2');
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await open(page, 'Meeting 3');
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await shows(page, ['Meeting 2', 'Meeting 3']);

  await open(page, 'Meeting 2');
  await page.getByRole('button', { name: 'Restore' }).click();
  await shows(page, ['Meeting 3']);

  await page.getByRole('button', { name: 'Delete for good' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await api.meetings.count({ filter: { trashed: true } })).toEqual({ count: 1 });

  const emptyTrash = page.getByRole('button', { name: 'Empty trash' });
  const search = page.getByRole('searchbox');
  await search.fill('Meeting 3');
  await page.getByText('1 found').waitFor();
  await emptyTrash.waitFor({ state: 'hidden' });
  await search.press('Escape');
  await emptyTrash.click();
  await dialog.locator('.purge-titles').getByText('Meeting 3').waitFor();
  await dialog.getByText('1 meeting will be deleted for good.').waitFor();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('The trash is empty').waitFor();
  expect(await api.meetings.count({ filter: { trashed: true } })).toEqual({ count: 0 });
});

test('search, and each place that is empty, says its own thing', async () => {
  const { page, api } = await setStage({ meetings: meetings(3) });
  const search = page.getByRole('searchbox', { name: 'Search meetings' });
  await search.fill('meeting 2');
  await shows(page, ['Meeting 2']);
  await search.fill('"; DROP');
  await page.getByText('Nothing found').waitFor();
  await page.getByText('Nothing here says “"; DROP”').waitFor();
  await page.getByRole('button', { name: 'Show the list again' }).click();
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);
  expect(await search.inputValue()).toBe('');
  await search.fill('nothing again');
  await page.getByText('Nothing found').waitFor();
  await search.press('Escape');
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);

  await api.folders.create({ name: 'Hollow' });
  await page.getByRole('navigation').getByRole('button', { name: 'Hollow', exact: true }).click();
  await page.getByText('Nothing in this folder yet').waitFor();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await page.getByText('The trash is empty').waitFor();
});

test('the list can be sorted otherwise', async () => {
  const { page } = await setStage({ meetings: meetings(3) });
  await page.getByRole('button', { name: 'Sort' }).click();
  await page.getByRole('menuitemradio', { name: 'Title' }).click();
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);
  await page.getByRole('button', { name: 'Sort' }).click();
  await page.getByRole('menuitemradio', { name: 'Z to A' }).click();
  await shows(page, ['Meeting 3', 'Meeting 2', 'Meeting 1']);
});
