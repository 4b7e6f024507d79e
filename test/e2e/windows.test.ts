import { expect, onTestFinished, test } from 'vitest';
import { shown } from '../support/ui/app-window.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { meetings, open, opens, rowOf, setStage, shows } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const refused = /WebSocket|ERR_CONNECTION_REFUSED|status of 403|status of 429/;

test('two windows agree on everything that one of them does', async () => {
  const { page, desk, api } = await setStage({ meetings: meetings(3) });
  const other = await desk.openWindow();
  await shows(other, ['Meeting 1', 'Meeting 2', 'Meeting 3']);

  await open(page, 'Meeting 2');
  await page.getByRole('textbox', { name: 'Title' }).fill('Agreed');
  await page.getByRole('textbox', { name: 'Notes' }).fill('Written here');
  await open(other, 'Agreed');
  await until(
    'the notes are there too',
    async () => (await other.locator('#meeting-notes').inputValue()) === 'Written here',
  );

  await other.getByRole('textbox', { name: 'Notes' }).fill('Written there');
  await until(
    'and back',
    async () => (await page.locator('#meeting-notes').inputValue()) === 'Written there',
  );

  await page.getByRole('combobox', { name: 'Add tag' }).fill('seen');
  await page.keyboard.press('Enter');
  await other.getByRole('button', { name: 'Remove tag seen' }).waitFor();
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await shows(other, ['Meeting 1', 'Meeting 3']);
  await api.folders.create({ name: 'Everywhere' });
  for (const window of [page, other])
    await window.locator('.place').filter({ hasText: 'Everywhere' }).waitFor();
});

test('notes written in two windows at once: both are kept, and the person chooses', async () => {
  const { page, desk, api } = await setStage({ meetings: meetings(1, { notes: 'Begun.' }) });
  const other = await desk.openWindow();
  const { items } = await api.meetings.list({});
  const id = items[0]?.id ?? '';
  // With its clock stopped the first window does not save by itself, so the other one surely comes first.
  await page.clock.install();
  await page.reload();
  await page.locator('#meeting-notes').waitFor();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.getByRole('textbox', { name: 'Notes' }).fill('Begun. And mine.');
  await other.getByRole('textbox', { name: 'Notes' }).fill('Begun. And theirs.');
  await other.locator('#meeting-notes').blur();
  await page.getByText('These notes were changed in another window').waitFor();
  await page.clock.resume();
  await expectAccessible(page, 'conflict');
  for (const viewport of [
    { width: 450, height: 300 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(viewport);
    await expectSoundLayout(page, 'conflict');
  }
  const sides = await page
    .locator('.conflict textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
  expect(sides).toEqual(['Begun. And mine.', 'Begun. And theirs.']);
  await page.getByRole('button', { name: 'Keep both' }).click();
  await page.locator('#meeting-notes').waitFor();
  await until('both are saved', async () => {
    const { notes } = await api.meetings.get({ id });
    return notes.includes('And mine.') && notes.includes('And theirs.');
  });
  const whole = (await api.meetings.get({ id })).notes;
  for (const window of [page, other]) {
    await until(
      'both windows show it',
      async () => (await window.locator('#meeting-notes').inputValue()) === whole,
    );
  }
});

test('what was typed is saved when the window is left for another meeting, or closed', async () => {
  const { page, desk, api } = await setStage({ meetings: meetings(2) });
  await page.getByRole('textbox', { name: 'Notes' }).fill('Left behind');
  await open(page, 'Meeting 2');
  await until('it is saved', async () => (await api.meetings.list({})).items[0]?.excerpt === 'Left behind');

  const other = await desk.openWindow();
  await open(other, 'Meeting 2');
  await other.getByRole('textbox', { name: 'Notes' }).fill('Last words');
  await other.close({ runBeforeUnload: true });
  await until('they are saved', async () => (await api.meetings.list({})).items[1]?.excerpt === 'Last words');
});

test('after the host has gone and come back, the window says so, keeps what was typed, and catches up', async () => {
  const { page, desk, served, home } = await setStage({ meetings: meetings(2), expects: refused });
  await opens(page, 'Meeting 1');
  await served.stop('SIGKILL');
  const banner = page.locator('.banner');
  await banner.getByText('Connecting to MeetMemo again.').waitFor();
  await expectAccessible(page, 'connection lost');
  // What could not be done is taken back, and said.
  await page.getByRole('button', { name: 'Move to trash' }).click();
  await page.locator('.toast-error', { hasText: 'The connection to MeetMemo was lost.' }).waitFor();
  await shows(page, ['Meeting 1', 'Meeting 2']);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Typed while it was gone');

  const again = await serveLibrary(home, served.port);
  onTestFinished(() => again.stop());
  await banner.getByText('MeetMemo was started again and does not know this window yet.').waitFor();

  const other = await desk.context.newPage();
  await other.goto(again.link);
  await shown(other);
  await banner.locator('p').waitFor({ state: 'detached' });
  await open(other, 'Meeting 1');
  await until('what was typed is saved', async () => {
    return (await other.locator('#meeting-notes').inputValue()) === 'Typed while it was gone';
  });
  await other.getByRole('button', { name: 'New meeting' }).click();
  await rowOf(page, 'New meeting').waitFor();
});

test('a meeting that was deleted elsewhere says so', async () => {
  const { page, api } = await setStage({ meetings: meetings(3) });
  const { items } = await api.meetings.list({});
  const ids = items.slice(1, 2).map(({ id }) => id);
  await page.getByRole('searchbox').fill('Meeting 2');
  await shows(page, ['Meeting 2']);
  await opens(page, 'Meeting 2');
  // The open meeting stays open although its new title is none that was searched for.
  await page.getByRole('textbox', { name: 'Title' }).fill('Elsewhere');
  await page.getByRole('textbox', { name: 'Notes' }).click();
  await page.getByText('Nothing found').waitFor();
  await opens(page, 'Elsewhere');

  await api.meetings.trash({ ids });
  await page.getByText('This meeting is in the trash.').waitFor();
  await api.meetings.purge({ ids });
  await page.getByText('This meeting is no longer in the library.').waitFor();
});

test('an older backup that is put back is what an open window shows and writes to', async () => {
  const { page, api } = await setStage({ meetings: meetings(1, { notes: 'Then.' }) });
  const { items } = await api.meetings.list({});
  const id = items[0]?.id ?? '';
  const notes = page.getByRole('textbox', { name: 'Notes' });
  const { name } = await api.library.backUp();
  for (const text of ['Later.', 'Now.']) await api.meetings.update({ id, title: 'Now', notes: text });
  await opens(page, 'Now');
  await api.library.restore({ name });
  await shows(page, ['Meeting 1']);
  await opens(page, 'Meeting 1');
  await until('the notes of the backup', async () => (await notes.inputValue()) === 'Then.');
  await notes.fill('Then. And more.');
  await until('they are saved', async () => (await api.meetings.get({ id })).notes === 'Then. And more.');
});

test('a meeting that is trashed elsewhere stays open under the hands of whoever types in it', async () => {
  const { page, api } = await setStage({ meetings: meetings(2) });
  const { items } = await api.meetings.list({});
  const ids = items.slice(0, 1).map(({ id }) => id);
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Half a title');
  await api.meetings.trash({ ids });
  await page.getByText('This meeting is in the trash.').waitFor();
  await shows(page, ['Meeting 2']);
  expect(await title.inputValue()).toBe('Half a title');
  await api.meetings.purge({ ids });
  await page.getByText('This meeting is no longer in the library.').waitFor();
  expect(await title.inputValue()).toBe('Half a title');
  await open(page, 'Meeting 2');
});
