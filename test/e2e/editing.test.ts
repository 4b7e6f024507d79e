import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { plantReview } from '../support/plant-review.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { focusIs, open, setStage } from '../support/ui/stage.ts';
import { says, talk, withTranscript, write } from '../support/ui/talk.ts';
import { painted, selectWords, turns } from '../support/ui/words.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const texts = talk.map(({ text }) => text);

test('as in a text editor: type, split, join, walk, undo and redo, all by keyboard', async () => {
  const stage = await withTranscript();
  const { page } = stage;
  const { keyboard } = page;
  expect(await turns(page)).toEqual([
    ['Anna', 'Good morning everyone. We have three topics today.'],
    ['Ben', 'The budjet comes first. Then the launch.'],
    ['Anna', 'Thank you.'],
  ]);
  await write(stage, 'budjet');
  await keyboard.type('budget');
  await says(stage.texts, texts.with(2, 'The budget comes first.'));

  await keyboard.press('Enter');
  await says(stage.texts, [...texts.slice(0, 2), 'The budget', 'comes first.', ...texts.slice(3)]);
  await keyboard.type('It ');
  await keyboard.press('Control+z');
  await until(
    'the caret stays where the change was',
    async () => (await page.locator('.edit-field').textContent()) === 'comes first.',
  );
  await keyboard.press('Home');
  await keyboard.press('Backspace');
  await says(stage.texts, texts.with(2, 'The budget comes first.'));
  await keyboard.type('!');
  await says(stage.texts, texts.with(2, 'The budget! comes first.'));

  await keyboard.press('ArrowDown');
  await keyboard.press('End');
  await until(
    'the caret went on',
    async () => (await page.locator('.edit-field').textContent()) === 'Thank you.',
  );
  await keyboard.type(' Bye');
  await keyboard.press('Escape');
  await says(stage.texts, texts.with(2, 'The budget! comes first.').with(4, 'Thank you. Bye'));

  await page.locator('#meeting-transcript:focus').waitFor();
  for (let step = 0; step < 6; step += 1) await keyboard.press('Control+z');
  await says(stage.texts, texts);
  await keyboard.press('Control+Shift+z');
  await says(stage.texts, texts.with(2, 'The budget comes first.'));
});

test('two windows agree; where both wrote in one segment, both texts are kept until one chooses', async () => {
  const stage = await withTranscript();
  const { page, desk } = stage;
  const other = await desk.openWindow();
  await open(other, 'Talk');
  await write(stage, 'budjet');
  await page.keyboard.type('budget');
  await until('the other window has it', async () =>
    (await turns(other)).some(([, said]) => said?.startsWith('The budget comes')),
  );

  await write({ page: other }, 'launch');
  await other.keyboard.type('lunch');
  await says(stage.texts, texts.with(2, 'The budget comes first.').with(3, 'Then the lunch.'));
  // While this window's words are on their way, the other one is quicker.
  await page.locator('.edit-field').press('End');
  await page.keyboard.type(' Yes');
  const [, , third] = stage.segmentIds;
  await stage.api.edits.setText({ id: third ?? '', text: 'The budget comes last.' });
  await page.getByText('This was changed in another window').waitFor();
  await expectAccessible(page, 'a conflict');
  await button(page, 'Keep both').click();
  await says(
    stage.texts,
    texts.with(2, 'The budget comes last. The budget comes first. Yes').with(3, 'Then the lunch.'),
  );
});

