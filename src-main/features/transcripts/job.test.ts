import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openTranscriptJobs } from '../../../test/support/transcript-job.ts';
import { editHandlers } from './edits/handlers.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Proposal } from '../../contract/transcripts.ts';

const context = { signal: new AbortController().signal, trace: 'test' };
const allWords = (seconds: number) => Array.from({ length: seconds }, (_, second) => `w${second}.`);
const textsOf = (db: ReturnType<typeof openTranscriptJobs>['library']['db']) =>
  db.all<{ text: string }>('SELECT text FROM segments ORDER BY start_ms').map(({ text }) => text);

test('a meeting becomes words, chunk by chunk, and says so', async () => {
  const { run, versions, library, events } = openTranscriptJobs();
  const { steps, error } = await run('transcribe', { options: { modelId: 'small' } });
  expect(error).toBeUndefined();
  expect(steps.length).toBeGreaterThan(4);
  expect(steps.map(({ doneMs }) => doneMs)).toEqual(
    steps.map(({ doneMs }) => doneMs).toSorted((a, b) => a - b),
  );
  expect(steps.at(-1)).toMatchObject({ doneMs: 100_000, totalMs: 100_000 });
  // A second that a chunk cuts in two begins no word of its own.
  const texts = textsOf(library.db);
  expect(allWords(100).filter((word) => texts.includes(word)).length).toBeGreaterThan(90);
  expect(versions()).toMatchObject([
    {
      ...{
        version: 1,
        state: 'complete',
        isChosen: true,
        isEdited: false,
        language: 'en',
        wordCount: texts.length,
      },
      provenance: { engine: 'whisper.cpp', device: 'CPU', modelId: 'small', appVersion: '1.2.3' },
    },
  ]);
  expect(versions()[0]?.confidence).toBeCloseTo(0.9);
  const extended = events.filter(({ name }) => name === 'transcripts.extended');
  expect(extended).toHaveLength(steps.length - 2);
});

test('cut off after any step, it ends as if it had not been', async () => {
  const whole = openTranscriptJobs();
  const { steps } = await whole.run('transcribe', { options: {} });
  for (let endAfter = 1; endAfter <= steps.length; endAfter += 1) {
    const cut = openTranscriptJobs();
    const first = await cut.run('transcribe', { options: {} }, endAfter);
    expect(first.steps).toHaveLength(endAfter);
    const { error } = await cut.run('transcribe', { options: {}, position: first.position });
    expect(error).toBeUndefined();
    expect(cut.written()).toEqual(whole.written());
  }
});

test.each([
  ['another track of the sound', { modelId: 'small' }, 'other'],
  ['another model', { modelId: 'large' }, 'first'],
])(
  'taken up with %s, it begins anew: no transcript is half one and half another',
  async (_what, options, key) => {
    const jobs = openTranscriptJobs();
    const first = await jobs.run('transcribe', { options: { modelId: 'small' } }, 3);
    expect(jobs.versions()).toMatchObject([{ version: 1, state: 'partial' }]);
    jobs.sound.key = key;
    const { error } = await jobs.run('transcribe', { options, position: first.position });
    expect(error).toBeUndefined();
    expect(jobs.versions()).toMatchObject([
      { version: 2, state: 'complete', isChosen: true, provenance: { modelId: options.modelId } },
    ]);
    const whole = openTranscriptJobs();
    await whole.run('transcribe', { options });
    expect(jobs.written().segments).toEqual(whole.written().segments);
  },
);

function crashing(times: number) {
  let crashes = 0;
  const jobs = openTranscriptJobs({
    onTranscribe(words) {
      if (!words.includes('w40') || crashes === times) return;
      crashes += 1;
      throw new AppError('engine_crashed', 'It ended.');
    },
  });
  return { ...jobs, crashes: () => crashes };
}

test('a chunk on which the engine ends once is tried again', async () => {
  const { run, versions, library } = crashing(1);
  expect((await run('transcribe', { options: {} })).error).toBeUndefined();
  expect(versions()).toMatchObject([{ state: 'complete', openGuards: 0 }]);
  expect(textsOf(library.db)).toContain('w40.');
});

test('one on which it ends twice is passed over and marked, and the rest goes on', async () => {
  const { run, written, library, crashes } = crashing(Infinity);
  const { steps, error } = await run('transcribe', { options: {} });
  expect(error).toBeUndefined();
  expect(crashes()).toBe(2);
  expect(written().guards).toMatchObject([{ reason: 'crashed', text: '' }]);
  const texts = textsOf(library.db);
  expect(texts).toContain('w2.');
  expect(texts).not.toContain('w40.');
  expect(texts).toContain('w98.');
  // The first crash was kept before the second try: a process that ends between them does not begin to count anew.
  const crashed = steps.filter(({ position }) => (position as { crashes: number }).crashes === 1);
  expect(crashed).toHaveLength(1);
  const again = crashing(Infinity);
  const first = await again.run(
    'transcribe',
    { options: {} },
    steps.findIndex((step) => step === crashed[0]) + 1,
  );
  await again.run('transcribe', { options: {}, position: first.position });
  expect(again.crashes()).toBe(2);
  expect(again.written()).toEqual(written());
});

