import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { codesOf, mediaIn } from '../support/imports.ts';
import { toneWav, writeLongWav, writeTone } from '../support/tones.ts';
import { tempHome } from '../support/temp-home.ts';
import { chooserAfter } from '../support/ui/chooser.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { drag, drop } from '../support/ui/dropping.ts';
import { focusIs, meetings, open, opens, rowOf, setStage, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const tray = (page: Page) => page.locator('.tray');
const panel = (page: Page) => page.getByRole('dialog', { name: 'Imports' });
const openPanel = async (page: Page) => {
  await page.locator('.tray .strip-open').click();
  await panel(page).waitFor();
};
const rowIn = (page: Page, name: string) => panel(page).locator('.import').filter({ hasText: name });

test('a file dropped into an empty library becomes its first meeting, open and with its length', async () => {
  const { page, api } = await setStage();
  const talk = { name: 'First_talk.wav', data: toneWav({ seconds: 65 }) };
  await drag(page, [talk], ['dragenter', 'dragover']);
  await page.getByText('Drop to import into your library').waitFor();
  await expectAccessible(page, 'the overlay');
  await drag(page, [talk], ['dragleave']);
  await page.locator('.drop').waitFor({ state: 'detached' });
  await drop(page, [talk]);
  await opens(page, 'First talk');
  await page.locator('.drop').waitFor({ state: 'detached' });
  await rowOf(page, 'First talk').getByText('1:05', { exact: true }).waitFor();
  // What needs no attention leaves the tray.
  await until('the tray is empty', async () => (await tray(page).textContent()) === '');
  const { items } = await api.meetings.list({});
  expect(items).toMatchObject([{ title: 'First talk', startedAt: 1_700_000_000_000, audio: 'ready' }]);
});

test('what is dropped goes into the folder that is shown; text that is dragged is none of our business', async () => {
  const { page, api } = await setStage({ meetings: meetings(2) });
  const folder = await api.folders.create({ name: 'Research' });
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Research/ })
    .click();
  await page.getByText('Nothing in this folder yet').waitFor();
  const isTaken = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'only words');
    return !document.body.dispatchEvent(
      new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }),
    );
  });
  expect(isTaken).toBe(false);
  expect(await page.locator('.drop').count()).toBe(0);
  const talk = { name: 'talk.wav', data: toneWav() };
  await drag(page, [talk], ['dragenter', 'dragover']);
  await page.getByText('Drop to import into “Research”').waitFor();
  await drag(page, [talk], ['drop']);
  await opens(page, 'talk');
  const { items } = await api.meetings.list({ filter: { folderId: folder.id } });
  expect(items.map(({ title }) => title)).toEqual(['talk']);
});

test('while a dialog is open nothing is imported, and the browser does not leave for the file', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  await page.keyboard.press('Control+,');
  await page.getByRole('dialog').waitFor();
  await drop(page, [{ name: 'talk.wav', data: toneWav() }]);
  expect(await page.locator('.drop').count()).toBe(0);
  expect(await api.imports.list()).toEqual({ items: [] });
});

test('several, of which one is there already and one is no sound: said once, listed, and mended from the list', async () => {
  const { page, api, home } = await setStage({ meetings: meetings(1) });
  const first = { name: 'one.wav', data: toneWav({ hertz: 300 }) };
  await drop(page, [first]);
  await opens(page, 'one');
  await drop(page, [
    { ...first, name: 'copy of one.wav' },
    { name: 'letter.wav', data: Buffer.from('Dear all,\n'.repeat(200)) },
    { name: 'two.wav', data: toneWav({ hertz: 400 }) },
    { name: 'three.wav', data: toneWav({ hertz: 500 }) },
  ]);
  await toast(page, '2 imported, 1 not').waitFor();
  await page.locator('.tray .strip-what', { hasText: '1 not imported' }).waitFor();
  await openPanel(page);
  await rowIn(page, 'letter.wav')
    .getByText('This is not a sound or video file that MeetMemo can read')
    .waitFor();
  await rowIn(page, 'copy of one.wav').getByText('Already in the library').waitFor();
  await expectAccessible(page, 'the list of imports');
  await expectSoundLayout(page, 'the list of imports');

  await rowIn(page, 'copy of one.wav').getByRole('button', { name: 'Open' }).click();
  await opens(page, 'one');
  await openPanel(page);
  await rowIn(page, 'copy of one.wav').getByRole('button', { name: 'Import again' }).click();
  await rowIn(page, 'copy of one.wav').getByText('Imported, 0:00').waitFor();
  await rowIn(page, 'letter.wav').getByRole('button', { name: 'Try again' }).click();
  await until(
    'it has failed again',
    async () => codesOf((await api.imports.list()).items)[1] === 'unsupported_format',
  );
  await panel(page).getByRole('button', { name: 'Clear list' }).click();
  await until('the tray is empty', async () => (await tray(page).textContent()) === '');
  expect(mediaIn(home)).toHaveLength(4);
});

