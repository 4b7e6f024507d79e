import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { says, talk, withTranscript, write } from '../support/ui/talk.ts';
import { focusIs, open } from '../support/ui/stage.ts';
import { clickWords, selectWords, turns } from '../support/ui/words.ts';
import { until } from '../support/until.ts';

const texts = talk.map(({ text }) => text);
const field = (page: Page) => page.locator('.edit-field');
const written = (page: Page, words: string) =>
  until(`one writes in ${words}`, async () => (await field(page).textContent()) === words);

test('one goes on writing where one was, whoever says it now and whatever another window does beside it', async () => {
  const stage = await withTranscript();
  const { page, api, segmentIds } = stage;
  const { keyboard } = page;
  const [, second = '', third = '', fourth = ''] = segmentIds;
  await write(stage, 'budjet');
  await keyboard.press('End');
  await keyboard.type(' Really');
  // The segment is drawn anew, as part of another paragraph.
  await keyboard.press('Alt+1');
  await until('it is said by another', async () =>
    (await turns(page)).some(([name, said]) => name === 'Anna' && said?.endsWith('Really')),
  );
  await keyboard.type(' so');
  await says(stage.texts, texts.with(2, 'The budjet comes first. Really so'));

  const changed = await api.edits.setText({ id: third, text: 'Well, the budjet comes first. Really so' });
  expect(changed.undo).toBe('text');
  await written(page, 'Well, the budjet comes first. Really so');
  await keyboard.type(', yes');
  await says(stage.texts, texts.with(2, 'Well, the budjet comes first. Really so, yes'));

  // What was written in is joined to the one before, and no key reaches the list.
  await keyboard.press('Home');
  await api.edits.join({ id: third });
  await written(page, `${texts[1] ?? ''} Well, the budjet comes first. Really so, yes`);
  await keyboard.type('!?');
  await keyboard.press('Backspace');
  const joined = `${texts[1] ?? ''}! Well, the budjet comes first. Really so, yes`;
  await says(stage.texts, [texts[0] ?? '', joined, ...texts.slice(3)]);

  await api.edits.remove({ ids: [second, fourth] });
  await written(page, texts[0] ?? '');
  await keyboard.press('Backspace');
  await says(stage.texts, ['Good morning everyone', texts[4] ?? '']);
  await api.edits.remove({ ids: [segmentIds[0] ?? '', segmentIds[4] ?? ''] });
  await field(page).waitFor({ state: 'detached' });
  await keyboard.press('Backspace');
  await keyboard.press('Delete');
  expect(await api.meetings.count({ filter: { trashed: true } })).toEqual({ count: 0 });
});

const caretIs = (page: Page, wanted: number) =>
  until(`the caret is at ${String(wanted)}`, () =>
    page.evaluate((offset) => {
      const { anchorNode, anchorOffset, isCollapsed } = getSelection() ?? {};
      return isCollapsed && anchorNode?.parentElement?.matches('.edit-field') && anchorOffset === offset;
    }, wanted),
  );

test('what is selected while one writes is removed as well, over the borders of segments: one goes on there', async () => {
  const stage = await withTranscript();
  const { page, api, meetingId } = stage;
  await write(stage, 'launch');
  await selectWords(page, 'three topics', 'comes');
  await page.keyboard.press('Delete');
  await page.keyboard.type('bread');
  await says(stage.texts, [texts[0] ?? '', 'We have bread', 'first.', ...texts.slice(3)]);
  expect(await api.bookmarks.list({ meetingId })).toEqual({ bookmarks: [] });
});