/** A child that ends so often under each question of that name, where the question is one of these, before it answers. */
function endingUnder(
  name: 'chooseDevice' | 'readSamples' | 'findVoice' | 'louderTracks',
  times: number,
  isMeant: (...asked: unknown[]) => boolean = () => true,
  options = {},
) {
  const jobs = openTranscriptJobs(options);
  const ask = jobs.parts[name] as (...asked: unknown[]) => Promise<never>;
  const state = { crashes: 0, left: times };
  const crashing = (...asked: unknown[]) => {
    if (!isMeant(...asked)) return ask(...asked);
    if (state.left === 0) {
      state.left = times;
      return ask(...asked);
    }
    state.left -= 1;
    state.crashes += 1;
    return Promise.reject(new AppError('engine_crashed', 'It ended.'));
  };
  Object.assign(jobs.parts, { [name]: crashing });
  return { ...jobs, state };
}

test.each(['chooseDevice', 'readSamples', 'findVoice'] as const)(
  'a child that ends twice under %s is asked once more, and one that always ends fails the job',
  async (name) => {
    const [whole, twice, always] = [0, 2, Infinity].map((times) => endingUnder(name, times));
    await whole?.run('transcribe', { options: {} });
    expect((await twice?.run('transcribe', { options: {} }))?.error).toBeUndefined();
    expect(twice?.written()).toEqual(whole?.written());
    const { error } = (await always?.run('transcribe', { options: {} })) ?? {};
    expect(error).toMatchObject({ code: 'engine_crashed', message: 'It ended.' });
    expect(always?.written().guards).toEqual([]);
  },
);

test('without knowing who says them, words are there: a child that always ends under louderTracks takes none of them', async () => {
  const [never, twice, always] = [0, 2, Infinity].map((times) =>
    endingUnder('louderTracks', times, () => true, { trackAt: () => 'system' }),
  );
  for (const one of [never, twice, always])
    expect((await one?.run('transcribe', { options: {} }))?.error).toBeUndefined();
  expect(twice?.written()).toEqual(never?.written());
  expect(always?.written()).toEqual(never?.written());
  const said = [never, twice, always].map((one) =>
    one?.library.db.all<{ speaker_id: string | null }>('SELECT DISTINCT speaker_id FROM segments'),
  );
  const somebody = [{ speaker_id: expect.any(String) as string }];
  expect(said).toEqual([somebody, somebody, [{ speaker_id: null }]]);
});

test('a child that always ends under louderTracks takes nothing along that it would have been asked beside it', async () => {
  const jobs = openTranscriptJobs({ seconds: 300 });
  let death = Promise.withResolvers<never>();
  const { readSamples } = jobs.parts;
  jobs.parts.readSamples = async (...asked) => {
    // A child needs a while to answer.
    for (let turn = 0; turn < 10; turn += 1) await Promise.race([setImmediate(), death.promise]);
    return readSamples(...asked);
  };
  jobs.parts.louderTracks = async () => {
    await setImmediate();
    death.promise.catch(() => undefined);
    death.reject(new AppError('engine_crashed', 'It ended.'));
    death = Promise.withResolvers();
    throw new AppError('engine_crashed', 'It ended.');
  };
  expect((await jobs.run('transcribe', { options: {} })).error).toBeUndefined();
  expect(jobs.written().guards).toEqual([]);
  const texts = textsOf(jobs.library.db);
  expect(allWords(300).filter((word) => texts.includes(word)).length).toBeGreaterThan(280);
});

const isThird = (_meeting: unknown, fromMs: unknown) => fromMs === 60_000;
/** It is behind the end of the second one. */
const isThirdHeard = (pcm: unknown) =>
  (pcm as Float32Array)[0] === 59 && (pcm as Float32Array).length > 33_000;

