import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { plantTranscript, type PlantedSegment } from '../support/plant-transcript.ts';
import { setStage, open, type Stage } from '../support/ui/stage.ts';
import { clickWords, selectWords, turns } from '../support/ui/words.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const talk: readonly PlantedSegment[] = [
  { text: 'Good morning everyone.', speaker: 0 },
  { text: 'We have three topics today.', speaker: 0 },
  { text: 'The budjet comes first.', speaker: 1, unsure: ['budjet'] },
  { text: 'Then the launch.', speaker: 1 },
  { text: 'Thank you.', speaker: 0, startMs: 10_000 },
];

async function withTranscript(segments = talk, speakers = ['Anna', 'Ben']) {
  const stage = await setStage({ meetings: [{ title: 'Talk' }] });
  const [meeting] = (await stage.api.meetings.list({})).items;
  const meetingId = meeting?.id ?? '';
  const planted = plantTranscript(stage.home, meetingId, { segments, speakers });
  await stage.page.reload();
  await open(stage.page, 'Talk');
  await stage.page.locator('.para').first().waitFor();
  const texts = async () =>
    (await stage.api.transcripts.segments({ id: planted.id })).segments.map(({ text }) => text);
  return { ...stage, ...planted, meetingId, texts };
}

const says = (texts: () => Promise<string[]>, expected: readonly string[]) =>
  until(`the library has ${expected.join(' | ')}`, async () => String(await texts()) === String(expected));

const write = async ({ page }: Pick<Stage, 'page'>, words: string) => {
  await clickWords(page, words, { clickCount: 2 });
  await page.locator('.edit-field').waitFor();
};
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
