import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { plantTranscript } from '../support/plant-transcript.ts';
import { importSample, transcribe } from '../support/transcribe.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { playsOn } from '../support/ui/listening.ts';
import { focusIs, open, setStage, toast } from '../support/ui/stage.ts';
import { painted } from '../support/ui/words.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const list = (page: Page, name: string) => page.locator(`[data-list=${name}] .claim`);
const menuOf = (page: Page, name: string, text: string) =>
  list(page, name).getByRole('button', { name: `Actions for “${text}` });

const said = [
  'We decided to move the launch to Tuesday.',
  'Ana will send the report by Friday.',
  'Who writes the guide?',
];

/** A meeting without a sound, with these words and a quick summary of them. */
async function withSummary(words: readonly string[] = said) {
  const context = { permissions: ['clipboard-read', 'clipboard-write'] };
  const stage = await setStage({ meetings: [{ title: 'Launch' }], context });
  const { home, page, api } = stage;
  const [meeting] = (await api.meetings.list({})).items;
  const meetingId = meeting?.id ?? '';
  plantTranscript(home, meetingId, {
    segments: words.map((text, at) => ({ text, startMs: at * 5000, endMs: at * 5000 + 4000 })),
  });
  await page.reload();
  await open(page, 'Launch');
  await page.getByRole('tab', { name: 'Summary' }).click();
  await button(page, 'Summarise').click();
  await list(page, 'actions').first().waitFor();
  const content = async () => (await api.summaries.list({ meetingId })).summaries[0]?.content;
  return { ...stage, meetingId, content };
}

test('the sample meeting, summarised: its decision and tasks, and each claim is heard and marked', async () => {
  const { page, api } = await setStage();
  const meetingId = await importSample(api);
  await transcribe(api, meetingId, { modelId: 'nano-en' });
  await page.getByRole('option').first().click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await button(page, 'Summarise').waitFor();
  await expectAccessible(page, 'no summary yet');
  await button(page, 'Choices…').click();
  await expectAccessible(page, 'the choices');
  await page.getByRole('dialog').getByRole('button', { name: 'Summarise', exact: true }).click();
  const decision = list(page, 'decisions').filter({ hasText: 'Tuesday' }).first();
  await decision.waitFor();
  expect(await page.locator('.summary-by').textContent()).toContain('Quick summary (no AI model) · Minutes');
  const report = list(page, 'actions').filter({ hasText: 'cost report' });
  expect(await report.locator('.claim-who').textContent()).toContain('David');
  expect(await report.locator('.claim-when').textContent()).toContain('Thursday');
  await expectAccessible(page, 'a summary');
  await page.setViewportSize({ width: 640, height: 400 });
  await expectSoundLayout(page, 'a summary, narrow');
  await page.setViewportSize({ width: 1280, height: 800 });

  const moment = decision.locator('.moment').first();
  const time = await moment.textContent();
  const cited = (await moment.getAttribute('title')) ?? '';
  await button(page, `Hear it, at ${time ?? ''}`)
    .first()
    .click();
  const [minutes = 0, seconds = 0] = (time ?? '').split(':').map(Number);
  expect(Math.abs((await playsOn(page)) - minutes * 60 - seconds)).toBeLessThan(3);
  await page.getByRole('tab', { name: 'Transcript' }).click();
  await until('its words are marked', async () => {
    const [marked = ''] = await painted(page, 'looked-at');
    return marked !== '' && cited.includes(marked);
  });
});

test('a claim is written anew, added and removed, with a way back, and marked as written by hand', async () => {
  const { page, content } = await withSummary();
  const own = async () => (await content())?.actions.map(({ text, who, when }) => [text, who, when]);
  const before = await own();
  expect(before).toEqual([[said[1], 'Ana', 'by Friday']]);
  await button(page, 'Copy as Markdown').click();
  await toast(page, 'Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const line of said) expect(copied).toContain(line);

  await menuOf(page, 'actions', said[1] ?? '').click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'What the summary says' }).fill('Send it to all');
  await page.getByRole('textbox', { name: 'Who' }).fill('Bo');
  await expectAccessible(page, 'a claim that is written');
  await page.keyboard.press('Enter');
  await toast(page, 'Summary edited').waitFor();
  await focusIs(page, '#meeting-summary');
  expect(await own()).toEqual([['Send it to all', 'Bo', 'by Friday']]);
  expect(await list(page, 'actions').textContent()).toContain('Written by hand');
  await button(page, 'Undo').click();
  await until('it is as it was', async () => JSON.stringify(await own()) === JSON.stringify(before));
  await until('so is its mark', async () => (await content())?.actions[0]?.support === 'found');

  await button(page, 'Add to: Action items').click();
  await page.keyboard.type('Book a room');
  await page.keyboard.press('Escape');
  await until('it is added', async () => (await own())?.[1]?.[0] === 'Book a room');
  await menuOf(page, 'actions', 'Book a room').click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await toast(page, 'Removed from the summary').waitFor();
  await until('it is gone', async () => (await own())?.length === 1);
});

