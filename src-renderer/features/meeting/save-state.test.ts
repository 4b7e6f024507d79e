import { expect, test } from 'vitest';
import { saveStateOf } from './save-state.ts';

const saved = {
  notes: { draft: '', status: 'saved', theirs: null },
  titles: new Map<string, string>(),
  dates: new Map<string, number>(),
  tags: new Map<string, string[]>(),
  typing: new Set<string>(),
  sending: [] as string[],
} as const;

test.each([
  ['everything is saved', {}, 'saved'],
  ['notes are being saved', { notes: { ...saved.notes, status: 'saving' } }, 'saving'],
  ['a title is being typed', { typing: new Set(['title']) }, 'unsaved'],
  ['a tag is being typed', { typing: new Set(['tag']) }, 'unsaved'],
  ['a title is on its way', { titles: new Map([['a', 'New']]), sending: ['a'] }, 'saving'],
  ['a title could not be saved', { titles: new Map([['a', 'New']]) }, 'unsaved'],
  ['a date could not be saved', { dates: new Map([['a', 0]]) }, 'unsaved'],
  ['a tag could not be saved', { tags: new Map([['a', ['tag']]]) }, 'unsaved'],
  ['another meeting is waiting', { titles: new Map([['b', 'New']]), sending: ['b'] }, 'saved'],
] as const)('%s', (_case, pending, expected) => {
  expect(saveStateOf({ ...saved, ...pending }, 'a')).toBe(expected);
});
