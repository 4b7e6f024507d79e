import { plantTranscript, type PlantedSegment } from '../plant-transcript.ts';
import { until } from '../until.ts';
import { open, setStage, type Stage } from './stage.ts';
import { clickWords } from './words.ts';

/** Two people, five segments, one word that is hardly likely. */
export const talk: readonly PlantedSegment[] = [
  { text: 'Good morning everyone.', speaker: 0 },
  { text: 'We have three topics today.', speaker: 0 },
  { text: 'The budjet comes first.', speaker: 1, unsure: ['budjet'] },
  { text: 'Then the launch.', speaker: 1 },
  { text: 'Thank you.', speaker: 0, startMs: 10_000 },
];

export async function withTranscript(segments = talk, speakers = ['Anna', 'Ben'], context = {}) {
  const stage = await setStage({ meetings: [{ title: 'Talk' }], context });
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

export const says = (texts: () => Promise<string[]>, expected: readonly string[]) =>
  until(`the library has ${expected.join(' | ')}`, async () => String(await texts()) === String(expected));

export const write = async ({ page }: Pick<Stage, 'page'>, words: string) => {
  await clickWords(page, words, { clickCount: 2 });
  await page.locator('.edit-field').waitFor();
};
