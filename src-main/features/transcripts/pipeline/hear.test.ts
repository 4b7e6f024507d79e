import { expect, test } from 'vitest';
import { hear, type Try } from './hear.ts';
import { joinSegments } from './join.ts';
import { isLoop } from './loops.ts';
import type { Chunk, Heard, Span } from './types.ts';
import { winner } from './vote.ts';

function segment(text: string, startMs = 0, endMs = 2000, more: Partial<Heard> & { p?: number } = {}): Heard {
  const { p = 0.9, ...rest } = more;
  const texts = text.match(/\s*\S+/g) ?? [];
  const at = (index: number) => Math.round(startMs + ((endMs - startMs) * index) / texts.length);
  const words = texts.map((own, index) => ({
    text: own,
    startMs: at(index),
    endMs: at(index + 1),
    probability: p,
  }));
  return { startMs, endMs, text, noSpeechProbability: 0, words, ...rest };
}

const chunk = (voice: Span[] | null): Chunk => ({
  fromMs: 10_000,
  toMs: 20_000,
  pieces: [{ atMs: 0, fromMs: 10_000, ms: 10_000 }],
  pcm: new Float32Array(160_000),
  voice,
  faint: [],
});
/** As long as a segment is where nothing else is said. */
const spoken = [{ startMs: 10_000, endMs: 12_000 }];
const allSpoken = [{ startMs: 10_000, endMs: 20_000 }];

const speech =
  "Good morning everyone, and thank you for joining. Today we will review the launch plan for the customer portal. I have two updates. The new login page is ready, and the team fixed eleven bugs last week. No, no, no. That's very, very good.";

test.each([
  ['Thank you. '.repeat(12), true],
  ['and then we go to the shop and then we go to the shop and then we go to the shop', true],
  ['we will lose us us us us us look at the options', true],
  ['ご視聴ありがとうございました'.repeat(6), true],
  ['ahhhhhhhhhhhhhhhhhhhhhhh', true],
  [speech, false],
  ['Yes. Yes. Yes. Right.', false],
  ['今日は良い天気ですね。明日も晴れるでしょう。', false],
  ['', false],
])('%j is a loop: %s', (text, expected) => {
  expect(isLoop(text)).toBe(expected);
});

/** An engine that says these, try after try. */
function saying(...answers: string[]) {
  const tries: Try[] = [];
  const transcribe = (_pcm: Float32Array, how: Try) => {
    tries.push(how);
    return Promise.resolve([segment(answers[tries.length - 1] ?? answers.at(-1) ?? '')]);
  };
  return { tries, transcribe };
}

test('what goes round in a loop is tried again, hotter and without a prompt', async () => {
  const { tries, transcribe } = saying('no '.repeat(30), 'No way out of here.');
  const { segments, guards } = await hear(chunk(spoken), transcribe, false);
  expect(tries).toEqual([
    { temperature: 0, withPrompt: true },
    { temperature: 0.2, withPrompt: false },
  ]);
  expect(segments.map(({ text }) => text)).toEqual(['No way out of here.']);
  expect(guards).toEqual([]);
});

test('what stays a loop is the least of them, and marked', async () => {
  const { tries, transcribe } = saying('no '.repeat(40), 'no '.repeat(6), 'no '.repeat(50));
  const { segments, guards } = await hear(chunk(spoken), transcribe, false);
  expect(tries.map(({ temperature }) => temperature)).toEqual([0, 0.2, 0.4, 0.6]);
  expect(segments[0]?.words).toHaveLength(6);
  expect(guards).toMatchObject([{ reason: 'repetition', startMs: 10_000, text: '' }]);
});

