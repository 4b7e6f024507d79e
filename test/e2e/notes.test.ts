import { expect, test } from 'vitest';
import { importSound } from '../support/import-sound.ts';
import { tone, wavOf } from '../support/stretches.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { audioOf, positionIs } from '../support/ui/listening.ts';
import { focusIs, open, setStage } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const startedAt = new Date(2026, 4, 20, 10).getTime();
const notesId = '#meeting-notes';

test('notes are written in Markdown with the keys of a list, and read as what they mean', async () => {
  const { page, api } = await setStage({ meetings: [{ title: 'Plan', startedAt }] });
  const { keyboard } = page;
  await open(page, 'Plan');
  await page.locator(notesId).focus();
  const saved = async (notes: string) => {
    await until(`the notes are ${JSON.stringify(notes)}`, async () => {
      const { items } = await api.meetings.list({});
      return (await api.meetings.get({ id: items[0]?.id ?? '' })).notes === notes;
    });
  };
  await keyboard.type('## Plan\n- [x] Room\nJonas, ');
  await keyboard.press('Control+b');
  await keyboard.type('all');
  await keyboard.press('Control+b');
  await keyboard.type('\n');
  await keyboard.press('Tab');
  await keyboard.type('chairs\n\n');
  // In an empty item Enter ends the list, so the last one did away with it.
  const written = '## Plan\n- [x] Room\n- [ ] Jonas, **all**\n  - [ ] chairs\n';
  await saved(written);
  await keyboard.press('Control+z');
  await until(
    'the last step is taken back',
    async () => (await page.locator(notesId).inputValue()) !== written,
  );
  await keyboard.press('Control+Shift+z');
  await keyboard.press('Tab');
  await until('outside of a list Tab goes on', () =>
    page.evaluate((id) => document.activeElement?.matches(id) === false, notesId),
  );

  const { items } = await api.meetings.list({});
  const hostile = [
    '<img src="/a.png" onerror="window.broken = true"><b>not bold</b>',
    '![picture](https://example.org/b.png) [here](https://example.org/c) [there](javascript:alert(1))',
    '[**to** `x` \\*](https://example.org/d) [at [1:02] www.example.org/f](https://example.org/e)',
    '[*there*](javascript:alert(1))',
    '[12:34]: a line that stays',
  ].join('\n\n');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await api.meetings.update({ id: items[0]?.id ?? '', notes: written + hostile });
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  const read = page.getByRole('article', { name: 'Notes' });
  await read.getByRole('heading', { name: 'Plan', level: 2 }).waitFor();
  expect(await read.locator('strong').allTextContents()).toEqual(['all', 'to']);
  expect(await read.locator('a a, a button').count()).toBe(0);
  expect(await read.locator('li li').textContent()).toContain('chairs');
  expect(await read.locator('img, b').count()).toBe(0);
  const text = (await read.textContent()) ?? '';
  expect(text).toContain('<b>not bold</b>');
  expect(text).toContain('[there](javascript:alert(1))');
  expect(text).toContain('[*there*](javascript:alert(1))');
  expect(text).toContain('a line that stays');
  const links = await read
    .getByRole('link')
    .evaluateAll((all) =>
      all.map((link) =>
        link instanceof HTMLAnchorElement ? [link.textContent, link.href, link.target, link.rel] : [],
      ),
    );
  expect(links).toEqual([
    ['picture', 'https://example.org/b.png', '_blank', 'noreferrer'],
    ['here', 'https://example.org/c', '_blank', 'noreferrer'],
    ['to x *', 'https://example.org/d', '_blank', 'noreferrer'],
    ['at 1:02 www.example.org/f', 'https://example.org/e', '_blank', 'noreferrer'],
  ]);
  await expectAccessible(page, 'notes as they read');
  await expectSoundLayout(page, 'notes as they read');

  await read.getByRole('checkbox', { name: 'Jonas, all' }).click();
  await saved(written.replace('[ ] Jonas', '[x] Jonas') + hostile);
  await keyboard.press('Control+e');
  await focusIs(page, `textarea${notesId}`);
  await keyboard.press('Control+e');
  await focusIs(page, `article${notesId}`);
  await page.reload();
  await open(page, 'Plan');
  await read.getByRole('checkbox', { name: 'Room', checked: true }).waitFor();
  expect(requests.filter((url) => /example\.org|a\.png/.test(url))).toEqual([]);
});

