import { expect, test } from 'vitest';
import { timedWords } from '../../../../test/support/edit-library.ts';
import { randomFrom } from '../../../../test/support/random.ts';
import { seed } from '../../../../test/support/seed.ts';
import type { Segment } from '../../../contract/transcripts.ts';
import { changePassages, type Passage } from './change-passages.ts';

const segmentOf = (text: string): Segment => {
  return {
    ...{ id: '', startMs: 100, endMs: 9000, speakerId: null, text },
    noSpeechProbability: null,
    words: timedWords(text, 100, 9000),
  };
};

/** All that is found of a text, and what takes its place. */
function changed(text: string, found: RegExp, replacement: string) {
  const before = segmentOf(text);
  const passages = [...text.matchAll(found)].map(({ 0: own, index }): Passage => {
    return { start: index, end: index + own.length, replacement };
  });
  return { before, after: changePassages(before, passages), wanted: text.replace(found, () => replacement) };
}

test.each([
  ['the budget is small', /budget/g, 'whole plan', ['the', ' whole', ' plan', ' is', ' small']],
  ['the budget, is small', /budget/g, '', ['the', ' ,', ' is', ' small']],
  ['the budget is small', /budget/g, '', ['the ', ' is', ' small']],
  ['budget is small', /budget/g, '', [' is', ' small']],
  ['is small', /$|small/g, '', ['is ']],
  ['the budget is', / b/g, 'B', ['theBudget', ' is']],
  ['a b c d', / /g, '-', ['a-b-c-d']],
  ['会議 は', /会/g, '総', ['総', '議', ' は']],
])('%s, %s for “%s”', (text, found, replacement, words) => {
  const { after, wanted } = changed(text, found, replacement);
  expect(after.text).toBe(wanted);
  expect(after.words.map((own) => own.text)).toEqual(words);
});

test('words that are not touched stay as they are, and those in another’s place take its time', () => {
  const { before, after } = changed('one two three four five six', /two|five/g, 'both of');
  const kept = (words: Segment['words']) => words.filter(({ text }) => /one|three|four|six/.test(text));
  expect(kept(after.words)).toEqual(kept(before.words));
  const [both, of] = after.words.slice(1, 3);
  expect([both?.startMs, of?.endMs, of?.probability]).toEqual([
    before.words[1]?.startMs,
    before.words[1]?.endMs,
    1,
  ]);
});

test('an engine’s words that are not its text are compared with all of it', () => {
  const segment = { ...segmentOf('one two three'), words: timedWords('one three', 100, 9000) };
  const { text, words } = changePassages(segment, [{ start: 4, end: 7, replacement: 'a' }]);
  expect([text, words.map((own) => own.text).join('')]).toEqual(['one a three', 'one a three']);
});

test('whatever is replaced by whatever, words join to the text, none is blank, and times go on', () => {
  const random = randomFrom(seed);
  const letters = ['a', 'b', ' ', ' ', 'é', '会', '.', '  '];
  const phrase = (most: number) =>
    Array.from({ length: random(most) }, () => letters[random(letters.length)] ?? '').join('');
  for (let round = 0; round < 3000; round += 1) {
    const text = `x${phrase(20)}`.trim();
    const found = new RegExp(['a', ' ', '. ', 'ab?', ' a', '[^a]+', 'x'][random(7)] ?? '', 'g');
    const { after, wanted } = changed(text, found, phrase(4));
    expect(after.text).toBe(wanted);
    if (wanted.trim() === '') continue;
    expect(after.words.map((own) => own.text).join('')).toBe(wanted);
    expect(after.words.filter((own) => own.text.trim() === '')).toEqual([]);
    let at = after.startMs;
    for (const { startMs, endMs } of after.words) {
      expect(startMs >= at && endMs >= startMs && endMs <= after.endMs).toBe(true);
      at = startMs;
    }
  }
});