test('a part that is empty is added to from the end of the summary, by keys', async () => {
  const { page, api, meetingId, content } = await withSummary();
  const [summary] = (await api.summaries.list({ meetingId })).summaries;
  const before = await content();
  if (!summary || !before) throw new Error('There is no summary.');
  const topics = [{ title: 'The launch', points: [] }];
  const overview = before.overview.length > 0 ? before.overview : before.decisions;
  await api.summaries.update({ id: summary.id, content: { ...before, overview, topics } });
  await button(page, 'Add…').click();
  expect(await page.getByRole('menuitem').allTextContents()).toEqual(['The launch']);
  await page.keyboard.press('Enter');
  await focusIs(page, '.claim-input');
  await page.keyboard.type('It was late');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The launch' }).waitFor();
  await button(page, 'Add…').waitFor({ state: 'detached' });

  await menuOf(page, 'questions', said[2] ?? '').click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Open questions' }).waitFor({ state: 'detached' });
  await button(page, 'Add…').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Open questions' }).waitFor();
  await expectAccessible(page, 'the parts that are empty');
  await page.keyboard.press('Enter');
  await focusIs(page, '.claim-input');
  await page.keyboard.type('Who pays?');
  await page.keyboard.press('Enter');
  await until('it is added', async () => (await content())?.questions[0]?.text === 'Who pays?');
  await focusIs(page, '#meeting-summary');

  const nothing = { overview: [], topics: [], decisions: [], actions: [], questions: [] };
  await api.summaries.update({ id: summary.id, content: nothing });
  await page.getByText('Nothing was found').waitFor();
  await button(page, 'Add…').click();
  const parts = ['Overview', 'Decisions', 'Action items', 'Open questions'];
  expect(await page.getByRole('menuitem').allTextContents()).toEqual(parts);
  await page.getByRole('menuitem', { name: 'Action items' }).click();
  await page.getByRole('textbox', { name: 'Who' }).waitFor();
  await focusIs(page, '.claim-input');
});

test('a topic is renamed in its place, with a way back', async () => {
  const { page, api, meetingId, content } = await withSummary();
  const [summary] = (await api.summaries.list({ meetingId })).summaries;
  const before = await content();
  if (!summary || !before) throw new Error('There is no summary.');
  const topics = [{ title: 'Launch, move', points: before.decisions }];
  await api.summaries.update({ id: summary.id, content: { ...before, topics } });
  const titles = async () => (await content())?.topics.map(({ title }) => title).join();
  await page.getByRole('heading', { name: 'Launch, move' }).dblclick();
  await page.keyboard.type('The launch');
  await expectAccessible(page, 'a topic that is renamed');
  await page.keyboard.press('Enter');
  await toast(page, 'Summary edited').waitFor();
  await focusIs(page, '#meeting-summary');
  expect(await titles()).toBe('The launch');
  await button(page, 'Undo').click();
  await until('it is as it was', async () => (await titles()) === 'Launch, move');
  await button(page, 'Rename the topic “Launch, move”').click();
  await page.keyboard.type('No');
  await page.keyboard.press('Escape');
  expect(await titles()).toBe('Launch, move');
});

