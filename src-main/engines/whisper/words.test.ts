import { expect, test } from 'vitest';
import { mendPieces } from './mend-pieces.ts';
import { wholeCharacters } from './whole-characters.ts';
import { tidyTimes } from './word-times.ts';
import { joinWords } from './words.ts';

const pieces = (...texts: string[]) =>
  texts.map((text, index) => ({ text, startMs: index * 100, endMs: index * 100 + 100, probability: 0.5 }));
const textsOf = (found: { text: string }[]) => found.map(({ text }) => text);

test.each([
  ['en', [' Good', ' mor', 'ning', ',', ' Anna', '.'], [' Good', ' morning,', ' Anna.']],
  ['en', [' "', 'Yes', '"', ' (', 'he', ' said', ')'], [' "Yes"', ' (he', ' said)']],
  ['en', [' it', "'s", ' $', '5', '.', '20'], [" it's", ' $5.20']],
  ['ja', ['今日', 'は', '。', '晴れ'], ['今日', 'は。', '晴れ']],
  ['zh', ['我', '们', '用', ' Wh', 'isper'], ['我', '们', '用', ' Whisper']],
  ['en', [], []],
])('%s: pieces %o are the words %o', (language, texts, words) => {
  expect(textsOf(joinWords(pieces(...texts), language))).toEqual(words);
});

test('a word has the times and the mean probability of what sounds in it', () => {
  const parts = pieces(' mor', 'ning', ',').map((piece, index) => ({
    ...piece,
    probability: [0.4, 0.8, 0][index] ?? 0,
  }));
  const [word] = joinWords(parts, 'en');
  expect(word).toMatchObject({ startMs: 0, endMs: 200 });
  expect(word?.probability).toBeCloseTo(0.6);
});

test('times come one after another, inside the segment', () => {
  const word = (startMs: number, endMs: number) => ({ text: 'x', startMs, endMs, probability: 1 });
  const words = [word(0, 50), word(120, 90), word(120, 120), word(500, 900)];
  const times = tidyTimes(words, { startMs: 100, endMs: 600 }).map(({ startMs, endMs }) => [startMs, endMs]);
  expect(times.flat()).toEqual(times.flat().toSorted((a, b) => a - b));
  expect(times[0]?.[0]).toBe(100);
  expect(times.at(-1)?.[1]).toBe(600);
});

test('tokens that hold parts of a character become one piece', () => {
  const [first, second] = [Buffer.from('é!').subarray(0, 1), Buffer.from('é!').subarray(1)];
  const token = (bytes: Uint8Array) => ({ bytes, startMs: 0, endMs: 10, probability: 1 });
  expect(textsOf(wholeCharacters([token(first), token(second)]))).toEqual(['é!']);
  expect(textsOf(wholeCharacters([token(first)]))).toEqual(['\uFFFD']);
});

test('what smart-whisper breaks is mended from the text of the segment', () => {
  expect(textsOf(mendPieces(pieces(' caf', '\uFFFD', '\uFFFD', ' au'), ' café au'))).toEqual([
    ' caf',
    'é',
    ' au',
  ]);
  expect(textsOf(mendPieces(pieces('\uFFFD', '\uFFFD'), '日'))).toEqual(['日']);
  expect(textsOf(mendPieces(pieces(' as', ' it', ' is'), ' as it is'))).toEqual([' as', ' it', ' is']);
});
