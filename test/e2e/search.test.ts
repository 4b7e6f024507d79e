import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeSpoken } from '../support/spoken.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { focusIs, meetings, opens, rowOf, setStage, shows, toast, titlesOf } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const field = (page: Page) => page.getByRole('searchbox');
const markedIn = (page: Page, title: string) => rowOf(page, title).locator('mark').allTextContents();

/** Three meetings, two of them with words that were said. */
async function setTalk() {
  const stage = await setStage({ meetings: meetings(3) });
  const { api, home } = stage;
  const { items } = await api.meetings.list({});
  const id = (title: string) => items.find((item) => item.title === title)?.id ?? '';
  const filler = Array.from({ length: 60 }, (_, line) => `And then we went on to the point number ${line}.`);
  const [first = '', second = ''] = writeSpoken(home, [
    {
      meetingId: id('Meeting 2'),
      lines: ['Good morning.', ...filler, 'The launch is in spring.', ...filler, 'Once more: the launch.'],
      names: ['Zoë Brandt'],
    },
    { meetingId: id('Meeting 3'), lines: ['Nothing but words, and a launch.'] },
  ]);
  await api.transcripts.choose({ id: first });
  await api.transcripts.choose({ id: second });
  await api.meetings.update({ id: id('Meeting 1'), notes: 'Ask about the launch', tags: ['later'] });
  return { ...stage, id };
}

/** What the browser has painted over the transcript. */
const painted = (page: Page, name: string) =>
  page.evaluate((key) => [...(CSS.highlights.get(key) ?? [])].map(String), name);

test('searching as one types: hits in the rows, and the meeting opened at the moment', async () => {
  const { page } = await setTalk();
  await page.keyboard.press('Control+f');
  await focusIs(page, '#list-search');
  await page.keyboard.type('laun');
  await until(
    'all three are found',
    async () => (await titlesOf(page)).length === 3 && (await markedIn(page, 'Meeting 2')).length === 2,
  );
  await page.getByText('3 found').waitFor();
  expect(await markedIn(page, 'Meeting 1')).toEqual(['launch']);
  expect(await markedIn(page, 'Meeting 2')).toEqual(['launch', 'launch']);
  await expectAccessible(page, 'a search');
  await expectSoundLayout(page, 'a search');

  // A click on the second moment goes there.
  await rowOf(page, 'Meeting 2').locator('[data-moment]').nth(1).click();
  await opens(page, 'Meeting 2');
  await page.getByText('2 of 2 with “laun”').waitFor();
  await page.locator('.reader').getByText('Once more: the launch.').waitFor();
  expect(await painted(page, 'looked-at')).toEqual(['launch']);
  await page.getByRole('button', { name: 'The one before' }).click();
  await page.getByText('1 of 2 with “laun”').waitFor();
  await page.locator('.reader').getByText('The launch is in spring.').waitFor();
  await page.keyboard.press('F3');
  await page.getByText('2 of 2 with “laun”').waitFor();

  // By keys: down the list, and Enter to the words.
  await field(page).focus();
  await page.keyboard.press('ArrowDown');
  await focusIs(page, '#meeting-list');
  await page.keyboard.press('End');
  await opens(page, 'Meeting 3');
  await page.keyboard.press('Enter');
  await focusIs(page, '#meeting-transcript');
  expect(await painted(page, 'looked-at')).toEqual(['launch']);

  await field(page).fill('"the launch is"');
  await shows(page, ['Meeting 2']);
  await field(page).press('Enter');
  await opens(page, 'Meeting 2');
  await page.getByText('1 of 1 with').waitFor();
  await field(page).fill('brandt');
  await page.getByText('In title or names').waitFor();
  expect(await markedIn(page, 'Meeting 2')).toEqual(['Brandt']);
  await field(page).fill('');
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);
  expect(await painted(page, 'hit')).toEqual([]);
});

test('meetings with a summary can be shown alone, and one that gets its summary joins them', async () => {
  const { page, api, id } = await setTalk();
  const summarize = (title: string) => api.summaries.start({ meetingIds: [id(title)] });
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('dialog', { name: 'Filter' }).getByLabel('Summary').selectOption('With a summary');
  await page.keyboard.press('Escape');
  await page.getByText('Nothing found').waitFor();
  await summarize('Meeting 2');
  await shows(page, ['Meeting 2']);
  await summarize('Meeting 3');
  await shows(page, ['Meeting 2', 'Meeting 3']);
  await page.getByRole('button', { name: 'Remove filter With a summary' }).click();
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);
});