test.each([
  ['that the decoder ends on', 'readSamples', isThird],
  ['that the detector of voices ends on', 'findVoice', isThirdHeard],
] as const)(
  'thirty seconds %s are passed over and marked, and the rest goes on',
  async (_what, name, isMeant) => {
    const { run, written, versions, library, state } = endingUnder(name, Infinity, isMeant, { seconds: 200 });
    const { error, steps } = await run('transcribe', { options: {} });
    expect(error).toBeUndefined();
    expect(state.crashes).toBe(4);
    expect(versions()).toMatchObject([{ state: 'complete', openGuards: 1 }]);
    expect(written().guards).toEqual([{ start_ms: 60_000, end_ms: 90_000, reason: 'crashed', text: '' }]);
    const texts = textsOf(library.db);
    for (const second of [58, 91, 198]) expect(texts).toContain(`w${second}.`);
    for (const second of [61, 75, 89]) expect(texts).not.toContain(`w${second}.`);
    expect(steps.map(({ doneMs }) => doneMs)).toEqual(
      steps.map(({ doneMs }) => doneMs).toSorted((a, b) => a - b),
    );
    // Cut off after any step, it ends as if it had not been.
    for (let endAfter = 1; endAfter <= steps.length; endAfter += 1) {
      const cut = endingUnder(name, Infinity, isMeant, { seconds: 200 });
      const { position } = await cut.run('transcribe', { options: {} }, endAfter);
      await cut.run('transcribe', { options: {}, position });
      expect(cut.written()).toEqual(written());
    }
  },
);

test('minutes that can not be read are one mark, and what comes after them is there', async () => {
  const isBad = (_meeting: unknown, fromMs: unknown) => Number(fromMs) >= 30_000 && Number(fromMs) < 150_000;
  const { run, written, library } = endingUnder('readSamples', Infinity, isBad, { seconds: 200 });
  expect((await run('transcribe', { options: {} })).error).toBeUndefined();
  const crashed = written().guards.filter((guard) => (guard as { reason: string }).reason === 'crashed');
  expect(crashed).toEqual([{ start_ms: 30_000, end_ms: 150_000, reason: 'crashed', text: '' }]);
  const texts = textsOf(library.db);
  for (const second of [28, 151, 198]) expect(texts).toContain(`w${second}.`);
});

test('a sound of which nothing can be read any more fails the job, and is not tried to its end', async () => {
  const isBad = (_meeting: unknown, fromMs: unknown) => Number(fromMs) >= 60_000;
  const { run, written, versions, library, state } = endingUnder('readSamples', Infinity, isBad, {
    seconds: 500,
  });
  const { error, steps } = await run('transcribe', { options: {} });
  expect(error).toMatchObject({ code: 'engine_crashed' });
  expect(versions()).toMatchObject([{ state: 'partial', openGuards: 0 }]);
  expect(written().guards).toEqual([]);
  expect(textsOf(library.db)).toContain('w58.');
  expect(state.crashes).toBeLessThan(55);
  expect(steps.at(-1)?.doneMs).toBe(60_000);
});

test('the end of a sound that can not be read is marked as far as the sound goes', async () => {
  const { run, written } = endingUnder('readSamples', Infinity, isThird, { seconds: 70 });
  expect((await run('transcribe', { options: {} })).error).toBeUndefined();
  expect(written().guards).toEqual([{ start_ms: 60_000, end_ms: 70_000, reason: 'crashed', text: '' }]);
});

/** A sound of which less can be read than was measured. */
function cutOff(atMs: number, seconds = 200) {
  const jobs = openTranscriptJobs({ seconds });
  const { readSamples } = jobs.parts;
  jobs.parts.readSamples = (id, fromMs, ms, signal) =>
    readSamples(id, fromMs, Math.max(0, Math.min(ms, atMs - fromMs)), signal);
  return jobs;
}

test.each([62_500, 60_000, 89_000])(
  'a sound that ends at %i ms, earlier than was measured, is marked from there on',
  async (atMs) => {
    const { run, written, versions, library } = cutOff(atMs);
    const { error, steps } = await run('transcribe', { options: {} });
    expect(error).toBeUndefined();
    expect(versions()).toMatchObject([{ state: 'complete', openGuards: 1 }]);
    expect(written().guards).toEqual([{ start_ms: atMs, end_ms: 200_000, reason: 'crashed', text: '' }]);
    expect(textsOf(library.db)).toContain('w58.');
    expect(steps.at(-1)).toMatchObject({ doneMs: 200_000, totalMs: 200_000 });
    for (let endAfter = 1; endAfter <= steps.length; endAfter += 1) {
      const cut = cutOff(atMs);
      const { position } = await cut.run('transcribe', { options: {} }, endAfter);
      await cut.run('transcribe', { options: {}, position });
      expect(cut.written()).toEqual(written());
    }
  },
);

test('one that ends a moment earlier is whole', async () => {
  const { run, versions, written } = cutOff(99_600, 100);
  expect((await run('transcribe', { options: {} })).error).toBeUndefined();
  expect(versions()).toMatchObject([{ state: 'complete' }]);
  expect(written().guards).toEqual([]);
});