test('one that fails, and one that is there already, say so by themselves', async () => {
  const { page } = await setStage({ meetings: meetings(1) });
  await drop(page, [{ name: 'empty.wav', data: new Uint8Array(0) }]);
  await toast(page, 'This file is empty.').waitFor();
  await tray(page).getByText('1 not imported').waitFor();
  await tray(page).getByRole('button', { name: 'Clear list', exact: true }).click();
  await until('the tray is empty', async () => (await tray(page).textContent()) === '');
  const talk = { name: 'talk.wav', data: toneWav() };
  await drop(page, [talk]);
  await opens(page, 'talk');
  await drop(page, [talk]);
  const known = toast(page, 'Already in the library: “talk.wav”');
  await known.waitFor();
  // Or the next one takes its place under the mouse.
  await known.getByRole('button', { name: 'Dismiss' }).click();
  await known.waitFor({ state: 'detached' });
  await open(page, 'Meeting 1');
  await drop(page, [talk]);
  await known.getByRole('button', { name: 'Open' }).click();
  await opens(page, 'talk');
});

test('an exported meeting comes in with its length and without a sound; dropped again it is known, and can be had twice', async () => {
  const { page, api } = await setStage();
  const file = {
    ...{ format: 'meetmemo-meeting', formatVersion: 1, title: 'Launch', startedAt: 1_700_000_000_000 },
    ...{ durationMs: 65_000, tags: [], notes: 'Said', bookmarks: [], speakers: [] },
    ...{ transcript: null, summary: null },
  };
  const dropped = { name: 'Launch.json', data: Buffer.from(JSON.stringify(file)) };
  await drop(page, [dropped]);
  await opens(page, 'Launch');
  await rowOf(page, 'Launch').getByText('1:05', { exact: true }).waitFor();
  await expectAccessible(page, 'a meeting without sound');
  expect(await page.locator('.player').count()).toBe(0);
  await drop(page, [dropped]);
  await toast(page, 'Already in the library: “Launch.json”').waitFor();
  await openPanel(page);
  await rowIn(page, 'Launch.json').last().getByRole('button', { name: 'Import again' }).click();
  await until('it is there twice', async () => (await api.meetings.list({})).items.length === 2);
  await page.keyboard.press('Escape');
  await drop(page, [{ name: 'package.json', data: Buffer.from('{"name": "no meeting"}') }]);
  await toast(page, 'This file holds no meeting as MeetMemo exports it.').waitFor();
  expect(await page.getByText('WAV or MP3').count()).toBe(0);
});

test('the dialog takes files, shows how far they are, and a cancel leaves nothing', async () => {
  const { page, api, home } = await setStage({ meetings: meetings(1) });
  const files = tempHome();
  // Longer than a moment, so that there is something to see and to stop.
  const long = writeLongWav(join(files, 'long.wav'), 15_000);
  const waiting = writeTone(files, 'waiting.wav');
  const empty = join(files, 'empty.wav');
  writeFileSync(empty, '');
  const chooser = await chooserAfter(page, () =>
    page.getByRole('button', { name: 'Import sound or video' }).click(),
  );
  await chooser.setFiles([empty, long, waiting]);
  await page.locator('.tray .strip-what', { hasText: 'Importing 2 of 3, 1 failed' }).waitFor();
  await openPanel(page);
  await rowIn(page, 'waiting.wav').getByText('Waiting', { exact: true }).waitFor();
  await rowIn(page, 'long.wav')
    .getByText(/Listening, \d/)
    .waitFor();
  const bar = page.getByRole('progressbar', { name: 'Imports' });
  const now = async () => Number(await bar.getAttribute('aria-valuenow'));
  const before = await now();
  await until('it goes on', async () => (await now()) > before);
  await expectAccessible(page, 'an import under way');
  await rowIn(page, 'long.wav').getByRole('button', { name: 'Cancel long.wav' }).click();
  await rowIn(page, 'long.wav').getByText('Cancelled').waitFor();
  await rowIn(page, 'waiting.wav').getByText('Imported').waitFor();
  const { items } = await api.meetings.list({ filter: { title: 'waiting' } });
  expect(mediaIn(home)).toEqual(items.map(({ id }) => id));
  // Its bytes are still at hand.
  await rowIn(page, 'long.wav').getByRole('button', { name: 'Try again' }).click();
  await rowIn(page, 'long.wav')
    .getByText(/Copying|Listening/)
    .waitFor();
  await panel(page).getByRole('button', { name: 'Cancel all' }).click();
  await rowIn(page, 'long.wav').getByText('Cancelled').waitFor();
});

