import { expect, test } from 'vitest';
import {
  createMeetings,
  setTrashed,
  writeTrackSpeaker,
  writeTranscript,
} from '../../../../test/support/edit-library.ts';
import { openEdits } from '../../../../test/support/edit-session.ts';

const texts = ['one two three', 'four five six', 'seven eight nine', 'ten'];
const refusal = (code: string) => expect.objectContaining({ code }) as unknown;

test('somebody is added, named, coloured, and given what they say; who talks how much is told', async () => {
  const { api, meetingId, segmentIds, home } = openEdits(texts);
  const track = writeTrackSpeaker(home, meetingId, 'microphone');
  const { speakerId: zoe, speakers } = await api.speakers.add({ meetingId, name: ' Zoë ' });
  expect(speakers).toMatchObject([
    { id: track, number: null, track: 'microphone' },
    { id: zoe, name: 'Zoë', number: 1, colour: 1, track: null },
  ]);
  // Split off: a new speaker with a run of segments, in one step.
  const split = await api.speakers.add({ meetingId, segmentIds: segmentIds.slice(1, 3) });
  expect(split).toMatchObject({
    undo: 'addSpeaker',
    segments: [{ put: [{ speakerId: split.speakerId }, {}] }],
  });
  await api.edits.assign({ ids: [segmentIds[0] ?? ''], speakerId: zoe });
  expect((await api.speakers.list({ meetingId })).speakers).toMatchObject([
    { id: track, talkMs: 0, share: 0, words: 0 },
    { id: zoe, talkMs: 2000, share: 0.25, words: 3 },
    { id: split.speakerId, name: '', number: 2, colour: 2, talkMs: 4000, share: 0.5, words: 6 },
  ]);
  await api.speakers.recolour({ id: zoe, colour: 7 });
  await api.speakers.rename({ id: zoe, name: '' });
  const undone = await api.edits.undo({ meetingId });
  expect(undone.speakers[1]).toMatchObject({ name: 'Zoë', colour: 7 });
});

test('two speakers of a meeting never have one name', async () => {
  const { api, meetingId } = openEdits(texts);
  const { speakerId: id } = await api.speakers.add({ meetingId, name: 'Zoë' });
  const { speakerId: other } = await api.speakers.add({ meetingId });
  const taken = expect.objectContaining({ code: 'name_taken', details: { id } }) as unknown;
  await expect(api.speakers.rename({ id: other, name: 'ZOË' })).rejects.toEqual(taken);
  await expect(api.speakers.add({ meetingId, name: 'zoë' })).rejects.toEqual(taken);
  await api.speakers.rename({ id, name: 'ZOË' });
  await api.speakers.rename({ id: other, name: ' ' });
  await api.speakers.add({ meetingId });
});

test('merged, all that they said in all versions is said by one, and undo tells them apart again', async () => {
  const { api, home, meetingId, id, segmentIds, segments } = openEdits(texts);
  const { speakerId: a } = await api.speakers.add({ meetingId });
  const { speakerId: b } = await api.speakers.add({ meetingId, name: 'Zoë' });
  const { speakerId: c } = await api.speakers.add({ meetingId, name: 'Håkon' });
  const said = [a, b, c].map((speakerId, at) => ({
    text: 'x',
    startMs: at * 10,
    endMs: at * 10 + 5,
    speakerId,
  }));
  const other = writeTranscript(home, meetingId, said, false);
  await api.edits.assign({ ids: segmentIds.slice(0, 2), speakerId: b });
  const speakersOf = async (transcript: string) =>
    (await segments(transcript)).map<string | null>(({ speakerId }) => speakerId);

  await api.speakers.merge({ ids: [b, c, a, b], into: a });
  expect(await speakersOf(other.id)).toEqual([a, a, a]);
  expect(await speakersOf(id)).toEqual([a, a, null, null]);
  expect((await api.speakers.list({ meetingId })).speakers).toMatchObject([{ id: a, name: 'Zoë' }]);
  await api.edits.undo({ meetingId });
  expect(await speakersOf(other.id)).toEqual([a, b, c]);
  expect((await api.speakers.list({ meetingId })).speakers.map(({ name }) => name)).toEqual([
    '',
    'Zoë',
    'Håkon',
  ]);
  expect((await api.transcripts.get({ id: other.id })).isEdited).toBe(false);
});

