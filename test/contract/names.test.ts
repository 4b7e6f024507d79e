import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import type { NameProposal } from '../../src-main/contract/names.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const said = [
  ['A', "Good morning, I'm Anna from sales."],
  ['B', 'Hello Anna.'],
  ['A', 'Ben, can you send the list?'],
  ['B', 'I will send it today.'],
  ['C', 'Nobody calls me by my name.'],
] as const;

async function open() {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const { id } = await api.meetings.create({ title: 'Names' });
  const segments = said.map(([who, text]) => ({ text, speaker: 'ABC'.indexOf(who) }));
  const { id: transcriptId, ...ids } = plantTranscript(home, id, { segments, speakers: ['', '', ''] });
  return { home, core, api, id, transcriptId, ...ids };
}

/** Waits for the job, and returns what it found. */
async function suggested(api: Api, meetingId: string): Promise<NameProposal[]> {
  const { job } = await api.names.start({ meetingId });
  await until('the job is done', async () => (await api.jobs.get({ id: job.id })).state === 'done');
  return (await api.names.list({ meetingId })).proposals;
}

const namesOf = async (api: Api, meetingId: string) =>
  (await api.speakers.list({ meetingId })).speakers.map(({ name }) => name);

test('names are proposed with the words they rest on, and nothing is applied unasked', async () => {
  const { api, id, speakerIds, segmentIds } = await open();
  const told: NameProposal[][] = [];
  api.names.changed(({ meetingId, proposals }) => {
    expect(meetingId).toBe(id);
    told.push(proposals);
  });
  const proposals = await suggested(api, id);
  expect(proposals).toMatchObject([
    {
      ...{ speakerId: speakerIds[0], name: 'Anna', confidence: 'high' },
      evidence: [
        { segmentId: segmentIds[0], quote: said[0][1], startMs: 0 },
        { segmentId: segmentIds[1], quote: said[1][1] },
      ],
    },
    {
      ...{ speakerId: speakerIds[1], name: 'Ben', confidence: 'low' },
      evidence: [{ segmentId: segmentIds[2], quote: said[2][1] }],
    },
  ]);
  expect(told).toEqual([proposals]);
  expect(await namesOf(api, id)).toEqual(['', '', '']);
  expect((await api.edits.history({ meetingId: id, limit: 10 })).steps).toEqual([]);
});

test('to accept one is to rename: it can be undone, and takes the name into the library', async () => {
  const { api, id, speakerIds } = await open();
  const [anna, ben] = await suggested(api, id);
  if (!anna || !ben) throw new Error('Nothing was proposed');
  let left: NameProposal[] | undefined;
  api.names.changed(({ proposals }) => (left = proposals));
  const changed = await api.names.accept({ id: anna.id });
  expect(changed).toMatchObject({ meetingId: id, undo: 'renameSpeaker' });
  expect(changed.speakers.find((own) => own.id === speakerIds[0])?.name).toBe('Anna');
  await until('the other is left', () => left?.length === 1);
  expect(left).toEqual([ben]);
  expect((await api.people.list({})).people).toEqual([{ name: 'Anna', meetings: 1 }]);
  expect(await suggested(api, id)).toMatchObject([{ name: 'Ben' }]);

  await api.names.accept({ id: (await api.names.list({ meetingId: id })).proposals[0]?.id ?? '' });
  expect(await namesOf(api, id)).toEqual(['Anna', 'Ben', '']);
  await api.edits.undo({ meetingId: id });
  expect((await api.names.list({ meetingId: id })).proposals).toMatchObject([{ name: 'Ben' }]);
});

test('what was turned down never comes back', async () => {
  const { api, id } = await open();
  const [anna, ben] = await suggested(api, id);
  expect(await api.names.reject({ id: anna?.id ?? '' })).toEqual({ proposals: [ben] });
  await expect(api.names.reject({ id: anna?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(api.names.accept({ id: anna?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
  expect((await suggested(api, id)).map(({ name }) => name)).toEqual(['Ben']);
});

test('what is not said so any more is not proposed, and is again once that is undone', async () => {
  const { api, id, segmentIds, speakerIds } = await open();
  await suggested(api, id);
  const list = async () =>
    (await api.names.list({ meetingId: id })).proposals.map((own) => `${own.name} ${own.confidence}`);
  const undo = () => api.edits.undo({ meetingId: id });
  expect(await list()).toEqual(['Anna high', 'Ben low']);

  await api.edits.setText({ id: segmentIds[2] ?? '', text: 'Bob, can you send the list?' });
  expect(await list()).toEqual(['Anna high']);
  await undo();
  await api.edits.assign({ ids: [segmentIds[0] ?? ''], speakerId: speakerIds[2] ?? '' });
  // She is still greeted.
  expect(await list()).toEqual(['Anna low', 'Ben low']);
  await undo();
  await api.speakers.merge({ ids: [speakerIds[1] ?? ''], into: speakerIds[2] ?? '' });
  expect(await list()).toEqual(['Anna high']);
  await undo();
  await api.speakers.rename({ id: speakerIds[2] ?? '', name: 'Ben Ito' });
  expect(await list()).toEqual(['Anna high']);
  await undo();
  expect(await list()).toEqual(['Anna high', 'Ben low']);
});

test('they are looked for in a transcript, with a model that is there, and once at a time', async () => {
  const { api, id } = await open();
  const silent = await api.meetings.create({ title: 'Silent' });
  const start = (input: { meetingId: string; modelId?: string }) => api.names.start(input);
  await expect(start({ meetingId: silent.id })).rejects.toMatchObject({ code: 'conflict' });
  await expect(start({ meetingId: id, modelId: 'nope' })).rejects.toMatchObject({ code: 'no_model' });
  await api.jobs.pause();
  const { job } = await start({ meetingId: id });
  expect(job).toMatchObject({ kind: 'suggestNames', meetingId: id, state: 'queued' });
  expect((await start({ meetingId: id })).job).toEqual(job);
});

test('they go with their transcript, and all with the meeting', async () => {
  const { api, id, transcriptId } = await open();
  await suggested(api, id);
  await api.transcripts.remove({ id: transcriptId });
  expect(await api.names.list({ meetingId: id })).toEqual({ proposals: [] });
  await api.meetings.trash({ ids: [id] });
  await api.meetings.purge({ ids: [id] });
  await expect(api.names.list({ meetingId: id })).rejects.toMatchObject({ code: 'not_found' });
});