test('words beside a fence, the title of a link and an address in angle brackets are read as they were meant', async () => {
  const notes = [
    'See <https://example.org/a_b> now, https://example.org/c>d',
    '[site](https://example.org "the \\"title\\"")',
    '- a\n\n  ```js\n  x\n    y\n  ```',
    '``` call Bob tomorrow\n\nAfter words',
  ].join('\n\n');
  const { page } = await setStage({ meetings: [{ title: 'Plan', startedAt, notes }] });
  await open(page, 'Plan');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  const read = page.getByRole('article', { name: 'Notes' });
  expect(await read.locator('p').first().textContent()).toBe(
    'See https://example.org/a_b now, https://example.org/c>d',
  );
  expect(await read.locator('pre').allTextContents()).toEqual(['x\n  y', 'call Bob tomorrow\n\nAfter words']);
  const links = await read
    .locator('a')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('title'), one.getAttribute('href')]));
  expect(links).toEqual([
    ['https://example.org/a_b', 'https://example.org/a_b'],
    ['https://example.org/c', 'https://example.org/c'],
    ['the "title" – https://example.org/', 'https://example.org/'],
  ]);
});

test('a time is put in by key, and a click on it plays that moment', async () => {
  const { page, api } = await setStage();
  await importSound(api, 'Tone.wav', wavOf(tone(120)));
  await open(page, 'Tone');
  await page.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Alt+t');
  await focusIs(page, `textarea${notesId}`);
  await page.keyboard.type('is when it begins');
  expect(await page.locator(notesId).inputValue()).toBe('[1:00] is when it begins');
  await page.keyboard.press('Control+e');
  await page.getByRole('slider', { name: 'Position' }).focus();
  await page.keyboard.press('Home');
  await page.getByRole('article', { name: 'Notes' }).getByRole('button', { name: 'Play from 1:00' }).click();
  await until('it plays', async () => !(await audioOf(page)).paused);
  await positionIs(page, 60, 5);
});

test('in a wide window the notes stand beside the transcript, in a narrow one behind a tab', async () => {
  const { page, api } = await setStage({ context: { viewport: { width: 1600, height: 900 } } });
  await importSound(api, 'Tone.wav', wavOf(tone(5)));
  await open(page, 'Tone');
  await page.getByRole('button', { name: 'Notes beside the transcript' }).click();
  await page.getByText('No transcript yet').waitFor();
  await page.getByRole('region', { name: 'Notes' }).locator(notesId).fill('Seen together');
  expect(await page.getByRole('tab').allTextContents()).toEqual(['Transcript', 'Summary']);
  await expectAccessible(page, 'notes beside');
  await expectSoundLayout(page, 'notes beside');
  await page.setViewportSize({ width: 1000, height: 700 });
  await page.getByRole('tab', { name: 'Notes' }).click();
  expect(await page.locator(notesId).inputValue()).toBe('Seen together');
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.getByRole('button', { name: 'Notes behind the transcript again' }).click();
  await page.getByRole('tab', { name: 'Notes' }).waitFor();
});

test('columns of a table break no word, stand as their colons say, and keep cells that are empty', async () => {
  const notes = [
    '| What is to be done before the launch | Who | Due | Costs |',
    '|:--|---|:-:|--:|',
    '| Ask the broker once more what the insurance of the cold store would be, and write it down | Jonas | Wednesday | 1,200 |',
    '| Send the list of the suppliers to everybody who has asked for it in the last three weeks | | Friday | 80 |',
    '| See https://example.org/a/very/long/address/that/goes/on/and/on/for/ever?and=on | Mia | 3 May | 12 |',
  ].join('\n');
  const { page } = await setStage({ meetings: [{ title: 'Plan', startedAt, notes }] });
  await open(page, 'Plan');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  const table = page.getByRole('article', { name: 'Notes' }).locator('table');
  await table.waitFor();
  for (const width of [1280, 640, 360]) {
    await page.setViewportSize({ width, height: 600 });
    const broken = await table.evaluate((element) =>
      [...element.querySelectorAll('th, td')].flatMap((cell) => {
        const text = cell.firstChild;
        return [...(text?.textContent ?? '').matchAll(/[^ -]+/g)].flatMap(({ 0: word, index }) => {
          const range = document.createRange();
          if (text) range.setStart(text, index);
          if (text) range.setEnd(text, index + word.length);
          return range.getClientRects().length > 1 ? word : [];
        });
      }),
    );
    expect(broken).toEqual([]);
    const spare = await table.evaluate(
      ({ scrollWidth, parentElement }) => (parentElement?.clientWidth ?? 0) - scrollWidth,
    );
    if (width > 360) expect(spare).toBeGreaterThanOrEqual(0);
    await expectSoundLayout(page, `a table in notes, ${String(width)} wide`);
  }
  await expectAccessible(page, 'a table in notes');
  const cells = await table
    .locator('tr')
    .nth(2)
    .locator('td')
    .evaluateAll((all) =>
      all.map((cell) => [cell.textContent.slice(0, 4), getComputedStyle(cell).textAlign]),
    );
  expect(cells).toEqual([
    ['Send', 'left'],
    ['', 'start'],
    ['Frid', 'center'],
    ['80', 'right'],
  ]);
});
