import { expect, test } from 'vitest';
import { timedWords } from '../../../../test/support/edit-library.ts';
import { align } from '../../../contract/align.ts';
import { cut } from './cut.ts';
import { retime, wordsOf } from './retime.ts';

const segment = (text: string, words = timedWords(text, 1000, 5000)) => ({
  startMs: 1000,
  endMs: 5000,
  text,
  words,
});
/** Each word with its span; those that a person wrote are marked. */
const shown = (words: ReturnType<typeof retime>) =>
  words.map(
    ({ text, startMs, endMs, probability }) =>
      `${text} ${startMs}-${endMs}${probability === 1 ? ' new' : ''}`,
  );

test('lists are aligned at all they have in common', () => {
  expect(align(Array.from('abcde'), Array.from('abxcde'))).toEqual([
    [0, 0],
    [1, 1],
    [2, 3],
    [3, 4],
    [4, 5],
  ]);
  const common = ([one, other]: [string, string]) =>
    align(Array.from(one), Array.from(other))
      .map(([at, to]) => {
        expect(one[at]).toBe(other[to]);
        return one[at];
      })
      .join('');
  expect(common(['the quick fox', 'a quack fax'])).toBe(' quck fx');
  expect(common(['xaby', 'axybz'])).toHaveLength(2);
  expect(common(['', 'abc'])).toBe('');
  expect(common(['abc', 'abc'])).toBe('abc');
});

test.each([
  ['two words', ['two', ' words']],
  [' space  before and after ', [' space', '  before', ' and', ' after ']],
  ['会議は三時です。', ['会議', 'は', '三', '時', 'です。']],
  ['「会議」は OK です', ['「会議」', 'は', ' OK', ' です']],
  ['สวัสดีครับ', ['สวัสดี', 'ครับ']],
  ['naïve 👩‍👩‍👧 שלום', ['naïve', ' 👩‍👩‍👧', ' שלום']],
  ['「', ['「']],
  ['', []],
])('%j is cut into words that are all of it', (text, words) => {
  expect(cut(text)).toEqual(words);
  expect(words.join('')).toBe(text);
});

test('words that are kept keep their times and what is known of them', () => {
  const own = segment('one two three four');
  expect(shown(retime(own, 'one two three four'))).toEqual(shown(own.words));
  expect(shown(retime(own, 'one 2 three four'))).toEqual([
    'one 1000-2000',
    ' 2 2000-3000 new',
    ' three 3000-4000',
    ' four 4000-5000',
  ]);
  // Those that take the place of one share its time, by their lengths.
  expect(shown(retime(own, 'one to be three four')).slice(1, 3)).toEqual([
    ' to 2000-2500 new',
    ' be 2500-3000 new',
  ]);
  expect(shown(retime(own, 'one four'))).toEqual(['one 1000-2000', ' four 4000-5000']);
  expect(shown(retime(own, 'one two and three four'))[2]).toBe(' and 3000-3000 new');
  expect(shown(retime(own, 'so one two three four'))[0]).toBe('so 1000-1000 new');
  expect(shown(retime(own, 'other words altogether'))).toEqual([
    'other 1000-1909 new',
    ' words 1909-3000 new',
    ' altogether 3000-5000 new',
  ]);
});

test('a word in other letters is the same word, and sure', () => {
  const own = segment('so we meet at noon');
  expect(shown(retime(own, 'So, we meet — at Noon.'))).toEqual([
    'So, 1000-1800 new',
    ' we 1800-2600',
    ' meet 2600-3400',
    ' — 3400-3400 new',
    ' at 3400-4200',
    ' Noon. 4200-5000 new',
  ]);
});

test('where nobody writes spaces, words stay as the engine cut them', () => {
  const pieces = ['会', '議は', '三時', 'です'];
  const words = pieces.map((text, at) => {
    return { text, startMs: 1000 * (at + 1), endMs: 1000 * (at + 2), probability: 0.5 };
  });
  const own = segment('会議は三時です', words);
  expect(shown(retime(own, '会議は四時です'))).toEqual([
    '会 1000-2000',
    '議は 2000-3000',
    '四 3000-3500 new',
    '時 3500-4000 new',
    'です 4000-5000',
  ]);
});

test('a segment whose words are not known has those of its text', () => {
  expect(shown(wordsOf(segment('ab abcd', [])))).toEqual(['ab 1000-2143 new', ' abcd 2143-5000 new']);
  expect(shown(retime(segment('会議', []), '会議です'))).toEqual([
    '会議 1000-5000 new',
    'です 5000-5000 new',
  ]);
});

test('spaces are words of nobody', () => {
  const own = segment('one two');
  for (const text of ['one two ', ' one two', 'one  two', '  one   two  ', 'one\ntwo'])
    expect(
      retime(own, text)
        .map((word) => word.text)
        .join(''),
      JSON.stringify(text),
    ).toBe(text);
  expect(retime(own, 'one two ')).toHaveLength(2);
});
