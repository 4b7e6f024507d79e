import { expect, onTestFinished, test, vi } from 'vitest';
import { writeReview, writeTranscript } from '../../../../test/support/edit-library.ts';
import { openEdits } from '../../../../test/support/edit-session.ts';

const three = ['one two three', 'four five six', 'seven eight nine'];
const refusal = (code: string) => expect.objectContaining({ code }) as unknown;

function stopClock(): (ms: number) => void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  return (ms) => vi.setSystemTime(Date.now() + ms);
}

test('what is typed in one go is one step, and a pause begins another', async () => {
  const wait = stopClock();
  const { api, meetingId, segmentIds, texts, steps } = openEdits(three);
  const [id = '', other = ''] = segmentIds;
  for (const text of ['one two three f', 'one two three fo', 'one two three four']) {
    wait(2500);
    await api.edits.setText({ id, text });
  }
  expect(await steps()).toEqual(['text']);
  wait(3500);
  await api.edits.setText({ id, text: 'one two three four!' });
  expect(await steps()).toEqual(['text', 'text']);
  // Elsewhere meanwhile: what comes then is another step, however soon.
  await api.edits.setText({ id: other, text: 'four five' });
  await api.edits.setText({ id, text: 'one' });
  expect(await steps()).toEqual(['text', 'text', 'text', 'text']);
  for (const left of [
    ['one two three four!', 'four five'],
    ['one two three four!', 'four five six'],
    ['one two three four', 'four five six'],
    ['one two three', 'four five six'],
  ]) {
    await api.edits.undo({ meetingId });
    expect((await texts()).slice(0, 2)).toEqual(left);
  }
  expect(await api.edits.undo({ meetingId })).toMatchObject({ segments: [], undo: null, redo: 'text' });
});

test('words are compared with those from before the typing: one deleted and typed again is as it was', async () => {
  stopClock();
  const { api, segmentIds, segments, steps, meetingId, id: transcript } = openEdits(three);
  const [before] = await segments();
  const versions = await api.transcripts.get({ id: transcript });
  const id = segmentIds[0] ?? '';
  for (const text of ['one three', 'one t three', 'one two three, four'])
    await api.edits.setText({ id, text });
  expect((await segments())[0]?.words.slice(0, 2)).toEqual(before?.words.slice(0, 2));
  await api.edits.setText({ id, text: 'one two three' });
  // Nothing is left of it, and so there is nothing to undo.
  expect((await segments())[0]).toEqual(before);
  expect(await steps()).toEqual([]);
  expect(await api.transcripts.get({ id: transcript })).toEqual(versions);
  await api.edits.setText({ id, text: 'one two' });
  await api.edits.undo({ meetingId });
  expect(await steps()).toEqual(['text']);
  // After an undo it is another step.
  await api.edits.setText({ id, text: 'one' });
  expect(await api.edits.history({ meetingId })).toMatchObject({ undo: 'text', redo: null });
});

test('an edit of what is another text by now is refused with that text', async () => {
  const { api, segmentIds, texts, segments } = openEdits(three);
  const id = segmentIds[0] ?? '';
  await api.edits.setText({ id, text: 'mine', before: 'one two three' });
  const [segment] = await segments();
  const late = { id, before: 'one two three' };
  const conflict = expect.objectContaining({ code: 'conflict', details: { segment } }) as unknown;
  await expect(api.edits.setText({ ...late, text: 'theirs' })).rejects.toEqual(conflict);
  await expect(api.edits.split({ ...late, at: 3 })).rejects.toEqual(conflict);
  await expect(api.edits.join(late)).rejects.toEqual(conflict);
  await expect(api.edits.moveBoundary({ ...late, startMs: 1 })).rejects.toEqual(conflict);
  await expect(api.edits.confirm({ ...late, start: 0, end: 1 })).rejects.toEqual(conflict);
  expect((await texts())[0]).toBe('mine');
  await api.edits.remove({ ids: [id] });
  await expect(api.edits.setText({ id, text: 'gone' })).rejects.toEqual(refusal('not_found'));
});

