import { expect, test } from 'vitest';
import { openTranscriptJobs } from '../../../../test/support/transcript-job.ts';
import { walk } from '../edits/log.ts';
import { assignSegments, setText } from '../edits/segments.ts';
import { addSpeaker, mergeSpeakers, renameSpeaker } from './changes.ts';
import { speakersOf } from './rows.ts';

type Jobs = ReturnType<typeof openTranscriptJobs>;

const segmentsOf = ({ library }: Jobs, version: number) =>
  library.db.all<{ id: string; start_ms: number; speaker_id: string | null }>(
    `SELECT segments.id, start_ms, speaker_id FROM segments JOIN transcripts ON transcripts.id = transcript_id
     WHERE version = ? ORDER BY start_ms`,
    version,
  );
const trackAt = (ms: number) => (ms < 30_000 ? 'microphone' : ms < 60_000 ? 'system' : null);

test('what is louder on a track is said by its speaker, whom a new transcription knows by the name given since', async () => {
  const jobs = openTranscriptJobs({ trackAt });
  const { library, meetingId, parts, run, events } = jobs;
  await run('transcribe', { options: {} });
  const [me, others] = speakersOf(library.db, meetingId);
  expect([me?.track, others?.track]).toEqual(['microphone', 'system']);
  for (const { start_ms: ms, speaker_id: id } of segmentsOf(jobs, 1))
    expect(id).toBe(ms < 30_000 ? me?.id : ms < 60_000 ? others?.id : null);
  const told = events.findLast(({ name }) => name === 'transcripts.extended')?.payload;
  expect(told).toMatchObject({ speakers: [{ id: me?.id }, { id: others?.id }] });

  renameSpeaker(parts, others?.id ?? '', 'Zoë');
  await run('transcribe', { options: {} });
  expect(speakersOf(library.db, meetingId).map(({ name }) => name)).toEqual(['', 'Zoë']);
  expect(segmentsOf(jobs, 2).map((own) => own.speaker_id)).toEqual(
    segmentsOf(jobs, 1).map((own) => own.speaker_id),
  );
});

test('who was told apart by hand is so in a new transcription, and what it gave them is undone with them', async () => {
  const jobs = openTranscriptJobs({ trackAt });
  const { library, meetingId, parts, run } = jobs;
  await run('transcribe', { options: {} });
  const first = segmentsOf(jobs, 1);
  const ids = first.slice(0, 10).map(({ id }) => id);
  const { speakerId } = addSpeaker(parts, { meetingId, name: 'Ana', segmentIds: ids });
  await run('transcribe', { options: {} });
  const given = () => segmentsOf(jobs, 2).map((own) => own.speaker_id === speakerId);
  expect(given()).toEqual(first.map((_, at) => at < 10));
  const before = segmentsOf(jobs, 2);
  walk(library.db, meetingId, 'undo');
  expect(segmentsOf(jobs, 1)).toEqual(first);
  expect(given()).not.toContain(true);
  walk(library.db, meetingId, 'redo');
  expect(segmentsOf(jobs, 2)).toEqual(before);
});

test('merging is undone and made again around a new transcription', async () => {
  const jobs = openTranscriptJobs({ trackAt });
  const { library, meetingId, parts, run } = jobs;
  await run('transcribe', { options: {} });
  const [me, others] = speakersOf(library.db, meetingId);
  mergeSpeakers(parts, [others?.id ?? ''], me?.id ?? '');
  walk(library.db, meetingId, 'undo');
  await run('transcribe', { options: {} });
  walk(library.db, meetingId, 'redo');
  expect(speakersOf(library.db, meetingId)).toMatchObject([{ id: me?.id }]);
  walk(library.db, meetingId, 'undo');
  expect(segmentsOf(jobs, 2).map((own) => own.speaker_id)).toEqual(
    segmentsOf(jobs, 1).map((own) => own.speaker_id),
  );
});

test('what a person has edited of an unfinished transcript stays, and the job begins another', async () => {
  const jobs = openTranscriptJobs();
  const { library, parts, run, versions } = jobs;
  const { position } = await run('transcribe', { options: {} }, 3);
  const [segment] = segmentsOf(jobs, 1);
  setText(parts, { id: segment?.id ?? '', text: 'Mine.' });
  expect((await run('transcribe', { options: {}, position })).error).toBeUndefined();
  expect(versions()).toMatchObject([
    { version: 2, state: 'complete', isChosen: false },
    { version: 1, state: 'partial', isChosen: true, isEdited: true },
  ]);
  expect(library.db.get('SELECT text FROM segments WHERE id = ?', segment?.id ?? '')).toEqual({
    text: 'Mine.',
  });
});

test('what was undone in an unfinished transcript can not be redone once its job has gone on', async () => {
  const jobs = openTranscriptJobs();
  const { library, meetingId, parts, run, versions } = jobs;
  const { position } = await run('transcribe', { options: {} }, 3);
  const [segment] = segmentsOf(jobs, 1);
  setText(parts, { id: segment?.id ?? '', text: 'Mine.' });
  walk(library.db, meetingId, 'undo');
  await run('transcribe', { options: {}, position });
  expect(versions()).toHaveLength(1);
  const whole = jobs.written();
  expect(walk(library.db, meetingId, 'redo')).toEqual([]);
  expect(jobs.written()).toEqual(whole);
});

test('a version that takes the stage ends what was chosen before', async () => {
  const jobs = openTranscriptJobs();
  const { library, handlers, meetingId, parts, run, versions } = jobs;
  const context = { signal: new AbortController().signal, trace: 'test' };
  await run('transcribe', { options: {} });
  await run('transcribe', { options: {} });
  await handlers.choose({ id: versions()[1]?.id ?? '' }, context);
  await run('transcribe', { options: {} });
  expect(versions()[0]).toMatchObject({ version: 3, isChosen: true });
  expect(walk(library.db, meetingId, 'undo')).toEqual([]);
  const { speakerId } = addSpeaker(parts, { meetingId });
  assignSegments(parts, [segmentsOf(jobs, 3)[0]?.id ?? ''], speakerId);
  await run('transcribe', { options: {} });
  expect(versions()[1]).toMatchObject({ version: 3, isChosen: true, isEdited: true });
});
