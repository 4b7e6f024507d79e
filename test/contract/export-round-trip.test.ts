import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import type { MeetingFile } from '../../src-main/contract/meeting-file.ts';
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
  const { items } = await api.imports.addPaths({ paths: [file], folderId: folder.id, again: true });
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

/** A meeting that is summarised, and how to write it as a file and take that in again. */
async function summarised() {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const { id } = await api.meetings.create({ title: 'Launch' });
  const { segmentIds } = plantTranscript(home, id, {
    segments: [
      { text: 'We have decided to launch on Tuesday.', speaker: 0 },
      { text: 'Zoe will send the report by Thursday.', speaker: 0 },
    ],
    speakers: ['Zoe'],
  });
  const [job] = (await api.summaries.start({ meetingIds: [id] })).jobs;
  await until('it is summarised', async () => (await api.jobs.get({ id: job?.id ?? '' })).state === 'done');
  async function write(parts?: ('summary' | 'actions')[]): Promise<MeetingFile> {
    const { data } = await api.exports.make({ meetingId: id, format: 'json', ...(parts && { parts }) });
    return JSON.parse(new TextDecoder().decode(data)) as MeetingFile;
  }
  async function takeIn(file: MeetingFile) {
    const path = join(tempHome(), 'meeting.json');
    writeFileSync(path, JSON.stringify(file));
    const { items } = await api.imports.addPaths({ paths: [path], again: true });
    const [item] = await settled(api, items);
    expect(item).toMatchObject({ state: 'done', error: null });
    const [summary] = (await api.summaries.list({ meetingId: item?.meetingId ?? '' })).summaries;
    return summary;
  }
  return { ...{ api, home, id, segmentIds }, write, takeIn };
}

test('a summary whose transcript has changed since is as old in the file, and when it is imported', async () => {
  const { api, segmentIds, write, takeIn } = await summarised();
  const before = 'We have decided to launch on Tuesday.';
  expect(await takeIn(await write())).toMatchObject({
    isStale: false,
    content: { decisions: [{ support: 'found' }] },
  });
  await api.edits.setText({ id: segmentIds[0] ?? '', text: 'We have not decided anything.', before });
  const file = await write();
  expect(file.summary?.isStale).toBe(true);
  const { isStale: _, ...older } = file.summary ?? {};
  expect(await takeIn(file)).toMatchObject({
    isStale: true,
    content: { decisions: [{ text: before, support: 'unsupported' }] },
  });
  // Files that were written before it was in them.
  expect(await takeIn({ ...file, summary: older as MeetingFile['summary'] })).toMatchObject({
    isStale: false,
  });
});

test('without what it rests on nothing of a summary is found, and the summary comes along', async () => {
  const { api, home, id, write, takeIn } = await summarised();
  const alone = await write(['summary', 'actions']);
  const { decisions = [], actions = [] } = alone.summary?.content ?? {};
  expect(decisions).toMatchObject([{ citations: [], support: 'unsupported' }]);
  expect(actions).toMatchObject([{ citations: [], support: 'unsupported' }]);
  const taken = await takeIn(alone);
  expect(taken).toMatchObject({ isStale: true, content: { decisions, actions } });
  expect(JSON.parse(await jsonOf(api, taken?.meetingId ?? ''))).toMatchObject({
    transcript: null,
    summary: { isStale: true, content: { decisions, actions } },
  });

  const other = plantTranscript(home, id, { segments: [{ text: 'Other words.' }] });
  await api.transcripts.choose({ id: other.id });
  const beside = await write();
  expect(beside).toMatchObject({
    transcript: { segments: [{ text: 'Other words.' }] },
    summary: { isStale: true, content: { decisions: [{ citations: [], support: 'unsupported' }] } },
  });
  expect(await takeIn(beside)).toMatchObject({ isStale: true, content: { decisions } });
});

test('a file of chosen parts holds action items or the rest of the summary, and is recognised', async () => {
  const { api, write } = await summarised();
  const empty = { overview: [], topics: [], decisions: [], actions: [], questions: [] };
  const both = (await write(['summary', 'actions'])).summary?.content;
  expect(both).toMatchObject({ decisions: [{}], actions: [{}] });
  expect((await write(['actions'])).summary?.content).toEqual({ ...empty, actions: both?.actions });
  expect((await write(['summary'])).summary?.content).toEqual({ ...both, actions: [] });

  const path = join(tempHome(), 'meeting.json');
  const stateOf = async (file: MeetingFile) => {
    writeFileSync(path, JSON.stringify(file));
    const { items } = await api.imports.addPaths({ paths: [path] });
    return (await settled(api, items))[0]?.state;
  };
  for (const parts of [['actions'], ['summary'], ['summary', 'actions'], undefined] as const)
    expect(await stateOf(await write(parts && [...parts]))).toBe('duplicate');
  const other = await write(['actions']);
  other.summary?.content.actions.splice(0, 1);
  other.summary?.content.questions.push({ text: 'Why?', support: 'written', citations: [] });
  expect(await stateOf(other)).toBe('done');
});

test('what a file says is found is looked for', async () => {
  const { write, takeIn } = await summarised();
  const file = await write();
  const invented = { text: 'Everybody agreed to pay Mallory 5000000 dollars.', support: 'found' as const };
  file.summary?.content.decisions.push({ ...invented, citations: [0] }, { ...invented, citations: [] });
  file.summary?.content.questions.push({ ...invented, citations: [0], support: 'written' });
  expect((await takeIn(file))?.content).toMatchObject({
    decisions: [{ support: 'found' }, { support: 'unsupported' }, { support: 'unsupported' }],
    questions: [{ support: 'written' }],
  });
});