test('one of which nothing is left to read fails the job, and so does a redo behind its end', async () => {
  const { run, versions } = cutOff(0);
  const { error } = await run('transcribe', { options: {} });
  expect(error).toMatchObject({ code: 'file_damaged' });
  expect(versions()).toMatchObject([{ state: 'partial', wordCount: 0 }]);
  const half = cutOff(60_000);
  await half.run('transcribe', { options: {} });
  const [{ id } = { id: '' }] = half.versions();
  const redo = (startMs: number, endMs: number) =>
    half.run('redo', { options: { transcriptId: id, startMs, endMs, how: {} } });
  expect((await redo(100_000, 130_000)).error).toMatchObject({ code: 'file_damaged' });
  expect((await redo(40_000, 80_000)).error).toBeUndefined();
  const { proposals } = await half.handlers.proposals({ id }, context);
  expect(proposals).toMatchObject([{ guards: [{ startMs: 60_000, endMs: 80_000, reason: 'crashed' }] }]);
});

test('the language is voted for by what can be read', async () => {
  const isBegin = (_meeting: unknown, fromMs: unknown) => fromMs === 0;
  const { run, versions } = endingUnder('readSamples', Infinity, isBegin, {
    seconds: 200,
    isMultilingual: true,
    detect: () => ({ language: 'de', probability: 0.5 }),
  });
  expect((await run('transcribe', { options: { language: 'auto' } })).error).toBeUndefined();
  expect(versions()).toMatchObject([{ language: 'de', openGuards: 1 }]);
});

test('a span of which nothing can be read proposes nothing; one that reaches further proposes the rest, marked', async () => {
  const { run, versions, handlers } = endingUnder('readSamples', Infinity, isThird, { seconds: 200 });
  await run('transcribe', { options: {} });
  const [{ id } = { id: '' }] = versions();
  const redo = (startMs: number, endMs: number) =>
    run('redo', { options: { transcriptId: id, startMs, endMs, how: {} } });
  expect((await redo(60_000, 90_000)).error).toMatchObject({ code: 'engine_crashed', message: 'It ended.' });
  expect((await redo(40_000, 80_000)).error).toBeUndefined();
  const { proposals } = await handlers.proposals({ id }, context);
  expect(proposals).toMatchObject([{ guards: [{ startMs: 60_000, endMs: 80_000, reason: 'crashed' }] }]);
  expect(proposals[0]?.after.length).toBeGreaterThan(15);
});

/** An engine that ends on every chunk with one of these seconds, as long as it is broken. */
function breaking(isBroken: (second: number) => boolean) {
  const state = { isOn: true, tries: 0 };
  const jobs = openTranscriptJobs({
    seconds: 300,
    onTranscribe(words) {
      if (!state.isOn || !words.some((word) => isBroken(Number(word.slice(1))))) return;
      state.tries += 1;
      throw new AppError('engine_crashed', 'It ended.');
    },
  });
  return { ...jobs, state };
}

test('an engine that ends on every chunk fails the job; what was there stays shown', async () => {
  const { run, versions, state, written } = breaking(() => true);
  state.isOn = false;
  await run('transcribe', { options: {} });
  const words = versions()[0]?.wordCount;
  state.isOn = true;
  const { error, steps, position } = await run('transcribe', { options: {} });
  expect(error).toMatchObject({ code: 'engine_crashed', message: 'It ended.' });
  expect(state.tries).toBe(6);
  // Else the queue would think that it gets on, and try it for ever.
  expect(new Set(steps.map(({ doneMs }) => doneMs))).toEqual(new Set([0]));
  expect(versions()).toMatchObject([
    { version: 2, state: 'partial', isChosen: false, wordCount: 0 },
    { version: 1, isChosen: true, wordCount: words },
  ]);
  state.isOn = false;
  expect((await run('transcribe', { options: {}, position })).error).toBeUndefined();
  expect(versions()[0]).toMatchObject({ state: 'complete', isChosen: true, wordCount: words });
  expect(written().guards).toEqual([]);
});

test('what was heard before the engine ended for good is kept, and the next try goes on after it', async () => {
  const { run, versions, state, library, written } = breaking((second) => second > 100);
  const { error, position } = await run('transcribe', { options: {} });
  expect(error).toMatchObject({ code: 'engine_crashed' });
  expect(versions()).toMatchObject([{ state: 'partial' }]);
  expect(textsOf(library.db)).toContain('w50.');
  state.isOn = false;
  await run('transcribe', { options: {}, position });
  const whole = openTranscriptJobs({ seconds: 300 });
  await whole.run('transcribe', { options: {} });
  expect(written()).toEqual(whole.written());
});