test('where somebody speaks and a prompt leaves no word, it is heard again without it', async () => {
  const withPrompt: boolean[] = [];
  const silencedBy = (isSilent: (how: Try) => boolean) => (_pcm: Float32Array, how: Try) => {
    withPrompt.push(how.withPrompt);
    return Promise.resolve(isSilent(how) ? [] : [segment('Good morning everyone.', 0, 9000)]);
  };
  const text = async (voice: Span[], hasPrompt: boolean, isSilent: (how: Try) => boolean) => {
    withPrompt.length = 0;
    return (await hear(chunk(voice), silencedBy(isSilent), hasPrompt)).segments.length;
  };
  const byPrompt = (how: Try) => how.withPrompt;
  expect(await text(allSpoken, true, byPrompt)).toBe(1);
  expect(withPrompt).toEqual([true, false]);
  // Without a prompt nothing is heard twice, nor where hardly anybody speaks.
  expect(await text(allSpoken, false, () => true)).toBe(0);
  expect(withPrompt).toHaveLength(1);
  expect(await text([{ startMs: 10_000, endMs: 12_000 }], true, byPrompt)).toBe(0);
  expect(withPrompt).toHaveLength(1);
  expect(await text(allSpoken, true, () => false)).toBe(1);
  expect(withPrompt).toEqual([true]);
});

/** What is marked where these are heard, in the time of the chunk, and these speak, in that of the sound. */
async function unheard(voice: Span[] | null, ...heard: Heard[]) {
  const { guards } = await hear(chunk(voice), () => Promise.resolve(heard), false);
  return guards.map(({ startMs, endMs, reason, text }) => [startMs, endMs, reason, text]);
}

test('where somebody speaks for a good while and no words come, that is marked', async () => {
  expect(await unheard(allSpoken)).toEqual([[10_000, 20_000, 'unheard', '']]);
  expect(await unheard(allSpoken, segment('♪ ♪'))).toEqual([[10_000, 20_000, 'unheard', '']]);
  // Nobody looked, or only for a moment.
  expect(await unheard(null)).toEqual([]);
  expect(await unheard(spoken)).toEqual([]);
  // What stands in text has words, though left out, and is marked as such.
  expect(await unheard(allSpoken, segment('So it is.', 0, 10_000))).toEqual([]);
  const left = segment('So.', 0, 10_000, { p: 0.2, noSpeechProbability: 0.9 });
  expect(await unheard(allSpoken, left)).toEqual([[10_000, 20_000, 'silence', 'So.']]);
});

test('what has no words is marked from its first voice to its last, once where voices are near each other', async () => {
  const said = segment('So it is.', 0, 3000);
  expect(await unheard(allSpoken, said)).toEqual([[13_000, 20_000, 'unheard', '']]);
  const voices = (...times: [number, number][]) => times.map(([startMs, endMs]) => ({ startMs, endMs }));
  const near = voices([10_000, 13_500], [14_000, 16_500], [18_000, 19_700]);
  expect(await unheard(near, said)).toEqual([]);
  expect(await unheard(near)).toEqual([[10_000, 19_700, 'unheard', '']]);
  // Not over words in the middle, nor over what may be minutes.
  expect(await unheard(near, segment('So it is.', 4000, 6500))).toEqual([]);
  expect(await unheard(voices([10_000, 13_000], [400_000, 403_000]))).toEqual([]);
});

test('with a prompt that is marked once, where no words come without it either', async () => {
  const reasons = async (isSilent: (how: Try) => boolean) => {
    const transcribe = (_pcm: Float32Array, how: Try) =>
      Promise.resolve(isSilent(how) ? [] : [segment('Good morning everyone.', 0, 9000)]);
    return (await hear(chunk(allSpoken), transcribe, true)).guards.map(({ reason }) => reason);
  };
  expect(await reasons(() => true)).toEqual(['unheard']);
  expect(await reasons(({ withPrompt }) => withPrompt)).toEqual([]);
});

async function judged(own: Heard, voice: Span[] | null) {
  const { segments, guards } = await hear(chunk(voice), () => Promise.resolve([own]), false);
  return { kept: segments.length, guards: guards.map(({ reason, text }) => [reason, text]) };
}