test('words put in the place of the same words are no step, and leave what can be made again', async () => {
  const { api, id, segmentIds, meetingId } = openEdits(three);
  await api.edits.setText({ id: segmentIds[0] ?? '', text: 'one two four' });
  await api.edits.confirm({ id: segmentIds[1] ?? '', start: 0, end: 4 });
  await api.edits.replace({ id, text: 'two', replacement: 'two' });
  const before = await api.edits.history({ meetingId });
  await api.edits.undo({ meetingId });
  await api.edits.replace({ id, text: 'two', replacement: 'two' });
  const { undo, redo, steps } = await api.edits.history({ meetingId });
  expect(steps).toHaveLength(before.steps.length);
  expect({ undo, redo }).toEqual({ undo: before.steps[1]?.kind, redo: before.undo });
});

test('a transcript that a job is writing is left to it', async () => {
  const { api, db, segmentIds, id, texts, session } = openEdits(three);
  session.jobs.push({ kind: 'transcribe' });
  db.run(`UPDATE transcripts SET state = 'partial'`);
  const own = { id: segmentIds[1] ?? '' };
  await expect(api.edits.setText({ ...own, text: 'x' })).rejects.toEqual(refusal('conflict'));
  await expect(api.edits.remove({ ids: segmentIds })).rejects.toEqual(refusal('conflict'));
  const replacing = api.edits.replace({ id, text: 'one', replacement: 'x' });
  await expect(replacing).rejects.toEqual(refusal('conflict'));
  expect(await texts()).toEqual(three);
  session.jobs.pop();
  await api.edits.setText({ ...own, text: 'x' });
  expect((await texts())[1]).toBe('x');
});

test('a passage is cut out over the borders of segments, in one step', async () => {
  const { api, db, segmentIds, texts, segments, meetingId } = openEdits(three);
  const [first = '', second = '', third = ''] = segmentIds;
  const before = await segments();
  await api.edits.cut({ from: { id: first, offset: 3 }, to: { id: third, offset: 5 } });
  expect(await texts()).toEqual(['one', three[2]?.slice(5).trim()]);
  const [one, other] = await segments();
  expect(one?.words).toEqual(before[0]?.words.slice(0, 1));
  expect(other?.words.at(-1)).toEqual(before[2]?.words.at(-1));
  await api.edits.undo({ meetingId });
  expect(await segments()).toEqual(before);

  await api.edits.cut({ from: { id: first, offset: 4 }, to: { id: first, offset: 8, before: three[0] } });
  expect((await texts())[0]).toBe('one three');
  await api.edits.cut({ from: { id: first, offset: 0 }, to: { id: second, offset: 10_000 } });
  expect(await texts()).toEqual([three[2]]);
  await api.edits.undo({ meetingId });
  await api.edits.undo({ meetingId });

  const turned = { from: { id: third, offset: 0 }, to: { id: first, offset: 3 } };
  await expect(api.edits.cut(turned)).rejects.toEqual(refusal('invalid_input'));
  const within = { from: { id: first, offset: 5 }, to: { id: first, offset: 2 } };
  await expect(api.edits.cut(within)).rejects.toEqual(refusal('invalid_input'));
  const old = { from: { id: first, offset: 0, before: 'once' }, to: { id: second, offset: 3 } };
  await expect(api.edits.cut(old)).rejects.toEqual(refusal('conflict'));
  expect(db.get('SELECT count(*) AS made FROM edits WHERE is_undone = 0')).toEqual({ made: 0 });
  expect(await segments()).toEqual(before);
});

test('segments are split, joined, moved, confirmed and removed, and windows are told', async () => {
  const { api, segmentIds, segments, changes, texts, meetingId, id } = openEdits(three);
  const [first = '', second = '', third = ''] = segmentIds;
  await api.edits.split({ id: first, at: 7, before: 'one two three' });
  const [, added] = await segments();
  expect(changes.at(-1)).toMatchObject({
    ...{ meetingId, reviews: [], undo: 'split', redo: null },
    segments: [
      { transcriptId: id, removed: [], isAll: false, put: [{ id: first }, { id: added?.id, text: 'three' }] },
    ],
    transcripts: [{ id, isEdited: true, wordCount: 9 }],
  });
  await api.edits.join({ id: added?.id ?? '' });
  expect(await texts()).toEqual(three);
  expect(changes.at(-1)?.segments).toMatchObject([{ removed: [added?.id], put: [{ id: first }] }]);
  await api.edits.moveBoundary({ id: second, startMs: 1200 });
  expect(await texts()).toEqual(['one two', 'three four five six', three[2]]);
  await api.edits.confirm({ id: third, start: 6, end: 7 });
  const unsure = (await segments())[2]?.words.map(({ probability }) => probability === 1);
  expect(unsure).toEqual([false, true, false]);
  await api.edits.setText({ id: third, text: '  ' });
  await api.edits.remove({ ids: [second] });
  expect(await texts()).toEqual(['one two']);
  expect(await api.transcripts.get({ id })).toMatchObject({ wordCount: 2 });
  await api.edits.remove({ ids: [first] });
  expect(await api.transcripts.get({ id })).toMatchObject({ wordCount: 0, confidence: null });
  await expect(api.edits.join({ id: first })).rejects.toEqual(refusal('not_found'));
  for (let left = 7; left > 0; left -= 1) await api.edits.undo({ meetingId });
  await expect(api.edits.join({ id: first })).rejects.toEqual(refusal('invalid_input'));
  expect(await texts()).toEqual(three);
});