test('what is typed while another window edits: both stay; where its claim is gone, the words are kept', async () => {
  const { page, api, meetingId, content } = await withSummary();
  const theirs = async (change: (texts: string) => string | null) => {
    const [summary] = (await api.summaries.list({ meetingId })).summaries;
    if (!summary) throw new Error('There is no summary.');
    const decisions = summary.content.decisions.flatMap((claim) => {
      const text = change(claim.text);
      return text === null ? [] : [{ ...claim, text }];
    });
    await api.summaries.update({ id: summary.id, content: { ...summary.content, decisions } });
  };
  const edit = async (name: string, text: string) => {
    await menuOf(page, name, text).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.locator('.claim-input').waitFor();
  };
  await edit('actions', said[1] ?? '');
  await page.locator('.claim-input').fill('Mine');
  await theirs(() => 'Theirs');
  await page.keyboard.press('Enter');
  await until('both are there', async () => {
    const now = await content();
    return now?.actions[0]?.text === 'Mine' && now.decisions[0]?.text === 'Theirs';
  });

  await edit('decisions', 'Theirs');
  await page.locator('.claim-input').fill('Mine too');
  await theirs(() => null);
  await page.keyboard.press('Enter');
  await toast(page, 'changed or removed in another window').waitFor();
});

test('an edit of the transcript makes it stale; made anew it is another version, and either can be chosen or removed', async () => {
  const { page, api, meetingId } = await withSummary();
  const [transcript] = (await api.transcripts.list({ meetingId })).transcripts;
  const { segments } = await api.transcripts.segments({ id: transcript?.id ?? '' });
  await api.edits.setText({ id: segments[0]?.id ?? '', text: 'We decided to move the launch to March.' });
  await page.getByText('The transcript has changed since').waitFor();
  await expectAccessible(page, 'a stale summary');
  await button(page, 'Make anew').click();
  await list(page, 'decisions').filter({ hasText: 'March' }).waitFor();
  await button(page, 'Version 2, all versions').click();
  await page.getByRole('menuitemradio', { name: /^Version 1/ }).click();
  await list(page, 'decisions').filter({ hasText: 'Tuesday' }).waitFor();
  await button(page, 'More about the summary').click();
  await page.getByRole('menuitem', { name: 'About this summary' }).click();
  await page.locator('.details', { hasText: 'Quick summary (no AI model)' }).waitFor();
  await button(page, 'Close').click();
  await button(page, 'More about the summary').click();
  await page.getByRole('menuitem', { name: 'Delete this version…' }).click();
  await button(page, 'Delete version').click();
  await until('one is left', async () => (await api.summaries.list({ meetingId })).summaries.length === 1);
});

test('made anew beside one that was edited, it is told of where the bar is out of sight', async () => {
  const { page, api, meetingId, content } = await withSummary();
  const [summary] = (await api.summaries.list({ meetingId })).summaries;
  const before = await content();
  if (!summary || !before) throw new Error('There is no summary.');
  const questions = Array.from({ length: 40 }, (_, at) => ({
    ...{ text: `What about number ${String(at)}?`, citations: [], support: 'written' as const },
  }));
  await api.summaries.update({ id: summary.id, content: { ...before, questions } });
  await list(page, 'questions').last().waitFor();
  const again = () => api.summaries.start({ meetingIds: [meetingId] });
  const card = (version: number) =>
    page.getByRole('region', { name: `Version ${String(version)} is ready`, exact: true });
  const told = (version: number) =>
    toast(page, `Version ${String(version)} of the summary of “Launch” is ready`);
  await again();
  await card(2).waitFor();
  await list(page, 'questions').last().scrollIntoViewIfNeeded();
  await again();
  await told(3).waitFor();
  expect(await told(2).count()).toBe(0);
  await page.getByRole('tab', { name: 'Notes' }).click();
  await again();
  await told(4).getByRole('button', { name: 'Show it' }).click();
  await button(page, 'Version 4, all versions').click();
  const first = page.getByRole('menuitemradio', { name: /^Version 1/ });
  expect(await first.textContent()).toMatch(/^Version 1 · edited · [^·]*\d[^·]* · Minutes · Quick summary/);
});

