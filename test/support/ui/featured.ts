import { clickWords, painted } from './words.ts';
import type { Page } from 'playwright-core';
import type { Api } from '../../../src-main/contract/index.ts';
import { sampleScript } from '../sample.ts';
import { transcribe } from '../transcribe.ts';
import { until } from '../until.ts';

export const featuredTitle = 'Customer portal, launch plan';

const notes = `## Decided
- The launch moves to **next Tuesday** [1:02]
- Full test on Monday morning [0:59]

## To do
- [x] Ask marketing about the new date
- [ ] Send the payment logs to *Robert*
- [ ] Book the room for Monday

> A late launch is better than a broken launch.

| Open | Serious |
| ---- | ------- |
| 4    | 2       |

The plan is at https://example.org/portal.
`;

const moments = [
  [42_770, 'The options'],
  [62_320, 'Decision: Tuesday'],
] as const;

/** The sample meeting, transcribed in truth, as somebody has it who has worked with it. */
export async function addFeatured(api: Api): Promise<string> {
  const { items } = await api.imports.addSample({ folderId: null });
  const meetingId = await until('the sample is imported', async () => {
    const { items: all } = await api.imports.list({});
    return all.find(({ id, state }) => id === items[0]?.id && state === 'done')?.meetingId;
  });
  const { id } = await transcribe(api, meetingId, { modelId: 'nano-en' });
  await nameSpeakers(api, meetingId, id);
  await api.jobs.dismiss({});
  await api.imports.dismiss({});
  for (const [atMs, note] of moments) await api.bookmarks.add({ meetingId, atMs, note });
  const folder = (await api.folders.list()).folders.find(({ name }) => name === 'Team');
  await api.meetings.update({
    id: meetingId,
    title: featuredTitle,
    tags: ['team', 'launch'],
    notes,
    folderId: folder?.id ?? null,
  });
  return meetingId;
}

/** As the script has it: each segment is said by whoever speaks in the middle of it. */
async function nameSpeakers(api: Api, meetingId: string, id: string): Promise<void> {
  const { segments } = await api.transcripts.segments({ id, limit: 5000 });
  const script = sampleScript();
  const speakerOf = ({ startMs, endMs }: (typeof segments)[number]) =>
    script.findLast(({ start }) => start * 1000 <= (startMs + endMs) / 2)?.speaker ?? '';
  for (const name of new Set(script.map(({ speaker }) => speaker)))
    await api.speakers.add({
      meetingId,
      name,
      segmentIds: segments.filter((own) => speakerOf(own) === name).map((own) => own.id),
    });
}

/** Opens it, and plays it from where the launch is spoken of. */
export async function playFeatured(page: Page): Promise<void> {
  await page.getByRole('option', { name: new RegExp(`^${featuredTitle}`) }).click();
  await page.locator('.meeting:not([inert]) .meeting-title', { hasText: featuredTitle }).waitFor();
  await page.locator('.wave-drawing:not([data-empty])').waitFor();
  await clickWords(page, 'launch');
  await until('it is heard', async () => (await painted(page, 'spoken')).length > 0);
}
