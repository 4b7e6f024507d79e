import { expect, test } from 'vitest';
import { focusIs, meetings, opens, rowOf, setStage, shows, titlesOf, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const listbox = '#meeting-list';

test('make, rename, tag, trash, undo, restore and delete without touching the mouse', async () => {
  const { page, api } = await setStage();
  const { keyboard } = page;

  await keyboard.press('Control+n');
  await focusIs(page, '.meeting-title');
  await keyboard.type('By hand');
  await keyboard.press('Enter');
  await focusIs(page, '#meeting-notes');
  // What a browser leaves to the page in a tab too.
  await keyboard.press('Alt+n');
  await focusIs(page, '.meeting-title');
  await keyboard.type('Another');
  await keyboard.press('Enter');
  await shows(page, ['Another', 'By hand']);

  await keyboard.press('Control+f');
  await keyboard.press('ArrowDown');
  await focusIs(page, listbox);
  await keyboard.press('ArrowDown');
  await keyboard.press('F2');
  await focusIs(page, '.row-rename input');
  await keyboard.type('Renamed');
  await keyboard.press('Enter');
  await focusIs(page, listbox);
  await shows(page, ['Another', 'Renamed']);
  await keyboard.press('Enter');
  await keyboard.type('Given up');
  await keyboard.press('Escape');
  await focusIs(page, listbox);
  await shows(page, ['Another', 'Renamed']);

  await keyboard.press('t');
  await focusIs(page, '#meeting-tags');
  await keyboard.type('key');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove tag key' }).waitFor();

  await page.locator(listbox).focus();
  await keyboard.press('Delete');
  await shows(page, ['Another']);
  await focusIs(page, listbox);
  await keyboard.press('Control+z');
  await shows(page, ['Another', 'Renamed']);
  await toast(page, 'Undone').waitFor();

  await keyboard.press('Delete');
  await shows(page, ['Another']);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Trash/ })
    .focus();
  await keyboard.press('Enter');
  await shows(page, ['Renamed']);
  await page.locator(listbox).focus();
  await keyboard.press('Backspace');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Delete “Renamed” for good?').waitFor();
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await focusIs(page, listbox);

  await page.getByRole('button', { name: 'Restore' }).focus();
  await keyboard.press('Enter');
  await page.getByText('The trash is empty').waitFor();
  await until('it is restored', async () => (await api.meetings.count({})).count === 2);

  await keyboard.press('Control+z');
  await shows(page, ['Renamed']);
  await page.locator(listbox).focus();
  await keyboard.press('Delete');
  await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await page.getByText('The trash is empty').waitFor();
  expect(await api.meetings.count({ filter: { trashed: true } })).toEqual({ count: 0 });
});

