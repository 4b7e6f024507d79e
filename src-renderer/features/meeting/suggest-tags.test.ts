import { expect, test } from 'vitest';
import { suggestTags } from './suggest-tags.ts';

const known = ['team', 'interview', 'Design', 'redesign'].map((tag, index) => ({ tag, count: 9 - index }));
const names = (has: string[], typed: string) => suggestTags(known, has, typed).map(({ tag }) => tag);

test('what begins with the letters comes before what holds them', () => {
  expect(names([], 'de')).toEqual(['Design', 'redesign']);
  expect(names([], 'TE')).toEqual(['team', 'interview']);
});

test('what the meeting has is not offered again', () => {
  expect(names(['team'], '')).toEqual(['interview', 'Design', 'redesign']);
});
