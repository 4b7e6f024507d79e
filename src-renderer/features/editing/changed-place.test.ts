import { expect, test } from 'vitest';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { changedPlace, changeIn } from './changed-place.ts';

test.each([
  ['Good morning', 'Good evening', 8],
  ['Good morning', 'Good', 4],
  ['Good', 'Good morning', 12],
  ['aa', 'aaa', 3],
  ['same', 'same', 4],
  ['', 'new', 3],
])('between %j and %j the change ends at %i', (before, after, at) => {
  expect(changeIn(before, after)).toBe(at);
});

const segment = (id: string, startMs: number, text: string): Segment => ({
  ...{ id, startMs, endMs: startMs + 10, text },
  ...{ speakerId: null, noSpeechProbability: null, words: [] },
});
const before = [segment('a', 0, 'One'), segment('b', 100, 'Two')];

test('one looks where a text changed, else where something else did, else where something went', () => {
  const put = [segment('a', 0, 'One'), segment('b', 100, 'Too')];
  expect(changedPlace(before, { removed: [], put }, put)).toEqual({ segmentId: 'b', offset: 2 });
  const moved = { removed: [], put: [segment('b', 110, 'Two')] };
  expect(changedPlace(before, moved, before)).toEqual({ segmentId: 'b', offset: 0 });
  const [first] = before;
  expect(changedPlace(before, { removed: ['b'], put: [] }, first ? [first] : [])).toEqual({
    segmentId: 'a',
    offset: 3,
  });
  expect(changedPlace(before, undefined, before)).toBeNull();
});

test('after a split or a join, forth or back, one looks between the two', () => {
  const whole = segment('a', 0, 'I have two updates.');
  const halves = [segment('a', 0, 'I have two'), segment('c', 5, 'updates.')];
  expect(changedPlace([whole], { removed: [], put: halves }, halves)).toEqual({ segmentId: 'c', offset: 0 });
  expect(changedPlace(halves, { removed: ['c'], put: [whole] }, [whole])).toEqual({
    ...{ segmentId: 'a', offset: 11 },
  });
});
