import { expect, test } from 'vitest';
import { compareWords } from './compare-words.ts';

const words = (text: string) => text.split(/(?= )/).filter((word) => word !== '');
const shown = (before: string, after: string) =>
  compareWords(words(before), words(after)).map((side) =>
    side.map(({ text, isOwn }) => (isOwn ? `[${text}]` : text)).join(''),
  );

test.each([
  ['I have tree updates', 'I have three updates', 'I have[ tree] updates', 'I have[ three] updates'],
  ['one two three', 'two three four', '[one] two three', 'two three[ four]'],
  ['a b c d', 'a x b y d', 'a b[ c] d', 'a[ x] b[ y] d'],
  ['the same words', 'the same words', 'the same words', 'the same words'],
  ['the the the end', 'the end', 'the[ the the] end', 'the end'],
  ['nothing alike', 'quite another text', '[nothing alike]', '[quite another text]'],
  ['', 'now there is', '', '[now there is]'],
  ['gone', '', '[gone]', ''],
])('%s | %s', (before, after, left, right) => {
  expect(shown(before, after)).toEqual([left, right]);
});

test('a space before the first word makes no difference', () => {
  expect(shown(' Good morning', 'Good morning')).toEqual([' Good morning', 'Good morning']);
});

test('of two long texts the beginning and the end are compared', () => {
  const row = (name: string) => Array.from({ length: 3000 }, (_, index) => ` ${name}${index}`);
  const [before, after] = compareWords([' a', ...row('x'), ' z'], [' a', ...row('y'), ' z']);
  expect(before.map(({ isOwn }) => isOwn)).toEqual([false, true, false]);
  expect(after.map(({ text }) => text.length > 10)).toEqual([false, true, false]);
});
