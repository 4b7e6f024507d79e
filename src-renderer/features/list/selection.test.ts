import { expect, test } from 'vitest';
import { everything, extended, nothing, only, toggled, without } from './selection.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const list = (selected: ReadonlySet<string>) => [...selected].sort().join('');

test('a range grows and shrinks about its anchor', () => {
  const start = only('c');
  const down = extended(start, ids, 'e');
  expect(list(down.selected)).toBe('cde');
  expect(list(extended(down, ids, 'b').selected)).toBe('bc');
});

test('a single row can be added and taken away, but the last one stays', () => {
  const two = toggled(only('a'), 'c');
  expect(list(two.selected)).toBe('ac');
  expect(toggled(two, 'c')).toMatchObject({ active: 'a' });
  expect(list(toggled(only('a'), 'a').selected)).toBe('a');
});

test('all of them', () => {
  expect(list(everything(nothing, ids).selected)).toBe('abcde');
  expect(everything(only('b'), ids).active).toBe('b');
});

test('when the active row leaves, the next one that stays takes over', () => {
  expect(without(only('b'), ids, new Set(['b'])).active).toBe('c');
  expect(without(only('e'), ids, new Set(['e'])).active).toBe('d');
  expect(without(only('b'), ids, new Set(['b', 'c', 'd', 'e'])).active).toBe('a');
  expect(without(only('a'), ['a'], new Set(['a']))).toEqual(nothing);
});

test('rows that stay selected keep the selection', () => {
  const two = toggled(only('a'), 'c');
  expect(without(two, ids, new Set(['c']))).toMatchObject({ active: 'a' });
  expect(without(only('b'), ids, new Set(['d']))).toMatchObject({ active: 'b', anchor: 'b' });
});