test('a run of segments goes to another speaker, by keys and by menu; a boundary moves by a word', async () => {
  const stage = await withTranscript();
  const { page } = stage;
  const { keyboard } = page;
  await page.locator('#meeting-transcript').focus();
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await page.getByRole('toolbar', { name: 'Selection' }).waitFor();
  await expectAccessible(page, 'a selection');
  await keyboard.press('2');
  await until('all of it is said by one', async () => (await turns(page))[0]?.[0] === 'Ben');
  await keyboard.press('Control+z');
  await until('it is as it was', async () => (await turns(page))[0]?.[0] === 'Anna');

  await keyboard.press('Escape');
  await selectWords(page, 'We have', 'first');
  await button(page, 'Who says this').click();
  await page.getByRole('menuitem', { name: 'Somebody new' }).click();
  await focusIs(page, 'dialog input');
  await expectAccessible(page, 'somebody new');
  await keyboard.press('Enter');
  await until('somebody new says it', async () =>
    (await turns(page)).some(([name, said]) => name === 'Speaker 3' && said?.startsWith('We have')),
  );

  await write(stage, 'launch');
  await keyboard.press('Alt+Shift+ArrowLeft');
  await says(stage.texts, texts.with(2, 'The budjet comes').with(3, 'first. Then the launch.'));
  await button(page, 'Give its first word to the one before (Alt+Shift+→)').click();
  await says(stage.texts, texts);
  await expectAccessible(page, 'writing');
  await expectSoundLayout(page, 'writing');

  // From the midst of writing too, a name leads back among the words: in the list keys mean meetings.
  await button(page, 'Who says this').click();
  await page.getByRole('menuitem', { name: 'Somebody new' }).click();
  await focusIs(page, 'dialog input');
  await keyboard.type('Rob');
  await keyboard.press('Enter');
  await until('Rob says it', async () => (await turns(page)).some(([name]) => name === 'Rob'));
  await until('the focus is among the words', () =>
    page.evaluate(() => document.activeElement?.closest('.words') != null),
  );
});

test('find and replace: marked, seen before it is done, one or all, taken back; a wrong pattern is told', async () => {
  const { page, texts: now } = await withTranscript();
  const { keyboard } = page;
  await page.locator('#meeting-transcript').focus();
  await keyboard.press('Control+f');
  await keyboard.type('THE');
  await until('all are marked', async () => String(await painted(page, 'hit')) === 'The,The,the');
  await button(page, 'Match case').click();
  await page.getByText('0 found').waitFor();
  await button(page, 'Match case').click();
  await button(page, 'Whole words').click();
  await until('words only', async () => String(await painted(page, 'hit')) === 'The,the');
  await keyboard.press('Control+f');
  await button(page, 'Regular expression').click();
  await page.getByRole('textbox', { name: 'Find in the transcript' }).fill('(');
  await page.getByText('This is not a regular expression').waitFor();
  await page.getByRole('textbox', { name: 'Find in the transcript' }).fill('(budjet|launch)');
  await button(page, 'Replace').click();
  await button(page, 'Delete 2').waitFor();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('<$1>');
  await page.locator('.find-match', { hasText: '<launch>' }).waitFor();
  await expectAccessible(page, 'find and replace');
  await expectSoundLayout(page, 'find and replace');
  await page.getByRole('checkbox', { name: 'Replace “launch”' }).click();
  await button(page, 'Replace 1').click();
  await says(now, texts.with(2, 'The <budjet> comes first.'));
  await keyboard.press('Escape');
  await page.locator('#meeting-transcript:focus').waitFor();
  await keyboard.press('Control+z');
  await says(now, texts);
});

test('what is not to be replaced stays so wherever it moves; what was put in is not replaced again', async () => {
  const {
    page,
    api,
    texts: now,
    segmentIds,
  } = await withTranscript([{ text: 'A budget one, a budget two, a budget three.', speaker: 0 }]);
  const { keyboard } = page;
  const field = page.getByRole('textbox', { name: 'Replace with' });
  const box = page.getByRole('checkbox');
  await page.locator('#meeting-transcript').focus();
  await keyboard.press('Control+f');
  await keyboard.type('budget');
  await button(page, 'Replace').click();
  await field.fill('budget plan');
  await box.nth(1).uncheck();
  await field.press('Enter');
  await says(now, ['A budget plan one, a budget two, a budget three.']);
  // Neither what was put in, nor what was left out.
  await button(page, 'Replace 1').waitFor();
  expect(await box.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).checked))).toEqual([
    ...[false, false, true],
  ]);
  const moved = 'Oh, a budget plan one, a budget two, a budget three.';
  await api.edits.setText({ id: segmentIds[0] ?? '', text: moved });
  await button(page, 'Replace 1').click();
  await says(now, ['Oh, a budget plan one, a budget two, a budget plan three.']);
  await button(page, 'Replace 0').waitFor();
  await field.press('Enter');
  await box.nth(1).check();
  await write({ page }, 'Oh');
  await keyboard.type('Well then');
  await button(page, 'Replace 1').click();
  await says(now, ['Well then, a budget plan one, a budget plan two, a budget plan three.']);
});