test('Enter takes away what is selected and splits there; undo and redo lead back to where that was', async () => {
  const stage = await withTranscript();
  const { page } = stage;
  const { keyboard } = page;
  await write(stage, 'budjet');
  await keyboard.press('Enter');
  await says(stage.texts, [...texts.slice(0, 2), 'The', 'comes first.', ...texts.slice(3)]);
  await caretIs(page, 0);
  await keyboard.press('End');
  await keyboard.press('Control+z');
  await written(page, 'The  comes first.');
  await caretIs(page, 5);
  await keyboard.press('Home');
  await keyboard.press('Control+y');
  await written(page, 'comes first.');
  await caretIs(page, 0);
  const joined = texts.with(2, 'The comes first.');
  await keyboard.press('Control+Backspace');
  await says(stage.texts, joined);
  await keyboard.press('Enter');
  await written(page, 'comes first.');
  await keyboard.press('Shift+Backspace');
  await says(stage.texts, joined);
});

test('by keys one walks from the first in sight, which stays where it is, and selects downwards and upwards', async () => {
  const long = Array.from({ length: 30 }, (_, at) => ({
    text: `Sentence ${String(at)} ${'is long enough for two lines '.repeat(4)}`,
    speaker: at % 2,
  }));
  const { page } = await withTranscript(long);
  const { keyboard } = page;
  const selected = (wanted: string) =>
    until(
      `${wanted} is selected`,
      async () => (await page.evaluate(() => String(getSelection()).match(/\d+/g)?.join(' '))) === wanted,
    );
  const scrolled = () => page.locator('.meeting-sheet').evaluate(({ scrollTop }) => scrollTop);
  await page.getByRole('textbox', { name: 'Title' }).focus();
  const reader = page.locator('#meeting-transcript:focus');
  for (let steps = 0; steps < 30 && (await reader.count()) === 0; steps += 1) await keyboard.press('Tab');
  const before = await scrolled();
  await keyboard.press('ArrowDown');
  await selected('0');
  expect(await scrolled()).toBe(before);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+ArrowUp');
  await selected('1 2');
  await keyboard.press('Shift+ArrowUp');
  await selected('0 1 2');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await selected('2 3');
});

