import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Summary } from '../../src-main/contract/summaries.ts';
import { importSound } from '../support/import-sound.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { plantMeeting, summarized } from '../support/summaries.ts';
import { tempHome } from '../support/temp-home.ts';
import { toneWav } from '../support/tones.ts';
import { until } from '../support/until.ts';

async function open() {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const meeting = await plantMeeting(api, home);
  return { home, core, api, meeting };
}

test('a meeting is summarised without a model, and each claim cites what was said', async () => {
  const { core, api, meeting } = await open();
  const told: Summary[][] = [];
  api.summaries.changed(({ summaries }) => told.push(summaries));
  const summary = await summarized(core, meeting.id);
  expect(summary).toMatchObject({
    ...{ meetingId: meeting.id, version: 1 },
    ...{ state: 'complete', isChosen: true, isEdited: false, isStale: false },
    provenance: { method: 'quick', modelId: null, templateId: 'minutes', language: 'en', length: 'medium' },
  });
  const [, , third, fourth, fifth] = meeting.segmentIds;
  const { decisions, actions, questions } = summary.content;
  expect(decisions).toEqual([
    { text: 'We have decided to take the offer from Hull.', citations: [third], support: 'found' },
  ]);
  expect(actions).toMatchObject([
    { who: 'Owen', when: 'by Wednesday', citations: [fourth], support: 'found' },
  ]);
  expect(questions).toMatchObject([{ citations: [fifth] }]);
  expect(told.at(-1)).toEqual([summary]);
});

test('an unfinished transcript is not summarised as if it were all that was said', async () => {
  const { home, api, meeting } = await open();
  const file = new Database(join(home, 'library.db'));
  file.exec(`UPDATE transcripts SET state = 'partial'`);
  file.close();
  await expect(api.summaries.start({ meetingIds: [meeting.id] })).rejects.toMatchObject({ code: 'conflict' });
  expect((await api.jobs.list()).jobs).toEqual([]);
});

