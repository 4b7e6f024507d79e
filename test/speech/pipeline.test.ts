import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EngineProcess } from '../../src-main/engines/process/launch.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { importOne } from '../support/imports.ts';
import { music } from '../support/music.ts';
import { engineEntry, openTestCore } from '../support/open-test-core.ts';
import { randomFrom } from '../support/random.ts';
import { sampleScript, wordErrors } from '../support/sample.ts';
import { tempHome } from '../support/temp-home.ts';
import { allSegments, ended, importSample, textOf, transcribe } from '../support/transcribe.ts';
import { until } from '../support/until.ts';
import { wavOf } from '../support/wav.ts';

const RATE = 16_000;
const said = sampleScript().map(({ text }) => text);
const starts = sampleScript().map(({ start }) => start * 1000);

describe.each([
  ['whisper.cpp', engineEntry],
  ['smart-whisper', join(import.meta.dirname, '../support/smart-whisper-program.ts')],
])('%s', (engine, program) => {
  test.each([true, false])('the sample meeting is understood, silence left out: %s', async (skipSilence) => {
    const { api } = openTestCore(tempHome(), { spawnEngine: spawnEngineWithNode(program) }).connect();
    const transcript = await transcribe(api, await importSample(api), { skipSilence });
    expect(transcript).toMatchObject({ state: 'complete', isChosen: true, language: 'en' });
    expect(transcript.provenance).toMatchObject({ engine, options: { skipSilence } });
    const { guards } = await api.transcripts.guards({ id: transcript.id });
    expect(guards.filter(({ reason }) => reason === 'unheard')).toEqual([]);
    const segments = await allSegments(api, transcript.id);
    expect(wordErrors(segments.map(({ text }) => text).join(' '), said.join(' '))).toBeLessThanOrEqual(0.05);
    const isNear = (ms: number) => starts.some((start) => Math.abs(start - ms) <= 300);
    expect(segments.filter(({ startMs }) => isNear(startMs)).length).toBeGreaterThanOrEqual(
      0.9 * segments.length,
    );
    expect(segments.length).toBeGreaterThan(0.9 * starts.length);
    const words = segments.flatMap((segment) => segment.words);
    expect(transcript.wordCount).toBe(words.length);
    const times = words.map(({ startMs }) => startMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

/** Up to a fifth of the greatest loudness. */
const toSamples = (seconds: number, at: (index: number) => number) =>
  Int16Array.from({ length: seconds * RATE }, (_, index) => Math.round(6500 * at(index)));
const random = randomFrom(7);
const noise = (seconds: number) => toSamples(seconds, () => random(2001) / 1000 - 1);
async function transcribed(pcm: Int16Array, skipSilence: boolean) {
  const { api } = openTestCore().connect();
  const path = join(tempHome(), 'sound.wav');
  writeFileSync(path, wavOf([pcm], RATE));
  const { id } = await transcribe(api, await importOne(api, path), {
    modelId: 'nano-en',
    skipSilence,
  });
  return { segments: await allSegments(api, id), guards: (await api.transcripts.guards({ id })).guards };
}

test.each([
  ['ten minutes of silence', () => new Int16Array(600 * RATE)],
  ['two minutes of white noise', () => noise(120)],
])('%s: no words', async (_what, make) => {
  expect(await transcribed(make(), true)).toEqual({ segments: [], guards: [] });
});

type Result = Awaited<ReturnType<typeof transcribed>>;
const unmarked = ({ segments, guards }: Result) =>
  segments.filter(
    ({ startMs, endMs }) => !guards.some((guard) => guard.startMs <= startMs && guard.endMs >= endMs),
  );

test.each(Object.entries(music))(
  'half a minute of music, %s: no words, or all of them marked',
  async (_kind, play) => {
    expect(unmarked(await transcribed(play(30), true))).toEqual([]);
  },
);

test.each([
  ['noise', noise],
  ['strings', music.strings],
])(
  'the engine hears words in %s where it is made to listen: each is left out or marked',
  async (_what, make) => {
    const result = await transcribed(make?.(40) ?? new Int16Array(), false);
    expect(result.guards.length).toBeGreaterThan(0);
    expect(unmarked(result)).toEqual([]);
  },
);

test('a job that is cut off after each chunk ends with the very same transcript', async () => {
  const home = tempHome();
  const first = openTestCore(home);
  const { api } = first.connect();
  const meetingId = await importSample(api);
  const whole = await transcribe(api, meetingId);
  const expected = await textOf(api, whole.id);
  const { jobs } = await api.transcripts.start({ meetingIds: [meetingId] });
  const [{ id } = { id: '' }] = jobs;
  let core = first;
  let cuts = 0;
  for (;;) {
    const { api: own } = core.connect();
    const { doneMs } = await own.jobs.get({ id });
    const next = await until('it goes on', async () => {
      const job = await own.jobs.get({ id });
      return (job.state === 'done' || job.doneMs > doneMs) && job;
    });
    if (next.state === 'done') break;
    await core.close();
    cuts += 1;
    core = openTestCore(home);
  }
  expect(cuts).toBeGreaterThan(2);
  const { api: last } = core.connect();
  const [again] = (await last.transcripts.list({ meetingId })).transcripts;
  expect(again?.version).toBe(2);
  expect(await textOf(last, again?.id ?? '')).toBe(expected);
});

interface Asked {
  method?: string;
  input?: { pcm?: Uint8Array; fromMs?: number };
}

/** Ends a child whenever it is asked such a thing. */
function endingUnder(isMeant: (asked: Asked) => boolean) {
  const spawn = spawnEngineWithNode(engineEntry);
  let kills = 0;
  const spawnEngine = (): EngineProcess => {
    const child = spawn();
    const send = (message: unknown) => {
      if (isMeant(message as Asked)) {
        kills += 1;
        child.kill();
      }
      child.port.send(message);
    };
    return { ...child, port: { ...child.port, send } };
  };
  return { spawnEngine, kills: () => kills };
}

/** To transcribe a chunk of the given place, in the order of their first coming. */
function endingOn(place: number) {
  const seen: number[] = [];
  return endingUnder(({ method, input }) => {
    if (method !== 'speech.transcribe' || !input?.pcm) return false;
    if (!seen.includes(input.pcm.length)) seen.push(input.pcm.length);
    return seen.indexOf(input.pcm.length) === place;
  });
}

/** To read the sound from that time on, or to find the voices in what was read from there. */
function endingFrom(wanted: 'audio.samples' | 'voice.spans', ms: number) {
  let lastMs: number | undefined;
  return endingUnder(({ method, input }) => {
    if (method === 'audio.samples') lastMs = input?.fromMs;
    return method === wanted && lastMs === ms;
  });
}

test('a chunk on which the engine ends twice is passed over and marked', async () => {
  const { spawnEngine, kills } = endingOn(1);
  const { api } = openTestCore(tempHome(), { spawnEngine }).connect();
  const { id } = await transcribe(api, await importSample(api));
  expect(kills()).toBe(2);
  const { guards } = await api.transcripts.guards({ id });
  expect(guards).toMatchObject([{ reason: 'crashed' }]);
  const [{ startMs, endMs } = { startMs: 0, endMs: 0 }] = guards;
  const segments = await allSegments(api, id);
  expect(segments.filter((own) => own.startMs < endMs && own.endMs > startMs)).toEqual([]);
  expect(segments.at(-1)?.endMs).toBeGreaterThan(130_000);
});

test.each(['audio.samples', 'voice.spans'] as const)(
  'a child that always ends at one place of the sound under %s: the place is passed over and marked, the rest is there',
  async (method) => {
    const { spawnEngine, kills } = endingFrom(method, 60_000);
    const { api } = openTestCore(tempHome(), { spawnEngine }).connect();
    const { id } = await transcribe(api, await importSample(api));
    expect(kills()).toBeGreaterThan(0);
    const { guards } = await api.transcripts.guards({ id });
    expect(guards.filter(({ reason }) => reason === 'crashed')).toMatchObject([{ endMs: 90_000 }]);
    const segments = await allSegments(api, id);
    const ends = segments.map(({ endMs }) => endMs);
    expect(segments.filter(({ startMs, endMs }) => startMs < 90_000 && endMs > 60_000)).toEqual([]);
    expect(ends.some((ms) => ms > 55_000 && ms <= 60_000)).toBe(true);
    expect(ends.at(-1)).toBeGreaterThan(130_000);
  },
);

test('a sound that the decoder lives through nowhere is said to be so, and nothing of it is marked', async () => {
  const { spawnEngine } = endingUnder(({ method }) => method === 'audio.samples');
  const { api } = openTestCore(tempHome(), { spawnEngine, jobTimes: { backOffMs: [1, 1, 1] } }).connect();
  const meetingId = await importSample(api);
  await expect(transcribe(api, meetingId)).rejects.toThrow('engine_crashed');
  const { transcripts } = await api.transcripts.list({ meetingId });
  expect(transcripts).toMatchObject([{ state: 'partial', openGuards: 0 }]);
});

test('a version that is deleted for good takes along what is done again of it', async () => {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const meetingId = await importSample(api);
  const first = await transcribe(api, meetingId);
  const [text = ''] = (await allSegments(api, first.id)).map((segment) => segment.text);
  const span = { startMs: 0, endMs: 130_000 };
  const { job } = await api.transcripts.redo({ id: first.id, ...span });
  await until('it works', async () => (await api.jobs.get({ id: job.id })).doneMs > 0);
  const { job: waiting } = await api.transcripts.redo({ id: first.id, ...span });
  await api.transcripts.remove({ id: first.id });
  for (const { id } of [job, waiting]) {
    const error = { code: 'cancelled', message: 'The transcript was removed.' };
    expect(await ended(api, id)).toMatchObject({ state: 'cancelled', error });
  }
  await core.close();
  const files = readdirSync(home).filter((name) => name.startsWith('library.db'));
  expect(files).not.toEqual([]);
  expect(files.filter((name) => readFileSync(join(home, name)).includes(text))).toEqual([]);
});

test('a meeting that is put in the trash or deleted ends its job, and sound that was removed is said so', async () => {
  const { api } = openTestCore().connect();
  const ids = [await importSample(api), await importSample(api), await importSample(api)];
  const [trashed = '', purged = '', removed = ''] = ids;
  const { jobs } = await api.transcripts.start({ meetingIds: [trashed, purged] });
  await until('it works', async () => (await api.jobs.get({ id: jobs[0]?.id ?? '' })).state === 'running');
  await api.meetings.trash({ ids: [trashed] });
  expect(await ended(api, jobs[0]?.id ?? '')).toMatchObject({ state: 'cancelled' });
  await until('the next works', async () => (await api.jobs.get({ id: jobs[1]?.id ?? '' })).doneMs > 0);
  await api.meetings.trash({ ids: [purged] });
  await api.meetings.purge({ ids: [purged] });
  await api.audio.remove({ meetingIds: [removed] });
  await expect(api.transcripts.start({ meetingIds: [removed] })).rejects.toMatchObject({
    code: 'not_found',
    message: 'The sound of this meeting was removed.',
  });
  const another = await api.transcripts.list({ meetingId: trashed });
  expect(another.transcripts.every(({ state }) => state === 'partial')).toBe(true);
});