test('a sound whose end the engine does not live through is done, and its end is marked', async () => {
  const { run, versions } = breaking((second) => second >= 299);
  expect((await run('transcribe', { options: {} })).error).toBeUndefined();
  expect(versions()).toMatchObject([{ state: 'complete', openGuards: 1 }]);
});

test('a redo on which the engine ends proposes nothing', async () => {
  const { run, versions, state, handlers } = breaking(() => true);
  state.isOn = false;
  await run('transcribe', { options: {} });
  state.isOn = true;
  const [{ id } = { id: '' }] = versions();
  const options = { transcriptId: id, startMs: 0, endMs: 10_000, how: {} };
  expect((await run('redo', { options })).error).toMatchObject({ code: 'engine_crashed' });
  expect(await handlers.proposals({ id }, context)).toEqual({ proposals: [] });
});

test('a version without a word never takes the place of one with words', async () => {
  const { run, versions, library } = openTranscriptJobs({ seconds: 10 });
  await run('transcribe', { options: {} });
  const silent = await run('transcribe', { options: {} }, 1);
  library.db.run(`UPDATE transcripts SET word_count = 0 WHERE state = 'partial'`);
  const { position } = silent;
  await run('transcribe', { options: {}, position: { ...(position as object), atMs: 10_000 } });
  expect(versions()).toMatchObject([
    { version: 2, state: 'complete', isChosen: false, wordCount: 0 },
    { version: 1, isChosen: true },
  ]);
});

test('an engine that ends because the job was told to stop is not held against the chunk', async () => {
  let stop: () => void = () => undefined;
  const jobs = openTranscriptJobs({
    onTranscribe(words) {
      if (!words.includes('w40')) return;
      stop();
      throw new AppError('engine_crashed', 'It was ended.');
    },
  });
  const signal = new AbortController();
  stop = () => {
    signal.abort();
  };
  const positions: unknown[] = [];
  const run = jobs.parts;
  const { transcriptJobs } = await import('./job.ts');
  const job = {
    id: 'job',
    meetingId: jobs.meetingId,
    options: {},
    position: null,
    failures: 0,
    signal: signal.signal,
  };
  const work = transcriptJobs(run).transcribe.run({
    ...job,
    alive: () => undefined,
    commit: ({ position }, write) => {
      positions.push(position);
      jobs.library.db.transaction(() => write?.(jobs.library.db));
    },
  });
  await expect(work).rejects.toMatchObject({ code: 'engine_crashed' });
  expect(positions.at(-1)).toMatchObject({ crashes: 0 });
});

test('the language is voted for by a model of many, and given to every chunk', async () => {
  const asked: string[][] = [];
  const { run, heard, versions } = openTranscriptJobs({
    seconds: 300,
    isMultilingual: true,
    detect(words) {
      asked.push(words);
      return words.includes('w1')
        ? { language: 'la', probability: 0.9 }
        : { language: 'de', probability: 0.5 };
    },
  });
  await run('transcribe', { options: { language: 'auto' } });
  expect(asked).toHaveLength(5);
  expect(new Set(heard.map(({ language }) => language))).toEqual(new Set(['de']));
  expect(versions()[0]?.language).toBe('de');
});

test('a model of one language is not asked, and refuses another', async () => {
  const english = openTranscriptJobs({ detect: () => expect.unreachable() });
  expect((await english.run('transcribe', { options: { language: 'auto' } })).error).toBeUndefined();
  const { error } = await openTranscriptJobs().run('transcribe', { options: { language: 'de' } });
  expect(error).toMatchObject({ code: 'english_only' });
  const translated = await openTranscriptJobs().run('transcribe', { options: { translate: true } });
  expect(translated.error).toMatchObject({ code: 'english_only' });
});

test('the words to expect come from the library, the meeting and whoever asked', async () => {
  const { run, heard, settings, handlers, meetingId } = openTranscriptJobs();
  settings.vocabulary = 'MeetMemo';
  await handlers.setVocabulary({ meetingId, vocabulary: 'Zoë, Håkon' }, context);
  await run('transcribe', { options: { prompt: 'Kubernetes' } });
  expect(new Set(heard.map(({ prompt }) => prompt))).toEqual(new Set(['MeetMemo, Zoë, Håkon, Kubernetes']));
});

test('a model of English expects no words in other scripts, and its transcript says which; others expect all', async () => {
  const terms = "Zoë Müller, Ольга, Hawaiʻi，東京、大阪، Łódź 3000€\nαβ\nO'Neill";
  const expected = "Zoë Müller, Hawaiʻi, Łódź 3000€, O'Neill";
  const leftOut = 'Ольга, 東京, 大阪, αβ';
  const english = openTranscriptJobs();
  await english.run('transcribe', { options: { prompt: terms } });
  expect(new Set(english.heard.map(({ prompt }) => prompt))).toEqual(new Set([expected]));
  expect(english.versions()).toMatchObject([{ provenance: { options: { prompt: expected }, leftOut } }]);
  const others = openTranscriptJobs({ isMultilingual: true });
  await others.run('transcribe', { options: { prompt: terms } });
  expect(new Set(others.heard.map(({ prompt }) => prompt))).toEqual(new Set([terms]));
  expect(others.versions()[0]?.provenance.leftOut).toBeUndefined();
});