test('what is typed in a template is kept however it is left, what is too long is said, and the default one comes back', async () => {
  const { page, api } = await setStage({ meetings: [{ title: 'Plan' }] });
  const parts = { sections: ['overview' as const], instructions: 'Short.', length: 'long' as const };
  const { id } = await api.templates.create({ name: 'Ours', ...parts, language: null });
  await api.settings.update({ summaryTemplate: id });
  const ours = async () => (await api.templates.list()).templates.find(({ isBuiltIn }) => !isBuiltIn);
  const edit = async (name: string) => {
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Summaries' }).click();
    await page.locator('.template', { hasText: name }).click();
  };
  await edit('Ours');
  await page.getByRole('textbox', { name: 'Name' }).fill('Yours');
  await page.keyboard.press('Escape');
  await until('the name is kept', async () => (await ours())?.name === 'Yours');
  await edit('Yours');
  const instructions = page.getByRole('textbox', { name: 'Instructions' });
  await instructions.fill('As if to a friend.');
  await page.mouse.click(5, 5);
  await until('the words are kept', async () => (await ours())?.instructions === 'As if to a friend.');

  await edit('Yours');
  const long = 'Write. '.repeat(1500);
  await instructions.fill(long);
  await page.getByRole('alert').getByText('500 characters too many').waitFor();
  expect(await instructions.inputValue()).toBe(long);
  await expectAccessible(page, 'instructions that are too long');
  await instructions.press('Tab');
  expect(await instructions.inputValue()).toBe(long);
  await instructions.fill('Write.');
  await button(page, 'Done').focus();
  await page.keyboard.press('Enter');
  await until('the words are kept', async () => (await ours())?.instructions === 'Write.');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Yours');

  await button(page, 'Actions for Yours').click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await button(page, 'Undo').click();
  await until(
    'it is the usual one again',
    async () => (await ours())?.id === (await api.settings.get()).settings.summaryTemplate,
  );
});

test('templates: a copy of one is changed and used, a built-in one is hidden and comes back; without it the usual one takes its place', async () => {
  const { page, api, meetingId } = await withSummary();
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Summaries' }).click();
  await button(page, 'Actions for Decision log').click();
  await page.getByRole('menuitem', { name: 'Make a copy' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ours');
  await page.getByRole('checkbox', { name: 'Action items' }).check();
  await expectAccessible(page, 'a template');
  await button(page, 'Done').click();
  const ours = async () => (await api.templates.list()).templates.find(({ isBuiltIn }) => !isBuiltIn);
  await until('it is kept', async () => (await ours())?.sections.join() === 'decisions,actions,questions');
  expect((await ours())?.name).toBe('Ours');
  await button(page, 'Actions for Lecture').click();
  await page.getByRole('menuitem', { name: 'Hide' }).click();
  await button(page, 'Show again Lecture').waitFor();
  await expectAccessible(page, 'the templates');
  await button(page, 'Undo').click();
  await button(page, 'Actions for Lecture').waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'More about the summary').click();
  await page.getByRole('menuitem', { name: 'Make anew' }).click();
  await page.getByLabel('Template').selectOption({ label: 'Ours' });
  await button(page, 'Summarise').click();
  await page.locator('.summary-by', { hasText: 'Ours' }).waitFor();

  await api.templates.remove({ id: (await ours())?.id ?? '' });
  const [transcript] = (await api.transcripts.list({ meetingId })).transcripts;
  const { segments } = await api.transcripts.segments({ id: transcript?.id ?? '' });
  await api.edits.setText({ id: segments[0]?.id ?? '', text: 'We decided to move the launch to March.' });
  await page.locator('.job-card').getByRole('button', { name: 'Make anew' }).click();
  await page.locator('.summary-by', { hasText: 'Minutes' }).waitFor();
});

test('what a claim rests on is brought into sight in the transcript, by its time and by its menu', async () => {
  const talk = Array.from({ length: 150 }, (_, at) => `Here is what number ${at} of the list was all about.`);
  const { page } = await withSummary([...talk.slice(0, 75), ...said, ...talk.slice(75)]);
  const isInSight = (text: string) =>
    page.evaluate((wanted) => {
      const element = [...document.querySelectorAll('[data-segment]')].find(
        (own) => own.textContent === wanted,
      );
      const sheet = document.querySelector('.meeting-sheet')?.getBoundingClientRect();
      const own = element?.getBoundingClientRect();
      return own && sheet ? own.top > sheet.top && own.bottom < sheet.bottom : false;
    }, text);
  const [decision = '', task = ''] = said;
  await list(page, 'decisions').first().locator('.moment').first().click();
  await until('the decision is in sight', () => isInSight(decision));
  await page.getByRole('tab', { name: 'Summary' }).click();
  await menuOf(page, 'actions', task).click();
  await page.getByRole('menuitem', { name: 'Show in the transcript' }).click();
  await until('the task is in sight', () => isInSight(task));
});
