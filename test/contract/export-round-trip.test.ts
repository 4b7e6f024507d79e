import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { settled } from '../support/imports.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantReview } from '../support/plant-review.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

async function jsonOf(api: Api, meetingId: string): Promise<string> {
  const { data } = await api.exports.make({ meetingId, format: 'json' });
  return new TextDecoder().decode(data);
}

test('a meeting that is exported as JSON and imported again is the same meeting', async () => {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const folder = await api.folders.create({ name: 'Work' });
  const meeting = await api.meetings.create({
    title: 'Bücher & Co. שלום',
    tags: ['one', 'Zwei'],
    notes: '# Plan\n\n- [x] done',
    startedAt: 1_700_000_000_000,
  });
  await api.bookmarks.add({ meetingId: meeting.id, atMs: 1500, note: 'Here' });
  const { id, segmentIds } = plantTranscript(home, meeting.id, {
    segments: [
      { text: ' Good morning.', speaker: 0, unsure: ['morning.'] },
      { text: ' Hello, Zoë.', speaker: 1 },
      { text: ' We decided to launch on Tuesday.' },
      { text: ' Zoë will send the report by Thursday.' },
    ],
    speakers: ['Zoë', ''],
  });
  plantReview(home, id);
  await api.edits.setText({ id: segmentIds[1] ?? '', text: ' Hello there, Zoë.', before: ' Hello, Zoë.' });
  const [job] = (await api.summaries.start({ meetingIds: [meeting.id] })).jobs;
  await until('it is summarised', async () => (await api.jobs.get({ id: job?.id ?? '' })).state === 'done');
  const before = await jsonOf(api, meeting.id);
  expect(JSON.parse(before)).toMatchObject({ summary: { content: { decisions: [{ citations: [2] }] } } });

  const file = join(tempHome(), 'meeting.json');
  writeFileSync(file, before);
  const { items } = await api.imports.addPaths({ paths: [file], folderId: folder.id });
  const [item] = await settled(api, items);
  expect(item).toMatchObject({ state: 'done', error: null });
  const made = item?.meetingId ?? '';
  expect(made).not.toBe(meeting.id);
  expect(JSON.parse(await jsonOf(api, made))).toEqual(JSON.parse(before));
  expect(await api.meetings.get({ id: made })).toMatchObject({ folderId: folder.id, audio: null });
  const { transcripts } = await api.transcripts.list({ meetingId: made });
  const { transcripts: originals } = await api.transcripts.list({ meetingId: meeting.id });
  const told = transcripts.map(({ wordCount, openGuards, isEdited }) => ({
    wordCount,
    openGuards,
    isEdited,
  }));
  expect(originals).toMatchObject(told);

  const { summaries } = await api.summaries.list({ meetingId: made });
  expect(summaries).toMatchObject([{ isChosen: true, isStale: false, provenance: { method: 'quick' } }]);

  writeFileSync(file, '{"title": "x"}');
  const { items: bad } = await api.imports.addPaths({ paths: [file] });
  expect(await settled(api, bad)).toMatchObject([{ state: 'failed', error: { code: 'unsupported_format' } }]);
});