test('however many words are expected, none is cut off', async () => {
  const { run, heard, settings, handlers, meetingId } = openTranscriptJobs();
  const letters = (letter: string, count: number) => letter.repeat(count);
  settings.vocabulary = letters('a', 2000);
  await handlers.setVocabulary({ meetingId, vocabulary: letters('b', 2000) }, context);
  await run('transcribe', { options: { prompt: letters('c', 5000) } });
  const all = [letters('a', 2000), letters('b', 2000), letters('c', 5000)].join(', ');
  expect(new Set(heard.map(({ prompt }) => prompt))).toEqual(new Set([all]));
});

test('a redo expects the words that are named for it, in place of those of library and meeting', async () => {
  const { run, heard, settings, versions } = openTranscriptJobs();
  settings.vocabulary = 'MeetMemo';
  await run('transcribe', { options: {} });
  const span = { transcriptId: versions()[0]?.id, startMs: 0, endMs: 3000 };
  const promptsOf = async (how: object) => {
    heard.length = 0;
    await run('redo', { options: { ...span, how } });
    return [...new Set(heard.map(({ prompt }) => prompt ?? ''))];
  };
  expect(await promptsOf({})).toEqual(['MeetMemo']);
  expect(await promptsOf({ prompt: 'Kubernetes' })).toEqual(['Kubernetes']);
  expect(await promptsOf({ prompt: '' })).toEqual(['']);
});

test('without a detector of voices it says so and goes on', async () => {
  const { run, said, versions } = openTranscriptJobs({ hasVoice: false });
  expect((await run('transcribe', { options: {} })).error).toBeUndefined();
  expect(said).toEqual(['where somebody speaks can not be found']);
  expect(versions()).toMatchObject([{ state: 'complete' }]);
});

test('a new run makes a new version, shown once it is complete', async () => {
  const { run, versions } = openTranscriptJobs();
  await run('transcribe', { options: {} });
  await run('transcribe', { options: {} }, 3);
  expect(versions()).toMatchObject([
    { version: 2, state: 'partial', isChosen: false },
    { version: 1, isChosen: true },
  ]);
  await run('transcribe', { options: {} });
  // What was left undone has gone.
  expect(versions()).toMatchObject([
    { version: 3, state: 'complete', isChosen: true },
    { version: 1, isChosen: false },
  ]);
});

test('a version that a person has worked on stays the one that is shown', async () => {
  const { run, versions, library } = openTranscriptJobs();
  await run('transcribe', { options: {} });
  library.db.run('UPDATE transcripts SET is_edited = 1');
  await run('transcribe', { options: {} });
  expect(versions().map(({ version, isChosen }) => [version, isChosen])).toEqual([
    [2, false],
    [1, true],
  ]);
});

test('a transcript that is removed under way ends its job, and the next try begins anew', async () => {
  const { run, versions, handlers } = openTranscriptJobs();
  const { position } = await run('transcribe', { options: {} }, 2);
  const [{ id } = { id: '' }] = versions();
  await handlers.remove({ id }, context);
  await run('transcribe', { options: {}, position });
  expect(versions()).toMatchObject([{ state: 'complete', isChosen: true }]);
});

test('a span is done again as a proposal, whole segments of it, and taken or not', async () => {
  const { run, versions, handlers, added, library, events } = openTranscriptJobs();
  await run('transcribe', { options: {} });
  const [{ id } = { id: '' }] = versions();
  await handlers.redo({ id, startMs: 10_500, endMs: 12_200, beamSize: 4 }, context);
  const [{ kind, options } = { kind: 'none', options: {} }] = added;
  expect(kind).toBe('redo');
  expect(options).toMatchObject({ transcriptId: id, startMs: 10_000, how: { beamSize: 4, language: 'en' } });
  const { error } = await run('redo', { options });
  expect(error).toBeUndefined();
  const { proposals } = await handlers.proposals({ id }, context);
  const [proposal] = proposals;
  expect(events.at(-1)).toEqual({ name: 'transcripts.proposed', payload: proposal });
  const texts = ({ before, after }: Proposal) => [before, after].map((all) => all.map(({ text }) => text));
  expect(proposal && texts(proposal)).toEqual([
    ['w10.', 'w11.', 'w12.'],
    ['w10.', 'w11.'],
  ]);
  const words = versions()[0]?.wordCount ?? 0;
  await handlers.acceptProposal({ id: proposal?.id ?? '' }, context);
  expect(versions()).toMatchObject([{ isEdited: true, wordCount: words - 1 }]);
  expect(textsOf(library.db)).not.toContain('w12.');
  expect(await handlers.proposals({ id }, context)).toEqual({ proposals: [] });
});