test('only somebody who says nothing in any version is removed', async () => {
  const { api, home, meetingId } = openEdits(texts);
  const { speakerId } = await api.speakers.add({ meetingId, name: 'Zoë' });
  const own = writeTranscript(home, meetingId, [{ text: 'x', startMs: 0, endMs: 9, speakerId }], false);
  await expect(api.speakers.remove({ id: speakerId })).rejects.toEqual(refusal('conflict'));
  await api.edits.remove({ ids: own.segmentIds });
  await api.speakers.remove({ id: speakerId });
  await expect(api.speakers.rename({ id: speakerId, name: 'x' })).rejects.toEqual(refusal('not_found'));
});

test('nobody speaks in a meeting that is not theirs', async () => {
  const { api, db, home, meetingId, segmentIds, id } = openEdits(texts);
  const [elsewhere = ''] = createMeetings(db, [{ title: 'Other' }]);
  const foreign = writeTranscript(home, elsewhere, [{ text: 'x', startMs: 0, endMs: 9 }]);
  const { speakerId } = await api.speakers.add({ meetingId });
  const { speakerId: stranger } = await api.speakers.add({ meetingId: elsewhere });
  for (const call of [
    api.edits.assign({ ids: segmentIds, speakerId: stranger }),
    api.edits.assign({ ids: [...segmentIds, ...foreign.segmentIds], speakerId }),
    api.edits.remove({ ids: [...segmentIds, ...foreign.segmentIds] }),
    api.speakers.add({ meetingId, segmentIds: foreign.segmentIds }),
    api.speakers.merge({ ids: [stranger], into: speakerId }),
    api.transcripts.compare({ id, otherId: foreign.id }),
  ])
    await expect(call).rejects.toEqual(refusal('invalid_input'));
});

test('names are offered from the whole library, most used first, by the beginning of any word', async () => {
  const { api, db } = openEdits(texts);
  const add = async (...names: string[]) => {
    const [meetingId = ''] = createMeetings(db, [{ title: 'Other' }]);
    for (const name of names) await api.speakers.add({ meetingId, name });
    return meetingId;
  };
  await add('Zoë Ångström', 'Ana');
  await add('ANA', 'Håkon');
  const trashed = await add('Nobody', 'Ana');
  setTrashed(db, [trashed], true);
  const offered = async (prefix: string) =>
    (await api.people.list({ prefix })).people.map(({ name, meetings }) => `${name} ${meetings}`);
  expect(await offered('')).toEqual(['ANA 2', 'Håkon 1', 'Zoë Ångström 1']);
  expect(await offered('hak')).toEqual(['Håkon 1']);
  expect(await offered('ANG')).toEqual(['Zoë Ångström 1']);
  expect(await offered('kon')).toEqual([]);
  expect(await offered('%')).toEqual([]);
  expect((await api.people.list({ limit: 1 })).people).toHaveLength(1);
});

test('a person is renamed in all meetings, each with its step; two of one name become one', async () => {
  const { api, db, meetingId } = openEdits(texts);
  const [other = ''] = createMeetings(db, [{ title: 'Other' }]);
  const { speakerId: a } = await api.speakers.add({ meetingId, name: 'Ana' });
  const { speakerId: b } = await api.speakers.add({ meetingId: other, name: 'ANA' });
  const { speakerId: c } = await api.speakers.add({ meetingId: other, name: 'Zoë' });
  expect(await api.people.rename({ from: 'ana', to: 'Zoë' })).toEqual({ meetings: 2 });
  const ids = async (meeting: string) =>
    (await api.speakers.list({ meetingId: meeting })).speakers.map(({ id }) => id);
  expect(await ids(meetingId)).toEqual([a]);
  expect(await ids(other)).toEqual([c]);
  expect((await api.people.list()).people).toEqual([{ name: 'Zoë', meetings: 2 }]);
  expect(await api.edits.undo({ meetingId: other })).toMatchObject({ redo: 'mergeSpeakers' });
  expect(await ids(other)).toEqual([b, c]);
  expect(await api.people.rename({ from: 'nobody', to: 'x' })).toEqual({ meetings: 0 });
});
