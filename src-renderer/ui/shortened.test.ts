import { expect, test } from 'vitest';
import { shortened } from './shortened.ts';

test('what fits stays as it is', () => {
  expect(shortened('Weekly planning')).toBe('Weekly planning');
  expect(shortened('x'.repeat(60))).toHaveLength(60);
});

test('what does not fit ends in an ellipsis, between whole characters', () => {
  expect(shortened('one two three', 5)).toBe('one…');
  expect(shortened('👩‍👩‍👧'.repeat(4), 3)).toBe('👩‍👩‍👧👩‍👩‍👧…');
  expect(shortened('👩‍👩‍👧'.repeat(500)).length).toBeLessThan(500);
  expect(shortened('é'.normalize('NFD').repeat(500), 60)).toHaveLength(59 * 2 + 1);
});
