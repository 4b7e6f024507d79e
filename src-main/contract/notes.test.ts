import { expect, test } from 'vitest';
import { addressOf } from './address.ts';
import { isReadAtOnce, levelsIn, msOf, notesParser } from './notes.ts';

const levels = (...headings: string[]) => [...levelsIn(notesParser.parse(headings.join('\n\n'))).values()];

test('headings follow each other without a gap, however they are written', () => {
  expect(levels('# a', '## b', '# c')).toEqual([2, 3, 2]);
  expect(levels('### a', '# b', '### c', '## d')).toEqual([2, 2, 3, 3]);
});

test.each([
  ['[0:05]', 5_000],
  ['[12:34]', 754_000],
  ['[1:02:03]', 3_723_000],
  ['[1:60]', null],
  ['[5]', null],
])('%s is the moment %s', (text, ms) => {
  expect(msOf(text)).toBe(ms);
});

test.each([
  ['https://example.org/a', 'https://example.org/a'],
  ['www.example.org', 'https://www.example.org/'],
  ['a@example.org', 'mailto:a@example.org'],
  ['<https://example.org/a b>', 'https://example.org/a%20b'],
  ['javascript:alert(1)', null],
  [' JavaScript:alert(1)', null],
  ['data:text/html,x', null],
  ['file:///etc/passwd', null],
  ['/here', null],
])('%s leads to %s', (written, address) => {
  expect(addressOf(written)).toBe(address);
});

test('nothing that people type is too deep or too long to be read', () => {
  for (const text of ['>'.repeat(20_000), '['.repeat(20_000), '*_'.repeat(5_000) + 'a' + '_*'.repeat(5_000)])
    expect(notesParser.parse(text).length).toBe(text.length);
});

test('what takes long to be read is not read at all, and what people write is', () => {
  const tasks = '- [ ] **Ask** [Zoë](https://example.org) _again_\n'.repeat(3000);
  const prose = `${'So *this* is a [long](https://example.org) line of **notes**.\n'.repeat(20)}\n`.repeat(
    100,
  );
  const links = 'See www.example.org, ask a@example.org or https://example.org/?a&amp;b\n'.repeat(2500);
  for (const text of ['', tasks, prose, links, '| a | b |\n| - | - |\n'.repeat(5000)])
    expect(isReadAtOnce(text)).toBe(true);
  for (const text of [
    ...['[a]('.repeat(20_000), '*_'.repeat(5000), 'x'.repeat(200_001)],
    ...[`${'www.a.'.repeat(33_000)}b_.c_`, `www.a.b/${'&a;'.repeat(60_000)}`],
  ])
    expect(isReadAtOnce(text)).toBe(false);
});