test('keys that follow at once on Enter or a join are done after it, in their order', async () => {
  const stage = await withTranscript(talk, ['Anna', 'Ben'], {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { page } = stage;
  await page.evaluate(() => navigator.clipboard.writeText('pasted'));
  const kept: (() => void)[] = [];
  let isKept = false;
  await page.routeWebSocket(/./, (socket) => {
    socket.connectToServer().onMessage((message) => {
      const send = () => {
        socket.send(message);
      };
      if (isKept) kept.push(send);
      else send();
    });
  });
  await page.reload();
  await open(page, 'Talk');
  /** All of these keys come before any answer. */
  const press = async (words: string, keys: string) => {
    await page.keyboard.press('Escape');
    await write(stage, words);
    await page.keyboard.press('ArrowLeft');
    isKept = true;
    for (const key of keys.split(' ')) await page.keyboard.press(key);
    isKept = false;
    for (const send of kept.splice(0)) send();
  };
  await press('comes', 'Enter O h , Space ArrowLeft ArrowLeft Backspace Delete Control+v End !');
  const split = [...texts.slice(0, 2), 'The budjet', 'Opasted comes first.!'];
  await says(stage.texts, [...split, ...texts.slice(3)]);
  await press('launch', 'Enter Home Backspace ArrowRight s Enter x');
  await says(stage.texts, [...split, 'Then the s', 'xlaunch.', texts[4] ?? '']);
});

test('a meeting that is trashed elsewhere stays under the hands of whoever writes in it', async () => {
  const stage = await withTranscript();
  const { page, api, meetingId } = stage;
  await api.meetings.create({ title: 'Second one' });
  await page.getByRole('option', { name: 'Second one' }).waitFor();
  await write(stage, 'launch');
  await page.keyboard.press('End');
  await api.meetings.trash({ ids: [meetingId] });
  await page.getByRole('option', { name: 'Talk' }).waitFor({ state: 'detached' });
  await page.keyboard.type('!?');
  await page.keyboard.press('Backspace');
  await says(stage.texts, texts.with(3, 'Then the launch.!'));
  expect((await api.meetings.list({})).items.map(({ title }) => title)).toEqual(['Second one']);
});

test('what is selected is removed, over the borders of segments; after it no key means the list', async () => {
  const stage = await withTranscript();
  const { page, api, meetingId } = stage;
  const { keyboard } = page;
  await selectWords(page, 'three topics', 'comes');
  await page.getByRole('button', { name: 'Remove the selection' }).click();
  const left = [texts[0] ?? '', 'We have ', 'first.', ...texts.slice(3)];
  await says(stage.texts, left);
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor({ state: 'detached' });
  await api.edits.undo({ meetingId });
  await says(stage.texts, texts);
  await page.locator('#meeting-transcript').focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Delete');
  await says(stage.texts, texts.slice(2));
  // What is typed after it belongs where it was, and is no shortcut.
  await keyboard.type('b');
  await says(stage.texts, texts.slice(2).with(0, `b${texts[2] ?? ''}`));
  expect(await api.bookmarks.list({ meetingId })).toEqual({ bookmarks: [] });
  await keyboard.press('Backspace');
  await keyboard.press('Escape');
  await says(stage.texts, texts.slice(2));

  const menu = page.getByRole('button', { name: /^Actions for the paragraph/ }).first();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Remove this paragraph' }).click();
  await says(stage.texts, texts.slice(4));
  await focusIs(page, '#meeting-transcript');
  await keyboard.press('Delete');
  expect(await api.meetings.count({ filter: { trashed: true } })).toEqual({ count: 0 });
});

test('Enter at the end goes on to the next, and at the beginning does nothing', async () => {
  const stage = await withTranscript();
  const { page } = stage;
  await clickWords(page, 'launch', { clickCount: 2 });
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await written(page, texts[4] ?? '');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Oh. ');
  await says(stage.texts, texts.with(4, 'Oh. Thank you.'));
  expect(await page.locator('.toasts [role="alert"]').textContent()).toBe('');
});

test('undo means the meeting where nothing else is meant; a title is taken back as well', async () => {
  const stage = await withTranscript();
  const { page, api, meetingId, segmentIds } = stage;
  const { keyboard } = page;
  await api.edits.setText({ id: segmentIds[4] ?? '', text: 'Thanks.' });
  await page.reload();
  await open(page, 'Talk');
  await page.locator('.reader').getByText('Thanks.').waitFor();
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await keyboard.press('Control+z');
  await says(stage.texts, texts);

  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Other');
  await keyboard.press('Enter');
  const titled = (wanted: string) =>
    until(`it is called ${wanted}`, async () => (await api.meetings.get({ id: meetingId })).title === wanted);
  await titled('Other');
  await page.getByRole('option', { name: 'Other' }).click();
  await keyboard.press('Control+z');
  await titled('Talk');
});

test('a review is left by Escape, and Edit means the place that is looked at', async () => {
  const stage = await withTranscript();
  const { page } = stage;
  await page.getByRole('button', { name: /to check$/ }).click();
  const bar = page.getByRole('toolbar', { name: 'Places to check' });
  await bar.waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await written(page, texts[2] ?? '');
  await page.keyboard.press('Escape');
  await bar.waitFor();
  await page.keyboard.press('Escape');
  await bar.waitFor({ state: 'detached' });
  await focusIs(page, '#meeting-transcript');
});

test('of many speakers a few are seen, and all when asked', async () => {
  const stage = await withTranscript(
    talk,
    Array.from({ length: 12 }, (_, at) => `Guest ${String(at)}`),
  );
  const { page } = stage;
  const chips = page.locator('.speaker-chip');
  await until('some are seen', async () => (await chips.count()) === 7);
  await page.getByRole('button', { name: 'All 12' }).click();
  await until('all are seen', async () => (await chips.count()) === 12);
  await page.getByRole('button', { name: 'Fewer' }).click();
  await until('some are seen again', async () => (await chips.count()) === 7);
});