test('Ctrl+O opens the dialog, and copied files can be pasted, though not into a text', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  await page.locator('#meeting-list').focus();
  const chooser = await chooserAfter(page, () => page.keyboard.press('Control+o'));
  expect(chooser.isMultiple()).toBe(true);
  const paste = (selector: string) =>
    page.evaluate(
      ([where, bytes]) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([Uint8Array.from(bytes)], 'pasted.wav'));
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.querySelector(where)?.dispatchEvent(event);
      },
      [selector, [...toneWav()]] as const,
    );
  await paste('#meeting-notes');
  expect(await api.imports.list()).toEqual({ items: [] });
  await paste('#meeting-list');
  await opens(page, 'pasted');
});

test('what came in does not take away the page from whoever is writing', async () => {
  const { page } = await setStage({ meetings: meetings(1) });
  await page.locator('#meeting-notes').click();
  await page.keyboard.type('In the middle of');
  await drop(page, [{ name: 'talk.wav', data: toneWav() }]);
  await toast(page, 'Imported “talk”').waitFor();
  await focusIs(page, '#meeting-notes');
  expect(await page.locator('.meeting-title').inputValue()).toBe('Meeting 1');
});

test('a file that changes on the disk before it is read is given up, with a word why', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  const files = tempHome();
  const first = writeLongWav(join(files, 'first.wav'), 6_000);
  const second = writeTone(files, 'second.wav');
  await page.locator('#import-files').setInputFiles([first, second]);
  await page.locator('.tray .strip-what', { hasText: 'Importing 1 of 2' }).waitFor();
  truncateSync(second, 10);
  writeFileSync(second, 'something else altogether');
  await toast(page, '1 imported, 1 not').waitFor();
  await openPanel(page);
  await rowIn(page, 'second.wav').getByText('moved, changed or deleted before it could be read').waitFor();
  expect(codesOf((await api.imports.list()).items)).toEqual(['done', 'cancelled']);
});

test('a connection that is lost in the middle of a file is no end of it', async () => {
  const { page, desk } = await setStage({ meetings: meetings(1), expects: /WebSocket|ERR_/ });
  const long = writeLongWav(join(tempHome(), 'long.wav'), 6_000);
  await page.locator('#import-files').setInputFiles([long]);
  await page.locator('.tray .strip-left').waitFor();
  await desk.context.setOffline(true);
  await page.evaluate(() => {
    // Sockets outlive the browser's being offline.
    window.dispatchEvent(new Event('offline'));
  });
  await desk.context.setOffline(false);
  await opens(page, 'long');
});

test('of many dropped files few are drawn, the order is kept, and a cancel leaves exactly the finished ones', async () => {
  const { page, api, home } = await setStage({ meetings: meetings(1) });
  const files = Array.from({ length: 200 }, (_, index) => ({
    name: `take ${String(index + 1)}.wav`,
    data: toneWav({ seconds: 0.05, hertz: 100 + index * 3 }),
  }));
  await drop(page, files);
  await openPanel(page);
  await rowIn(page, 'take 1.wav').waitFor();
  expect(await panel(page).locator('.import').count()).toBeLessThan(40);
  await page.locator('.tray .strip-what', { hasText: /Importing [2-9]\d of 200/ }).waitFor();
  await panel(page).getByRole('button', { name: 'Cancel all' }).click();
  await toast(page, / imported$/).waitFor();
  const states = codesOf((await api.imports.list()).items);
  const done = states.indexOf('cancelled');
  expect(done).toBeGreaterThan(10);
  expect(states).toEqual(states.map((_, index) => (index < done ? 'done' : 'cancelled')));
  const { items } = await api.meetings.list({ sort: { by: 'createdAt', order: 'ascending' }, limit: 500 });
  expect(items.slice(1).map(({ title }) => title)).toEqual(
    Array.from({ length: done }, (_, index) => `take ${String(index + 1)}`),
  );
  expect(mediaIn(home)).toHaveLength(done);
});

