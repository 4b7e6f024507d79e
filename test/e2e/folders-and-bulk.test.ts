import { expect, test } from 'vitest';
import { focusIs, meetings, opens, rowOf, setStage, shows, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

test('a folder is made, filled by dragging, renamed in place and removed, and its removal undone', async () => {
  const { page, api } = await setStage({ meetings: meetings(4) });
  const sidebar = page.getByRole('navigation');
  await page.getByRole('button', { name: 'New folder' }).click();
  await page.keyboard.type('Research');
  await page.keyboard.press('Enter');
  const place = sidebar.locator('.place').filter({ hasText: 'Research' });
  await place.waitFor();

  await rowOf(page, 'Meeting 2').dragTo(place);
  await toast(page, 'Meeting moved to “Research”').waitFor();
  await rowOf(page, 'Meeting 3').click();
  await rowOf(page, 'Meeting 4').click({ modifiers: ['Control'] });
  await rowOf(page, 'Meeting 4').dragTo(place);
  await toast(page, '2 meetings moved to “Research”').waitFor();
  await place.getByRole('button', { name: /^Research 3/ }).click();
  await shows(page, ['Meeting 2', 'Meeting 3', 'Meeting 4']);

  await page.getByRole('button', { name: 'Actions for folder Research' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await focusIs(page, '.name-field input');
  await page.keyboard.type('Findings');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Findings' }).waitFor();

  await page.getByRole('button', { name: 'Actions for folder Findings' }).click();
  await page.getByRole('menuitem', { name: 'Remove folder' }).click();
  await page.getByRole('heading', { name: 'All meetings' }).waitFor();
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3', 'Meeting 4']);
  expect(await api.folders.list()).toEqual({ folders: [] });

  await toast(page, 'Folder “Findings” removed').getByRole('button', { name: 'Undo' }).click();
  await until('the folder is back with what it held', async () => {
    const { folders } = await api.folders.list();
    return folders[0]?.name === 'Findings' && folders[0].count === 3;
  });
});

test('the command for a new folder opens its name in any window', async () => {
  const { page, api } = await setStage();
  for (const [width, name] of [
    [1280, 'Wide'],
    [480, 'Narrow'],
  ] as const) {
    await page.setViewportSize({ width, height: 600 });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Commands' }).fill('new folder');
    await page.locator('.palette-line[aria-selected=true]', { hasText: 'New folder' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Folder name' }).waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await until('it is made', async () =>
      (await api.folders.list()).folders.some((folder) => folder.name === name),
    );
  }
});

test('a new meeting belongs where it was started', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  const folder = await api.folders.create({ name: 'Here' });
  await page.getByRole('navigation').getByRole('button', { name: 'Here', exact: true }).click();
  await page.getByText('Nothing in this folder yet').waitFor();
  await page.getByRole('button', { name: 'New meeting' }).click();
  await focusIs(page, '.meeting-title');
  await shows(page, ['New meeting']);
  const { items } = await api.meetings.list({ filter: { folderId: folder.id } });
  expect(items.map(({ title }) => title)).toEqual(['New meeting']);
});

test('many are selected by mouse and moved, tagged, trashed, restored and deleted at once', async () => {
  const { page, api } = await setStage({ meetings: meetings(6) });
  await api.folders.create({ name: 'Shelf' });
  await page.locator('.place').filter({ hasText: 'Shelf' }).waitFor();
  await rowOf(page, 'Meeting 2').click();
  await rowOf(page, 'Meeting 4').click({ modifiers: ['Shift'] });
  await rowOf(page, 'Meeting 6').click({ modifiers: ['Control'] });
  await rowOf(page, 'Meeting 3').click({ modifiers: ['Control'] });
  await page.getByRole('heading', { name: '3 meetings selected' }).waitFor();

  await page.getByRole('button', { name: 'Move to folder' }).click();
  await page.getByRole('menuitemradio', { name: 'Shelf' }).click();
  await toast(page, '3 meetings moved to “Shelf”').waitFor();
  const tagInput = page.getByRole('combobox', { name: 'Add a tag to all' });
  await tagInput.fill('kept');
  await tagInput.press('Enter');
  await toast(page, 'Tag “kept” added to 3 meetings').waitFor();
  await until('all three have the tag', async () => {
    const { items } = await api.meetings.list({ filter: { tags: ['kept'] } });
    return String(items.map(({ title }) => title)) === 'Meeting 2,Meeting 4,Meeting 6';
  });

  await page.getByRole('button', { name: 'Move to trash' }).click();
  await shows(page, ['Meeting 1', 'Meeting 3', 'Meeting 5']);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .click();
  await shows(page, ['Meeting 2', 'Meeting 4', 'Meeting 6']);
  await rowOf(page, 'Meeting 2').click();
  await rowOf(page, 'Meeting 4').click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('dialog').getByText('Delete 2 meetings for good?').waitFor();
  expect(await page.locator('.purge-titles li').allTextContents()).toEqual(['Meeting 2', 'Meeting 4']);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await shows(page, ['Meeting 6']);
  await toast(page, '2 meetings deleted for good').waitFor();
  expect(await api.meetings.count({ filter: { trashed: true } })).toEqual({ count: 1 });
});

test('dropping on a tag adds it, dropping on the trash moves there', async () => {
  const [first, ...others] = meetings(3);
  const { page } = await setStage({ meetings: [{ title: 'Tagged', ...first, tags: ['known'] }, ...others] });
  const sidebar = page.getByRole('navigation');
  await rowOf(page, 'Meeting 2').dragTo(sidebar.locator('.place').filter({ hasText: 'known' }));
  await toast(page, 'Tag “known” added').waitFor();
  await rowOf(page, 'Meeting 3').dragTo(sidebar.locator('.place').filter({ hasText: 'Trash' }));
  await shows(page, ['Meeting 1', 'Meeting 2']);
});

test('a name that is taken keeps the field open, and says so beside it', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  const { keyboard } = page;
  for (const name of ['Research', 'Team']) await api.folders.create({ name });
  await page.locator('.place').filter({ hasText: 'Team' }).waitFor();
  const field = page.getByRole('textbox', { name: 'Folder name' });
  const isRefused = async () => {
    await page.getByRole('alert').getByText('This name is taken already.').waitFor();
    const described = await field.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described ?? ''}"]`).textContent()).toContain('taken already');
    expect(await field.inputValue()).toBe('Team');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await focusIs(page, '.name-field input');
  };
  await page.getByRole('button', { name: 'New folder' }).click();
  await keyboard.type('Team');
  await keyboard.press('Enter');
  await isRefused();
  await keyboard.type(' two');
  await keyboard.press('Enter');
  await page.locator('.place').filter({ hasText: 'Team two' }).waitFor();
  await focusIs(page, '#new-folder');

  await page.locator('.place-open').filter({ hasText: 'Research' }).focus();
  await keyboard.press('F2');
  await keyboard.type('Team');
  await keyboard.press('Enter');
  await isRefused();
  await keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await until('the folder has the focus', () =>
    page.evaluate(() => document.activeElement?.textContent.startsWith('Research') ?? false),
  );
  expect(await page.locator('.toast').count()).toBe(0);
});

test('what was done to meetings that are deleted for good is no longer undone', async () => {
  const { page, api } = await setStage({ meetings: meetings(3) });
  const { keyboard } = page;
  const { items } = await api.meetings.list({});
  await page.locator('#meeting-list').focus();
  await keyboard.press('Delete');
  await shows(page, ['Meeting 2', 'Meeting 3']);
  await keyboard.press('Delete');
  await shows(page, ['Meeting 3']);
  // The list shows it before the library has it.
  await until('both are in the trash', async () => {
    return (await api.meetings.count({ filter: { trashed: true } })).count === 2;
  });
  await api.meetings.purge({ ids: items.slice(1, 2).map(({ id }) => id) });
  await page.locator('.toast').waitFor({ state: 'detached' });
  await keyboard.press('Control+z');
  await toast(page, 'Undone').waitFor();
  await shows(page, ['Meeting 1', 'Meeting 3']);
  await keyboard.press('Control+z');
  await toast(page, 'Nothing to undo').waitFor();
  expect(await page.locator('.toast-error').count()).toBe(0);
});

test('a tag that some have in other letters is added to the rest alone, and Undo takes only that back', async () => {
  const { page, api } = await setStage({ meetings: [{ title: 'One', tags: ['Budget'] }, { title: 'Two' }] });
  await opens(page, 'One');
  await page.locator('#meeting-list').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('combobox', { name: 'Add a tag to all' }).fill('budget');
  await page.keyboard.press('Enter');
  const tagsOf = async () => (await api.meetings.list({})).items.map(({ title, tags }) => [title, ...tags]);
  await until('the other one has it', async () => (await tagsOf()).every((row) => row.length === 2));
  await page.getByRole('button', { name: 'Undo' }).click();
  await toast(page, 'Undone').waitFor();
  expect((await tagsOf()).sort()).toEqual([['One', 'Budget'], ['Two']]);
});

test('of a change that fails half way it is said how far it came, and that much can be undone', async () => {
  const full = Array.from({ length: 50 }, (_, index) => `tag ${index}`);
  const { page, api } = await setStage({
    meetings: meetings(1100).map((meeting, index) => ({ ...meeting, tags: index === 1099 ? full : [] })),
  });
  await opens(page, 'Meeting 1');
  await page.locator('#meeting-list').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('combobox', { name: 'Add a tag to all' }).fill('half');
  await page.keyboard.press('Enter');
  const notice = toast(page, 'Only 1,000 of 1,100 meetings were changed');
  await notice.waitFor();
  const tagged = async () => (await api.meetings.count({ filter: { tags: ['half'] } })).count;
  expect(await tagged()).toBe(1000);
  await notice.getByRole('button', { name: 'Undo' }).click();
  await until('nothing is left of it', async () => (await tagged()) === 0);
});

test('the removal of a folder with more meetings than one call takes is undone for every one of them', async () => {
  const count = 10_001;
  const { page, api } = await setStage({ meetings: meetings(1) });
  const { id: folderId } = await api.folders.create({ name: 'Large' });
  const trashed = (await api.meetings.create({ title: 'In the trash', folderId })).id;
  await api.meetings.trash({ ids: [trashed] });
  for (let left = count; left > 0; left -= 1000)
    await api.meetings.createMany({ meetings: meetings(Math.min(left, 1000), { folderId }) });
  const folder = page.locator('.place').filter({ hasText: 'Large' });
  await folder.filter({ hasText: '10,001' }).waitFor();
  const filed = async () => (await api.folders.list()).folders.map((one) => [one.name, one.count]);

  await page.getByRole('button', { name: 'Actions for folder Large' }).click();
  await page.getByRole('menuitem', { name: 'Remove folder' }).click();
  await toast(page, 'Folder “Large” removed').getByRole('button', { name: 'Undo' }).click();
  await until('each is where it was', async () => String(await filed()) === `Large,${String(count)}`);
  const [again] = (await api.folders.list()).folders;
  expect((await api.meetings.get({ id: trashed })).folderId).toBe(again?.id);
  expect((await api.meetings.count({})).count).toBe(count + 1);
  await folder.filter({ hasText: '10,001' }).waitFor();
});
