import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { recordTracks } from '../support/record-tones.ts';
import { samplePcm, sampleScript } from '../support/sample.ts';
import { tempHome } from '../support/temp-home.ts';
import { allSegments, transcribe } from '../support/transcribe.ts';

const RATE = 16_000;
const LINES = 8;
/** What a microphone hears of the loudspeaker. */
const BLEEDING = 0.2;

/** The first lines of the sample meeting, said into the microphone and by the others by turns. */
function conversation(lines = LINES): Buffer[] {
  const script = sampleScript().slice(0, lines);
  const pcm = samplePcm().subarray(0, Math.round((script.at(-1)?.end ?? 0) * RATE) + RATE);
  const frames = Buffer.alloc(pcm.length * 4);
  for (const [at, sample] of pcm.entries()) {
    const line = script.findLastIndex(({ start }) => start - 0.2 <= at / RATE);
    const isMine = line % 2 === 0;
    frames.writeInt16LE(Math.round(sample * 32_000 * (isMine ? 1 : BLEEDING)), at * 4);
    frames.writeInt16LE(Math.round(isMine ? 0 : sample * 32_000), at * 4 + 2);
  }
  const pieces: Buffer[] = [];
  for (let at = 0; at < frames.length; at += RATE * 4) pieces.push(frames.subarray(at, at + RATE * 4));
  return pieces;
}

async function tracksSaid(api: Api, meetingId: string, transcriptId: string) {
  const { speakers } = await api.speakers.list({ meetingId });
  const tracks = new Map(speakers.map(({ id, track }) => [id, track]));
  const segments = await allSegments(api, transcriptId);
  return segments.map(({ startMs, speakerId }) => ({ startMs, track: tracks.get(speakerId ?? '') }));
}

test('two tracks are me and the others; edits and names outlive a new transcription and a restart', async () => {
  const home = tempHome();
  let core = openTestCore(home);
  let { api } = core.connect();
  const meetingId = await recordTracks(api, 'Talk', conversation());
  const first = await transcribe(api, meetingId, { modelId: 'nano-en' });
  const script = sampleScript().slice(0, LINES);
  const said = await tracksSaid(api, meetingId, first.id);
  expect(said.length).toBeGreaterThanOrEqual(LINES - 2);
  for (const { startMs, track } of said) {
    const line = script.findLastIndex(({ start }) => start * 1000 - 300 <= startMs);
    expect({ startMs, track }).toEqual({ startMs, track: line % 2 === 0 ? 'microphone' : 'system' });
  }
  const { speakers } = await api.speakers.list({ meetingId });
  expect(speakers).toMatchObject([
    { track: 'microphone', name: '', number: null },
    { track: 'system', name: '', number: null },
  ]);
  expect(speakers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  const [me = '', others = ''] = speakers.map(({ id }) => id);

  const [segment] = await allSegments(api, first.id);
  await api.edits.setText({ id: segment?.id ?? '', text: 'Good evening, everybody.' });
  await api.speakers.rename({ id: me, name: 'Zoë' });
  const second = await transcribe(api, meetingId, { modelId: 'nano-en' });
  await core.close();
  core = openTestCore(home);
  ({ api } = core.connect());
  await api.speakers.rename({ id: others, name: 'Håkon' });

  // The edited version is still the one that is shown, with what was typed.
  expect(await api.transcripts.get({ id: first.id })).toMatchObject({ isChosen: true, isEdited: true });
  expect((await allSegments(api, first.id))[0]).toMatchObject({
    text: 'Good evening, everybody.',
    speakerId: me,
  });
  expect((await api.speakers.list({ meetingId })).speakers.map(({ name }) => name)).toEqual(['Zoë', 'Håkon']);
  // And the new one knows who they are.
  expect(second.isChosen).toBe(false);
  expect(await tracksSaid(api, meetingId, second.id)).toEqual(said);
  expect(
    (await allSegments(api, second.id)).every(({ speakerId }) => [me, others].includes(speakerId ?? '')),
  ).toBe(true);
  await api.transcripts.choose({ id: second.id });
  expect(await api.people.list({ prefix: 'z' })).toEqual({ people: [{ name: 'Zoë', meetings: 1 }] });

  // All of it can be taken back, over the restart.
  const { steps } = await api.edits.history({ meetingId });
  expect(steps.map(({ kind }) => kind)).toEqual(['choose', 'renameSpeaker', 'renameSpeaker', 'text']);
  for (let left = steps.length; left > 0; left -= 1) await api.edits.undo({ meetingId });
  expect(await api.transcripts.get({ id: first.id })).toEqual(first);
  expect((await allSegments(api, first.id))[0]).toEqual(segment);
});

test('a sound whose tracks the decoder ends on has its words all the same, without who says them', async () => {
  const endingDecoder = join(import.meta.dirname, '../support/ending-decoder-program.ts');
  const cores = [
    openTestCore(),
    openTestCore(tempHome(), { spawnEngine: spawnEngineWithNode(endingDecoder) }),
  ];
  const [whole, ending] = await Promise.all(
    cores.map(async (core) => {
      const { api } = core.connect();
      const meetingId = await recordTracks(api, 'Talk', conversation(2 * LINES));
      const { id } = await transcribe(api, meetingId, { modelId: 'nano-en' });
      const { guards } = await api.transcripts.guards({ id });
      const said = await tracksSaid(api, meetingId, id);
      return { guards, said, text: (await allSegments(api, id)).map(({ text }) => text).join(' ') };
    }),
  );
  expect(ending?.text).toBe(whole?.text);
  expect(ending?.guards).toEqual(whole?.guards);
  const first = ending?.said.filter(({ startMs }) => startMs < 10_000) ?? [];
  expect(first.length).toBeGreaterThan(0);
  expect(first.map(({ track }) => track)).toEqual(first.map(() => undefined));
  const later = ({ said }: { said: { startMs: number }[] }) =>
    said.filter(({ startMs }) => startMs >= 40_000);
  expect(later(ending ?? { said: [] })).toEqual(later(whole ?? { said: [] }));
  expect(later(ending ?? { said: [] }).length).toBeGreaterThan(0);
});