test('there is nothing to summarise without a transcript, a template or a model of that name; the same is not made twice', async () => {
  const { api, meeting } = await open();
  const { id } = await api.meetings.create({ title: 'Silent' });
  const start = (more: object) => api.summaries.start({ meetingIds: [meeting.id], ...more });
  await expect(start({ meetingIds: [meeting.id, id] })).rejects.toMatchObject({ code: 'conflict' });
  await expect(start({ templateId: 'nope' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(start({ modelId: 'nope' })).rejects.toMatchObject({ code: 'no_model' });
  expect((await api.jobs.list()).jobs).toEqual([]);
  await api.jobs.pause();
  const [one] = (await start({})).jobs;
  expect((await start({})).jobs).toEqual([one]);
  const [other] = (await start({ length: 'long' })).jobs;
  expect((await api.jobs.list()).jobs.map(({ id }) => id)).toEqual([one?.id, other?.id]);
});

test('a summary is stale after an edit or another version, and is not once that is taken back', async () => {
  const { core, api, meeting } = await open();
  const { id } = await summarized(core, meeting.id);
  const [segment = '', other = ''] = meeting.segmentIds;
  let told: boolean | undefined;
  api.summaries.changed(({ summaries }) => (told = summaries[0]?.isStale));
  const isStale = async () => (await api.summaries.get({ id })).isStale;
  const undo = () => api.edits.undo({ meetingId: meeting.id });

  await api.edits.confirm({ id: segment, start: 0, end: 4 });
  await api.speakers.add({ meetingId: meeting.id });
  expect(await isStale()).toBe(false);
  await api.speakers.add({ meetingId: meeting.id, segmentIds: [segment] });
  expect(await isStale()).toBe(true);
  await undo();
  expect(await isStale()).toBe(false);
  await api.edits.setText({ id: segment, text: 'Good evening, everybody.' });
  expect(await isStale()).toBe(true);
  await until('it is said', () => told);
  await undo();
  expect(await isStale()).toBe(false);
  await until('that it is not any more', () => told === false);
  // What comes in its place is another step, whatever its number is.
  await api.edits.remove({ ids: [other] });
  expect(await isStale()).toBe(true);
  await undo();
  await api.speakers.rename({ id: meeting.speakerIds[1] ?? '', name: 'Owen' });
  expect(await isStale()).toBe(true);
  await undo();
  await api.speakers.recolour({ id: meeting.speakerIds[1] ?? '', colour: 5 });
  expect(await isStale()).toBe(false);
});

test('versions are kept, shown and removed; what a person has worked on stays the one that is shown', async () => {
  const { core, api, meeting } = await open();
  const first = await summarized(core, meeting.id);
  const second = await summarized(core, meeting.id, { templateId: 'action-list' });
  expect(second).toMatchObject({ version: 2, isChosen: true, provenance: { templateName: 'Action list' } });
  expect(second.content).toMatchObject({ overview: [], topics: [], decisions: [], questions: [] });
  const shown = async () =>
    (await api.summaries.list({ meetingId: meeting.id })).summaries.find(({ isChosen }) => isChosen)?.version;

  await api.summaries.choose({ id: first.id });
  expect(await shown()).toBe(1);
  await api.summaries.update({ id: first.id, content: { ...first.content, questions: [] } });
  expect(await summarized(core, meeting.id)).toMatchObject({ version: 3, isChosen: false });
  expect(await shown()).toBe(1);
  await api.summaries.remove({ id: first.id });
  expect(await shown()).toBe(3);
  await expect(api.summaries.get({ id: first.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('what a person writes is theirs; what they leave keeps its mark, and no citation is made up', async () => {
  const { core, api, meeting } = await open();
  const { id, content } = await summarized(core, meeting.id);
  const [decision] = content.decisions;
  if (!decision) throw new Error('No decision');
  const unsure = { ...decision, support: 'unsupported' as const };
  const own = {
    text: 'We take the offer.',
    citations: [meeting.segmentIds[2] ?? ''],
    support: 'written' as const,
  };
  const edited = await api.summaries.update({
    id,
    before: content,
    content: { ...content, decisions: [unsure, own], overview: [{ ...own, text: 'Ours', citations: [] }] },
  });
  expect(edited.isEdited).toBe(true);
  expect(edited.content.decisions).toEqual([decision, own]);
  expect(edited.content.overview).toEqual([{ text: 'Ours', citations: [], support: 'written' }]);

  const update = (claim: object, before = edited.content) =>
    api.summaries.update({ id, before, content: { ...content, decisions: [{ ...own, ...claim }] } });
  await expect(update({ citations: [meeting.id] })).rejects.toMatchObject({ code: 'not_found' });
  await expect(update({}, content)).rejects.toMatchObject({ code: 'conflict' });
  expect(await api.summaries.get({ id })).toEqual(edited);
});

test('what was removed or edited and is taken back is marked as it was; claims of the same words keep their own marks', async () => {
  const { core, api, meeting } = await open();
  const { id, content } = await summarized(core, meeting.id);
  const [decision] = content.decisions;
  if (!decision) throw new Error('No decision');
  const update = async (change: object) =>
    (await api.summaries.update({ id, content: { ...content, ...change } })).content;
  const [elsewhere = ''] = meeting.segmentIds.filter((own) => !decision.citations.includes(own));
  const wrong = { ...decision, citations: [elsewhere], support: 'unsupported' as const };
  const isHeld = { overview: [wrong], decisions: [decision] };
  expect(await update(isHeld)).toMatchObject(isHeld);
  // Another one is changed, then removed and put back.
  const other = { questions: [{ ...wrong, text: 'Ours', support: 'written' as const }] };
  expect(await update({ ...isHeld, ...other })).toMatchObject({ ...isHeld, ...other });
  expect(await update({ ...isHeld, overview: [] })).toMatchObject({ overview: [] });
  expect(await update(isHeld)).toMatchObject(isHeld);
  expect(await update({ decisions: [] })).toMatchObject({ decisions: [] });
  expect(await update({})).toEqual(content);
  // No mark is had by saying so, and none without what it rests on.
  const asWritten = (claim: object) => update({ overview: [{ ...wrong, ...claim }], decisions: [] });
  for (const claim of [
    { support: 'found' },
    { citations: [], support: 'found' },
    { text: 'Zulu', support: 'found' },
  ])
    expect((await asWritten(claim)).overview[0]?.support).toBe('written');
});

test('meetings are filtered by their summaries and found by their words; both go with a meeting', async () => {
  const { home, core, api, meeting } = await open();
  const plain = await plantMeeting(api, home, 'Other');
  const made = await summarized(core, meeting.id);
  const list = async (hasSummary: boolean) =>
    (await api.meetings.list({ filter: { hasSummary } })).items.map(({ id }) => id);
  expect(await list(true)).toEqual([meeting.id]);
  expect(await list(false)).toEqual([plain.id]);

  const [point] = made.content.overview;
  const overview = [
    { ...point, text: 'A zeppelin, said the editor.', citations: [], support: 'written' as const },
  ];
  await api.summaries.update({ id: made.id, content: { ...made.content, overview } });
  const find = () => api.search.find({ text: 'zeppelin' });
  const { items } = await until('it is found', async () => {
    const found = await find();
    return found.items.length > 0 && found;
  });
  expect(items).toMatchObject([
    { meeting: { id: meeting.id }, moments: [], summary: { marks: [{ start: 2, end: 10 }] } },
  ]);
  await api.meetings.trash({ ids: [meeting.id] });
  await api.meetings.purge({ ids: [meeting.id] });
  expect((await find()).items).toEqual([]);
  await expect(api.summaries.get({ id: made.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('a job for a summary outlives the sound of its meeting, and ends with the meeting', async () => {
  const { home, api } = await open();
  const id = await importSound(api, 'tone.wav', new Uint8Array(toneWav()));
  plantTranscript(home, id, { segments: [{ text: 'We have decided to wait.' }] });
  await api.jobs.pause();
  const [job] = (await api.summaries.start({ meetingIds: [id] })).jobs;
  const state = async () => (await api.jobs.get({ id: job?.id ?? '' })).state;
  await api.audio.remove({ meetingIds: [id] });
  expect(await state()).toBe('queued');
  const filter = { states: ['transcribing' as const] };
  expect((await api.meetings.list({ filter })).items).toEqual([]);
  await api.meetings.trash({ ids: [id] });
  expect(await state()).toBe('cancelled');
});

test('templates: nine come with the app; they can be changed, hidden and brought back, and own ones made', async () => {
  const { core, api, meeting } = await open();
  const { templates } = await api.templates.list();
  expect(templates).toHaveLength(9);
  const [minutes] = templates;
  const own = await api.templates.create({
    ...{ name: 'Mine', sections: ['decisions'], instructions: 'In verse.', length: 'short', language: 'de' },
  });
  expect(await summarized(core, meeting.id, { templateId: own.id })).toMatchObject({
    content: { overview: [], actions: [] },
    provenance: { templateName: 'Mine', length: 'short' },
  });

  expect(await api.templates.update({ id: 'minutes', length: 'long' })).toEqual({
    ...minutes,
    ...{ length: 'long', isChanged: true },
  });
  expect(await api.templates.update({ id: 'minutes', length: 'medium' })).toEqual(minutes);
  expect(await api.templates.remove({ id: 'minutes' })).toEqual({ ...minutes, isHidden: true });
  expect(await api.templates.reset({ id: 'minutes' })).toEqual(minutes);

  expect(await api.templates.update({ id: own.id, name: 'Ours' })).toEqual({ ...own, name: 'Ours' });
  await expect(api.templates.reset({ id: own.id })).rejects.toMatchObject({ code: 'conflict' });
  await api.templates.remove({ id: own.id });
  expect((await api.templates.list()).templates).toEqual(templates);
});