test('what a redo is unsure of is to be looked at once it is accepted, until that is taken back', async () => {
  const { run, versions, handlers, library, parts } = openTranscriptJobs({ probability: 0.1 });
  await run('transcribe', { options: {} });
  const [{ id } = { id: '' }] = versions();
  library.db.run('DELETE FROM guards');
  await run('redo', { options: { transcriptId: id, startMs: 10_000, endMs: 13_000, how: {} } });
  const [proposal] = (await handlers.proposals({ id }, context)).proposals;
  const marks = proposal?.guards ?? [];
  expect(marks).toMatchObject([{ startMs: 10_000, reason: 'unsure' }, {}, {}]);
  await handlers.acceptProposal({ id: proposal?.id ?? '' }, context);
  const accepted = await handlers.guards({ id }, context);
  expect(accepted.guards.map(({ id: _id, ...rest }) => rest)).toEqual(
    marks.map((mark) => ({ ...mark, isSettled: false })),
  );
  const edits = editHandlers({ ...parts, search: () => expect.unreachable() });
  const { meetingId } = versions()[0] ?? { meetingId: '' };
  expect(await edits.undo({ meetingId }, context)).toMatchObject({ reviews: [id] });
  expect(await handlers.guards({ id }, context)).toEqual({ guards: [] });
  await edits.redo({ meetingId }, context);
  expect(await handlers.guards({ id }, context)).toEqual(accepted);
});

test('speech without a word is to be looked at: dismissed, or heard again, which may say the same', async () => {
  const options = { isHeard: (second: number) => second < 40 || second >= 60 };
  const { run, versions, written, handlers } = openTranscriptJobs(options);
  const { steps } = await run('transcribe', { options: {} });
  const marks = written().guards as { start_ms: number; end_ms: number; reason: string }[];
  expect(new Set(marks.map(({ reason }) => reason))).toEqual(new Set(['unheard']));
  // A second that a chunk begins with is no whole one.
  expect(Math.abs((marks[0]?.start_ms ?? 0) - 40_000)).toBeLessThan(1000);
  expect(Math.abs((marks.at(-1)?.end_ms ?? 0) - 60_000)).toBeLessThan(1000);
  for (let endAfter = 1; endAfter <= steps.length; endAfter += 1) {
    const cut = openTranscriptJobs(options);
    const { position } = await cut.run('transcribe', { options: {} }, endAfter);
    await cut.run('transcribe', { options: {}, position });
    expect(cut.written()).toEqual(written());
  }
  const [{ id, openGuards } = { id: '', openGuards: 0 }] = versions();
  expect(openGuards).toBe(marks.length);
  const { guards } = await handlers.guards({ id }, context);
  for (const guard of guards) await handlers.settleGuard({ id: guard.id, isSettled: true }, context);
  expect(versions()).toMatchObject([{ openGuards: 0 }]);

  await run('redo', { options: { transcriptId: id, startMs: 42_000, endMs: 50_000, how: {} } });
  const [proposal] = (await handlers.proposals({ id }, context)).proposals;
  expect(proposal).toMatchObject({ before: [], after: [], guards: [{ startMs: 42_000, endMs: 50_000 }] });
  await handlers.acceptProposal({ id: proposal?.id ?? '' }, context);
  expect(versions()).toMatchObject([{ openGuards: 1 }]);
});

test('what is under way does for whoever asks for the same, and is said to whoever asks for something else', async () => {
  const { handlers, meetingId, added, underWay } = openTranscriptJobs();
  const start = async (asked: object) => handlers.start({ meetingIds: [meetingId], ...asked }, context);
  underWay.push(...(await start({ modelId: 'small' })).jobs);
  expect((await start({})).jobs).toEqual(underWay);
  expect((await start({ modelId: 'small', translate: false })).jobs).toEqual(underWay);
  for (const asked of [{ modelId: 'large' }, { modelId: 'small', prompt: 'Zoë' }])
    await expect(start(asked)).rejects.toMatchObject({ code: 'transcribed_otherwise' });
  expect(added).toHaveLength(1);
});