test('of very many segments windows are told to read them again', async () => {
  const { api, segmentIds, changes, meetingId } = openEdits(
    Array.from({ length: 600 }, (_, at) => `word ${at}`),
  );
  await api.edits.remove({ ids: segmentIds.slice(0, 400) });
  const removed = changes[0]?.segments[0]?.removed.toSorted();
  expect(changes[0]?.segments).toMatchObject([{ isAll: false, put: [] }]);
  expect(removed).toEqual(segmentIds.slice(0, 400).toSorted());
  await api.edits.undo({ meetingId });
  await api.edits.remove({ ids: segmentIds });
  expect(changes[2]?.segments).toMatchObject([{ isAll: true, put: [], removed: [] }]);
});

test('which version is shown, what was looked at and what was proposed are steps as well', async () => {
  const { api, home, id, meetingId, steps, texts, changes, db } = openEdits(three);
  const other = writeTranscript(home, meetingId, [{ text: 'other', startMs: 0, endMs: 100 }], false);
  const { guard, proposal } = writeReview(
    home,
    id,
    [3000, 5000],
    [{ text: 'taken', startMs: 3000, endMs: 4000 }],
  );
  const start = await api.transcripts.list({ meetingId });

  await api.transcripts.settleGuard({ id: guard, isSettled: true });
  expect(changes.at(-1)).toMatchObject({ reviews: [id], segments: [], undo: 'guard' });
  await api.transcripts.rejectProposal({ id: proposal });
  await api.edits.undo({ meetingId });
  await api.transcripts.acceptProposal({ id: proposal });
  expect(changes.at(-1)).toMatchObject({ reviews: [id], segments: [{ removed: [expect.any(String)] }] });
  expect(await texts()).toEqual([three[0], 'taken', three[2]]);
  await api.transcripts.choose({ id: other.id });
  await api.transcripts.choose({ id: other.id });
  expect(await steps()).toEqual(['choose', 'acceptProposal', 'guard']);

  for (let left = 3; left > 0; left -= 1) await api.edits.undo({ meetingId });
  expect(await api.transcripts.list({ meetingId })).toEqual(start);
  expect(await texts()).toEqual(three);
  expect((await api.transcripts.proposals({ id })).proposals).toHaveLength(1);
  for (let left = 3; left > 0; left -= 1) await api.edits.redo({ meetingId });
  expect(await texts()).toEqual([three[0], 'taken', three[2]]);
  expect(db.all('SELECT * FROM proposals')).toEqual([]);
});

test('undo and redo are of the version that is shown, and of the meeting; those of another wait for it', async () => {
  const { api, home, id, meetingId, segmentIds, texts, db } = openEdits(three);
  const next = async () => {
    const { undo, redo } = await api.edits.history({ meetingId });
    return [undo, redo];
  };
  const other = writeTranscript(home, meetingId, [{ text: 'other', startMs: 0, endMs: 100 }], false);
  const show = (shown: string) => {
    db.run('UPDATE transcripts SET is_chosen = 0');
    db.run('UPDATE transcripts SET is_chosen = 1 WHERE id = ?', shown);
  };
  const [first = '', second = ''] = segmentIds;
  await api.edits.remove({ ids: [first] });
  await api.edits.remove({ ids: [second] });
  await api.edits.undo({ meetingId });
  expect(await next()).toEqual(['remove', 'remove']);
  // As a new transcription does.
  show(other.id);
  expect(await next()).toEqual([null, null]);
  const before = await texts(id);
  expect(await api.edits.redo({ meetingId })).toMatchObject({ segments: [], undo: null, redo: null });
  expect(await api.edits.undo({ meetingId })).toMatchObject({ segments: [] });
  expect(await texts(id)).toEqual(before);
  show(id);
  expect(await next()).toEqual(['remove', 'remove']);
  show(other.id);
  await api.edits.setText({ id: other.segmentIds[0] ?? '', text: 'another' });
  expect(await next()).toEqual(['text', null]);
  await api.edits.undo({ meetingId });
  expect(await next()).toEqual([null, 'text']);
  await api.edits.redo({ meetingId });
  expect(await texts(other.id)).toEqual(['another']);
});

