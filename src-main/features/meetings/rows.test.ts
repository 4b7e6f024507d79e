import { expect, test } from 'vitest';
import { excerptOf } from './rows.ts';

test('the list shows the words of notes, not their Markdown', () => {
  const notes = [
    '# Plan for *spring*',
    '',
    '> - [x] **Ask** `Zoë` about [the hall](https://example.org/a_b)',
    '2) __Pay__ ~~twice~~ once, 2 * 3 * 4 = 24',
    'snake_case_name and #tag stay',
  ].join('\n');
  expect(excerptOf(notes)).toBe(
    'Plan for spring Ask Zoë about the hall Pay twice once, 2 * 3 * 4 = 24 snake_case_name and #tag stay',
  );
});

test('an excerpt is one line of two hundred letters, and never half of one', () => {
  expect(excerptOf(`  a\n\n\tb  `)).toBe('a b');
  expect(excerptOf(`${'x'.repeat(199)}👩`)).toBe('x'.repeat(199));
  expect(excerptOf('> '.repeat(100_000))).toBe('');
});