test('a redo takes the model of the transcript, where it is here and no other is named', async () => {
  const { run, versions, handlers, added, parts } = openTranscriptJobs();
  await run('transcribe', { options: { modelId: 'large' } });
  const [{ id } = { id: '' }] = versions();
  const modelOf = async (asked: object) => {
    await handlers.redo({ id, startMs: 0, endMs: 1000, ...asked }, context);
    return added.at(-1)?.options as object;
  };
  expect(await modelOf({})).toMatchObject({ how: { modelId: 'large' } });
  expect(await modelOf({ modelId: 'small' })).toMatchObject({ how: { modelId: 'small' } });
  parts.findModel = () => {
    throw new AppError('no_model', 'It is gone.');
  };
  expect(await modelOf({})).toMatchObject({ how: { modelId: 'best' } });
});

test('a redo is of the sound that there is', async () => {
  const { run, versions, handlers, added } = openTranscriptJobs();
  await run('transcribe', { options: {} });
  const [{ id } = { id: '' }] = versions();
  const redo = async (startMs: number, endMs: number) => handlers.redo({ id, startMs, endMs }, context);
  await redo(99_000, 999_999_999);
  expect(added).toMatchObject([{ options: { endMs: 100_000 } }]);
  for (const [startMs, endMs] of [
    [100_000, 101_000],
    [500_000, 999_999_999],
    [2000, 2000],
  ] as const)
    await expect(redo(startMs, endMs)).rejects.toMatchObject({ code: 'invalid_input' });
  expect(added).toHaveLength(1);
});

test('a redo that was cut off after any step proposes the same', async () => {
  const make = async (endAfter: number) => {
    const jobs = openTranscriptJobs();
    await jobs.run('transcribe', { options: {} });
    const [{ id } = { id: '' }] = jobs.versions();
    const options = { transcriptId: id, startMs: 0, endMs: 60_000, how: {} };
    const first = await jobs.run('redo', { options }, endAfter);
    if (first.error !== undefined) await jobs.run('redo', { options, position: first.position });
    const [{ after } = { after: [] }] = (await jobs.handlers.proposals({ id }, context)).proposals;
    return { steps: first.steps.length, after: after.map(({ id: _id, ...rest }) => rest) };
  };
  const whole = await make(Infinity);
  expect(whole.after.length).toBeGreaterThan(50);
  for (let endAfter = 1; endAfter < whole.steps; endAfter += 1)
    expect((await make(endAfter)).after).toEqual(whole.after);
});

test('removing the version that is shown shows another', async () => {
  const { run, versions, handlers } = openTranscriptJobs({ seconds: 10 });
  for (let index = 0; index < 3; index += 1) await run('transcribe', { options: {} });
  const [newest, , oldest] = versions();
  await handlers.choose({ id: oldest?.id ?? '' }, context);
  await handlers.remove({ id: oldest?.id ?? '' }, context);
  expect(versions().map(({ isChosen }) => isChosen)).toEqual([true, false]);
  expect(versions()[0]?.id).toBe(newest?.id);
});

test('of two proposals that overlap, the one that would take words with it that it never saw is refused', async () => {
  const { handlers, run, versions, library } = openTranscriptJobs();
  await run('transcribe', { options: {} });
  const id = versions()[0]?.id ?? '';
  const redo = (startMs: number, endMs: number) =>
    run('redo', { options: { transcriptId: id, startMs, endMs, how: {} } });
  await redo(0, 10_000);
  await redo(5000, 15_000);
  const { proposals } = await handlers.proposals({ id }, context);
  const [first, second] = proposals;
  // What a redo makes may be one long segment.
  const long = { ...first?.after[0], startMs: 0, endMs: 10_000 };
  library.db.run('UPDATE proposals SET segments = ? WHERE id = ?', JSON.stringify([long]), first?.id ?? '');
  await handlers.acceptProposal({ id: first?.id ?? '' }, context);
  const before = textsOf(library.db);
  const accept = async () => handlers.acceptProposal({ id: second?.id ?? '' }, context);
  await expect(accept()).rejects.toMatchObject({ code: 'conflict' });
  expect(textsOf(library.db)).toEqual(before);
});

test.each([
  { atMs: 1e12 },
  { atMs: -1 },
  { atMs: '30000' },
  { atMs: null },
  { passedOver: null },
  { provenance: 1 },
])('where %j stands in what was kept of the way, all is heard from the beginning', async (damage) => {
  const whole = openTranscriptJobs();
  await whole.run('transcribe', { options: {} });
  const { run, versions } = openTranscriptJobs();
  const { position } = await run('transcribe', { options: {} }, 1);
  const { error } = await run('transcribe', {
    options: {},
    position: { ...(position as object), ...damage },
  });
  expect(error).toBeUndefined();
  const [complete] = versions().filter(({ state }) => state === 'complete');
  expect(complete?.wordCount).toBe(whole.versions()[0]?.wordCount);
});