test('a correction goes through the whole library, seen before, and the word is expected from now on', async () => {
  const stage = await withTranscript();
  const { page, api } = stage;
  const { meetings } = await api.meetings.createMany({ meetings: [{ title: 'Another' }] });
  const other = plantTranscript(stage.home, meetings[0]?.id ?? '', {
    segments: [{ text: 'No budjet today.' }],
  });
  await page.locator('#meeting-transcript').focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('budjet');
  await button(page, 'Replace').click();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('budget');
  await button(page, 'In the whole library…').click();
  await page.getByText('2 places in 2 meetings').waitFor();
  await expectAccessible(page, 'a correction');
  await button(page, 'Correct everywhere').click();
  await says(stage.texts, texts.with(2, 'The budget comes first.'));
  const [segment] = (await api.transcripts.segments({ id: other.id })).segments;
  expect(segment?.text).toBe('No budget today.');
  await until('the word is expected', async () =>
    (await api.settings.get()).settings.vocabulary.includes('budget'),
  );
});

test('review: from one unsure word to the next by key; what is right is right, the rest is written', async () => {
  const segments = talk.with(3, { text: 'Then the lunch.', speaker: 1, unsure: ['lunch.'] });
  const { page, texts: now } = await withTranscript(segments);
  const { keyboard } = page;
  expect(await painted(page, 'unsure')).toEqual(['budjet', 'lunch.']);
  await button(page, '2 uncertain spots to check').click();
  await until('the first is looked at', async () => String(await painted(page, 'looked-at')) === 'budjet');
  await expectAccessible(page, 'the review');
  await keyboard.press('n');
  await until('the next is looked at', async () => String(await painted(page, 'looked-at')) === 'lunch.');
  await keyboard.press('c');
  await button(page, '1 uncertain spot to check').waitFor();
  await keyboard.press('p');
  await keyboard.press('e');
  await page.locator('.edit-field').waitFor();
  await keyboard.type('budget');
  await keyboard.press('Escape');
  await says(now, segments.map(({ text }) => text).with(2, 'The budget comes first.'));
  await button(page, 'All checked').waitFor();
});

test('review: where the last place is confirmed, a place that is left is looked at; after the very last none is', async () => {
  const segments = talk.with(3, { text: 'Then the lunch for all.', speaker: 1, unsure: ['Then', 'all.'] });
  const { page, api, id } = await withTranscript(segments);
  const looksAt = (words: string) =>
    until(`${words} is looked at`, async () => String(await painted(page, 'looked-at')) === words);
  await button(page, '3 uncertain spots to check').click();
  await looksAt('budjet');
  await page.keyboard.press('p');
  await looksAt('all.');
  await page.keyboard.press('c');
  await button(page, '2 uncertain spots to check').waitFor();
  await looksAt('Then');
  await page.keyboard.press('c');
  await button(page, '1 uncertain spot to check').waitFor();
  await looksAt('budjet');
  await page.keyboard.press('c');
  await button(page, 'All checked').waitFor();
  await looksAt('');
  const { segments: all } = await api.transcripts.segments({ id });
  const sure = all.flatMap(({ words }) => words.filter(({ probability }) => probability === 1));
  expect(sure.map(({ text }) => text.trim())).toEqual(['budjet', 'Then', 'all.']);
});