test.each([
  ['spoken', segment('So it is.'), spoken, 1, []],
  [
    'where nobody spoke',
    segment('Thanks for watching.', 0, 2000, { noSpeechProbability: 0.5 }),
    [],
    0,
    ['silence'],
  ],
  [
    'where nobody spoke, by a model that can not tell',
    segment('So.', 0, 2000, { noSpeechProbability: null }),
    [],
    0,
    ['silence'],
  ],
  ['where nobody spoke, by a model that is sure of it', segment('So it is.'), [], 1, ['unsure']],
  ['hardly likely', segment('So it is.', 0, 2000, { p: 0.2 }), spoken, 1, ['unsure']],
  [
    'hardly likely, and hardly speech',
    segment('So.', 0, 2000, { p: 0.2, noSpeechProbability: 0.9 }),
    spoken,
    0,
    ['silence'],
  ],
  ['by nobody knows whom', segment('So it is.', 0, 2000, { noSpeechProbability: 0.9 }), null, 1, []],
])('text %s', async (_what, own, voice, kept, reasons) => {
  const found = await judged(own, voice);
  expect(found.kept).toBe(kept);
  expect(found.guards).toEqual(reasons.map((reason) => [reason, reason === 'silence' ? own.text : '']));
});

test('a segment begins and ends with the voice in it', async () => {
  const voice = [
    { startMs: 10_000, endMs: 11_000 },
    { startMs: 13_000, endMs: 15_000 },
  ];
  // The first begins in the silence, the second in the last moment of the speech before it.
  for (const startMs of [1500, 900]) {
    const own = segment('Here we are.', startMs, 6000);
    const { segments } = await hear(chunk(voice), () => Promise.resolve([own]), false);
    const [found] = segments;
    expect(found).toMatchObject({ startMs: 13_000, endMs: 15_000 });
    const times = found?.words.flatMap((word) => [word.startMs, word.endMs]) ?? [];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((ms) => ms >= 13_000 && ms <= 15_000)).toBe(true);
  }
});

test('a sentence that a chunk cut in two is one segment again', () => {
  const joined = joinSegments(segment('We will meet', 0, 1000), segment('on Friday.', 1200, 2000));
  expect(joined).toMatchObject({ startMs: 0, endMs: 2000, text: 'We will meet on Friday.' });
  expect(joined?.words.map(({ text }) => text).join('')).toBe(joined?.text);
  expect(joinSegments(segment('今日は', 0, 1000), segment('晴れ', 1200, 2000))?.text).toBe('今日は晴れ');
});

test.each([
  ['a sentence that has ended', segment('We will meet.'), segment('On Friday.', 2100, 3000)],
  ['a pause', segment('We will meet'), segment('on Friday.', 2700, 3000)],
  ['what would be a page', segment('We will meet'), segment('on Friday.', 2100, 40_000)],
])('%s stays apart from what follows', (_what, before, after) => {
  expect(joinSegments(before, after)).toBeUndefined();
});

test('the language is the one with the most votes, by how sure they are', () => {
  const votes = (...all: [string, number | null][]) =>
    all.map(([language, probability]) => ({ language, probability }));
  expect(winner(votes(['en', 0.4], ['de', 0.9], ['en', 0.4]))).toBe('de');
  expect(winner(votes(['en', 0.6], ['de', 0.9], ['en', 0.6]))).toBe('en');
  expect(winner(votes(['en', null], ['de', null], ['de', null]))).toBe('de');
  expect(winner([])).toBeNull();
});

test('what is marked as unsure is as long as its segment, which has no silence at its ends', async () => {
  const heard = [segment('So it is.', 0, 5000, { p: 0.2 })];
  const voice = [{ startMs: 10_900, endMs: 14_200 }];
  const { segments, guards } = await hear(chunk(voice), () => Promise.resolve(heard), false);
  const span = { startMs: 10_900, endMs: 14_200 };
  expect(segments).toMatchObject([span]);
  expect(guards).toMatchObject([{ ...span, reason: 'unsure' }]);
});