test('with a version that is removed go its steps, and the rest can still be undone', async () => {
  const { api, home, id, meetingId, segmentIds, steps, texts, db } = openEdits(three);
  const other = writeTranscript(home, meetingId, [{ text: 'other', startMs: 0, endMs: 100 }], false);
  const { speakerId } = await api.speakers.add({ meetingId, name: 'Zoë' });
  await api.edits.assign({ ids: other.segmentIds, speakerId });
  await api.edits.assign({ ids: segmentIds, speakerId });
  await api.transcripts.choose({ id: other.id });
  const { speakerId: into } = await api.speakers.add({ meetingId, name: 'Håkon' });
  await api.speakers.merge({ ids: [speakerId], into });
  await api.speakers.rename({ id: into, name: 'Zoe' });
  await api.edits.undo({ meetingId });
  await api.transcripts.remove({ id: other.id });
  expect(await steps()).toEqual(['mergeSpeakers', 'addSpeaker', 'assign', 'addSpeaker']);
  expect((await api.edits.history({ meetingId })).redo).toBeNull();
  for (let left = 4; left > 0; left -= 1) await api.edits.undo({ meetingId });
  expect(await texts(id)).toEqual(three);
  expect(db.all('SELECT * FROM speakers')).toEqual([]);
  for (let left = 4; left > 0; left -= 1) await api.edits.redo({ meetingId });
  expect(db.all('SELECT DISTINCT speaker_id FROM segments')).toEqual([{ speaker_id: into }]);
});

test('a proposal takes the place of a segment without length as well', async () => {
  const { api, home, meetingId, texts } = openEdits([]);
  const said = [
    { text: 'before', startMs: 0, endMs: 2000 },
    { text: 'none', startMs: 3000, endMs: 3000 },
    { text: 'after', startMs: 3001, endMs: 5000 },
  ];
  const { id } = writeTranscript(home, meetingId, said, false);
  const after = [{ text: 'taken', startMs: 3000, endMs: 4000 }];
  const { proposal } = writeReview(home, id, [3000, 5000], after);
  await api.transcripts.acceptProposal({ id: proposal });
  expect(await texts(id)).toEqual(['before', 'taken']);
});

test('a proposal settles what is to be checked in its span, and not what only begins a moment before its end', async () => {
  const { api, home, id } = openEdits(three);
  const { proposal } = writeReview(home, id, [3000, 5000], []);
  writeReview(home, id, [4992, 6300], []);
  writeReview(home, id, [1000, 9000], []);
  await api.transcripts.acceptProposal({ id: proposal });
  const { guards } = await api.transcripts.guards({ id });
  expect(guards.map(({ startMs, isSettled }) => [startMs, isSettled])).toEqual([
    [1000, true],
    [3000, true],
    [4992, false],
  ]);
});

test('what is written is one line without signs that nobody sees', async () => {
  const { api, id, segmentIds, texts } = openEdits(['one', 'two']);
  const [first = ''] = segmentIds;
  await api.edits.setText({ id: first, text: 'One\nand\u0000 \u202eonly' });
  await api.edits.replace({ id, text: 'two', replacement: 'two\tor\u2066 three' });
  expect(await texts()).toEqual(['One and only', 'two or three']);
});

test('all of a very long meeting goes to another speaker in one step', async () => {
  const { api, meetingId, segmentIds, segments, steps } = openEdits(Array.from({ length: 10_001 }, String));
  const { speakerId } = await api.speakers.add({ meetingId, segmentIds });
  expect((await segments()).every((own) => own.speakerId === speakerId)).toBe(true);
  await api.edits.assign({ ids: segmentIds, speakerId: null });
  expect(await steps()).toEqual(['assign', 'addSpeaker']);
  await api.edits.remove({ ids: segmentIds });
  expect(await segments()).toEqual([]);
});