test('review: the list of passages and the bar stay at hand wherever the walk leads, and cover no place', async () => {
  const many = Array.from({ length: 120 }, (_, at) => ({
    ...{ text: `Here is what number ${at} of the list was all about.`, speaker: at % 2 },
    ...{ startMs: at * 1000, endMs: at * 1000 + 900 },
    ...(at === 119 && { unsure: ['list'] }),
  }));
  const { page, home, id } = await withTranscript(many);
  plantReview(home, id);
  await page.reload();
  await open(page, 'Talk');
  const seen = (selector: string) =>
    page.locator(selector).evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const at = (y: number) =>
        [left + 20, right - 20].every((x) => element.contains(document.elementFromPoint(x, y)));
      return at(top + 4) && at(bottom - 4);
    });
  for (const [width, height] of [
    [1280, 800],
    [640, 700],
    [640, 400],
  ] as const) {
    const name = `${String(width)} by ${String(height)}`;
    await page.setViewportSize({ width, height });
    await button(page, '4 passages and 1 uncertain spot to check').click();
    for (const time of ['0:16', '0:31', '0:52', '1:40']) {
      await until(`the list is at hand, ${name}`, () => seen('.review'));
      const current = page.locator('.review-row[aria-current]');
      await current.getByText(time, { exact: true }).first().waitFor();
      await until(`${time} is in the list, ${name}`, () => seen('.review-row[aria-current] .review-words'));
      await until(`the words of ${time} are not covered, ${name}`, async () => {
        const [marked = ''] = await painted(page, 'looked-at');
        const at = await page
          .locator('[data-segment]')
          .evaluateAll(
            (all, words) => all.find((own) => own.textContent.trim() === words)?.getAttribute('data-segment'),
            marked.trim(),
          );
        return at != null && seen(`[data-segment="${at}"]`);
      });
      expect(await seen('.reader-bar')).toBe(true);
      await page.keyboard.press('n');
    }
    await until('the last is looked at', async () => String(await painted(page, 'looked-at')) === 'list');
    await until(`the list is at hand in the end, ${name}`, () => seen('.review'));
    await expectAccessible(page, `the end of a walk, ${name}`);
    await expectSoundLayout(page, `the end of a walk, ${name}`);
    await page.getByRole('button', { name: 'Settled 0:52' }).focus();
    await page.keyboard.press('n');
    await page.locator('.review-row[aria-current]').getByText('0:16').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.review').waitFor({ state: 'detached' });
  }
});

test('speakers: named in place everywhere, merged, coloured, added, removed', async () => {
  const { page, api, meetingId } = await withTranscript(talk, ['Anna', '']);
  const chip = (name: string) => page.locator('.speaker-chip', { hasText: name });
  const list = async () =>
    (await api.speakers.list({ meetingId })).speakers.map(({ name, colour }) => `${name} ${String(colour)}`);
  await chip('Speaker 2').click();
  await expectAccessible(page, 'a speaker');
  await expectSoundLayout(page, 'a speaker');
  await focusIs(page, '.speaker-field input');
  await page.keyboard.type('Ben');
  await page.keyboard.press('Enter');
  await until('he is named everywhere', async () => (await turns(page))[1]?.[0] === 'Ben');
  await chip('Ben').click();
  await page.getByRole('radio', { name: 'Colour 7' }).check();
  await until('another colour', async () => String(await list()) === 'Anna 0,Ben 6');
  await page.keyboard.press('Escape');

  await button(page, 'Add speaker').click();
  await focusIs(page, '.speaker-field input');
  await page.keyboard.type('anna');
  await page.keyboard.press('Enter');
  await button(page, 'They are the same').click();
  await until('two are left', async () => String(await list()) === 'Anna 0,Ben 6');
  await chip('Ben').click();
  await button(page, 'Merge into…').click();
  await page.getByRole('menuitem', { name: 'Anna' }).click();
  await until('one is left', async () =>
    (await turns(page)).every(([name]) => name === 'Anna' || name === ''),
  );
  await chip('Anna').focus();
  await page.keyboard.press('Control+z');
  await until('both are back', async () => (await turns(page))[1]?.[0] === 'Ben');
});