test('a folder that is dropped is walked in the order of its names, and what is no sound and no meeting is left out', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  const file = {
    ...{ format: 'meetmemo-meeting', formatVersion: 1, title: 'Launch', startedAt: 1_700_000_000_000 },
    ...{ tags: [], notes: 'Said', bookmarks: [], speakers: [], transcript: null, summary: null },
  };
  // What browsers hand out for folders can not be made by a script, so the entries are played by plain objects.
  await page.evaluate(
    ([sounds, meeting]) => {
      const fileEntry = (name: string, bytes: readonly number[]) => ({
        name,
        isDirectory: false,
        file: (done: (file: File) => void) => {
          done(new File([Uint8Array.from(bytes)], name));
        },
      });
      const folderEntry = (name: string, inside: readonly unknown[]) => ({
        name,
        isDirectory: true,
        createReader() {
          const parts = [inside.slice(0, 2), inside.slice(2), []];
          return {
            readEntries: (done: (entries: readonly unknown[]) => void) => {
              done(parts.shift() ?? []);
            },
          };
        },
      });
      const [first = [], second = [], third = []] = sounds;
      const folder = folderEntry('Talks', [
        fileEntry('talk 10.wav', third),
        fileEntry('notes.txt', [1]),
        folderEntry('older', [fileEntry('talk 0.wav', first)]),
        fileEntry('.hidden.wav', [1]),
        fileEntry('talk 9.wav', second),
        fileEntry('package.json', [123, 125]),
        fileEntry('talk 11.json', meeting),
      ]);
      DataTransferItem.prototype.webkitGetAsEntry = () => folder as unknown as FileSystemEntry;
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], 'Talks'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [
      [300, 400, 500].map((hertz) => [...toneWav({ hertz })]),
      [...Buffer.from(JSON.stringify(file))],
    ] as const,
  );
  await toast(page, '4 imported. Left out, as no sound by name, hidden, or a link: 3').waitFor();
  const { items } = await api.meetings.list({ sort: { by: 'createdAt', order: 'ascending' } });
  expect(items.slice(1).map(({ title }) => title)).toEqual(['talk 0', 'talk 9', 'talk 10', 'Launch']);
});

test('in a narrow window the tray stands below the list, and the sound settings are kept', async () => {
  const { page, api } = await setStage({
    meetings: meetings(1),
    context: { viewport: { width: 900, height: 600 } },
  });
  await drop(page, [
    { name: 'letter.wav', data: Buffer.from('Dear all') },
    { name: 'two.wav', data: toneWav() },
  ]);
  await page.locator('.frame-list .tray .strip-what', { hasText: '1 not imported' }).waitFor();
  await openPanel(page);
  await expectSoundLayout(page, 'imports in a narrow window');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Sound' }).click();
  await page.getByLabel('What is kept of a sound').selectOption('compressed');
  await page.getByLabel('Longest sound in hours').fill('3');
  await page.keyboard.press('Enter');
  await expectAccessible(page, 'the sound settings');
  await expectSoundLayout(page, 'the sound settings');
  await until('both are kept', async () => {
    const { settings } = await api.settings.get();
    return settings.keepSound === 'compressed' && settings.maxHours === 3;
  });
});

test('where the heading of the list and its buttons have no room for both, the heading is read whole', async () => {
  const { page, api } = await setStage({ meetings: meetings(1) });
  const heading = page.locator('.list-heading h1');
  for (const [language, words] of [
    ['en', 'All meetings'],
    ['de', 'Alle Besprechungen'],
    ['es', 'Todas las reuniones'],
  ] as const) {
    await api.settings.update({ language });
    await heading.getByText(words, { exact: true }).waitFor();
    for (const width of [1280, 900]) {
      await page.setViewportSize({ width, height: 600 });
      const isCut = await heading.evaluate((element) => element.scrollWidth > element.clientWidth);
      expect(isCut, `${words} at ${width}`).toBe(false);
      await expectSoundLayout(page, `the list's head, ${words}`);
    }
  }
});