test('the arrows, Home, End and the page keys walk the list, and the open meeting follows', async () => {
  const { page } = await setStage({ meetings: meetings(40) });
  const { keyboard } = page;
  const walksTo = async (title: string) => {
    await opens(page, title);
    const active = await page.locator(listbox).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active ?? ''}`).textContent()).toContain(title);
  };
  await page.locator(listbox).focus();
  await walksTo('Meeting 1');
  await keyboard.press('ArrowDown');
  await walksTo('Meeting 2');
  await keyboard.press('End');
  await walksTo('Meeting 40');
  expect(await page.locator('.row[data-active]').getAttribute('aria-posinset')).toBe('40');
  await keyboard.press('PageUp');
  await keyboard.press('Home');
  await walksTo('Meeting 1');
  await keyboard.press('PageDown');
  await until('a page on', async () => !(await page.locator('.meeting-title').inputValue()).endsWith(' 1'));
  await keyboard.press('ArrowRight');
  await focusIs(page, '#meeting-notes');
});

test('several meetings are selected and worked on by keys alone', async () => {
  const { page, api } = await setStage({ meetings: meetings(5) });
  const { keyboard } = page;
  await api.folders.create({ name: 'Shelf' });
  await page.locator('.place').filter({ hasText: 'Shelf' }).waitFor();

  await page.locator(listbox).focus();
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await page.getByRole('heading', { name: '3 meetings selected' }).waitFor();
  await keyboard.press('m');
  await focusIs(page, '[role=menuitemradio]');
  await keyboard.press('s');
  await keyboard.press('Enter');
  await toast(page, '3 meetings moved to “Shelf”').waitFor();
  await focusIs(page, listbox);
  await keyboard.press('t');
  await focusIs(page, '#meeting-tags');
  await keyboard.type('all of them');
  await keyboard.press('Enter');
  await toast(page, 'Tag “all of them” added to 3 meetings').waitFor();

  await until('all three are in the folder and have the tag', async () => {
    const { items } = await api.meetings.list({ filter: { tags: ['all of them'] } });
    const isFiled = items.every(({ folderId }) => folderId !== null);
    return isFiled && String(items.map(({ title }) => title)) === 'Meeting 1,Meeting 2,Meeting 3';
  });

  await page.locator(listbox).focus();
  await keyboard.press('Control+a');
  await page.getByRole('heading', { name: '5 meetings selected' }).waitFor();
  await keyboard.press('Delete');
  await page.getByRole('heading', { name: 'Your meetings will live here' }).waitFor();
  for (const left of [5, 5, 5]) {
    await keyboard.press('Control+z');
    await until('undone', async () => (await titlesOf(page)).length === left);
  }
  await until('all is as it was', async () => {
    const { items: now } = await api.meetings.list({});
    return now.length === 5 && now.every(({ tags, folderId }) => tags.length === 0 && folderId === null);
  });
});

test('the list of shortcuts and the settings open and close by key, and give the focus back', async () => {
  const { page } = await setStage({ meetings: meetings(2) });
  const { keyboard } = page;
  await page.locator(listbox).focus();
  for (const [key, title] of [
    ['?', 'Keyboard shortcuts'],
    ['Control+,', 'Settings'],
  ] as const) {
    await keyboard.press(key);
    await page.getByRole('dialog', { name: title }).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focusIs(page, listbox);
  }
  await rowOf(page, 'Meeting 1').waitFor();
});

test('the list of shortcuts names the one for a new meeting that works in a tab', async () => {
  const { page } = await setStage({ meetings: meetings(1) });
  await page.locator(listbox).focus();
  await page.keyboard.press('?');
  const line = page.getByRole('dialog').locator('dl > div').filter({ hasText: 'New meeting' });
  expect(await line.locator('kbd').allTextContents()).toEqual(['Alt+N']);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('button', { name: 'New meeting' }).getAttribute('title')).toContain('Alt+N');
});

test('each menu is opened by its button, walked and used by keys', async () => {
  const { page, api } = await setStage({ meetings: meetings(3) });
  const { keyboard } = page;
  await api.folders.create({ name: 'Shelf' });
  await opens(page, 'Meeting 1');
  const openBy = async (name: string | RegExp, key: string) => {
    await page.getByRole('button', { name }).focus();
    await keyboard.press(key);
    await focusIs(page, '[role^=menuitem]');
  };

  await openBy(/^Sort/, 'Enter');
  await keyboard.press('t');
  await keyboard.press('Enter');
  await openBy(/^Sort/, 'Space');
  await keyboard.press('End');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await shows(page, ['Meeting 3', 'Meeting 2', 'Meeting 1']);

  await openBy(/^Folder/, 'Enter');
  await keyboard.press('s');
  await keyboard.press('Enter');
  await until('it is in the folder', async () => {
    const { folders } = await api.folders.list({});
    return folders[0]?.count === 1;
  });

  await openBy('Actions for folder Shelf', 'Enter');
  await keyboard.press('Enter');
  await focusIs(page, '.place input');
  await keyboard.type('Box');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Actions for folder Box' }).waitFor();

  await page.getByRole('button', { name: /^Sort/ }).click();
  await focusIs(page, '[role^=menuitem]');
  await keyboard.press('Tab');
  await page.getByRole('menu').waitFor({ state: 'hidden' });
});

test('what is typed before a new meeting is there becomes its title and its notes, wherever the focus was', async () => {
  const { page, api } = await setStage({ meetings: meetings(3) });
  const { keyboard } = page;
  await opens(page, 'Meeting 1');
  await keyboard.press('Control+f');
  await focusIs(page, '#list-search');
  await keyboard.press('Alt+n');
  await keyboard.type('Team talk');
  await keyboard.press('Enter');
  await keyboard.type('First words');
  await until('all words are saved', async () => {
    const { items } = await api.meetings.list({ filter: { title: 'Team talk' } });
    return items[0]?.title === 'Team talk' && items[0].excerpt === 'First words';
  });
  expect(await api.meetings.tags({})).toEqual({ tags: [] });
  expect(await page.locator('#list-search').inputValue()).toBe('');
});

test('the keys of the list work with Caps Lock on, and a search begins anew over the last one', async () => {
  const { page } = await setStage({ meetings: meetings(2) });
  const { keyboard } = page;
  await opens(page, 'Meeting 1');
  await page.locator(listbox).focus();
  await keyboard.press('Shift+T');
  await focusIs(page, '#meeting-tags');
  await keyboard.press('Control+f');
  await keyboard.type('one');
  await keyboard.press('Control+f');
  await keyboard.type('two');
  expect(await page.locator('#list-search').inputValue()).toBe('two');
});

test('a walk by keys: a new meeting, its notes, the palette, a tag, the settings and back', async () => {
  const { page, api } = await setStage();
  const { keyboard } = page;
  const command = async (typed: string, found: string) => {
    await keyboard.press('Control+k');
    await focusIs(page, '.palette-field input');
    await keyboard.type(typed);
    await page.locator('.palette-line[aria-selected=true]', { hasText: found }).waitFor();
    await keyboard.press('Enter');
  };
  await command('new m', 'New meeting');
  await focusIs(page, '.meeting-title');
  await keyboard.type('Walk');
  await keyboard.press('Enter');
  await focusIs(page, '#meeting-notes');
  await keyboard.type('- [ ] Shoes\nMap');
  await keyboard.press('Control+e');
  await focusIs(page, 'article#meeting-notes');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await until('the task is done', async () => {
    const { items } = await api.meetings.list({});
    return (await api.meetings.get({ id: items[0]?.id ?? '' })).notes === '- [x] Shoes\n- [ ] Map';
  });
  await command('add tag', 'Add tag');
  await focusIs(page, '#meeting-tags');
  await keyboard.type('outside');
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove tag outside' }).waitFor();
  await keyboard.press('Escape');
  await focusIs(page, listbox);

  await keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'General', selected: true }).waitFor();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('d');
  await page.locator('html[data-theme=dark]').waitFor();
  await keyboard.press('Escape');
  await focusIs(page, listbox);
  await command('settings sound', 'Settings: Sound');
  await page.getByRole('tab', { name: 'Sound', selected: true }).waitFor();
  await keyboard.press('Escape');
  await focusIs(page, listbox);
});

test('Tab walks through all of the window once, and everything on the way says what it is', async () => {
  const { page, api } = await setStage({
    meetings: meetings(2, { notes: '- [ ] a [link](https://example.org)', tags: ['team'] }),
  });
  const { keyboard } = page;
  await api.folders.create({ name: 'Shelf' });
  await page.locator('.place', { hasText: 'Shelf' }).waitFor();
  await opens(page, 'Meeting 1');
  await keyboard.press('Control+e');
  await page.locator('.prose').waitFor();
  const stops: string[] = [];
  // The first round only leads to the beginning.
  for (let round = 0, steps = 0; round < 2 && steps < 100; steps += 1) {
    await keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const own = document.activeElement as HTMLElement;
      if (own === document.body) return null;
      const label = own.getAttribute('aria-labelledby');
      const named = label === null ? null : document.getElementById(label)?.textContent;
      const name = own.ariaLabel ?? named ?? own.textContent.trim();
      const { width, height } = own.getBoundingClientRect();
      return {
        name,
        isSeen: own.checkVisibility() && width > 0 && height > 0,
        html: own.outerHTML.slice(0, 120),
      };
    });
    if (!here) round += 1;
    else if (round === 1) {
      expect(here.name, here.html).not.toBe('');
      expect(here.isSeen, here.html).toBe(true);
      stops.push(here.name);
    }
  }
  const order = [
    'All meetings',
    'Search meetings',
    'Meetings',
    'Title',
    'Remove tag team',
    'Notes',
    'a link',
    'link',
  ];
  const places = order.map((name) => stops.findIndex((stop) => stop.startsWith(name)));
  expect(places, stops.join(', ')).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});
