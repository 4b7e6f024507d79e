import { expect, test } from 'vitest';
import { movedPlace } from './moved-place.ts';

/** The passage is marked in both texts; where it is not in the second one, it was changed itself. */
test.each([
  ['one [budget] two', 'one [budget] and two'],
  ['one [budget] two', 'And one [budget] two'],
  ['budget one and [budget] two', 'the whole plan one and [budget] two'],
  ['budget one and [budget] two and budget', 'the plan one and [budget] two and the plan'],
  ['a budget, [the budget] and a budget', 'a plan, [the budget] and a plan'],
  ['go, un[do], redo', 'went, un[do], remade'],
  ['one [budget] two', 'One [budget] 2'],
  ['one [budget] two', 'One plan 2'],
  ['one [bud]get two', 'One budgie 2'],
  ['one [budget] two', ''],
])('%s → %s', (before, after) => {
  const placeIn = (text: string) =>
    text.includes('[') ? { start: text.indexOf('['), end: text.indexOf(']') - 1 } : null;
  const bare = (text: string) => text.replace(/[[\]]/g, '');
  const place = placeIn(before) ?? { start: 0, end: 0 };
  expect(movedPlace(bare(before), bare(after), place)).toEqual(placeIn(after));
});