test('filters are chips that go with the search, and both can be saved', async () => {
  const { page, api } = await setTalk();
  await page.getByRole('button', { name: 'Filter' }).click();
  const panel = page.getByRole('dialog', { name: 'Filter' });
  await panel.getByLabel('Person').selectOption('Zoë Brandt');
  await shows(page, ['Meeting 2']);
  await expectAccessible(page, 'the filters');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove filter with Zoë Brandt' }).waitFor();
  await field(page).fill('nothing but');
  await page.getByText('Nothing found').waitFor();
  await page.getByRole('button', { name: 'Remove filter with Zoë Brandt' }).click();
  await shows(page, ['Meeting 3']);

  await page.getByRole('button', { name: 'Filter' }).click();
  await panel.getByLabel('Date').selectOption('Last 30 days');
  await page.keyboard.press('Escape');
  await page.getByText('Nothing found').waitFor();
  await page.getByRole('button', { name: 'Show the list again' }).click();
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);

  await field(page).fill('launch');
  await page.getByRole('button', { name: 'Filter' }).click();
  await panel.getByLabel('Tag').selectOption('later');
  await page.keyboard.press('Escape');
  await shows(page, ['Meeting 1']);
  await page.getByRole('button', { name: 'Save search' }).click();
  await page.keyboard.type('Launches');
  await page.keyboard.press('Enter');
  const saved = page.getByRole('navigation').getByRole('button', { name: 'Launches', exact: true });
  await saved.waitFor();
  await page.getByRole('heading', { name: 'Launches' }).waitFor();
  expect((await api.searches.list()).searches).toMatchObject([
    { name: 'Launches', text: 'launch', filter: { tags: ['later'] } },
  ]);

  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^All meetings/ })
    .click();
  await shows(page, ['Meeting 1', 'Meeting 2', 'Meeting 3']);
  await saved.click();
  await shows(page, ['Meeting 1']);
  expect(await field(page).inputValue()).toBe('launch');
  await page.getByRole('button', { name: 'Remove filter #later' }).click();
  await until('all are shown', async () => (await titlesOf(page)).length === 3);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Actions for search Launches' }).click();
  await page.getByRole('menuitem', { name: 'Remove search' }).click();
  await page.getByRole('heading', { name: 'All meetings' }).waitFor();
  await toast(page, 'Search “Launches” removed').getByRole('button', { name: 'Undo', exact: true }).click();
  await saved.waitFor();
});

test('many that were found are selected, and what is done to them can be undone', async () => {
  const { page, api } = await setTalk();
  await field(page).fill('launch');
  await page.locator('.row mark').nth(2).waitFor();
  await page.locator('#meeting-list').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('heading', { name: '3 meetings selected' }).waitFor();
  await page.keyboard.press('Delete');
  await page.getByText('Nothing found').waitFor();
  await toast(page, '3 meetings moved to the trash')
    .getByRole('button', { name: 'Undo', exact: true })
    .click();
  await until('they are found again', async () => (await titlesOf(page)).length === 3);
  expect(await api.meetings.count({})).toEqual({ count: 3 });
});

test('a person gets another name in the whole library, and whoever looks for them finds them so', async () => {
  const { page, api } = await setTalk();
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('dialog', { name: 'Filter' }).getByLabel('Person').selectOption('Zoë Brandt');
  await shows(page, ['Meeting 2']);
  await page.getByRole('button', { name: 'Rename a person…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rename a person' });
  await dialog.getByLabel('New name').fill('Zoë Lind');
  await expectAccessible(page, 'a person');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('button', { name: 'Remove filter with Zoë Lind' }).waitFor();
  await shows(page, ['Meeting 2']);
  const names = async () => (await api.people.list({ prefix: 'zoë' })).people.map(({ name }) => name);
  expect(await names()).toEqual(['Zoë Lind']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Remove filter with Zoë Brandt' }).waitFor();
  expect(await names()).toEqual(['Zoë Brandt']);
});