test('two versions are compared word by word, and the other one is chosen', async () => {
  const stage = await withTranscript();
  plantTranscript(stage.home, stage.meetingId, {
    segments: talk.with(2, { text: 'The budget comes first.' }),
  });
  const { page } = stage;
  await page.reload();
  await open(page, 'Talk');
  await button(page, 'More about the transcript').click();
  await page.getByRole('menuitem', { name: 'Compare versions' }).click();
  await page.getByText('1 difference').waitFor();
  expect(await page.locator('.compare-part del').allTextContents()).toEqual([' budjet']);
  expect(await page.locator('.compare-part ins').allTextContents()).toEqual([' budget']);
  await expectAccessible(page, 'versions compared');
  await button(page, 'Use Version 2').click();
  await until('the other one is shown', async () =>
    (await turns(page)).some(([, said]) => said?.includes('The budget comes')),
  );
});

test('twelve speakers of two hundred letters, right to left, small and zoomed: nothing breaks', async () => {
  const long = (at: number) => `${String(at)} ${'Wolfeschlegelsteinhausen'.repeat(9)}`.slice(0, 200);
  const hebrew = 'תודה רבה לכולם על ההשתתפות בפגישה הזאת';
  const segments = Array.from({ length: 24 }, (_, at) => ({ text: hebrew, speaker: at % 12 }));
  const stage = await setStage({ meetings: [{ title: 'Talk' }] });
  const { page, api } = stage;
  const [meeting] = (await api.meetings.list({})).items;
  plantTranscript(stage.home, meeting?.id ?? '', {
    segments,
    speakers: Array.from({ length: 12 }, (_, at) => long(at)),
    language: 'he',
  });
  await page.reload();
  await open(page, 'Talk');
  await page.locator('.reader[dir=rtl] .para').first().waitFor();
  await expectAccessible(page, 'right to left');
  for (const size of [
    { width: 1280, height: 800 },
    { width: 900, height: 600 },
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(size);
    await expectSoundLayout(page, `right to left, ${String(size.width)}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  const name = await page.locator('.reader .speaker-name').first().boundingBox();
  const words = await page.locator('.reader .para-text').first().boundingBox();
  expect(name?.x).toBeGreaterThan((words?.x ?? 0) + (words?.width ?? 0));
});

test('on paper: all of it, with the time and the name of each turn, and nothing else', async () => {
  const segments = Array.from({ length: 200 }, (_, at) => ({
    text: `Sentence ${String(at)} of a long talk.`,
    speaker: at % 2,
  }));
  const { page } = await withTranscript(segments);
  expect(await page.locator('.para').count()).toBeLessThan(100);
  await page.emulateMedia({ media: 'print' });
  await until('all is there', async () => (await page.locator('.para').count()) === 200);
  const last = page.locator('.para').last();
  expect(await last.locator('.para-time').evaluate((time) => getComputedStyle(time).opacity)).toBe('1');
  expect(await page.locator('.frame-list').isVisible()).toBe(false);
});

test('review: words that are confirmed while the text before them is typed are the ones that were looked at', async () => {
  const segments = talk.with(3, { text: 'Then the lunch for all.', speaker: 1, unsure: ['Then', 'lunch'] });
  const { page, api, id } = await withTranscript(segments.slice(3));
  await button(page, '2 uncertain spots to check').click();
  await page.keyboard.press('n');
  await until('the second is looked at', async () => String(await painted(page, 'looked-at')) === 'lunch');
  await write({ page }, 'the');
  await page.keyboard.type('our own and only and very late');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await button(page, '1 uncertain spot to check').waitFor();
  const [segment] = (await api.transcripts.segments({ id })).segments;
  const sure = segment?.words.filter(({ probability }) => probability === 1).map(({ text }) => text.trim());
  expect(sure).toContain('lunch');
});
